#include "runtime/coroutines/async_generator.h"

#include "objects/exception.h"
#include "objects/tuple.h"
#include "runtime/coroutines/chain.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

void trace_step(Cell* cell, gc::Tracer& tracer)
{
    auto* step = static_cast<AsyncStep*>(cell);
    tracer.visit(static_cast<Cell*>(step->generator));
    tracer.visit(step->sent);
    tracer.visit(step->thrown);
}

constexpr NativeType step_type{ "async_generator_asend", trace_step, nullptr };

Raised raise_stop(Vm& vm)
{
    return vm.raise_exception(
        Value::cell(TRY(make_exception(vm, vm.error_class(Error::StopAsyncIteration), vm.empty_tuple))));
}

bool is_async_generator(Value value)
{
    return is_kind(value, Kind::Coroutine) && as<Coroutine>(value)->header.code->flags & IsAsyncGenerator;
}

/// Raises when the generator can't be advanced now: a step of it is in progress.
bool refuse(Vm& vm, Coroutine* generator, std::string_view what)
{
    if (generator->state() != CoroutineState::Running && !generator->has(Linked) && !generator->has(AsyncRunning))
        return false;
    (void)vm.raise(Error::RuntimeError, "{}: asynchronous generator is already running", what);
    return true;
}
/// Likewise, for a step that has not begun.
bool refuse(Vm& vm, AsyncStep* step)
{
    bool is_throw = !step->thrown.is_empty();
    if (!refuse(vm, step->generator, is_throw ? "athrow()" : "anext()"))
        return false;
    step->finished = is_throw;
    return true;
}

Raised raise_reuse(Vm& vm, const AsyncStep* step)
{
    return vm.raise(Error::RuntimeError, "cannot reuse already awaited {}",
        step->thrown.is_empty() ? "__anext__()/asend()" : "aclose()/athrow()");
}

void note_first_iteration(Vm& vm, Coroutine* generator)
{
    if (generator->state() == CoroutineState::Created && vm.operations.on_async_generator)
        vm.operations.on_async_generator(vm, generator);
}

} // namespace

bool is_async_step(Value value)
{
    return is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &step_type;
}

Result<Value> make_async_step(Vm& vm, Coroutine* generator, Value sent, Value thrown)
{
    auto* step = static_cast<AsyncStep*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(AsyncStep)));
    if (!step)
        return vm.raise_memory_error();
    step->shape = vm.classes->async_generator_step->root->id;
    step->type = &step_type;
    step->set_size(sizeof(AsyncStep));
    step->generator = generator;
    step->sent = sent;
    step->thrown = thrown;
    return Value::cell(step);
}

Next await_async_step(Vm& vm, Next s, Value value)
{
    auto* step = static_cast<AsyncStep*>(value.as_cell());
    Decoded instruction = decode(s.pc);
    Next failed{ instruction.word, s.r };
    Coroutine* generator = step->generator;
    save(vm, failed);
    if (step->finished || step->started) {
        (void)raise_reuse(vm, step);
        return slow::unwind(vm, failed);
    }
    if (refuse(vm, step))
        return slow::unwind(vm, failed);
    step->started = step->finished = true;
    if (generator->state() == CoroutineState::Finished) {
        if (step->thrown.is_empty() || is_exception_of(vm, step->thrown, Error::GeneratorExit))
            return slow::raise_at(vm, failed, raise_stop(vm));
        vm.pending = step->thrown;
        return slow::unwind(vm, failed);
    }
    if (generator->state() == CoroutineState::Created && !step->sent.is_none() && step->thrown.is_empty())
        return slow::raise_at(
            vm, failed, Error::TypeError, "can't send non-None value to a just-started async generator");
    note_first_iteration(vm, generator);
    Value* result = &s.r[instruction.a];
    return link_frame(
        vm, s, generator, step->sent, step->thrown, { s.r, instruction.next, result, instruction.next, nullptr });
}

Next end_async_generator(Vm& vm, Coroutine* generator, Next next)
{
    // An `async for` names where it goes on; whoever awaits or drives a step gets StopAsyncIteration.
    if (generator->return_to == &vm.scratch)
        return next;
    (void)raise_stop(vm);
    if (is_native_boundary(next.pc))
        return next;
    return slow::unwind(vm, { generator->yield_pc - 1, next.r });
}

namespace
{

/// One resumption of the generator for a step that is driven by hand, which others have to wait for until it ends.
Result<Value> resume_step(Vm& vm, AsyncStep* step, Value sent, Value thrown)
{
    step->started = true;
    Resumption resumed{ Outcome::Raised, Value() };
    // The generator's own code may be what drives the step.
    if (!internal::refuse(vm, step->generator)) {
        step->generator->set(AsyncRunning);
        resumed = resume(vm, step->generator, sent, thrown);
    }
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    step->generator->clear(AsyncRunning);
    step->finished = true;
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    return vm.raise_value(Error::StopIteration, resumed.value);
}

} // namespace

