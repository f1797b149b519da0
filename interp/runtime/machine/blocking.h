#pragma once
// How threads of a VM block. Each thread has one Waker, and whatever it waits for it waits in that one's sleep or poll,
// with the VM given up; so Ctrl-C, the end of execution and the end of the VM can wake it whatever it waits for, from
// any thread and from signal handlers. A wait goes on when nothing it was woken for ends it.
#include <atomic>
#include <poll.h>
#include <span>

#include "base/platform/semaphore.h"
#include "objects/vm.h"

namespace coil::internal
{

/// A point of the monotonic clock, or never.
class Deadline
{
public:
    Deadline() = default;
    static Deadline never() { return {}; }
    /// `seconds` from now; what is not positive has come, NaN too, and what is years away never comes.
    static Deadline after(double seconds);
    bool is_never() const { return nanoseconds_ < 0; }
    bool has_come() const { return !is_never() && left() == 0; }
    /// Nanoseconds until then; not negative. For deadlines that come.
    int64_t left() const;
    /// On the monotonic clock; for deadlines that come.
    int64_t nanoseconds() const { return nanoseconds_; }

private:
    explicit Deadline(int64_t nanoseconds)
        : nanoseconds_(nanoseconds)
    {
    }
    int64_t nanoseconds_ = -1; ///< negative: never
};

/// What wakes one thread.
class Waker
{
public:
    Waker() = default;
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

    /// Ends the wait the thread is in, or else its next one. Safe from any thread and from signal handlers.
    void wake();
    /// Waits until woken or until then. The caller has given up the VM.
    void sleep(Deadline until);
    /// Waits for the descriptors' events as poll does, until woken or until then: how many have some, 0 or -1 (errno).
    /// The caller has given up the VM. A descriptor of its own is open meanwhile; without one it returns now and then.
    int poll(std::span<pollfd> descriptors, Deadline until);

private:
    friend class Wakers;
    void forget_wakes();

    Semaphore semaphore_;
    std::atomic<bool> woken_{ false };
    std::atomic<int> descriptor_{ -1 }; ///< an eventfd while the thread polls
    std::atomic<int> ringing_{ 0 };     ///< who may be about to write to it
    Waker* next_ = nullptr;             ///< see Wakers
    bool taken_ = false;                ///< touched by who holds the VM only
};

/// The wakers of a VM's threads. None dies before the VM, as a signal handler may be on its way through them: a new
/// thread takes one that an ended one has given back.
class Wakers
{
public:
    Wakers() = default;
    ~Wakers();
    Wakers(const Wakers&) = delete;
    Wakers& operator=(const Wakers&) = delete;
    Waker* take();
    void give_back(Waker* waker) { waker->taken_ = false; }
    /// Safe from any thread and from signal handlers.
    void wake_all();

private:
    std::atomic<Waker*> first_{ nullptr };
};

/// A number of seconds that a script gives, to wait for. TypeError; ValueError for NaN; OverflowError when the
/// nanoseconds do not fit into 64 bits.
Result<double> to_seconds(Vm& vm, Value value);

/// The waker of the thread that holds the VM.
Waker& waker_of_thread(Vm& vm);

/// Blocks once, for others to run; then does what it may have been woken for, which may raise.
Result<void> sleep_once(Vm& vm, Deadline until);
/// Blocks until the descriptor has one of the poll events: 0 then, EINTR when the thread was woken and has to serve the
/// poll, or why the system refuses.
int await_events(Vm& vm, int fd, short events);
/// As await_events, and serves the poll; may raise. OSError when the system refuses.
Result<void> wait_for_events(Vm& vm, int fd, short events);

/// Threads that wait for something, served in order of arrival. Touched by who holds the VM only.
class WaitQueue
{
public:
    WaitQueue() = default;
    WaitQueue(const WaitQueue&) = delete;
    WaitQueue& operator=(const WaitQueue&) = delete;
    /// Blocks until it is this thread's turn (true) or until then (false). May raise; its turn goes to the next then.
    Result<bool> wait(Vm& vm, Deadline until = Deadline::never());
    /// It is the first one's turn; false when nobody waits.
    bool wake_one();
    void wake_all();

private:
    /// One that waits, on its stack.
    struct Waiting {
        Waker* waker;
        Waiting* next = nullptr;
        bool has_turn = false;
    };
    void remove(Waiting* waiting);

    Waiting* first_ = nullptr;
    Waiting* last_ = nullptr;
};

/// A lock that scripts, or what they share, hold over blocking calls. Touched by who holds the VM only.
class BlockingLock
{
public:
    bool is_held() const { return held_; }
    /// False when it was held until then. May raise.
    Result<bool> acquire(Vm& vm, Deadline until = Deadline::never());
    void release();

private:
    bool held_ = false;
    WaitQueue queue_;
};

} // namespace coil::internal
