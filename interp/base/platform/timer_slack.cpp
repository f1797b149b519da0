#include "base/platform/timer_slack.h"

#include <sys/prctl.h>

namespace coil::internal
{

PunctualScope::PunctualScope()
    : slack_(prctl(PR_GET_TIMERSLACK))
{
    if (slack_ > 0)
        prctl(PR_SET_TIMERSLACK, 1UL);
}

PunctualScope::~PunctualScope()
{
    if (slack_ > 0)
        prctl(PR_SET_TIMERSLACK, static_cast<unsigned long>(slack_));
}

} // namespace coil::internal
