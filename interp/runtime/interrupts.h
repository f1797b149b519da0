#pragma once
// What comes between two instructions of a script: Ctrl-C, whose signal is noted by its handler and served in the VM's
// main thread, which is woken when it waits in a poll; and the end of execution, when the step limit is used up.
#include <atomic>

#include "gc/roots.h"
#include "objects/vm.h"

namespace coil
{

class Interrupts
{
public:
    explicit Interrupts(Vm& vm);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// SIGINT is this VM's from now on, unless the process ignores it. One VM of a process can have it.
    void take_signal();
    bool has_signal() const { return has_signal_; }
    /// As if the signal came. Safe from any thread and from signal handlers.
    void request();
    /// Does what the requests since the last call ask for: raises KeyboardInterrupt, or calls `callback`.
    Result<void> serve();
    /// As serve, but leaves a request that a callback is to be called for.
    Result<void> serve_default();
    bool is_end_requested() const { return end_requested_.load(std::memory_order_relaxed); }
    bool is_requested() const { return requested_.load(std::memory_order_relaxed); }

    /// Scripts may do about so many calls and passes of loops from now on; then ExecutionEnded ends what runs, which no
    /// handler of a script sees (Vm::is_ending). 0: no limit.
    void set_step_limit(uint64_t steps);
    /// Execution ends at the next poll. Safe from any thread.
    void end_execution();
    /// To be called where native code has control again: execution may start anew.
    void allow_execution();
    /// Fills the fuel up for the next stretch. Raises ExecutionEnded.
    Result<void> refuel();
    /// Pays from the steps that are left what was done beyond the fuel. Raises ExecutionEnded.
    Result<void> check_budget();

    /// Called, when not empty, where KeyboardInterrupt would be raised.
    gc::Root<Value> callback;

    /// A descriptor that is readable while something is requested: what the running thread should poll beside what it
    /// waits for, if it is the main thread; else -1.
    int wake_descriptor() const;

private:
    void wake();
    void forget_wakes();

    Vm& vm_;
    std::atomic<bool> requested_{ false };
    std::atomic<bool> end_requested_{ false };
    bool has_signal_ = false;
    bool is_limited_ = false;
    uint64_t steps_left_ = 0; ///< beyond the present fuel
    int wake_descriptor_;     ///< an eventfd, which may be written to in a signal handler
};

} // namespace coil
