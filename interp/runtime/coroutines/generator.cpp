#include "runtime/coroutines/generator.h"

#include <utility>

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/coroutines/async_generator.h"
#include "runtime/coroutines/chain.h"
#include "runtime/coroutines/close.h"
#include "runtime/interpreter/frame_cache.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/unraisable.h"

namespace coil::internal
{

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
        return after<Op::Yield>({ inner->pc, inner->registers });
    }
    Decoded at = decode(inner->pc);
    Next s{ inner->pc, inner->registers };
    if (at.op == Op::Yield || at.op == Op::YieldAsync)
        return go_on(s, at, sent);
    return slow::resume_delegate(vm, s, sent);
}

bool take_stop_value(Vm& vm, Value& out)
{
    if (!is_exception_of(vm, vm.pending, Error::StopIteration))
        return false;
    Value value = as_exception(vm.take_pending())->value;
    out = value.is_empty() ? None : value;
    return true;
}

namespace
{

/// What the frame, suspended at a yield of its own, handles there: its exception handler for the place begins with
/// making that handled again. Empty: nothing.
Value handled_at_yield(Coroutine* frame)
{
    Value handled;
    const Code* code = frame->header.code;
    const ExceptionRow* row = handler_at(code, uint32_t(frame->pc - code->entry));
    if (!row)
        return handled;
    Decoded at = decode(code->entry + row->target);
    for (; at.op == Op::PushHandled && at.b != row->exception_register; at = decode(at.next))
        handled = frame->registers[at.b];
    return handled;
}

/// The same of the innermost of the generators that delegate to the frame.
Value handled_around(Coroutine* frame)
{
    for (;;) {
        Value handled = handled_at_yield(frame);
        if (!handled.is_empty() || !frame->has(Linked))
            return handled;
        frame = coroutine_of(frame->header.previous_registers);
        if (!(frame->header.code->flags & IsGenerator))
            return handled;
    }
}

} // namespace

Next throw_into(Vm& vm, Coroutine* inner, bool created, Value exception)
{
    Next at{ inner->pc, inner->registers };
    // What is handled where it arrives becomes its context, not what is where it was thrown.
    Op op = decode(at.pc).op;
    bool yields = op == Op::Yield || op == Op::YieldAsync || op == Op::YieldFrom;
    Value outer = vm.handled;
    if (created || yields)
        vm.handled = created ? Value() : handled_around(inner);
    (void)vm.raise_exception(exception);
    vm.handled = outer;
    if (created)
        return slow::unwind_unstarted(vm, at);
    Value delegate = inner->delegate;
    if (delegate.is_empty())
        return slow::unwind(vm, { decode(at.pc).word, at.r });
    vm.take_pending();
    save(vm, at);
    Decoded instruction = decode(at.pc);
    if (NativeObject* object = native_awaitable(delegate)) {
        inner->delegate = Value();
        if (object->type->interrupted)
            object->type->interrupted(vm, object);
        vm.pending = exception;
        return slow::unwind(vm, { instruction.word, at.r });
    }
    bool closing = is_exception_of(vm, exception, Error::GeneratorExit);
    Result<std::optional<Value>> method = find_attribute(vm, delegate, closing ? vm.names->close : vm.names->throw_);
    if (method.failed() && closing) {
        report_unraisable(vm, "Exception ignored while closing generator", delegate);
        method = std::optional<Value>();
    }
    if (method.ok() && method.value()) {
        Result<Value> result =
            closing ? call(vm, *method.value(), CallArguments{}) : call(vm, *method.value(), { exception });
        if (result.ok() && !closing)
            return suspend_frame(vm, at, result.value());
        inner->delegate = Value();
        Value value;
        if (result.failed() && !closing && take_stop_value(vm, value))
            return go_on(at, instruction, value);
        if (result.failed())
            return slow::unwind(vm, { instruction.word, at.r });
    } else if (method.failed()) {
        inner->delegate = Value();
        return slow::unwind(vm, { instruction.word, at.r });
    }
    inner->delegate = Value();
    vm.pending = exception;
    return slow::unwind(vm, { instruction.word, at.r });
}

