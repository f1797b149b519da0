#pragma once
// Threads of one VM. They share a lock: who holds it runs scripts and touches the heap, the others are parked. The lock
// is given up around blocking calls (BlockingScope), and handed over by the interpreter's poll when somebody has waited
// for a while. A VM that never starts a thread has no lock to take.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <semaphore.h>

#include "runtime/interpreter.h"

namespace coil
{

/// A counter that threads wait for outside the VM. Posting is safe from signal handlers.
class Semaphore
{
public:
    explicit Semaphore(unsigned count = 0) { sem_init(&semaphore_, 0, count); }
    ~Semaphore() { sem_destroy(&semaphore_); }
    Semaphore(const Semaphore&) = delete;
    Semaphore& operator=(const Semaphore&) = delete;
    void post() { sem_post(&semaphore_); }
    bool try_wait() { return sem_trywait(&semaphore_) == 0; }
    /// Waits with the VM's lock given up; false when `seconds` (negative: no end) have passed. Raises what a signal
    /// asks for.
    Result<bool> wait(Vm& vm, double seconds = -1);

private:
    sem_t semaphore_;
};

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
    /// RuntimeError when the system refuses. Returns the thread's identity.
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
    /// Ends all threads, the VM being about to be destroyed: what they run gets SystemExit.
    void close();
    bool is_closing() const { return closing_; }

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
    static void* run(void* start);
    void take_lock();
    void await_lock(std::unique_lock<std::mutex>& guard);
    void drop_lock();
    void hand_over_if_due();

    Vm& vm_;
    std::mutex mutex_; ///< of what follows
    std::condition_variable freed_, taken_;
    bool held_ = true;
    uint64_t turns_ = 0;   ///< how often the lock was taken
    bool watched_ = false; ///< somebody waits who looks at the clock
    std::atomic<int> waiting_{ 0 };
    int64_t turn_began_ = 0;

    // Touched by who holds the VM only
    int to_join_ = 0; ///< threads that are not daemons
    int living_ = 0;
    bool closing_ = false;
    Semaphore* joiner_ = nullptr;      ///< posted when a thread ends
    std::vector<Semaphore*> sleepers_; ///< what threads wait for
    friend class Semaphore;
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

} // namespace coil
