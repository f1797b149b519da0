#pragma once
// What `coil --trace=loop` tells of one run of a loop: what ran for long, waits, and a sum at the end.
#include "async/loop/ready.h"
#include "objects/vm.h"

namespace coil::internal
{

class LoopTrace
{
public:
    explicit LoopTrace(Vm& vm);
    ~LoopTrace();
    LoopTrace(const LoopTrace&) = delete;
    LoopTrace& operator=(const LoopTrace&) = delete;

    double now() const { return vm_.trace.now(); }
    /// The loop waited since `start`, for `seconds` at most.
    void waited(double start, double seconds);
    void timers_due(size_t count) { timers_ += count; }
    /// The entry ran since `start`.
    void ran(const Ready& entry, double start);
    /// A pass ended, which ran `count` entries since `start`.
    void passed(double start, size_t count);

    /// What takes less milliseconds is not told.
    static constexpr double long_time = 5;

private:
    Vm& vm_;
    double start_;
    double waiting_ = 0;
    size_t passes_ = 0, entries_ = 0, timers_ = 0, waits_ = 0;
};

} // namespace coil::internal
