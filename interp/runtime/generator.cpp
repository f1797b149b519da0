#include "runtime/generator.h"

#include <utility>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/async_generator.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/frame_cache.h"
#include "runtime/loader.h"
#include "runtime/operators.h"
#include "runtime/slow.h"

namespace coil
{

namespace
{

Next enter_with(Vm& vm, Coroutine* inner, bool created, Value sent);

/// What the frames of a suspended root handle is handled again.
void handle_again(Vm& vm, Coroutine* root)
{
    if (!root->has(Handling))
        return;
    vm.handled = root->handled();
    root->clear(Handling);
}

bool is_coroutine_object(const Coroutine* coroutine)
{
    return coroutine->header.code->flags & (IsCoroutine | IsIterableCoroutine);
}

/// A frame becomes the running one: its calls go to the VM stack from `stack_base` on.
void activate(Vm& vm, Coroutine* coroutine, Value* stack_base, int64_t depth)
{
    vm.heap.remember(coroutine);
    coroutine->set_state(CoroutineState::Running);
    coroutine->stack_base = stack_base;
    coroutine->header.depth = depth;
}

/// Makes `root` the running root, resumed by the frame `resumer`. What it yields goes to `yield_to` and control to
/// `yield_pc`; what it returns, to `return_to` and `return_pc`. Gives the innermost frame of its chain.
Coroutine* begin(Vm& vm, Coroutine* root, Value* resumer, const uint32_t* yield_pc, Value* yield_to,
    const uint32_t* return_pc, Value* return_to)
{
    Coroutine* inner = root->inner ? root->inner : root;
    Value* base = resumer ? stack_top(resumer) : vm.stack_base;
    int64_t depth = resumer ? header_of(resumer)->depth + 1 : 1;
    vm.heap.remember(root);
    handle_again(vm, root);
    root->set_state(CoroutineState::Running);
    root->stack_base = base;
    root->header.previous_registers = resumer;
    root->header.return_pc = return_pc;
    root->header.depth = depth;
    root->yield_pc = yield_pc;
    root->yield_to = yield_to;
    root->return_to = return_to;
    root->inner = vm.current_root;
    vm.current_root = root;
    activate(vm, inner, base, depth);
    return inner;
}

/// Undoes `begin` when the root stops running.
void end(Vm& vm, Coroutine* root)
{
    vm.current_root = root->inner;
    root->inner = nullptr;
}

Next fail(Vm& vm, Next s) { return slow::unwind(vm, s); }

/// The running frame suspends at s.pc: the value goes to the root's resumer.
Next suspend(Vm& vm, Next s, Value value)
{
    Coroutine* coroutine = coroutine_of(s.r);
    Coroutine* root = vm.current_root;
    coroutine->pc = s.pc;
    coroutine->set_state(CoroutineState::Suspended);
    end(vm, root);
    root->set_state(CoroutineState::Suspended);
    root->inner = coroutine;
    *root->yield_to = value;
    return { root->yield_pc, root->header.previous_registers };
}

Next go_on(Next s, const Decoded& instruction, Value result)
{
    s.r[instruction.a] = result;
    return { instruction.next, s.r };
}

/// Takes `exception`'s value when it is a StopIteration that ended a delegate.
bool take_stop_value(Vm& vm, Value& out)
{
    if (!is_exception_of(vm, vm.pending, Error::StopIteration))
        return false;
    Value value = as_exception(vm.take_pending())->value;
    out = value.is_empty() ? None : value;
    return true;
}

Next link(Vm& vm, Next s, const Decoded& instruction, Coroutine* callee, Value sent)
{
    Value* result = &s.r[instruction.a];
    return link_frame(vm, s, callee, sent, Value(), { instruction.next, result, instruction.next, result });
}

/// One step of an awaitable that is not a frame of ours: `sent` empty the first time.
Next step_delegate(Vm& vm, Next s, const Decoded& instruction, Value delegate, Value sent)
{
    Coroutine* coroutine = coroutine_of(s.r);
    save(vm, s);
    if (is_kind(delegate, Kind::NativeObject) || is_kind(delegate, Kind::NativeResource)) {
        auto* object = as<NativeObject>(delegate);
        if (object->type->await) {
            Result<AwaitStep> step = object->type->await(vm, object, sent);
            if (step.failed()) {
                coroutine->delegate = Value();
                return fail(vm, s);
            }
            if (step.value().done) {
                coroutine->delegate = Value();
                return go_on(s, instruction, step.value().value);
            }
            coroutine->delegate = delegate;
            return suspend(vm, s, step.value().value);
        }
    }
    Result<std::optional<Value>> yielded =
        sent.is_empty() || sent.is_none() ? next_item(vm, delegate) : [&]() -> Result<std::optional<Value>> {
        Result<Value> value = call_method(vm, delegate, vm.names->send, { sent });
        return value.ok() ? Result<std::optional<Value>>(std::optional<Value>(value.value()))
                          : Result<std::optional<Value>>(Raised{});
    }();
    if (yielded.ok() && yielded.value()) {
        coroutine->delegate = delegate;
        return suspend(vm, s, *yielded.value());
    }
    coroutine->delegate = Value();
    if (yielded.ok())
        return go_on(s, instruction, vm.stop_value.is_empty() ? None : std::exchange(vm.stop_value, Value()));
    Value result;
    if (take_stop_value(vm, result))
        return go_on(s, instruction, result);
    return fail(vm, s);
}

/// Whether `other` can be linked under a frame: ours, not running, not waited for by another.
bool can_link(const Coroutine* other)
{
    return (other->state() == CoroutineState::Created || other->state() == CoroutineState::Suspended) &&
        !other->has(Linked);
}

Raised await_error(Vm& vm, Value value, int special)
{
    if (special == int(SpecialMethod::AsyncNext))
        return vm.raise(
            Error::TypeError, "'async for' received an invalid object from __anext__: {}", type_name(vm, value));
    if (special >= 0) {
        constexpr std::string_view names[] = { "__enter__", "__exit__", "__aenter__", "__aexit__" };
        return vm.raise(Error::TypeError,
            "'async with' received an object from {} that does not implement __await__: {}", names[special & 3],
            type_name(vm, value));
    }
    return vm.raise(Error::TypeError, "'{}' object can't be awaited", type_name(vm, value));
}

/// Raises what resuming the coroutine in its state is; false when it can be resumed.
bool refuse(Vm& vm, Coroutine* coroutine)
{
    if (coroutine->has(Linked) && is_coroutine_object(coroutine)) {
        (void)vm.raise(Error::RuntimeError, "coroutine is being awaited already");
        return true;
    }
    if (coroutine->state() == CoroutineState::Running || coroutine->has(Linked)) {
        (void)vm.raise(Error::ValueError, "{} already executing", coroutine_noun(coroutine));
        return true;
    }
    return false;
}

/// Where a created or suspended frame goes on with `sent`.
Next enter_with(Vm& vm, Coroutine* inner, bool created, Value sent)
{
    if (created)
        return { inner->pc, inner->registers };
    if (Op op = Op(*inner->pc & 0xff); op == Op::Yield || op == Op::YieldAsync) {
        inner->registers[Narrow::a(*inner->pc)] = sent;
        return { inner->pc + 1, inner->registers };
    }
    Decoded at = decode(inner->pc);
    Next s{ inner->pc, inner->registers };
    if (at.op == Op::Yield || at.op == Op::YieldAsync)
        return go_on(s, at, sent);
    return slow::resume_delegate(vm, s, sent);
}

} // namespace

Next throw_into(Vm& vm, Coroutine* inner, bool created, Value exception)
{
    Next at{ inner->pc, inner->registers };
    // What is handled where it arrives becomes its context.
    (void)vm.raise_exception(exception);
    if (created)
        return slow::unwind_unstarted(vm, at);
    Value delegate = inner->delegate;
    if (delegate.is_empty())
        return fail(vm, { decode(at.pc).word, at.r });
    vm.take_pending();
    save(vm, at);
    Decoded instruction = decode(at.pc);
    if (is_kind(delegate, Kind::NativeObject) || is_kind(delegate, Kind::NativeResource)) {
        if (auto* object = as<NativeObject>(delegate); object->type->await) {
            inner->delegate = Value();
            if (object->type->interrupted)
                object->type->interrupted(vm, object);
            vm.pending = exception;
            return fail(vm, { instruction.word, at.r });
        }
    }
    bool closing = is_exception_of(vm, exception, Error::GeneratorExit);
    Result<std::optional<Value>> method = find_attribute(vm, delegate, closing ? vm.names->close : vm.names->throw_);
    if (method.ok() && method.value()) {
        Result<Value> result =
            closing ? call(vm, *method.value(), CallArguments{}) : call(vm, *method.value(), { exception });
        if (result.ok() && !closing)
            return suspend(vm, at, result.value());
        inner->delegate = Value();
        Value value;
        if (result.failed() && !closing && take_stop_value(vm, value))
            return go_on(at, instruction, value);
        if (result.failed())
            return fail(vm, { instruction.word, at.r });
    } else if (method.failed()) {
        inner->delegate = Value();
        return fail(vm, { instruction.word, at.r });
    }
    inner->delegate = Value();
    vm.pending = exception;
    return fail(vm, { instruction.word, at.r });
}

Next link_frame(Vm& vm, Next s, Coroutine* callee, Value sent, Value thrown, const LinkTargets& targets)
{
    Coroutine* waiter = coroutine_of(s.r);
    int64_t depth = waiter->header.depth + 1;
    if (depth > vm.depth_limit) {
        (void)raise_native_recursion(vm, "");
        return fail(vm, { decode(s.pc).word, s.r });
    }
    waiter->pc = s.pc;
    bool created = callee->state() == CoroutineState::Created;
    Coroutine* inner = callee->inner ? callee->inner : callee;
    callee->inner = nullptr;
    handle_again(vm, callee);
    callee->set(Linked);
    callee->set(Awaited);
    vm.heap.remember(callee);
    callee->header.previous_registers = s.r;
    callee->header.return_pc = targets.return_pc;
    callee->return_to = targets.return_to;
    callee->yield_pc = targets.item_pc;
    callee->yield_to = targets.item_to;
    callee->set_state(CoroutineState::Running);
    activate(vm, inner, waiter->stack_base, depth);
    return thrown.is_empty() ? enter_with(vm, inner, created, sent) : throw_into(vm, inner, created, thrown);
}

std::string_view coroutine_noun(const Coroutine* coroutine)
{
    uint32_t flags = coroutine->header.code->flags;
    return flags & IsCoroutine ? "coroutine" : flags & IsAsyncGenerator ? "async generator" : "generator";
}

Next finish_coroutine(Vm& vm, Coroutine* coroutine)
{
    FrameHeader& header = coroutine->header;
    Next next{ header.return_pc, header.previous_registers };
    // For an exception, the awaiter's instruction is the one in front of where it would go on after an item.
    bool items = header.code->flags & (IsGenerator | IsAsyncGenerator);
    coroutine->set_state(CoroutineState::Finished);
    coroutine->delegate = Value();
    if (coroutine->has(Linked)) {
        coroutine->clear(Linked);
        // The awaiter runs again, where this frame ran.
        Coroutine* waiter = coroutine_of(header.previous_registers);
        activate(vm, waiter, coroutine->stack_base, waiter->header.depth);
        if (vm.is_pending() && items)
            next.pc = coroutine->yield_pc;
        return next;
    }
    if (vm.current_root == coroutine) {
        if (vm.is_pending() && !is_native_boundary(header.return_pc))
            next.pc = coroutine->yield_pc;
        end(vm, coroutine);
    }
    return next;
}

Resumption resume(Vm& vm, Coroutine* root, Value sent, Value thrown)
{
    Value yielded, returned;
    Value* caller = vm.registers;
    const uint32_t* caller_pc = vm.pc;
    Value handled_by_caller = vm.handled;
    if (!native_stack_ok(vm)) {
        (void)raise_native_recursion(vm, "");
        return { Outcome::Raised, Value() };
    }
    bool created = root->state() == CoroutineState::Created;
    root->set(Awaited);
    Coroutine* inner = begin(vm, root, caller, yield_stub, &yielded, exit_stub, &returned);
    if (header_of(inner->registers)->depth > vm.depth_limit) {
        (void)raise_native_recursion(vm, "");
        thrown = vm.take_pending();
    }
    Next start;
    if (!thrown.is_empty()) {
        start = throw_into(vm, inner, created, thrown);
    } else {
        start = enter_with(vm, inner, created, sent);
    }
    Outcome outcome = Interpreter::run(vm, start);
    vm.registers = caller;
    vm.pc = caller_pc;
    if (outcome == Outcome::Yielded && !(vm.handled == handled_by_caller) && !vm.handled.is_empty())
        root->suspend_handling(vm.handled);
    vm.handled = handled_by_caller;
    if (outcome == Outcome::Raised)
        return { outcome, Value() };
    return { outcome, outcome == Outcome::Yielded ? yielded : returned };
}

Result<Value> coroutine_send(Vm& vm, Coroutine* coroutine, Value sent)
{
    if (refuse(vm, coroutine))
        return Raised{};
    if (coroutine->state() == CoroutineState::Finished) {
        if (is_coroutine_object(coroutine))
            return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, vm.error_class(Error::StopIteration), vm.empty_tuple))));
    }
    if (coroutine->state() == CoroutineState::Created && !sent.is_none())
        return vm.raise(Error::TypeError, "can't send non-None value to a just-started {}", coroutine_noun(coroutine));
    Resumption resumed = resume(vm, coroutine, sent, Value());
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    if (resumed.value.is_none())
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, vm.error_class(Error::StopIteration), vm.empty_tuple))));
    return vm.raise_value(Error::StopIteration, resumed.value);
}

