#pragma once
// What comes between two instructions of a script: Ctrl-C and other signals, which are noted by their handler and
// served in the VM's main thread, which is woken where it blocks; and the end of execution, when the step limit is used
// up.
#include <atomic>

#include "gc/roots.h"
#include "runtime/machine/blocking.h"

namespace coil::internal
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
    /// SIGINT is nobody's again.
    void drop_signal();
    /// The signal is this VM's: when it comes, `on_signal` is called for it between two instructions of the main
    /// thread. False when the signals of the process are another VM's, or the system refuses (errno).
    bool watch(int number);
    /// It is not so any more; who calls this says what it does from then on.
    void forget(int number);
    /// SIGINT is what take_signal makes of it again; false as in watch.
    bool restore_interrupt();
    /// What is done for a signal that is watched; may raise.
    Result<void> (*on_signal)(Vm&, int number) = nullptr;
    /// Where a byte with its number is written when a signal comes; -1: nowhere.
    std::atomic<int> wakeup_descriptor{ -1 };
    /// How many signals have come.
    uint64_t signal_count() const { return signal_count_; }
    /// What the handler of signals does.
    void note(int number);

    /// As if the signal came. Safe from any thread and from signal handlers.
    void request();
    /// Does what the requests since the last call ask for: raises KeyboardInterrupt, or calls `callback`.
    Result<void> serve();
    /// As serve, but leaves a request that a callback is to be called for.
    Result<void> serve_default();
    /// Whether the running thread's execution has to end.
    bool is_end_requested() const;
    bool is_requested() const
    {
        return requested_.load(std::memory_order_relaxed) || waiting_.load(std::memory_order_relaxed);
    }

    /// Scripts may do about so many calls and passes of loops from now on; then ExecutionEnded ends what runs, which no
    /// handler of a script sees (Vm::is_ending). 0: no limit.
    void set_step_limit(uint64_t steps);
    /// The execution of every thread there is ends at its next poll; what blocks is woken. Safe from any thread and
    /// from signal handlers.
    void end_execution();
    /// To be called where native code has control again: execution may start anew in the running thread.
    void allow_execution();
    /// Fills the fuel up for the next stretch. Raises ExecutionEnded.
    Result<void> refuel();
    /// Pays from the steps that are left what was done beyond the fuel. Raises ExecutionEnded.
    Result<void> check_budget();

    /// Called, when not empty, where KeyboardInterrupt would be raised.
    gc::Root<Value> callback;

    /// Of all threads of the VM.
    Wakers& wakers() { return wakers_; }

private:
    Vm& vm_;
    Wakers wakers_;
    Waker& main_waker_;
    bool take_signals();
    Result<void> serve_signals();

    std::atomic<bool> requested_{ false };
    std::atomic<uint64_t> watched_{ 0 }; ///< a bit for each signal number, as in the next
    std::atomic<uint64_t> waiting_{ 0 }; ///< those that came
    std::atomic<uint64_t> signal_count_{ 0 };
    std::atomic<uint64_t> end_requests_{ 0 }; ///< each thread has served some of them (ThreadState::ends_served)
    bool has_signal_ = false;
    bool is_limited_ = false;
    uint64_t steps_left_ = 0; ///< beyond the present fuel
};

} // namespace coil::internal
