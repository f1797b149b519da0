#pragma once
// The event loop: a queue of what is ready, a heap of timers, and libuv to wait. One pass runs what was ready when it
// began, as CPython's does.
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <uv.h>
#include <vector>

#include "async/future.h"
#include "runtime/import.h"

namespace coil
{

/// A callback with its arguments, cancellable.
struct Handle : NativeObject {
    LoopState* loop;
    Value callback;  ///< empty once cancelled
    Value arguments; ///< Tuple
    double when;     ///< of timer handles
};

/// One thing to run.
struct Ready {
    enum class Kind : uint8_t { Call, Step, Wake, Notify, Fulfil } kind;
    Value subject;  ///< Handle, Task, callback, or (Fulfil) a Future that a timer gives its result
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
    uv_timer_t timer;
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
    gc::RootVector tasks;          ///< not done
    std::atomic<int> outside{ 0 }; ///< jobs of other threads whose results are awaited
    std::mutex posted_lock;
    std::vector<Ready> posted; ///< by other threads

    double now() const;
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

/// What hangs on the Vm: the classes and the running loop.
class Loop
{
public:
    AsyncClasses classes{};
    LoopState* running = nullptr;
    gc::Root<Value> current; ///< set_event_loop's
    uint64_t next_task = 1;
    explicit Loop(Vm& vm);
};

/// The running loop, or null with RuntimeError "no running event loop".
LoopState* running_loop(Vm& vm);
Result<Value> make_loop(Vm& vm);
LoopState* loop_of(Value object);
extern const NativeModule asyncio_module;

} // namespace coil
