// Instructions of generators and coroutines: yields, awaits and loops over them.
#include <utility>

#include "objects/str.h"
#include "runtime/coroutines/async_generator.h"
#include "runtime/coroutines/chain.h"
#include "runtime/interpreter/frame_cache.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Next link(Vm& vm, Next s, const Decoded& instruction, Coroutine* callee, Value sent)
{
    Value* result = &s.r[instruction.a];
    return link_frame(vm, s, callee, sent, Value(), { s.r, instruction.next, result, instruction.next, result });
}

/// One step of an awaitable that is not a frame of ours: `sent` empty the first time.
Next step_delegate(Vm& vm, Next s, const Decoded& instruction, Value delegate, Value sent)
{
    Coroutine* coroutine = coroutine_of(s.r);
    save(vm, s);
    if (NativeObject* object = native_awaitable(delegate)) {
        Result<AwaitStep> step = object->type->await(vm, object, sent);
        if (step.failed()) {
            coroutine->delegate = Value();
            return slow::unwind(vm, s);
        }
        if (step.value().done) {
            coroutine->delegate = Value();
            return go_on(s, instruction, step.value().value);
        }
        coroutine->delegate = delegate;
        return suspend_frame(vm, s, step.value().value);
    }
    Result<Step> yielded = sent.is_empty() || sent.is_none()
        ? next_item(vm, delegate)
        : Result<Step>(call_method(vm, delegate, vm.names->send, { sent }));
    if (yielded.ok() && yielded.value()) {
        coroutine->delegate = delegate;
        return suspend_frame(vm, s, *yielded.value());
    }
    coroutine->delegate = Value();
    if (yielded.ok())
        return go_on(s, instruction, vm.stop_value.is_empty() ? None : std::exchange(vm.stop_value, Value()));
    Value result;
    if (take_stop_value(vm, result))
        return go_on(s, instruction, result);
    return slow::unwind(vm, s);
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

/// A frame that resume_in_place has entered has returned.
Next raise_stop(Vm& vm, Coroutine* coroutine, Value* resumer, Value value)
{
    Next at{ coroutine->yield_pc - 1, resumer };
    save(vm, at);
    return slow::raise_at(vm, at, vm.raise_stop_iteration(value));
}

} // namespace

