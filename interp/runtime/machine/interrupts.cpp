#include "runtime/machine/interrupts.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <csignal>
#include <unistd.h>

#include "base/platform/thread.h"
#include "objects/exception.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

/// A signal handler has no other way to what it serves.
std::atomic<Interrupts*> receiver{ nullptr };
/// How many handlers run that may have read it.
std::atomic<int> handling{ 0 };

void on_signal_of_process(int signal)
{
    int number = errno;
    handling++;
    if (Interrupts* interrupts = receiver.load())
        interrupts->note(signal);
    handling--;
    errno = number;
}

constexpr uint64_t bit_of(int number) { return uint64_t(1) << (number - 1); }

} // namespace

Interrupts::Interrupts(Vm& vm)
    : callback(vm.heap)
    , vm_(vm)
    , main_waker_(*wakers_.take())
{
    vm.interpreter->main_thread().waker = &main_waker_;
}

Interrupts::~Interrupts() { drop_signal(); }

void Interrupts::drop_signal()
{
    if (receiver != this)
        return;
    if (has_signal_)
        signal(SIGINT, SIG_DFL);
    has_signal_ = false;
    for (uint64_t left = watched_.exchange(0); left; left &= left - 1)
        signal(std::countr_zero(left) + 1, SIG_DFL);
    receiver = nullptr;
    while (handling > 0)
        yield_thread();
}

void Interrupts::take_signal()
{
    struct sigaction action {
    };
    if (sigaction(SIGINT, nullptr, &action) == 0 && action.sa_handler != SIG_IGN && take_signals())
        restore_interrupt();
}

bool Interrupts::take_signals()
{
    Interrupts* nobody = nullptr;
    return receiver.compare_exchange_strong(nobody, this) || nobody == this;
}

bool Interrupts::restore_interrupt()
{
    if (!take_signals())
        return false;
    watched_ &= ~bit_of(SIGINT);
    // System calls are not restarted: what waits looks whether it should go on.
    struct sigaction action {
    };
    action.sa_handler = on_signal_of_process;
    has_signal_ = sigaction(SIGINT, &action, nullptr) == 0;
    return has_signal_;
}

bool Interrupts::watch(int number)
{
    if (!take_signals()) {
        errno = EBUSY;
        return false;
    }
    struct sigaction action {
    };
    action.sa_handler = on_signal_of_process;
    if (sigaction(number, &action, nullptr) != 0)
        return false;
    watched_ |= bit_of(number);
    return true;
}

void Interrupts::forget(int number)
{
    watched_ &= ~bit_of(number);
    waiting_ &= ~bit_of(number);
}

void Interrupts::note(int number)
{
    signal_count_++;
    if (int fd = wakeup_descriptor; fd >= 0) {
        auto byte = uint8_t(number);
        if (write(fd, &byte, 1) < 0) { } // nobody here could be told
    }
    if (!(watched_ & bit_of(number)))
        return request();
    waiting_ |= bit_of(number);
    vm_.ask_attention();
    main_waker_.wake();
}

/// Lower numbers first, as CPython.
Result<void> Interrupts::serve_signals()
{
    while (uint64_t waiting = waiting_) {
        int number = std::countr_zero(waiting) + 1;
        waiting_ &= ~bit_of(number);
        if (on_signal && on_signal(vm_, number).failed()) {
            // The others are served by the next poll.
            if (waiting_)
                vm_.ask_attention();
            return Raised{};
        }
    }
    return {};
}

void Interrupts::request()
{
    requested_ = true;
    vm_.ask_attention();
    main_waker_.wake();
}

void Interrupts::set_step_limit(uint64_t steps)
{
    is_limited_ = steps > 0;
    steps_left_ = steps;
    vm_.fuel = 0;
}

void Interrupts::end_execution()
{
    end_requests_++;
    vm_.ask_attention();
    wakers_.wake_all();
}

void Interrupts::allow_execution()
{
    vm_.is_ending = false;
    vm_.interpreter->current()->ends_served = end_requests_;
}

bool Interrupts::is_end_requested() const
{
    return end_requests_.load(std::memory_order_relaxed) != vm_.interpreter->current()->ends_served;
}

Result<void> Interrupts::serve()
{
    TRY(serve_default());
    if (requested_ && requested_.exchange(false))
        TRY(call(vm_, callback.get(), CallArguments{}));
    return waiting_ ? serve_signals() : Result<void>();
}

Result<void> Interrupts::serve_default()
{
    if (!requested_ || !callback.get().is_empty() || !requested_.exchange(false))
        return {};
    return vm_.raise_exception(
        Value::cell(TRY(make_exception(vm_, vm_.error_class(Error::KeyboardInterrupt), vm_.empty_tuple))));
}

} // namespace coil::internal
