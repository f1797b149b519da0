#pragma once
// Async generators. `async for` and `await agen.asend(…)` in a coroutine link the generator's frame under the awaiting
// one; no object stands between them. The objects that asend, athrow and anext return are steps, which can also be
// driven by hand.
#include "runtime/coroutines/generator.h"

namespace coil::internal
{

/// One asend or athrow.
struct AsyncStep : NativeObject {
    Coroutine* generator;
    Value sent;   ///< value to send
    Value thrown; ///< exception to throw instead, or empty
    bool started;
    bool finished;
};

bool is_async_step(Value value);
/// agen.asend(value), agen.__anext__() and agen.athrow(exception).
Result<Value> make_async_step(Vm& vm, Coroutine* generator, Value sent, Value thrown);
/// `await step` at s.pc.
Next await_async_step(Vm& vm, Next s, Value step);
/// The generator's frame returned; `next` is where its awaiter goes on.
Next end_async_generator(Vm& vm, Coroutine* generator, Next next);
/// step.send(value) and step.throw(exception), by hand.
Result<Value> async_step_send(Vm& vm, AsyncStep* step, Value sent);
Result<Value> async_step_throw(Vm& vm, AsyncStep* step, Value exception);

} // namespace coil::internal