namespace slow
{

Next resume_for_iter(Vm& vm, Next s, uint32_t dst, Coroutine* generator)
{
    const uint32_t* item = jump_of<Op::ForIter>(s).pc;
    const uint32_t* exit = after<Op::ForIter>(s).pc;
    int64_t depth = header_of(s.r)->depth + 1;
    save(vm, s);
    if (generator->state() == CoroutineState::Finished)
        return { exit, s.r };
    // Of what stands behind the first argument of a generator expression, nobody has asked for an iterator.
    if (!(generator->header.code->flags & IsGenerator))
        return raise_at(
            vm, s, Error::TypeError, "'{}' object is not an iterator", type_name(vm, Value::cell(generator)));
    if (refuse(vm, generator))
        return unwind(vm, s);
    if (depth > vm.depth_limit)
        return raise_at(vm, s, raise_native_recursion(vm, ""));
    bool created = generator->state() == CoroutineState::Created;
    Coroutine* inner = begin_root(vm, generator, { s.r, item, &s.r[dst], exit, &vm.scratch });
    return enter_with(vm, inner, created, None);
}

std::optional<Next> resume_in_place(
    Vm& vm, Next s, uint32_t base, const uint32_t* next, const NativeFunction* function, const Value* arguments)
{
    auto* root = as_if<Coroutine>(arguments[0]);
    if (!root || !can_link(root))
        return std::nullopt;
    if (function->owner && vm.class_of(arguments[0]) != function->owner)
        return std::nullopt;
    bool sends = function->def->inlined == Inlined::Send;
    if (!sends && !(root->header.code->flags & IsGenerator))
        return std::nullopt;
    bool created = root->state() == CoroutineState::Created;
    Value sent = sends ? arguments[1] : None;
    // What a coroutine handles while it is suspended is told from what its resumer handles by there being no such
    // thing.
    if (header_of(s.r)->depth >= vm.depth_limit || (created && !sent.is_none()) ||
        (is_coroutine_object(root) && !vm.handled.is_empty()))
        return std::nullopt;
    root->set(Awaited);
    Coroutine* inner = begin_root(vm, root, { s.r, next, &s.r[base], in_place_stub, &vm.scratch });
    return enter_with(vm, inner, created, sent);
}

Next return_coroutine(Vm& vm, Next s, Value value)
{
    save(vm, s);
    Coroutine* coroutine = coroutine_of(s.r);
    Value* return_to = coroutine->return_to;
    bool asynchronous = coroutine->header.code->flags & IsAsyncGenerator;
    Next next = finish_coroutine(vm, coroutine);
    if (asynchronous)
        return end_async_generator(vm, coroutine, next);
    if (return_kind(next.pc) == ReturnKind::InPlace) [[unlikely]]
        return raise_stop(vm, coroutine, next.r, value);
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
        if (!(code_of(s.r)->flags & (IsCoroutine | IsIterableCoroutine)))
            return raise_at(
                vm, s, Error::TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        s.r[dst] = iterable;
        return after<Op::GetYieldFromIter>(s);
    }
    Result<Value> iterator = get_iterator(vm, iterable);
    if (iterator.failed())
        return unwind(vm, s);
    s.r[dst] = iterator.value();
    return after<Op::GetYieldFromIter>(s);
}

Next yield_from(Vm& vm, Next s, uint32_t, Value iterator)
{
    save(vm, s);
    Decoded instruction = decode(s.pc);
    if (auto* other = as_if<Coroutine>(iterator)) {
        bool may_await = code_of(s.r)->flags & (IsCoroutine | IsIterableCoroutine);
        if (!(other->header.code->flags & (may_await ? IsGenerator | IsCoroutine : IsGenerator)))
            return raise_at(vm, { instruction.word, s.r }, Error::TypeError, "'{}' object is not an iterator",
                type_name(vm, iterator));
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

/// Enters a frame of the coroutine function (or generator function) `callee`, which the running frame awaits at
/// `awaits`.
[[gnu::always_inline]] static inline Next enter_awaited(Vm& vm, Next s, const uint32_t* awaits, const uint32_t* next,
    Value* result, Value callee, const Value* arguments, uint32_t count)
{
    Coroutine* waiter = coroutine_of(s.r);
    Code* code = as<Function>(callee)->code;
    save(vm, s);
    Coroutine* frame = allocate_frame(vm, code);
    if (!frame)
        return raise_at(vm, s, vm.raise_memory_error());
    waiter->pc = awaits;
    frame->shape = vm.exact.coroutine;
    frame->aux = (Linked | Awaited) << 8;
    frame->pc = code->entry;
    frame->header.function = callee;
    frame->header.code = code;
    link_to(frame, { s.r, next, result, next, result }, waiter->stack_base, waiter->header.depth + 1);
    for (uint32_t i = 0; i < count; i++)
        frame->registers[i] = arguments[i];
    return { code->entry, frame->registers };
}

Next call_and_await(Vm& vm, Next s, Value callee, const Value* arguments, uint32_t count)
{
    const uint32_t* awaits = after<Op::HeapCall>(s).pc;
    return enter_awaited(vm, s, awaits, awaits + 1, &s.r[Narrow::a(*awaits)], callee, arguments, count);
}

Next await_method(Vm& vm, Next s, const uint32_t* awaits, Value method, Value self)
{
    Decoded await = decode(awaits);
    return enter_awaited(vm, s, awaits, await.next, &s.r[await.a], method, &self, 1);
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
        return raise_at(vm, failed, Error::RuntimeError, "{}",
            other->state() == CoroutineState::Finished ? "cannot reuse already awaited coroutine"
                                                       : "coroutine is being awaited already");
    }
    if (native_awaitable(target))
        return step_delegate(vm, s, instruction, target, Value());
    if (is_async_step(target))
        return await_async_step(vm, s, target);
    Value method = lookup_special(vm, vm.class_of(target), Special::await);
    if (method.is_empty())
        return raise_at(vm, failed, await_error(vm, target, special));
    if (takes_only_self(method, IsGenerator) && header_of(s.r)->depth < vm.depth_limit) {
        s.r[var] = Value();
        return await_method(vm, failed, s.pc, method, target);
    }
    Result<Value> iterator = call_special(vm, method, target, {});
    if (iterator.failed())
        return unwind(vm, failed);
    Value waited = iterator.value();
    auto* frame = as_if<Coroutine>(waited);
    if (frame && is_coroutine_object(frame))
        return raise_at(vm, failed, Error::TypeError, "__await__() returned a coroutine");
    bool is_async_generator = frame && !(frame->header.code->flags & IsGenerator);
    if (frame && !is_async_generator && can_link(frame)) {
        s.r[var] = Value();
        return link(vm, s, instruction, frame, None);
    }
    if (is_async_generator || lookup_special(vm, vm.class_of(waited), Special::next).is_empty())
        return raise_at(
            vm, failed, Error::TypeError, "__await__() returned non-iterator of type '{}'", type_name(vm, waited));
    s.r[var] = waited;
    return step_delegate(vm, s, instruction, waited, Value());
}

} // namespace slow

} // namespace coil::internal
