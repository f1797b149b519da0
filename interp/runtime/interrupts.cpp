#include "runtime/interrupts.h"

#include <cerrno>
#include <csignal>

#include "objects/exception.h"
#include "runtime/call.h"

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
{
}

Interrupts::~Interrupts()
{
    if (!has_signal_)
        return;
    signal(SIGINT, SIG_DFL);
    receiver = nullptr;
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
    if (auto* wake = wake_.load())
        wake(wake_context_.load());
}

void Interrupts::set_waker(void (*wake)(void*), void* context)
{
    wake_ = nullptr;
    wake_context_ = context;
    wake_ = wake;
}

Result<void> Interrupts::serve()
{
    if (!requested_.load(std::memory_order_relaxed) || !requested_.exchange(false))
        return {};
    if (callback.get().is_empty())
        return vm_.raise_exception(
            Value::cell(TRY(make_exception(vm_, vm_.error_class(Error::KeyboardInterrupt), vm_.empty_tuple))));
    TRY(call(vm_, callback.get(), CallArguments{}));
    return {};
}

} // namespace coil