Result<Value> async_step_send(Vm& vm, AsyncStep* step, Value sent)
{
    Coroutine* generator = step->generator;
    if (step->finished)
        return raise_reuse(vm, step);
    if (!step->started && refuse(vm, step))
        return Raised{};
    if (generator->state() == CoroutineState::Finished) {
        step->finished = true;
        if (!step->thrown.is_empty() && !is_exception_of(vm, step->thrown, Error::GeneratorExit)) {
            vm.pending = step->thrown;
            return Raised{};
        }
        return raise_stop(vm);
    }
    if (generator->state() == CoroutineState::Created && !step->sent.is_none() && step->thrown.is_empty())
        return vm.raise(Error::TypeError, "can't send non-None value to a just-started async generator");
    note_first_iteration(vm, generator);
    Value thrown = step->started ? Value() : step->thrown;
    return resume_step(vm, step, step->started ? sent : step->sent, thrown);
}

Result<Value> async_step_throw(Vm& vm, AsyncStep* step, Value exception)
{
    if (step->finished)
        return raise_reuse(vm, step);
    if (!step->started && refuse(vm, step))
        return Raised{};
    if (step->generator->state() == CoroutineState::Finished) {
        // There is no frame any more into which it could be thrown.
        step->finished = true;
        vm.pending = exception;
        return Raised{};
    }
    return resume_step(vm, step, None, exception);
}

namespace slow
{

Next yield_async(Vm& vm, Next s, Value value)
{
    Coroutine* generator = coroutine_of(s.r);
    if (generator->has(Linked)) {
        generator->pc = s.pc;
        generator->set_state(CoroutineState::Suspended);
        generator->clear(Linked);
        generator->inner = nullptr;
        Value* waiter_registers = generator->header.previous_registers;
        Coroutine* waiter = coroutine_of(waiter_registers);
        vm.heap.remember(waiter);
        waiter->set_state(CoroutineState::Running);
        waiter->stack_base = generator->stack_base;
        *generator->yield_to = value;
        return { generator->yield_pc, waiter_registers };
    }
    // Driven by hand: the item is what the step returns.
    generator->pc = s.pc;
    generator->set_state(CoroutineState::Suspended);
    vm.current_root = generator->inner;
    generator->inner = nullptr;
    *generator->return_to = value;
    return { generator->header.return_pc, generator->header.previous_registers };
}

Next get_async_iter(Vm& vm, Next s, uint32_t dst, Value iterable)
{
    save(vm, s);
    if (is_async_generator(iterable)) {
        s.r[dst] = iterable;
        return after<Op::GetAsyncIter>(s);
    }
    Value method = lookup_special(vm, vm.class_of(iterable), Special::aiter);
    if (method.is_empty())
        return raise_at(vm, s, Error::TypeError, "'async for' requires an object with __aiter__ method, got {}",
            type_name(vm, iterable));
    Result<Value> iterator = call_special(vm, method, iterable, {});
    if (iterator.failed())
        return unwind(vm, s);
    if (lookup_special(vm, vm.class_of(iterator.value()), Special::anext).is_empty())
        return raise_at(vm, s, Error::TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            type_name(vm, iterator.value()));
    s.r[dst] = iterator.value();
    return after<Op::GetAsyncIter>(s);
}

Next async_next(Vm& vm, Next s, uint32_t dst, Value iterator)
{
    Decoded instruction = decode(s.pc);
    Next failed{ instruction.word, s.r };
    save(vm, failed);
    if (is_async_generator(iterator)) {
        auto* generator = as<Coroutine>(iterator);
        const uint32_t* exit = instruction.next + int32_t(instruction.word[1]);
        if (generator->state() == CoroutineState::Finished)
            return { exit, s.r };
        if (refuse(vm, generator, "anext()"))
            return unwind(vm, failed);
        note_first_iteration(vm, generator);
        // The Await that follows is passed over.
        const uint32_t* item = decode(instruction.next).next;
        return link_frame(vm, s, generator, None, Value(), { s.r, item, &s.r[dst], exit, &vm.scratch });
    }
    Value method = lookup_special(vm, vm.class_of(iterator), Special::anext);
    if (method.is_empty())
        return raise_at(vm, failed, Error::TypeError, "'async for' requires an iterator with __anext__ method, got {}",
            type_name(vm, iterator));
    // The Await that follows is all that sees the coroutine of a function written in Python.
    if (takes_only_self(method, IsCoroutine) && header_of(s.r)->depth < vm.depth_limit)
        return await_method(vm, failed, instruction.next, method, iterator);
    auto* function = as_if<Function>(method);
    if (function && function->code->flags & IsCoroutine) {
        Result<Coroutine*> coroutine = make_coroutine(vm, function, { &iterator, 1 });
        if (coroutine.failed())
            return unwind(vm, failed);
        s.r[dst] = Value::cell(coroutine.value());
        return { instruction.next, s.r };
    }
    Result<Value> awaitable = call_special(vm, method, iterator, {});
    if (awaitable.failed())
        return unwind(vm, failed);
    s.r[dst] = awaitable.value();
    return { instruction.next, s.r };
}

} // namespace slow

} // namespace coil::internal
