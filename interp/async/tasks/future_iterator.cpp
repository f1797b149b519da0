#include "async/tasks/future_iterator.h"

#include "async/async_state.h"
#include "async/tasks/native_awaitable.h"
#include "objects/exception.h"
#include "runtime/operations/native_class.h"

namespace coil::internal
{

namespace
{

struct FutureIterator : NativeObject {
    Value future; ///< empty when it is over
};

void trace_iterator(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<FutureIterator*>(cell)->future); }

Result<AwaitStep> await_iterator(Vm& vm, Cell* cell, Value)
{
    auto* self = static_cast<FutureIterator*>(cell);
    if (self->future.is_empty())
        return AwaitStep{ true, None };
    Future* future = as_future(self->future);
    if (!is_done(future))
        return AwaitStep{ false, TRY(yield_future(vm, future)) };
    self->future = Value();
    return AwaitStep{ true, TRY(future_result(vm, future)) };
}

} // namespace

const NativeType future_iterator_type{ "FutureIter", trace_iterator, nullptr, await_iterator };

namespace
{

Value identity(Vm&, Value self) { return self; }
Result<Value> send(Vm& vm, Value self, Value)
{
    AwaitStep step = TRY(await_iterator(vm, self.as_cell(), Value()));
    return step.done ? Result<Value>(vm.raise_stop_iteration(step.value)) : Result<Value>(step.value);
}
Result<Value> next(Vm& vm, Value self) { return send(vm, self, None); }
void close(Vm&, Value self) { static_cast<FutureIterator*>(self.as_cell())->future = Value(); }
Result<Value> throw_in(Vm& vm, Value self, Value kind, Value value, Value)
{
    close(vm, self);
    return raise_thrown(vm, kind, value);
}

constexpr NativeDef methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next>(),
    def<"send(self, value, /)", send>(),
    def<"throw(self, typ, val=None, tb=None, /)", throw_in>(),
    def<"close(self, /)", close>(),
};

} // namespace

Result<Value> make_future_iterator(Vm& vm, Future* future)
{
    Class* cls = classes_of(vm).future_iterator;
    FutureIterator* iterator = TRY(make_native<FutureIterator>(vm, cls, future_iterator_type));
    iterator->future = Value::cell(future);
    return Value::cell(iterator);
}

Result<void> define_future_iterator(Vm& vm, Module*)
{
    classes_of(vm).future_iterator = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "FutureIter", .module = "_asyncio", .methods = methods, .flags = DisallowsNew }));
    return {};
}

} // namespace coil::internal
