#include "runtime/interrupts.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

#include "objects/exception.h"
#include "runtime/call.h"
#include "runtime/interpreter.h"

namespace coil
{

namespace
{

/// A signal handler has no other way to what it serves.
std::atomic<Interrupts*> receiver{ nullptr };

void on_signal(int)
{
    int number = errno;
    if (Interrupts* interrupts = receiver.load())
        interrupts->request();
    errno = number;
}

} // namespace

Interrupts::Interrupts(Vm& vm)
    : callback(vm.heap)
    , vm_(vm)
    , wake_descriptor_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
}

Interrupts::~Interrupts()
{
    if (has_signal_) {
        signal(SIGINT, SIG_DFL);
        receiver = nullptr;
    }
    close(wake_descriptor_);
}

void Interrupts::take_signal()
{
    struct sigaction action {
    };
    Interrupts* nobody = nullptr;
    if (sigaction(SIGINT, nullptr, &action) != 0 || action.sa_handler == SIG_IGN ||
        !receiver.compare_exchange_strong(nobody, this))
        return;
    // System calls are not restarted: what waits looks whether it should go on.
    action = {};
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, nullptr);
    has_signal_ = true;
}

void Interrupts::request()
{
    requested_ = true;
    wake();
}

void Interrupts::wake()
{
    uint64_t once = 1;
    if (write(wake_descriptor_, &once, sizeof(once)) < 0)
        return; // it is readable already
}

void Interrupts::forget_wakes()
{
    uint64_t count;
    if (read(wake_descriptor_, &count, sizeof(count)) < 0)
        return; // there was none
}

int Interrupts::wake_descriptor() const
{
    return vm_.interpreter->current() == &vm_.interpreter->main_thread() ? wake_descriptor_ : -1;
}

void Interrupts::set_step_limit(uint64_t steps)
{
    is_limited_ = steps > 0;
    steps_left_ = steps;
    vm_.fuel = 0;
}

void Interrupts::end_execution()
{
    end_requested_ = true;
    wake();
}

void Interrupts::allow_execution()
{
    vm_.is_ending = false;
    end_requested_ = false;
    forget_wakes();
}

Result<void> Interrupts::refuel()
{
    bool used_up = false;
    if (is_limited_) {
        steps_left_ += uint64_t(std::max<int64_t>(vm_.fuel, 0));
        // A native that walked a dict in one step went on beyond its stretch: that is paid now.
        steps_left_ -= std::min(steps_left_, uint64_t(std::max<int64_t>(-1 - vm_.fuel, 0)));
        uint64_t grant = std::min<uint64_t>(steps_left_, poll_interval);
        steps_left_ -= grant;
        vm_.fuel = int64_t(grant);
        used_up = grant == 0;
    } else {
        vm_.fuel = poll_interval;
    }
    if (!used_up && !vm_.is_ending && !end_requested_.load(std::memory_order_relaxed))
        return {};
    vm_.is_ending = true;
    vm_.fuel = 0;
    return vm_.raise(Error::ExecutionEnded, used_up ? "the step limit is used up" : "execution was ended");
}

Result<void> Interrupts::serve()
{
    if (!requested_.load(std::memory_order_relaxed) || !requested_.exchange(false))
        return {};
    forget_wakes();
    if (callback.get().is_empty())
        return vm_.raise_exception(
            Value::cell(TRY(make_exception(vm_, vm_.error_class(Error::KeyboardInterrupt), vm_.empty_tuple))));
    TRY(call(vm_, callback.get(), CallArguments{}));
    return {};
}

} // namespace coil
