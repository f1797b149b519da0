#include "async/sync/locks.h"

#include <algorithm>

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/sync/waiters.h"
#include "async/tasks/native_awaitable.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

enum class LockKind : uint16_t { Lock, Event, Semaphore, Waiters };

struct Primitive : NativeObject {
    EventLoop* loop; ///< of what waits here; null until something has waited
    Waiters waiters;
    int64_t value; ///< Lock: whether it is free; Event: whether it is set; Semaphore: how many may pass
    int64_t bound; ///< BoundedSemaphore: the most; else -1
    LockKind kind;
};

void trace_primitive(Cell* cell, gc::Tracer& tracer)
{
    auto* primitive = static_cast<Primitive*>(cell);
    primitive->waiters.trace(tracer);
    if (primitive->loop)
        tracer.visit(primitive->loop->object());
}
constexpr NativeType primitive_type{ "Lock", trace_primitive, nullptr };

/// What acquire(), wait() and `async with` await.
struct LockStep : NativeObject {
    Primitive* primitive; ///< null when it is over
    Value future;         ///< waited for; or empty
    Value result;
    bool is_grant; ///< done from the start, as often as it is awaited
};
void trace_step(Cell* cell, gc::Tracer& tracer)
{
    auto* step = static_cast<LockStep*>(cell);
    tracer.visit(static_cast<Cell*>(step->primitive));
    tracer.visit(step->future);
}

Result<Primitive*> self_of(Vm& vm, Value self)
{
    if (auto* primitive = native_as<Primitive>(self, primitive_type))
        return primitive;
    return vm.raise(Error::TypeError, "a lock is required, not '{}'", type_name(vm, self));
}

bool may_pass(Primitive* primitive)
{
    switch (primitive->kind) {
    case LockKind::Event:
        return primitive->value;
    case LockKind::Waiters:
        return false;
    default:
        return primitive->value > 0 && primitive->waiters.all_cancelled();
    }
}

/// A freed Lock tells the first that waits; that one takes it when its turn comes.
Result<void> wake_first(Vm& vm, Primitive* lock)
{
    bool is_told = lock->waiters.empty() || is_done(lock->waiters.first());
    return is_told ? Result<void>() : future_set_result(vm, lock->waiters.first(), True);
}
/// A Semaphore grants places to those that wait, while it has some.
Result<void> grant(Vm& vm, Primitive* semaphore)
{
    while (semaphore->value > 0) {
        Future* first = semaphore->waiters.first_pending();
        if (!first)
            break;
        semaphore->value--;
        TRY(future_set_result(vm, first, True));
    }
    return {};
}

Result<AwaitStep> enqueue(Vm& vm, LockStep* step)
{
    Primitive* primitive = step->primitive;
    Value future = Value::cell(TRY(primitive->waiters.add(vm, primitive, primitive->loop)));
    vm.heap.write_barrier(step);
    step->future = future;
    return AwaitStep{ false, step->future };
}

Result<AwaitStep> await_step(Vm& vm, Cell* cell, Value sent)
{
    auto* step = static_cast<LockStep*>(cell);
    Primitive* primitive = step->primitive;
    if (!primitive) {
        if (step->is_grant)
            return AwaitStep{ true, step->result };
        return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
    }
    bool waited = !sent.is_empty();
    if (!waited && !may_pass(primitive))
        return enqueue(vm, step);
    step->primitive = nullptr;
    if (waited)
        primitive->waiters.remove(vm, step->future);
    if (primitive->kind == LockKind::Lock)
        primitive->value = 0;
    else if (primitive->kind == LockKind::Semaphore) {
        if (!waited)
            primitive->value--;
        else
            TRY(grant(vm, primitive));
    }
    return AwaitStep{ true, step->result };
}

/// Cancelled while it waited: what it had been given goes to the next.
void interrupt_step(Vm& vm, Cell* cell)
{
    auto* step = static_cast<LockStep*>(cell);
    Primitive* primitive = step->primitive;
    Future* future = as_future(step->future);
    if (!primitive || !future)
        return;
    step->primitive = nullptr;
    primitive->waiters.remove(vm, step->future);
    Value pending = vm.take_pending();
    if (primitive->kind == LockKind::Semaphore) {
        if (future->state == FutureState::Finished)
            primitive->value++;
        (void)grant(vm, primitive);
    } else if (primitive->kind == LockKind::Lock && primitive->value) {
        (void)wake_first(vm, primitive);
    }
    vm.take_pending();
    vm.pending = pending;
}

