#include "base/platform/entropy.h"

#include <sys/random.h>

namespace coil::internal
{

bool fill_with_entropy(void* to, size_t bytes) { return getrandom(to, bytes, 0) == ssize_t(bytes); }

} // namespace coil::internal
