#include "async/sync/queue.h"

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/sync/waiters.h"
#include "async/tasks/native_awaitable.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

struct Queue : NativeObject {
    EventLoop* loop; ///< of what waits here; null until something has waited
    Value max_size;
    Value store; ///< a subclass's _queue, or empty
    Ring items;
    Waiters getters, putters, joiners;
    uint64_t unfinished;
    int64_t limit; ///< 0: none
    bool hooked;   ///< a subclass has methods of its own
    bool shut_down;
};

void trace_queue(Cell* cell, gc::Tracer& tracer)
{
    auto* queue = static_cast<Queue*>(cell);
    tracer.visit(queue->max_size);
    tracer.visit(queue->store);
    tracer.visit(static_cast<Cell*>(queue->items.array));
    for (const Waiters* waiters : { &queue->getters, &queue->putters, &queue->joiners })
        waiters->trace(tracer);
    if (queue->loop)
        tracer.visit(queue->loop->object());
}
constexpr NativeType queue_type{ "Queue", trace_queue, nullptr };

/// What get(), put() and join() return: waits its turn when it is awaited.
struct QueueStep : NativeObject {
    enum Kind : uint16_t { Get, Put, Join };
    Queue* queue;
    Value item;   ///< to be put
    Value future; ///< waited for; or empty
    Kind kind;
};

Result<Queue*> queue_of(Vm& vm, Value self)
{
    if (auto* queue = native_as<Queue>(self, queue_type))
        return queue;
    return vm.raise(Error::TypeError, "a Queue is required, not '{}'", type_name(vm, self));
}

Result<int64_t> count(Vm& vm, Queue* queue)
{
    return queue->store.is_empty() ? int64_t(queue->items.size) : TRY(length_of(vm, queue->store));
}
Result<bool> is_full(Vm& vm, Queue* queue) { return queue->limit > 0 && TRY(count(vm, queue)) >= queue->limit; }

Raised raise_plain(Vm& vm, Class* cls)
{
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, cls, vm.empty_tuple))));
}

Result<Value> put_now(Vm& vm, Queue* queue, Value item)
{
    if (queue->shut_down)
        return raise_plain(vm, classes_of(vm).queue_shut_down);
    if (TRY(is_full(vm, queue)))
        return raise_plain(vm, classes_of(vm).queue_full);
    if (queue->hooked)
        TRY(call_method(vm, Value::cell(queue), intern(vm, "_put"), { item }));
    else
        TRY(queue->items.push(vm, queue, item));
    queue->unfinished++;
    TRY(queue->getters.pop_one(vm));
    return None;
}
Result<Value> get_now(Vm& vm, Queue* queue)
{
    if (TRY(count(vm, queue)) == 0)
        return raise_plain(vm, queue->shut_down ? classes_of(vm).queue_shut_down : classes_of(vm).queue_empty);
    Value item = queue->hooked ? TRY(call_method(vm, Value::cell(queue), intern(vm, "_get"), {})) : queue->items.pop();
    TRY(queue->putters.pop_one(vm));
    return item;
}

void trace_step(Cell* cell, gc::Tracer& tracer)
{
    auto* step = static_cast<QueueStep*>(cell);
    tracer.visit(static_cast<Cell*>(step->queue));
    tracer.visit(step->item);
    tracer.visit(step->future);
}

Waiters& waiters_of(QueueStep::Kind kind, Queue* queue)
{
    return kind == QueueStep::Get ? queue->getters : kind == QueueStep::Put ? queue->putters : queue->joiners;
}

/// Whether the step has to wait (again).
Result<bool> must_wait(Vm& vm, QueueStep* step, bool resumed)
{
    Queue* queue = step->queue;
    switch (step->kind) {
    case QueueStep::Get:
        return TRY(count(vm, queue)) == 0;
    case QueueStep::Put:
        return is_full(vm, queue);
    default:
        return !resumed && queue->unfinished > 0;
    }
}

Result<AwaitStep> await_step(Vm& vm, Cell* cell, Value sent)
{
    auto* step = static_cast<QueueStep*>(cell);
    Queue* queue = step->queue;
    if (!queue)
        return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
    if (TRY(must_wait(vm, step, !sent.is_empty()))) {
        if (queue->shut_down && step->kind != QueueStep::Join)
            return raise_plain(vm, classes_of(vm).queue_shut_down);
        Value future = Value::cell(TRY(waiters_of(step->kind, queue).add(vm, queue, queue->loop)));
        vm.heap.write_barrier(step);
        step->future = future;
        return AwaitStep{ false, step->future };
    }
    step->queue = nullptr;
    step->future = Value();
    switch (step->kind) {
    case QueueStep::Get:
        return AwaitStep{ true, TRY(get_now(vm, queue)) };
    case QueueStep::Put:
        return AwaitStep{ true, TRY(put_now(vm, queue, step->item)) };
    default:
        return AwaitStep{ true, None };
    }
}

