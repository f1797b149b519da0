#pragma once
// What coroutines have, for awaitables that are native objects: a sleep, a step of a lock or of a queue.
#include "objects/native.h"

namespace coil::internal
{

/// throw() of an awaitable written in C++: raises the exception, or one of the class with `value` as its argument.
Raised raise_thrown(Vm& vm, Value type, Value value);

/// The methods of awaitables whose NativeType is `type`; `is_new` tells whether one has not been awaited yet.
template <const NativeType& type, bool (*is_new)(Cell*)> struct AwaitableMethods {
    static Value identity(Vm&, Value self) { return self; }
    static Result<Value> send(Vm& vm, Value self, Value)
    {
        Cell* cell = self.as_cell();
        AwaitStep step = TRY(type.await(vm, cell, is_new(cell) ? Value() : None));
        return step.done ? Result<Value>(vm.raise_value(Error::StopIteration, step.value)) : Result<Value>(step.value);
    }
    static Result<Value> next(Vm& vm, Value self) { return send(vm, self, None); }
    static Result<Value> throw_in(Vm& vm, Value self, Value kind, Value value, Value)
    {
        type.interrupted(vm, self.as_cell());
        return raise_thrown(vm, kind, value);
    }
    static void close(Vm& vm, Value self) { type.interrupted(vm, self.as_cell()); }

    static constexpr NativeDef table[] = {
        def<"__await__(self, /)", identity>(),
        def<"__iter__(self, /)", identity>(),
        def<"__next__(self, /)", next>(),
        def<"send(self, value, /)", send>(),
        def<"throw(self, typ, val=None, tb=None, /)", throw_in>(),
        def<"close(self, /)", close>(),
    };
};

} // namespace coil::internal
