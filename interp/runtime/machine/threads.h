#pragma once
// Threads of one VM. They share a lock: who holds it runs scripts and touches the heap, the others are parked. The lock
// is given up around blocking calls (BlockingScope), and handed over by the interpreter's poll when somebody has waited
// for a while. A VM that never starts a thread has no lock to take.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <sys/types.h>

#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/blocking.h"

namespace coil::internal
{

class Threads
{
public:
    explicit Threads(Vm& vm);
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

    struct Options {
        std::string name;
        bool daemon = false; ///< the program's end does not wait for it
    };
    /// Starts a thread that runs `body` while it holds the VM; what `body` captures must be rooted or not of the heap.
    /// PermissionError without the authority, RuntimeError when the system refuses. Returns the thread's identity.
    Result<uint64_t> start(Options options, std::function<void(Vm&)> body);

    /// What the end of the program waits for is told so: each is called once, the last one added first.
    void add_at_exit(gc::Root<Value> callback) { at_exit_.push_back(std::move(callback)); }
    using ExitFn = void (*)(void* context);
    void add_at_exit(void* context, ExitFn function) { native_at_exit_.push_back({ context, function }); }
    void remove_at_exit(void* context);
    /// Calls what add_at_exit was given and waits for the threads that are not daemons. Raises what the callbacks and
    /// Ctrl-C raise.
    Result<void> join_all();
    /// How many threads there are beside the main one.
    int living() const { return living_; }
    /// Ends all threads, the VM being about to be destroyed: what they run gets SystemExit, and what goes on is ended
    /// as a limit ends it. False when one can't be ended, as it is in native code that takes seconds: it has the VM
    /// from then on, which must never be touched again.
    bool close();
    bool is_closing() const { return stage_ != Stage::Running; }
    /// To be called at polls of threads other than the main one while is_closing().
    Result<void> end_running_thread();

    /// Forks by that call, which gives what fork(2) does. In the child the calling thread is the only one; what others
    /// held, they hold for ever.
    pid_t fork(const std::function<pid_t()>& call);

    /// Gives up the VM, and takes it again; errno stays. The caller is parked meanwhile: see BlockingScope.
    ThreadState* release();
    void acquire(ThreadState* state);
    /// Gives others their turn if somebody has waited for the lock long enough.
    void hand_over()
    {
        if (waiting_.load(std::memory_order_relaxed) > 0)
            hand_over_if_due();
    }

private:
    struct Start;
    struct NativeExit {
        void* context;
        ExitFn function;
    };
    enum class Stage : uint8_t { Running, Exiting, Ending };
    static void* run(void* start);
    bool wait_until_alone(Deadline until);
    void take_lock();
    void await_lock(std::unique_lock<std::mutex>& guard);
    void drop_lock();
    void hand_over_if_due();

    Vm& vm_;
    std::mutex mutex_; ///< of what follows
    std::condition_variable freed_, taken_, alone_;
    bool held_ = true;
    uint64_t turns_ = 0;   ///< how often the lock was taken
    bool watched_ = false; ///< somebody waits who looks at the clock
    std::atomic<int> waiting_{ 0 };
    int64_t turn_began_ = 0;
    std::atomic<Stage> stage_{ Stage::Running };

    // Touched by who holds the VM only
    int to_join_ = 0; ///< threads that are not daemons
    int living_ = 0;
    WaitQueue ended_; ///< for the end of a thread
    std::vector<gc::Root<Value>> at_exit_;
    std::vector<NativeExit> native_at_exit_;
};

/// While it lives, other threads may hold the VM; for blocking system calls.
class BlockingScope
{
public:
    [[gnu::always_inline]] explicit BlockingScope(Vm& vm)
        : threads_(vm.threads.get())
        , park_(vm.heap, threads_ != nullptr)
    {
        if (threads_)
            state_ = threads_->release();
    }
    ~BlockingScope()
    {
        if (threads_)
            threads_->acquire(state_);
    }
    BlockingScope(const BlockingScope&) = delete;
    BlockingScope& operator=(const BlockingScope&) = delete;

private:
    Threads* threads_;
    ThreadState* state_ = nullptr;
    gc::ParkScope park_;
};

/// The VM's threads; the lock exists from the first call on.
Threads& threads_of(Vm& vm);

/// What is done between two instructions now and then: signals, handing over the lock, finalizers. May raise.
Result<void> serve_poll(Vm& vm);
/// The part of it that changes nothing: raises when execution has to end, or is interrupted.
Result<void> check_end(Vm& vm);
/// Whether either would raise, or call a signal's handler.
bool is_stopping(const Vm& vm);

} // namespace coil::internal