/// Cancelled while it waited: what was meant for it goes to the next.
void interrupt_step(Vm& vm, Cell* cell)
{
    auto* step = static_cast<QueueStep*>(cell);
    Queue* queue = step->queue;
    Future* future = as_future(step->future);
    if (!queue || !future)
        return;
    step->queue = nullptr;
    bool granted = future->state == FutureState::Finished;
    Value pending = vm.take_pending();
    (void)future_cancel(vm, future, Value());
    Waiters& waiters = waiters_of(step->kind, queue);
    waiters.remove(vm, step->future);
    if (granted && step->kind != QueueStep::Join) {
        Result<bool> possible = step->kind == QueueStep::Put ? is_full(vm, queue) : Result<bool>(false);
        Result<int64_t> held = count(vm, queue);
        bool useful = step->kind == QueueStep::Put ? possible.ok() && !possible.value() : held.ok() && held.value() > 0;
        if (useful)
            (void)waiters.pop_one(vm);
    }
    vm.take_pending();
    vm.pending = pending;
}

constexpr NativeType step_type{ "coroutine", trace_step, nullptr, await_step, nullptr, interrupt_step };

Result<Value> make_step(Vm& vm, Value self, QueueStep::Kind kind, Value item)
{
    Queue* queue = TRY(queue_of(vm, self));
    QueueStep* step = TRY(make_native<QueueStep>(vm, classes_of(vm).queue_step, step_type));
    step->kind = kind;
    step->queue = queue;
    step->item = item;
    return Value::cell(step);
}
bool is_new(Cell* cell) { return static_cast<QueueStep*>(cell)->future.is_empty(); }
using StepMethods = AwaitableMethods<step_type, is_new>;

Result<Value> queue_new(Vm& vm, Value type, Arguments, Dict*)
{
    auto* cls = as<Class>(type);
    Queue* queue = TRY(make_native<Queue>(vm, cls, queue_type));
    queue->max_size = Value::small(0);
    for (std::string_view hook : { "_init", "_put", "_get" })
        if (!(lookup(vm, cls, intern(vm, hook)) == lookup(vm, classes_of(vm).queue, intern(vm, hook))))
            queue->hooked = true;
    return Value::cell(queue);
}
Result<void> queue_init(Vm& vm, Value self, Value max_size)
{
    Queue* queue = TRY(queue_of(vm, self));
    vm.heap.write_barrier(queue);
    queue->max_size = max_size;
    queue->limit = TRY(to_int64(vm, max_size));
    if (queue->hooked)
        TRY(call_method(vm, self, intern(vm, "_init"), { max_size }));
    return {};
}
void store_init(Vm&, Value, Value) { }
Result<void> store_put(Vm& vm, Value self, Value item)
{
    Queue* queue = TRY(queue_of(vm, self));
    return queue->items.push(vm, queue, item);
}
Result<Value> store_get(Vm& vm, Value self)
{
    Queue* queue = TRY(queue_of(vm, self));
    if (queue->items.size == 0)
        return vm.raise(Error::IndexError, "pop from an empty deque");
    return queue->items.pop();
}

Result<Value> put(Vm& vm, Value self, Value item) { return make_step(vm, self, QueueStep::Put, item); }
Result<Value> get(Vm& vm, Value self) { return make_step(vm, self, QueueStep::Get, Value()); }
Result<Value> join(Vm& vm, Value self) { return make_step(vm, self, QueueStep::Join, Value()); }
Result<Value> put_nowait(Vm& vm, Value self, Value item) { return put_now(vm, TRY(queue_of(vm, self)), item); }
Result<Value> get_nowait(Vm& vm, Value self) { return get_now(vm, TRY(queue_of(vm, self))); }
Result<int64_t> qsize(Vm& vm, Value self) { return count(vm, TRY(queue_of(vm, self))); }
Result<bool> empty(Vm& vm, Value self) { return TRY(count(vm, TRY(queue_of(vm, self)))) == 0; }
Result<bool> full(Vm& vm, Value self) { return is_full(vm, TRY(queue_of(vm, self))); }
Result<void> task_done(Vm& vm, Value self)
{
    Queue* queue = TRY(queue_of(vm, self));
    if (queue->unfinished == 0)
        return vm.raise(Error::ValueError, "task_done() called too many times");
    return --queue->unfinished == 0 ? queue->joiners.pop_all(vm) : Result<void>();
}
Result<void> shutdown(Vm& vm, Value self, bool immediate)
{
    Queue* queue = TRY(queue_of(vm, self));
    queue->shut_down = true;
    if (immediate) {
        while (TRY(count(vm, queue)) > 0) {
            if (queue->hooked)
                TRY(call_method(vm, self, intern(vm, "_get"), {}));
            else
                queue->items.pop();
            queue->unfinished -= queue->unfinished > 0;
        }
        if (queue->unfinished == 0)
            TRY(queue->joiners.pop_all(vm));
    }
    TRY(queue->getters.pop_all(vm));
    return queue->putters.pop_all(vm);
}