Next link_frame(Vm& vm, Next s, Coroutine* callee, Value sent, Value thrown, const Resumer& resumer)
{
    Coroutine* waiter = coroutine_of(s.r);
    int64_t depth = waiter->header.depth + 1;
    if (depth > vm.depth_limit)
        return slow::raise_at(vm, { decode(s.pc).word, s.r }, raise_native_recursion(vm, ""));
    waiter->pc = s.pc;
    bool created = callee->state() == CoroutineState::Created;
    Coroutine* inner = callee->inner ? callee->inner : callee;
    callee->inner = nullptr;
    handle_again(vm, callee);
    callee->set(Linked);
    callee->set(Awaited);
    vm.heap.remember(callee);
    link_to(callee, resumer, waiter->stack_base, depth);
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
    bool items = header.code->flags & (IsGenerator | IsAsyncGenerator);
    coroutine->set_state(CoroutineState::Finished);
    coroutine->delegate = Value();
    if (coroutine->has(Linked)) {
        coroutine->clear(Linked);
        // The awaiter runs again, where this frame ran.
        Coroutine* waiter = coroutine_of(header.previous_registers);
        activate(vm, waiter, coroutine->stack_base, waiter->header.depth);
        if (vm.is_pending() && items)
            next.pc = behind_resumer(coroutine);
        return next;
    }
    if (vm.current_root == coroutine) {
        if (vm.is_pending() && !is_native_boundary(header.return_pc))
            next.pc = behind_resumer(coroutine);
        end_root(vm, coroutine);
    }
    return next;
}

namespace
{

/// Native code that resumes a frame and waits: what it goes back to.
struct Waiting {
    Vm& vm;
    Value* registers = vm.registers;
    const uint32_t* pc = vm.pc;
    Value handled = vm.handled;
    Outcome run(Coroutine* root, Next start)
    {
        Outcome outcome = Interpreter::run(vm, start);
        vm.registers = registers;
        vm.pc = pc;
        if (outcome == Outcome::Yielded && !(vm.handled == handled) && !vm.handled.is_empty())
            root->suspend_handling(vm.handled);
        vm.handled = handled;
        return outcome;
    }
};

} // namespace

Resumption resume(Vm& vm, Coroutine* root, Value sent, Value thrown)
{
    Value yielded, returned;
    Waiting caller{ vm };
    if (!native_stack_ok(vm)) {
        (void)raise_native_recursion(vm, "");
        return { Outcome::Raised, Value() };
    }
    bool created = root->state() == CoroutineState::Created;
    root->set(Awaited);
    Coroutine* inner = begin_root(vm, root, { caller.registers, yield_stub, &yielded, exit_stub, &returned });
    if (header_of(inner->registers)->depth > vm.depth_limit) {
        (void)raise_native_recursion(vm, "");
        thrown = vm.take_pending();
    }
    Next start{ inner->pc, inner->registers };
    save(vm, start);
    try {
        start = thrown.is_empty() ? enter_with(vm, inner, created, sent) : throw_into(vm, inner, created, thrown);
    } catch (const std::bad_alloc&) {
        // As Interpreter::run does it for what comes then.
        (void)vm.raise_memory_error();
        start = slow::unwind(vm, { vm.pc, vm.registers });
    }
    Outcome outcome = caller.run(root, start);
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
        return vm.raise_stop_iteration(None);
    }
    if (coroutine->state() == CoroutineState::Created && !sent.is_none())
        return vm.raise(Error::TypeError, "can't send non-None value to a just-started {}", coroutine_noun(coroutine));
    Resumption resumed = resume(vm, coroutine, sent, Value());
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    return vm.raise_stop_iteration(resumed.value);
}

