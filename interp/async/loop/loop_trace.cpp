#include "async/loop/loop_trace.h"

#include <string>

#include "async/loop/handle.h"
#include "async/tasks/future_callbacks.h"
#include "async/tasks/sleep.h"
#include "async/tasks/task.h"
#include "objects/str.h"

namespace coil::internal
{

LoopTrace::LoopTrace(Vm& vm)
    : vm_(vm)
    , start_(vm.trace.now())
{
}

LoopTrace::~LoopTrace()
{
    vm_.trace.tell(EventTrace::Loop, "ended after %.3f ms: %zu passes, %zu callbacks, %zu timers, %zu waits of %.3f ms",
        now() - start_, passes_, entries_, timers_, waits_, waiting_);
}

void LoopTrace::waited(double start, double seconds)
{
    double taken = now() - start;
    waits_++;
    waiting_ += taken;
    if (seconds > 1e9)
        vm_.trace.tell(EventTrace::Loop, "woken after %.3f ms without a timer", taken);
    else
        vm_.trace.tell(EventTrace::Loop, "waited %.3f of %.3f ms", taken, seconds * 1e3);
}

namespace
{

/// Which task or callback it is, without running script code.
std::string name_of(const Ready& entry)
{
    Value subject = entry.subject();
    if (entry.kind() == Ready::Kind::Notify)
        subject = held_callback(subject);
    if (const Task* task = as_task(subject)) {
        if (const Str* name = as_if<Str>(task_name(task)))
            return "task " + std::string(name->view());
        return "task Task-" + std::to_string(task_name(task).is_small() ? task_name(task).as_small() : 0);
    }
    if (as_sleep(subject))
        return "sleep";
    if (as_future(subject))
        return "future";
    if (entry.kind() == Ready::Kind::Call)
        subject = static_cast<Handle*>(subject.as_cell())->callback;
    if (const auto* method = as_if<BoundMethod>(subject))
        subject = method->function;
    if (const auto* function = as_if<Function>(subject))
        return "callback " + std::string(function->code->qualified_name->view());
    return "callback";
}

} // namespace

void LoopTrace::ran(const Ready& entry, double start)
{
    double taken = now() - start;
    if (taken < long_time)
        return;
    vm_.trace.tell(EventTrace::Loop, "%s ran for %.3f ms", name_of(entry).c_str(), taken);
}

void LoopTrace::passed(double start, size_t count)
{
    double taken = now() - start;
    passes_++;
    entries_ += count;
    if (taken >= long_time)
        vm_.trace.tell(EventTrace::Loop, "pass %zu took %.3f ms, %zu callbacks", passes_, taken, count);
}

} // namespace coil::internal