Result<Value> items_of(Vm& vm, Queue* queue)
{
    if (!queue->store.is_empty())
        return queue->store;
    List* list = TRY(make_list(vm));
    for (size_t i = 0; i < queue->items.size; i++)
        TRY(list_append(vm, list, queue->items.at(i)));
    return Value::cell(list);
}
Result<Value> get_store(Vm& vm, Value self) { return items_of(vm, TRY(queue_of(vm, self))); }
Result<void> set_store(Vm& vm, Value self, Value store)
{
    Queue* queue = TRY(queue_of(vm, self));
    // A subclass's own methods take from it; without them the items do.
    List* items = queue->hooked ? nullptr : TRY(list_of(vm, store));
    vm.heap.write_barrier(queue);
    if (queue->hooked)
        queue->store = store;
    while (items && queue->items.size > 0)
        queue->items.pop();
    for (size_t i = 0; items && i < items->size; i++)
        TRY(queue->items.push(vm, queue, items->array->data[i]));
    return {};
}
Result<Value> get_max_size(Vm& vm, Value self) { return TRY(queue_of(vm, self))->max_size; }
Result<Value> get_unfinished(Vm& vm, Value self)
{
    return from_int64(vm, int64_t(TRY(queue_of(vm, self))->unfinished));
}

Result<std::string> describe(Vm& vm, Queue* queue)
{
    std::string text = format_text("maxsize={}", { TRY(repr(vm, queue->max_size))->view() });
    if (TRY(count(vm, queue)) > 0) {
        Value items = TRY(items_of(vm, queue));
        Value list = TRY(call(vm, Value::cell(vm.classes->list), { items }));
        text += format_text(" _queue={}", { TRY(repr(vm, list))->view() });
    }
    if (!queue->getters.empty())
        text += format_text(" _getters[{}]", { queue->getters.size() });
    if (!queue->putters.empty())
        text += format_text(" _putters[{}]", { queue->putters.size() });
    if (queue->unfinished)
        text += format_text(" tasks={}", { queue->unfinished });
    if (queue->shut_down)
        text += " shutdown";
    return text;
}
Result<Value> queue_repr(Vm& vm, Value self)
{
    std::string text = TRY(describe(vm, TRY(queue_of(vm, self))));
    char address[24];
    snprintf(address, sizeof(address), "%#zx", size_t(self.bits()));
    return Value::cell(TRY(make_str(vm, format_text("<{} at {} {}>", { type_name(vm, self), address, text }))));
}
Result<Value> queue_str(Vm& vm, Value self)
{
    std::string text = TRY(describe(vm, TRY(queue_of(vm, self))));
    return Value::cell(TRY(make_str(vm, format_text("<{} {}>", { type_name(vm, self), text }))));
}

constexpr NativeDef queue_new_def = def<"__new__(cls, /, *args, **kwargs)", queue_new>();
constexpr NativeDef queue_methods[] = {
    def<"__init__(self, maxsize=0)", queue_init>(),
    def<"_init(self, maxsize)", store_init>(),
    def<"_put(self, item)", store_put>(),
    def<"_get(self)", store_get>(),
    def<"put(self, item)", put>("Puts an item into the queue, waiting while it is full."),
    def<"get(self)", get>("Takes the first item out of the queue, waiting while it is empty."),
    def<"join(self)", join>("Waits until task_done() was called for all items."),
    def<"put_nowait(self, item)", put_nowait>(),
    def<"get_nowait(self)", get_nowait>(),
    def<"qsize(self)", qsize>(),
    def<"empty(self)", empty>(),
    def<"full(self)", full>(),
    def<"task_done(self)", task_done>(),
    def<"shutdown(self, immediate=False)", shutdown>(),
    def<"__repr__(self, /)", queue_repr>(),
    def<"__str__(self, /)", queue_str>(),
};
constexpr AttributeDef queue_attributes[] = {
    { "_queue", get_store, set_store, nullptr },
    { "maxsize", get_max_size, nullptr, nullptr },
    { "_maxsize", get_max_size, nullptr, nullptr },
    { "_unfinished_tasks", get_unfinished, nullptr, nullptr },
};

} // namespace

Result<void> define_queues(Vm& vm, Module* module)
{
    AsyncClasses& classes = classes_of(vm);
    constexpr uint32_t exception = IsException | HasInstanceDict | HasCustomNew;
    auto error = [&](std::string_view name) {
        return define_class(vm, module, vm.error_class(Error::Exception),
            { .name = name, .module = "asyncio.queues", .methods = {}, .kind = Kind::Exception, .flags = exception });
    };
    classes.queue_empty = TRY(error("QueueEmpty"));
    classes.queue_full = TRY(error("QueueFull"));
    classes.queue_shut_down = TRY(error("QueueShutDown"));
    classes.queue_step = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "coroutine",
            .module = "builtins",
            .methods = StepMethods::table,
            .flags = DisallowsNew | HasWeakref }));
    classes.queue = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Queue",
            .module = "asyncio.queues",
            .methods = queue_methods,
            .attributes = queue_attributes,
            .new_def = &queue_new_def,
            .flags = HasInstanceDict | HasWeakref }));
    return {};
}

} // namespace coil::internal
