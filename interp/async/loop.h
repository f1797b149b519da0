#pragma once
// The event loop: a queue of what is ready, a heap of timers, and libuv to wait. One pass runs what was ready when it
// began, as CPython's does.
#include <deque>
#include <uv.h>
#include <vector>

#include "async/future.h"
#include "runtime/import.h"
#include "runtime/interpreter.h"

namespace coil
{

class Executor;

/// A callback with its arguments, cancellable.
struct Handle : NativeObject {
    LoopState* loop;
    Value callback;  ///< empty once cancelled
    Value arguments; ///< Tuple
    double when;     ///< of timer handles
};

/// One thing to run.
struct Ready {
    enum class Kind : uint8_t { Call, Step, Wake, Notify, Fulfil, Fail } kind;
    Value subject;  ///< Handle, Task, callback, or (Fulfil, Fail) a Future that gets a result or an exception
    Value argument; ///< exception, Future, or result; may be empty
};

struct Timer {
    double when;
    uint64_t order;
    Value subject; ///< Handle, or Future whose result is set
    Value result;
};

struct LoopState {
    explicit LoopState(Vm& vm);
    ~LoopState();
    LoopState(const LoopState&) = delete;
    LoopState& operator=(const LoopState&) = delete;

    Vm& vm;
    uv_loop_t uv;
    uv_async_t wake;
    std::deque<Ready> ready;
    std::vector<Timer> timers;
    uint64_t next_order = 0;
    bool stopping = false;
    bool running = false;
    bool closed = false;
    bool debug = false;
    Value object;            ///< the EventLoop that scripts see
    Value current_task;      ///< or empty
    Value exception_handler; ///< or empty
    Value task_factory;
    gc::RootVector tasks;         ///< not done
    Executor* executor = nullptr; ///< run_in_executor's, made when it is first used
    bool executor_shut_down = false;
    Value default_executor; ///< set_default_executor's; or empty

    double now() const;
    /// Puts an entry at the end of the queue from any thread that holds the VM, and wakes the loop.
    void post(const Ready& entry);
    /// Wakes the loop where it waits. Safe from any thread and from signal handlers.
    void interrupt() { uv_async_send(&wake); }
    void call_at(double when, Value subject, Value result);
    Result<void> run_forever();
    Result<void> run_once();
    /// Reports as CPython's call_exception_handler does.
    Result<void> report(std::string_view message, Value exception, Value future);

private:
    static void trace(void* context, gc::Tracer& tracer);
    void wait(double seconds);
    Result<void> run_entry(const Ready& entry);
};

/// What hangs on the Vm.
class Loop
{
public:
    AsyncClasses classes{};
    uint64_t next_task = 1;
};

/// What runs in the calling thread, or null.
inline LoopState*& loop_of_thread(Vm& vm) { return vm.interpreter->current()->running_loop; }

/// The running loop, or null with RuntimeError "no running event loop".
LoopState* running_loop(Vm& vm);
Result<Value> make_loop(Vm& vm);
LoopState* loop_of(Value object);
extern const NativeModule asyncio_module;

} // namespace coil