namespace
{

/// The generator or coroutine that a suspended one delegates to, or null.
Coroutine* frame_below(Coroutine* coroutine)
{
    for (Coroutine* frame = coroutine->inner; frame && frame != coroutine && frame->has(Linked);) {
        Coroutine* waiter = coroutine_of(frame->header.previous_registers);
        if (waiter == coroutine)
            return frame->header.code->flags & IsAsyncGenerator ? nullptr : frame;
        frame = waiter;
    }
    return nullptr;
}

/// A GeneratorExit is about to be thrown into a suspended frame: closes what it delegates to, by itself. What to throw
/// is the exception that this raised, else the one that was given.
Value close_delegate(Vm& vm, Coroutine* coroutine, Value exit)
{
    Coroutine* below = frame_below(coroutine);
    if (!below)
        return exit;
    vm.heap.remember(coroutine);
    vm.heap.remember(below);
    below->inner = coroutine->inner == below ? nullptr : coroutine->inner;
    // Frames between the root and the innermost are marked as running.
    below->set_state(CoroutineState::Suspended);
    below->clear(Linked);
    below->set(Escaped);
    if (coroutine->has(Handling))
        below->suspend_handling(coroutine->handled());
    coroutine->inner = nullptr;
    // Nobody may resume it meanwhile.
    coroutine->set_state(CoroutineState::Running);
    Value thrown = close_coroutine(vm, below).ok() ? exit : vm.take_pending();
    coroutine->set_state(CoroutineState::Suspended);
    return thrown;
}

} // namespace

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
    if (is_exception_of(vm, exception, Error::GeneratorExit))
        exception = close_delegate(vm, coroutine, exception);
    Resumption resumed = resume(vm, coroutine, None, exception);
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    return vm.raise_stop_iteration(resumed.value);
}

Result<void> coroutine_close(Vm& vm, Coroutine* coroutine)
{
    TRY(close_coroutine(vm, coroutine));
    return {};
}

Result<Value> close_coroutine(Vm& vm, Coroutine* coroutine)
{
    if (coroutine->state() == CoroutineState::Finished)
        return None;
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, "");
    if (refuse(vm, coroutine))
        return Raised{};
    if (coroutine->state() == CoroutineState::Created) {
        coroutine->set_state(CoroutineState::Finished);
        coroutine->set(Awaited);
        return None;
    }
    Value exit = Value::cell(TRY(make_exception(vm, vm.error_class(Error::GeneratorExit), vm.empty_tuple)));
    exit = close_delegate(vm, coroutine, exit);
    Resumption resumed = resume(vm, coroutine, None, exit);
    if (resumed.outcome == Outcome::Yielded)
        return vm.raise(Error::RuntimeError, "{} ignored GeneratorExit", coroutine_noun(coroutine));
    if (resumed.outcome == Outcome::Returned)
        return resumed.value;
    if (is_exception_of(vm, vm.pending, Error::GeneratorExit) ||
        is_exception_of(vm, vm.pending, Error::StopIteration)) {
        vm.take_pending();
        return None;
    }
    return Raised{};
}

Result<Step> generator_next(Vm& vm, Coroutine* generator)
{
    Waiting caller{ vm };
    int64_t depth = caller.registers ? header_of(caller.registers)->depth + 1 : INT64_MAX;
    if (stands_at_yield(generator, Op::Yield) && depth <= vm.depth_limit && !vm.heap.must_log(generator) &&
        native_stack_ok(vm)) [[likely]] {
        // What resume does, where nothing has to be looked after.
        Value yielded, returned;
        link_to(generator, { caller.registers, yield_stub, &yielded, exit_stub, &returned },
            stack_top(caller.registers), depth);
        generator->inner = std::exchange(vm.current_root, generator);
        generator->registers[Narrow::a(*generator->pc)] = None;
        Next start = after<Op::Yield>({ generator->pc, generator->registers });
        save(vm, start);
        Outcome outcome = caller.run(generator, start);
        if (outcome == Outcome::Yielded) [[likely]]
            return yielded;
        if (outcome == Outcome::Raised)
            return Raised{};
        vm.stop_value = returned;
        return Step();
    }
    if (refuse(vm, generator))
        return Raised{};
    if (generator->state() == CoroutineState::Finished) {
        vm.stop_value = Value();
        return Step();
    }
    Resumption resumed = resume(vm, generator, None, Value());
    if (resumed.outcome == Outcome::Raised)
        return Raised{};
    if (resumed.outcome == Outcome::Yielded)
        return resumed.value;
    vm.stop_value = resumed.value;
    return Step();
}

} // namespace coil::internal