Result<Value> coroutine_throw(Vm& vm, Coroutine* coroutine, Value exception)
{
    if (refuse(vm, coroutine))
        return Raised{};
    if (coroutine->state() == CoroutineState::Finished) {
        if (is_coroutine_object(coroutine))
            return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
        vm.pending = exception;
        return Raised{};
    }
    Resumption resumed = resume(vm, coroutine, None, exception);
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    if (resumed.value.is_none())
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, vm.error_class(Error::StopIteration), vm.empty_tuple))));
    return vm.raise_value(Error::StopIteration, resumed.value);
}

Result<void> coroutine_close(Vm& vm, Coroutine* coroutine)
{
    if (coroutine->state() == CoroutineState::Finished)
        return {};
    if (refuse(vm, coroutine))
        return Raised{};
    if (coroutine->state() == CoroutineState::Created) {
        coroutine->set_state(CoroutineState::Finished);
        coroutine->set(Awaited);
        return {};
    }
    Value exit = Value::cell(TRY(make_exception(vm, vm.error_class(Error::GeneratorExit), vm.empty_tuple)));
    Resumption resumed = resume(vm, coroutine, None, exit);
    if (resumed.outcome == Outcome::Yielded)
        return vm.raise(Error::RuntimeError, "{} ignored GeneratorExit", coroutine_noun(coroutine));
    if (resumed.outcome == Outcome::Returned)
        return {};
    if (is_exception_of(vm, vm.pending, Error::GeneratorExit) ||
        is_exception_of(vm, vm.pending, Error::StopIteration)) {
        vm.take_pending();
        return {};
    }
    return Raised{};
}