constexpr NativeType step_type{ "coroutine", trace_step, nullptr, await_step, nullptr, interrupt_step };

Result<Value> make_step(Vm& vm, Value self, Value result)
{
    Primitive* primitive = TRY(self_of(vm, self));
    LockStep* step = TRY(make_native<LockStep>(vm, classes_of(vm).lock_step, step_type));
    step->primitive = primitive;
    step->result = result;
    return Value::cell(step);
}
bool is_new(Cell* cell) { return static_cast<LockStep*>(cell)->future.is_empty(); }
using StepMethods = AwaitableMethods<step_type, is_new>;

Result<Value> acquire(Vm& vm, Value self) { return make_step(vm, self, True); }
Result<Value> enter(Vm& vm, Value self) { return make_step(vm, self, None); }
/// An awaitable that is done, as often as it is awaited.
Result<Value> finished_step(Vm& vm)
{
    LockStep* step = TRY(make_native<LockStep>(vm, classes_of(vm).lock_step, step_type));
    step->is_grant = true;
    step->result = None;
    return Value::cell(step);
}

Result<void> release_lock(Vm& vm, Value self)
{
    Primitive* lock = TRY(self_of(vm, self));
    if (lock->value)
        return vm.raise(Error::RuntimeError, "Lock is not acquired.");
    lock->value = 1;
    return wake_first(vm, lock);
}
Result<void> release_semaphore(Vm& vm, Value self)
{
    Primitive* semaphore = TRY(self_of(vm, self));
    if (semaphore->bound >= 0 && semaphore->value >= semaphore->bound)
        return vm.raise(Error::ValueError, "BoundedSemaphore released too many times");
    semaphore->value++;
    if (Future* first = semaphore->waiters.first_pending()) {
        semaphore->value--;
        return future_set_result(vm, first, True);
    }
    return {};
}
Result<Value> exit_lock(Vm& vm, Value self, Value, Value, Value)
{
    TRY(release_lock(vm, self));
    return finished_step(vm);
}
Result<Value> exit_semaphore(Vm& vm, Value self, Value, Value, Value)
{
    TRY(release_semaphore(vm, self));
    return finished_step(vm);
}
Result<bool> is_locked(Vm& vm, Value self) { return TRY(self_of(vm, self))->value == 0; }
Result<bool> must_wait(Vm& vm, Value self) { return !may_pass(TRY(self_of(vm, self))); }

Result<void> set_event(Vm& vm, Value self)
{
    Primitive* event = TRY(self_of(vm, self));
    if (event->value)
        return {};
    event->value = 1;
    return event->waiters.wake(vm, event->waiters.size(), True);
}
Result<void> clear_event(Vm& vm, Value self)
{
    TRY(self_of(vm, self))->value = 0;
    return {};
}
Result<bool> is_set(Vm& vm, Value self) { return TRY(self_of(vm, self))->value != 0; }

Result<void> notify(Vm& vm, Value self, int64_t count)
{
    return TRY(self_of(vm, self))->waiters.wake(vm, size_t(std::max<int64_t>(count, 0)), False);
}
Result<int64_t> waiting(Vm& vm, Value self) { return int64_t(TRY(self_of(vm, self))->waiters.size()); }

Result<Value> lock_repr(Vm& vm, Value self)
{
    Primitive* primitive = TRY(self_of(vm, self));
    std::string state = primitive->kind == LockKind::Event ? primitive->value ? "set" : "unset"
        : primitive->kind == LockKind::Lock                ? primitive->value ? "unlocked" : "locked"
        : !may_pass(primitive)                             ? "locked"
                                                           : format_text("unlocked, value:{}", { primitive->value });
    if (!primitive->waiters.empty())
        state += format_text(", waiters:{}", { primitive->waiters.size() });
    Value plain = TRY(call(vm, lookup(vm, vm.classes->object, intern(vm, "__repr__")), { self }));
    std::string_view text = as<Str>(plain)->view();
    return Value::cell(TRY(make_str(vm, format_text("{} [{}]>", { text.substr(0, text.size() - 1), state }))));
}

