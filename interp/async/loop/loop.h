#pragma once
// The event loop: a queue of what is ready, a heap of timers, and the thread's Waker to wait. One pass runs what was
// ready when it began, as CPython's does.
#include <memory>
#include <vector>

#include "async/loop/ready.h"
#include "async/loop/timers.h"
#include "async/tasks/task.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/blocking.h"

namespace coil::internal
{

class Executor;
class LoopTrace;

/// The machine behind an EventLoop of scripts (EventLoopObject), which owns it.
struct CallArguments;

class EventLoop
{
public:
    explicit EventLoop(Vm& vm);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    /// The EventLoopObject.
    Value object() const { return object_; }
    void set_object(Value object) { object_ = object; }
    bool is_running() const { return running_; }
    bool is_closed() const { return closed_; }
    double now() const;

    // What is to run
    /// Puts an entry at the end of the queue of what is ready.
    void schedule(const Ready& entry) { ready_.push(entry); }
    /// Makes sure that so many can be scheduled without asking for memory, before something is half done.
    void reserve(size_t count) { ready_.reserve(count); }
    /// Schedules the Handle or Sleep when its time has come.
    void add_timer(double when, Cell* subject) { timers_.add(when, subject); }
    /// What one of the timers is for has been cancelled.
    void note_cancelled_timer() { timers_.note_cancelled(is_cancelled_timer); }

    // From other threads, while they hold the VM
    /// Makes sure that one more entry can be posted, which finds no memory wanting then: by threads that could tell
    /// nobody.
    void promise_post()
    {
        posted_.reserve(posted_.size() + promised_ + 1);
        promised_++;
    }
    /// Schedules an entry that there was a promise for, and wakes the loop.
    void post_promised(const Ready& entry);
    void break_promise() { promised_--; }
    /// Wakes the loop where it waits.
    void interrupt()
    {
        if (waker_)
            waker_->wake();
    }

    // Running
    Result<void> run_forever();
    /// run_forever() returns when the pass it is in has ended; at once if it is not running yet.
    void stop() { stopping_ = true; }
    /// Forgets what waits. Tasks that are not done live on as long as something else holds them.
    void close();
    /// _set_running_loop(): makes `loop` (null: none) the calling thread's running loop, without running it.
    static void install(Vm& vm, EventLoop* loop);

    // Tasks that are not done
    void add_task(Task* task)
    {
        tasks_.push_back(vm_.heap.number_of(task));
        task->place = uint32_t(tasks_.size() - 1);
    }
    void remove_task(Task* task)
    {
        if (task->place == Task::no_place)
            return;
        tasks_[task->place] = tasks_.back();
        task_at(tasks_.size() - 1)->place = task->place;
        tasks_.pop_back();
    }
    size_t task_count() const { return tasks_.size(); }
    Task* task_at(size_t place) const { return static_cast<Task*>(vm_.heap.numbered(tasks_[place])); }
    /// The Task whose step runs, or empty.
    Value current_task() const { return current_task_; }
    void set_current_task(Value task) { current_task_ = task; }

    // Async generators
    /// One begins to run; it is closed with the loop if it has not ended by then.
    void note_generator(Coroutine* generator);
    /// A list of those that have not ended, which the loop forgets.
    Result<List*> take_generators();

    // What scripts have set; empty before
    Value exception_handler() const { return exception_handler_; }
    void set_exception_handler(Value handler) { exception_handler_ = handler; }
    Value task_factory() const { return task_factory_; }
    void set_task_factory(Value factory) { task_factory_ = factory; }
    bool is_debugged() const { return debug_; }
    void set_debug(bool debug) { debug_ = debug; }
    /// What run_in_executor() uses in place of the loop's own Executor.
    Value default_executor() const { return default_executor_; }
    void set_default_executor(Value executor) { default_executor_ = executor; }

    // The loop's own executor
    /// Has it call function(*arguments); returns the Future.
    Result<Value> submit(Value function, Arguments arguments);
    /// Neither it nor another default executor is to be used from now on.
    void refuse_executor() { executor_refused_ = true; }
    bool is_executor_refused() const { return executor_refused_; }
    /// It takes no more; returns a Future that is done when its threads have ended.
    Result<Value> shut_down_executor();

    /// Reports as CPython's call_exception_handler does. The values may be empty.
    Result<void> report(std::string_view message, Value exception, Value future, Value handle = Value());
    /// What is reached from the loop's object.
    void trace_contents(gc::Tracer& tracer) const;

private:
    static void trace(void* context, gc::Tracer& tracer);
    static bool is_cancelled_timer(const Cell* subject);
    bool has_handler() const { return !exception_handler_.is_empty() && !exception_handler_.is_none(); }
    Result<void> report_to_handler(std::string_view message, Value exception, Value future, Value handle);
    Result<void> report_callback(Value callback, Value handle);
    Result<void> report_failed_step(Value task);
    void release_executor();
    void forget_ended_generators();
    void wait(double seconds);
    void take_posted();
    Result<void> run_once();
    Result<void> run_ready();
    Result<void> run_ready_traced();
    Result<void> run_first();
    Result<void> run_entry(Ready entry);
    Result<void> run_other(Ready entry);
    Result<Value> call_in_context(Value context, Value callback, const CallArguments& arguments);

    Vm& vm_;
    ReadyQueue ready_;
    Timers timers_;
    std::vector<Ready> posted_; ///< that there was no room for in `ready_`
    size_t promised_ = 0;
    bool stopping_ = false;
    bool running_ = false;
    bool closed_ = false;
    bool debug_ = false;
    bool executor_refused_ = false;
    int installed_ = 0;          ///< threads whose running loop install() has made it
    Waker* waker_ = nullptr;     ///< of the thread that runs it
    LoopTrace* trace_ = nullptr; ///< null unless it is asked for
    Value object_;
    Value current_task_;
    Value exception_handler_;
    Value task_factory_;
    Value default_executor_;
    GrowingArray<uint32_t> tasks_;       ///< the heap's numbers of those that are not done
    std::vector<Value> generators_;      ///< async generators that began here
    size_t generators_kept_ = 0;         ///< of those, what the last look found suspended
    std::shared_ptr<Executor> executor_; ///< made when it is first used; its threads share it
};

/// The loop that runs in the calling thread, or null.
inline EventLoop* running_loop(Vm& vm) { return vm.interpreter->current()->running_loop; }
/// The same; RuntimeError when none does.
Result<EventLoop*> require_running_loop(Vm& vm);
/// What set_event_loop() has assigned to the calling thread: an EventLoopObject, None or empty.
inline Value& assigned_loop(Vm& vm) { return vm.interpreter->current()->event_loop; }
/// `loop` if it is one, else the running one, else the assigned one; RuntimeError without any.
Result<EventLoop*> resolve_loop(Vm& vm, Value loop);

} // namespace coil::internal