Result<std::optional<Value>> generator_next(Vm& vm, Coroutine* generator)
{
    if (refuse(vm, generator))
        return Raised{};
    if (generator->state() == CoroutineState::Finished) {
        vm.stop_value = Value();
        return std::optional<Value>();
    }
    Resumption resumed = resume(vm, generator, None, Value());
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return std::optional<Value>(resumed.value);
    vm.stop_value = resumed.value;
    return std::optional<Value>();
}

namespace slow
{

Next resume_for_iter(Vm& vm, Next s, uint32_t dst, Coroutine* generator)
{
    save(vm, s);
    const uint32_t* next = s.pc + 2;
    const uint32_t* exit = next + int32_t(s.pc[1]);
    if (generator->state() == CoroutineState::Finished)
        return { exit, s.r };
    if (refuse(vm, generator))
        return unwind(vm, s);
    if (header_of(s.r)->depth + 1 > vm.depth_limit) {
        (void)raise_native_recursion(vm, "");
        return unwind(vm, s);
    }
    bool created = generator->state() == CoroutineState::Created;
    Coroutine* inner = begin(vm, generator, s.r, next, &s.r[dst], exit, &vm.scratch);
    return enter_with(vm, inner, created, None);
}

Next yield(Vm& vm, Next s, Value value) { return suspend(vm, s, value); }

Next return_coroutine(Vm& vm, Next s, Value value)
{
    save(vm, s);
    Coroutine* coroutine = coroutine_of(s.r);
    Value* return_to = coroutine->return_to;
    bool asynchronous = coroutine->header.code->flags & IsAsyncGenerator;
    Next next = finish_coroutine(vm, coroutine);
    if (asynchronous)
        return end_async_generator(vm, coroutine, next);
    *return_to = value;
    if (!coroutine->has(Escaped))
        free_frame(vm, coroutine);
    return next;
}

Next resume_delegate(Vm& vm, Next s, Value sent)
{
    Decoded instruction = decode(s.pc);
    Value delegate = coroutine_of(s.r)->delegate;
    if (delegate.is_empty()) {
        // The frame waited for was advanced and finished behind its back.
        return go_on(s, instruction, None);
    }
    return step_delegate(vm, s, instruction, delegate, sent);
}

Next get_yield_from_iter(Vm& vm, Next s, uint32_t dst, Value iterable)
{
    save(vm, s);
    if (auto* coroutine = as_if<Coroutine>(iterable); coroutine && coroutine->header.code->flags & IsCoroutine) {
        if (!(code_of(s.r)->flags & (IsCoroutine | IsIterableCoroutine))) {
            (void)vm.raise(Error::TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
            return unwind(vm, s);
        }
        s.r[dst] = iterable;
        return { s.pc + 1, s.r };
    }
    Result<Value> iterator = get_iterator(vm, iterable);
    if (iterator.failed())
        return unwind(vm, s);
    s.r[dst] = iterator.value();
    return { s.pc + 1, s.r };
}

Next yield_from(Vm& vm, Next s, uint32_t, Value iterator)
{
    save(vm, s);
    Decoded instruction = decode(s.pc);
    if (auto* other = as_if<Coroutine>(iterator)) {
        if (other->state() == CoroutineState::Finished)
            return go_on(s, instruction, None);
        if (can_link(other)) {
            other->set(Escaped);
            return link(vm, s, instruction, other, None);
        }
        (void)refuse(vm, other);
        return unwind(vm, { instruction.word, s.r });
    }
    return step_delegate(vm, s, instruction, iterator, Value());
}

Next call_and_await(Vm& vm, Next s, Value callee, const Value* arguments, uint32_t count)
{
    Coroutine* waiter = coroutine_of(s.r);
    auto* function = as<Function>(callee);
    save(vm, s);
    Coroutine* frame = allocate_frame(vm, function->code);
    if (!frame) {
        (void)vm.raise_memory_error();
        return unwind(vm, s);
    }
    const uint32_t* awaits = s.pc + 3;
    Value* result = &s.r[Narrow::a(*awaits)];
    waiter->pc = awaits;
    frame->shape = vm.coroutine_shape;
    frame->aux = uint16_t(CoroutineState::Running) | uint16_t((Linked | Awaited) << 8);
    frame->pc = function->code->entry;
    frame->yield_pc = awaits + 1;
    frame->yield_to = frame->return_to = result;
    frame->stack_base = waiter->stack_base;
    frame->header = { callee, function->code, s.r, awaits + 1, waiter->header.depth + 1 };
    for (uint32_t i = 0; i < count; i++)
        frame->registers[i] = arguments[i];
    return { function->code->entry, frame->registers };
}

Next await(Vm& vm, Next s, uint32_t dst, uint32_t var, int special)
{
    Value target = s.r[var];
    save(vm, s);
    Decoded instruction = decode(s.pc);
    Next failed{ instruction.word, s.r };
    (void)dst;
    if (auto* other = as_if<Coroutine>(target); other && is_coroutine_object(other)) {
        if (can_link(other)) {
            s.r[var] = Value();
            return link(vm, s, instruction, other, None);
        }
        if (other->state() == CoroutineState::Finished)
            (void)vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
        else
            (void)vm.raise(Error::RuntimeError, "coroutine is being awaited already");
        return unwind(vm, failed);
    }
    if ((is_kind(target, Kind::NativeObject) || is_kind(target, Kind::NativeResource)) &&
        as<NativeObject>(target)->type->await)
        return step_delegate(vm, s, instruction, target, Value());
    if (is_async_step(target))
        return await_async_step(vm, s, target);
    Value method = lookup_special(vm, vm.class_of(target), Special::await);
    if (method.is_empty()) {
        (void)await_error(vm, target, special);
        return unwind(vm, failed);
    }
    Result<Value> iterator = call_special(vm, method, target, {});
    if (iterator.failed())
        return unwind(vm, failed);
    Value waited = iterator.value();
    auto* frame = as_if<Coroutine>(waited);
    if (frame && is_coroutine_object(frame)) {
        (void)vm.raise(Error::TypeError, "__await__() returned a coroutine");
        return unwind(vm, failed);
    }
    if (frame && can_link(frame)) {
        s.r[var] = Value();
        return link(vm, s, instruction, frame, None);
    }
    if (!frame && lookup_special(vm, vm.class_of(waited), Special::next).is_empty()) {
        (void)vm.raise(Error::TypeError, "__await__() returned non-iterator of type '{}'", type_name(vm, waited));
        return unwind(vm, failed);
    }
    s.r[var] = waited;
    return step_delegate(vm, s, instruction, waited, Value());
}

} // namespace slow

} // namespace coil
