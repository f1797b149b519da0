#include "runtime/machine/blocking.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/platform/clock.h"
#include "base/platform/thread.h"
#include "objects/numbers.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

namespace
{

/// Waits that are longer are as good as endless.
constexpr double longest_seconds = 4e9;
constexpr int64_t poll_without_descriptor = 20'000'000;

} // namespace

Deadline Deadline::after(double seconds)
{
    if (seconds > longest_seconds)
        return never();
    return Deadline(monotonic_nanoseconds() + (seconds > 0 ? int64_t(std::ceil(seconds * 1e9)) : 0));
}

int64_t Deadline::left() const { return std::max<int64_t>(nanoseconds_ - monotonic_nanoseconds(), 0); }

void Waker::wake()
{
    if (!woken_.exchange(true))
        semaphore_.post();
    ringing_++;
    if (int fd = descriptor_; fd >= 0) {
        uint64_t once = 1;
        if (write(fd, &once, sizeof(once)) < 0) { } // it is readable already
    }
    ringing_--;
}

/// What wakes from here on is news: conditions are looked at after this.
void Waker::forget_wakes()
{
    while (semaphore_.try_wait()) { }
    woken_ = false;
}

void Waker::sleep(Deadline until)
{
    if (until.is_never())
        semaphore_.wait();
    else
        semaphore_.wait_until(until.nanoseconds());
    forget_wakes();
}

int Waker::poll(std::span<pollfd> descriptors, Deadline until)
{
    // Without one to spare (it is negative then, which polls skip) the thread looks now and then.
    int own = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    std::vector<pollfd> all(descriptors.begin(), descriptors.end());
    all.push_back({ own, POLLIN, 0 });
    descriptor_ = own;
    int64_t left = until.is_never() ? INT64_MAX : until.left();
    if (own < 0)
        left = std::min(left, poll_without_descriptor);
    timespec timeout{ time_t(left / 1'000'000'000), long(left % 1'000'000'000) };
    // A wake that came before the descriptor was known.
    if (woken_)
        timeout = {};
    int count = ppoll(all.data(), all.size(), left == INT64_MAX && !woken_ ? nullptr : &timeout, nullptr);
    int number = errno;
    descriptor_ = -1;
    // Its number may soon be another file's.
    while (ringing_ > 0)
        yield_thread();
    if (own >= 0)
        ::close(own);
    forget_wakes();
    if (count > 0) {
        count -= all.back().revents != 0;
        std::copy_n(all.begin(), descriptors.size(), descriptors.begin());
    }
    errno = number;
    return count;
}

Waker* Wakers::take()
{
    for (Waker* waker = first_; waker; waker = waker->next_)
        if (!waker->taken_) {
            waker->taken_ = true;
            return waker;
        }
    Waker* waker = std::make_unique<Waker>().release();
    waker->taken_ = true;
    waker->next_ = first_;
    first_ = waker;
    return waker;
}

Wakers::~Wakers()
{
    while (Waker* waker = first_) {
        std::unique_ptr<Waker> last(waker);
        first_ = waker->next_;
    }
}

void Wakers::wake_all()
{
    for (Waker* waker = first_; waker; waker = waker->next_)
        waker->wake();
}

Result<double> to_seconds(Vm& vm, Value value)
{
    constexpr double most = 9223372036.854775807;
    if (is_float(value)) {
        double seconds = TRY(to_double(vm, value));
        if (std::isnan(seconds))
            return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
        if (std::abs(seconds) > most)
            return vm.raise(Error::OverflowError, "timestamp out of range for platform time_t");
        return seconds;
    }
    double seconds = int_to_double_or_infinity(TRY(to_int_object(vm, value)));
    if (std::abs(seconds) > most)
        return vm.raise(Error::OverflowError, "timestamp too large to convert to C PyTime_t");
    return seconds;
}

Waker& waker_of_thread(Vm& vm) { return *vm.interpreter->current()->waker; }

Result<void> sleep_once(Vm& vm, Deadline until)
{
    Waker& waker = waker_of_thread(vm);
    {
        BlockingScope blocking(vm);
        waker.sleep(until);
    }
    return serve_poll(vm);
}

int await_events(Vm& vm, int fd, short events)
{
    // What is ready already, as plain files always are, needs no descriptor to be woken by.
    pollfd subject{ fd, events, 0 };
    if (::poll(&subject, 1, 0) > 0)
        return 0;
    Waker& waker = waker_of_thread(vm);
    BlockingScope blocking(vm);
    int count = waker.poll({ &subject, 1 }, Deadline::never());
    return count > 0 ? 0 : count == 0 ? EINTR : errno;
}

Result<void> wait_for_events(Vm& vm, int fd, short events)
{
    for (;;) {
        int number = await_events(vm, fd, events);
        if (number == 0)
            return {};
        if (number != EINTR)
            return raise_os_error(vm, number, Value());
        TRY(serve_poll(vm));
    }
}

Result<bool> WaitQueue::wait(Vm& vm, Deadline until)
{
    Waiting self{ &waker_of_thread(vm) };
    (last_ ? last_->next : first_) = &self;
    last_ = &self;
    for (;;) {
        // What wakes may have been for this thread's turn and for something else together.
        Result<void> served = sleep_once(vm, until);
        if (served.ok() && self.has_turn)
            return true;
        if (served.ok() && !until.has_come())
            continue;
        if (!self.has_turn)
            remove(&self);
        else
            wake_one();
        return served.ok() ? Result<bool>(false) : Result<bool>(Raised{});
    }
}

void WaitQueue::remove(Waiting* waiting)
{
    Waiting* previous = nullptr;
    for (Waiting** at = &first_; *at != waiting; at = &(*at)->next)
        previous = *at;
    (previous ? previous->next : first_) = waiting->next;
    if (last_ == waiting)
        last_ = previous;
}

bool WaitQueue::wake_one()
{
    Waiting* waiting = first_;
    if (!waiting)
        return false;
    remove(waiting);
    waiting->has_turn = true;
    waiting->waker->wake();
    return true;
}

void WaitQueue::wake_all()
{
    while (wake_one()) { }
}

Result<bool> BlockingLock::acquire(Vm& vm, Deadline until)
{
    while (held_)
        if (until.has_come() || (!TRY(queue_.wait(vm, until)) && held_))
            return false;
    held_ = true;
    return true;
}

void BlockingLock::release()
{
    held_ = false;
    queue_.wake_one();
}

} // namespace coil::internal
