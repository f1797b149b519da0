#include "runtime/machine/interrupts.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

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

void on_signal(int)
{
    int number = errno;
    handling++;
    if (Interrupts* interrupts = receiver.load())
        interrupts->request();
    handling--;
    errno = number;
}

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
    if (!has_signal_)
        return;
    has_signal_ = false;
    signal(SIGINT, SIG_DFL);
    receiver = nullptr;
    while (handling > 0)
        yield_thread();
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
    if (!is_requested() || !requested_.exchange(false))
        return {};
    TRY(call(vm_, callback.get(), CallArguments{}));
    return {};
}

Result<void> Interrupts::serve_default()
{
    if (!is_requested() || !callback.get().is_empty() || !requested_.exchange(false))
        return {};
    return vm_.raise_exception(
        Value::cell(TRY(make_exception(vm_, vm_.error_class(Error::KeyboardInterrupt), vm_.empty_tuple))));
}

} // namespace coil::internal
