#pragma once
// The event loop: a queue of what is ready, a heap of timers, and the thread's Waker to wait. One pass runs what was
// ready when it began, as CPython's does.
#include <vector>

#include "async/loop/ready.h"
#include "async/loop/timers.h"
#include "async/tasks/future.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/import.h"

namespace coil::internal
{

class Executor;
class LoopTrace;

/// A callback with its arguments, cancellable.
struct Handle : NativeObject {
    EventLoop* loop;
    Value callback;  ///< empty once cancelled
    Value arguments; ///< Tuple
    double when;     ///< of timer handles
};

/// Whether what a timer is for has been cancelled: a Handle or a Sleep.
bool is_cancelled_timer(const Cell* subject);

/// A call as messages show it: its name or repr, its arguments (null: none), and where a script's function is defined.
Result<std::string> call_text(Vm& vm, Value callback, Tuple* arguments);

/// The machine behind an EventLoop of scripts (EventLoopObject), which owns it.
class EventLoop
{
public:
    explicit EventLoop(Vm& vm);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    Vm& vm;
    ReadyQueue ready;
    Timers timers;
    bool stopping = false;
    bool running = false;
    bool closed = false;
    int installed = 0;      ///< threads whose running loop _set_running_loop() says it is
    Waker* waker = nullptr; ///< of the thread that runs it
    bool debug = false;
    Value object;            ///< the EventLoopObject
    Value current_task;      ///< or empty
    Value exception_handler; ///< or empty
    Value task_factory;
    GrowingArray<uint32_t> tasks;  ///< the heap's numbers of those that are not done
    std::vector<Value> generators; ///< async generators that began here; see note_generator
    size_t generators_kept = 0;    ///< of those, what the last look found suspended
    Executor* executor = nullptr;  ///< run_in_executor's, made when it is first used
    bool executor_shut_down = false;
    Value default_executor; ///< set_default_executor's; or empty

    double now() const;
    /// Puts an entry at the end of the queue from any thread that holds the VM, and wakes the loop.
    void post(const Ready& entry);
    /// Makes sure that one more entry can be posted by post_promised, which finds no memory wanting: by threads that
    /// could tell nobody.
    void promise_post()
    {
        posted_.reserve(posted_.size() + promised_ + 1);
        promised_++;
    }
    void post_promised(const Ready& entry);
    void break_promise() { promised_--; }
    /// Wakes the loop where it waits.
    void interrupt()
    {
        if (waker)
            waker->wake();
    }
    /// Forgets what waits. Tasks that are not done live on as long as something else holds them.
    void close();
    /// What is reached from the loop's object.
    void trace_contents(gc::Tracer& tracer) const;
    Result<void> run_forever();
    Result<void> run_once();
    /// An async generator begins to run; it is closed with the loop if it has not ended by then.
    void note_generator(Coroutine* generator);
    /// Drops the async generators that have ended.
    void forget_ended_generators();
    /// Reports as CPython's call_exception_handler does.
    Result<void> report(std::string_view message, Value exception, Value future, Value handle = Value());

private:
    static void trace(void* context, gc::Tracer& tracer);
    void wait(double seconds);
    Result<void> run_entry(const Ready& entry);
    Result<void> report_callback(Value callback, Value handle);
    void take_posted();
    Result<void> run_ready();

    std::vector<Ready> posted_; ///< that there was no room for in `ready`
    size_t promised_ = 0;
    LoopTrace* trace_ = nullptr; ///< null unless it is asked for
};

/// What a Vm has of asyncio, whichever loop runs.
class AsyncState
{
public:
    explicit AsyncState(Vm& vm);
    ~AsyncState();
    AsyncClasses classes{};
    uint64_t next_task = 1;
    int64_t unretrieved = 0; ///< futures with an exception that nobody has asked for

private:
    Vm& vm_;
};

/// The loop that runs in the calling thread, or null.
inline EventLoop*& running_loop(Vm& vm) { return vm.interpreter->current()->running_loop; }
/// The same, or null with RuntimeError "no running event loop".
EventLoop* require_running_loop(Vm& vm);
/// What set_event_loop() has assigned to the calling thread: an EventLoopObject, None or empty.
inline Value& assigned_loop(Vm& vm) { return vm.interpreter->current()->event_loop; }
/// `loop` if it is one, else the running one, else the assigned one; RuntimeError without any.
Result<EventLoop*> resolve_loop(Vm& vm, Value loop);
/// The machine of an EventLoopObject; null for anything else.
EventLoop* as_event_loop(Value value);
/// new_event_loop(): a new EventLoopObject.
Result<Value> make_event_loop(Vm& vm);

} // namespace coil::internal