Result<Value> make_primitive(Vm& vm, Value cls, LockKind kind, int64_t value)
{
    Primitive* primitive = TRY(make_native<Primitive>(vm, as<Class>(cls), primitive_type));
    primitive->kind = kind;
    primitive->value = value;
    primitive->bound = -1;
    return Value::cell(primitive);
}
Result<Value> lock_new(Vm& vm, Value cls, Arguments, Dict*) { return make_primitive(vm, cls, LockKind::Lock, 1); }
Result<Value> event_new(Vm& vm, Value cls, Arguments, Dict*) { return make_primitive(vm, cls, LockKind::Event, 0); }
Result<Value> semaphore_new(Vm& vm, Value cls, Arguments, Dict*)
{
    return make_primitive(vm, cls, LockKind::Semaphore, 1);
}
Result<Value> waiters_new(Vm& vm, Value cls, Arguments, Dict*) { return make_primitive(vm, cls, LockKind::Waiters, 0); }
void init_plain(Vm&, Value) { }
Result<void> init_semaphore(Vm& vm, Value self, int64_t value)
{
    if (value < 0)
        return vm.raise(Error::ValueError, "Semaphore initial value must be >= 0");
    TRY(self_of(vm, self))->value = value;
    return {};
}
Result<void> init_bounded(Vm& vm, Value self, int64_t value)
{
    TRY(init_semaphore(vm, self, value));
    TRY(self_of(vm, self))->bound = value;
    return {};
}

constexpr NativeDef lock_new_def = def<"__new__(cls, /, *args, **kwargs)", lock_new>();
constexpr NativeDef event_new_def = def<"__new__(cls, /, *args, **kwargs)", event_new>();
constexpr NativeDef semaphore_new_def = def<"__new__(cls, /, *args, **kwargs)", semaphore_new>();
constexpr NativeDef waiters_new_def = def<"__new__(cls, /, *args, **kwargs)", waiters_new>();
constexpr NativeDef lock_methods[] = {
    def<"__init__(self)", init_plain>(),
    def<"acquire(self)", acquire>(),
    def<"release(self)", release_lock>(),
    def<"locked(self)", is_locked>(),
    def<"__aenter__(self, /)", enter>(),
    def<"__aexit__(self, kind, error, traceback, /)", exit_lock>(),
    def<"__repr__(self, /)", lock_repr>(),
};
constexpr NativeDef event_methods[] = {
    def<"__init__(self)", init_plain>(),
    def<"wait(self)", acquire>(),
    def<"set(self)", set_event>(),
    def<"clear(self)", clear_event>(),
    def<"is_set(self)", is_set>(),
    def<"__repr__(self, /)", lock_repr>(),
};
constexpr NativeDef semaphore_methods[] = {
    def<"__init__(self, value=1)", init_semaphore>(),
    def<"acquire(self)", acquire>(),
    def<"release(self)", release_semaphore>(),
    def<"locked(self)", must_wait>(),
    def<"__aenter__(self, /)", enter>(),
    def<"__aexit__(self, kind, error, traceback, /)", exit_semaphore>(),
    def<"__repr__(self, /)", lock_repr>(),
};
constexpr NativeDef bounded_methods[] = { def<"__init__(self, value=1)", init_bounded>() };
constexpr NativeDef waiters_methods[] = {
    def<"__init__(self)", init_plain>(),
    def<"wait(self)", acquire>(),
    def<"notify(self, count, /)", notify>(),
    def<"__len__(self, /)", waiting>(),
};

} // namespace

Result<void> define_locks(Vm& vm, Module* module)
{
    Class* object = vm.classes->object;
    auto make = [&](std::string_view name, Class* base, std::span<const NativeDef> methods, const NativeDef* new_def) {
        return define_class(vm, module, base,
            { .name = name,
                .module = "asyncio.locks",
                .methods = methods,
                .new_def = new_def,
                .flags = HasInstanceDict | HasWeakref });
    };
    TRY(make("Lock", object, lock_methods, &lock_new_def));
    TRY(make("Event", object, event_methods, &event_new_def));
    Class* semaphore = TRY(make("Semaphore", object, semaphore_methods, &semaphore_new_def));
    TRY(make("BoundedSemaphore", semaphore, bounded_methods, nullptr));
    TRY(make("_Waiters", object, waiters_methods, &waiters_new_def));
    classes_of(vm).lock_step = TRY(define_class(vm, nullptr, object,
        { .name = "coroutine",
            .module = "builtins",
            .methods = StepMethods::table,
            .flags = DisallowsNew | HasWeakref }));
    return {};
}

} // namespace coil::internal
