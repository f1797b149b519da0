#pragma once
// Ctrl-C. The signal is noted by its handler and served between two instructions of the VM's main thread; what the main
// thread waits in is woken.
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

    /// Called, when not empty, where KeyboardInterrupt would be raised.
    gc::Root<Value> callback;

    /// What `request` calls to wake the main thread when it waits in `wake_context`; safe in a signal handler.
    void set_waker(void (*wake)(void*), void* context);

private:
    Vm& vm_;
    std::atomic<bool> requested_{ false };
    bool has_signal_ = false;
    std::atomic<void (*)(void*)> wake_{ nullptr };
    std::atomic<void*> wake_context_{ nullptr };
};

} // namespace coil
