#include "runtime/reports/tracing.h"

#include <algorithm>
#include <iterator>

#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

TracedFrame* Tracing::find(const Value* registers)
{
    auto found = std::find_if(
        frames.rbegin(), frames.rend(), [&](const TracedFrame& frame) { return frame.registers == registers; });
    return found != frames.rend() && found->is(registers) ? &*found : nullptr;
}

void Tracing::visit(gc::Tracer& tracer)
{
    tracer.visit(trace);
    tracer.visit(profile);
    tracer.visit(static_cast<Cell*>(told));
    for (TracedFrame& frame : frames) {
        tracer.visit(frame.function);
        tracer.visit(static_cast<Cell*>(frame.code));
        tracer.visit(static_cast<Cell*>(frame.object));
        tracer.visit(frame.native);
        // One that has suspended may be known yet: it is looked at when that is told of.
        if (is_heap_frame(frame.code))
            tracer.visit(static_cast<Cell*>(coroutine_of(frame.registers)));
    }
}

namespace
{

Tracing* running(Vm& vm)
{
    Tracing* tracing = vm.interpreter->current()->tracing.get();
    return tracing && !tracing->is_inside && tracing->is_on() ? tracing : nullptr;
}

/// While it lives, a function is told: what it does is not.
class InsideScope
{
public:
    InsideScope(Tracing& tracing, FrameObject* frame, std::string_view event)
        : tracing_(tracing)
    {
        tracing_.is_inside = true;
        tracing_.told = frame;
        tracing_.event = event;
    }
    ~InsideScope()
    {
        tracing_.is_inside = false;
        tracing_.told = nullptr;
    }
    InsideScope(const InsideScope&) = delete;
    InsideScope& operator=(const InsideScope&) = delete;

private:
    Tracing& tracing_;
};

/// What one thread is told, in the order in which CPython tells it: the profiler first.
class Teller
{
public:
    Teller(Vm& vm, Tracing& tracing)
        : vm_(vm)
        , tracing_(tracing)
    {
    }

    Result<void> follow(Next s, bool thrown = false);
    /// Whether the frame's function has sent it elsewhere: `s` is where then.
    Result<bool> step(Next& s);
    Result<void> exception(Next s, Value exception);
    Result<void> unwound(Next s);

private:
    Result<Value> tell(Hook hook, Value function, FrameObject* frame, std::string_view event, Value argument);
    Result<void> tell_local(FrameObject* frame, std::string_view event, Value argument);
    Result<void> tell_profiler(FrameObject* frame, std::string_view event, Value argument);
    Result<void> tell_end(FrameObject* frame, Value value);
    Result<void> end_frame(Value* registers, Value value);
    Result<void> tell_exception(Value* registers, Value exception);
    Result<void> stop_event(Value* registers, Value value);
    Result<FrameObject*> object_of(Value* registers);
    Result<void> call_event(FramePlace place, bool starts, bool thrown);
    Result<void> pop();
    Result<void> native_end(Next s, std::string_view event);
    Result<void> native_start(Next s, const Decoded& instruction);
    Result<bool> lines(Next& s, FrameObject* object, const uint32_t* last);
    Result<void> yields(Next s, Value value);

    Vm& vm_;
    Tracing& tracing_;
};

Result<Value> Teller::tell(Hook hook, Value function, FrameObject* frame, std::string_view event, Value argument)
{
    Value name = Value::cell(intern(vm_, event));
    Result<Value> result = Raised{};
    {
        InsideScope scope(tracing_, frame, event);
        result = call(vm_, function, { Value::cell(frame), name, argument });
    }
    if (result.ok())
        return result;
    Value raised = vm_.take_pending();
    (void)set_hook(vm_, hook, None);
    if (hook == Hook::Trace)
        frame->trace = Value();
    vm_.pending = raised;
    return Raised{};
}

Result<void> Teller::tell_local(FrameObject* frame, std::string_view event, Value argument)
{
    if (!frame || frame->trace.is_empty() || tracing_.trace.is_empty())
        return {};
    Value result = TRY(tell(Hook::Trace, frame->trace, frame, event, argument));
    if (!result.is_none()) {
        vm_.heap.write_barrier(frame);
        frame->trace = result;
    }
    return {};
}

Result<void> Teller::tell_profiler(FrameObject* frame, std::string_view event, Value argument)
{
    if (tracing_.profile.is_empty())
        return {};
    TRY(tell(Hook::Profile, tracing_.profile, frame, event, argument));
    return {};
}

/// The frame returns or yields.
Result<void> Teller::tell_end(FrameObject* frame, Value value)
{
    // An instruction that no line belongs to is shown at the last one.
    TracedFrame* known = frame->registers ? tracing_.find(frame->registers) : nullptr;
    if (known && known->line && !position_at(frame->code, frame->offset).line)
        frame->shown_line = known->line;
    Result<void> told = tell_profiler(frame, "return", value);
    if (told.ok())
        told = tell_local(frame, "return", value);
    frame->shown_line = 0;
    return told;
}

Result<void> Teller::tell_exception(Value* registers, Value exception)
{
    TracedFrame* known = tracing_.find(registers);
    if (!known || !known->object || known->object->trace.is_empty())
        return {};
    FrameObject* object = TRY(object_of(registers));
    Value traceback = as_exception(exception)->traceback;
    const Value parts[] = { Value::cell(vm_.class_of(exception)), exception, traceback.is_empty() ? None : traceback };
    return tell_local(object, "exception", Value::cell(TRY(make_tuple(vm_, parts, std::size(parts)))));
}

/// A generator or coroutine gave a value to a frame that iterates over it, delegates to it or awaits it: that is told
/// of as the StopIteration which it would be for others.
Result<void> Teller::stop_event(Value* registers, Value value)
{
    if (value.is_none())
        return {};
    (void)vm_.raise_stop_iteration(value);
    return tell_exception(registers, vm_.take_pending());
}

/// The object of a frame that is known; its place is where it stands now.
Result<FrameObject*> Teller::object_of(Value* registers)
{
    TracedFrame* known = tracing_.find(registers);
    FramePlace place{ registers, vm_.registers == registers || !known ? vm_.pc : known->pc };
    if (known && known->object) {
        if (place.pc && place.pc >= known->code->entry)
            known->object->offset = uint32_t(place.pc - known->code->entry);
        return known->object;
    }
    FrameObject* object = as_frame(TRY(frame_at(vm_, place)));
    // Making it may have let somebody else change what is known.
    if (TracedFrame* frame = tracing_.find(registers))
        frame->object = object;
    return object;
}

/// Tells that the frame returns or yields: it is not known any more.
Result<void> Teller::end_frame(Value* registers, Value value)
{
    FrameObject* object = TRY(object_of(registers));
    Result<void> told = tell_end(object, value);
    object->registers = nullptr;
    if (!tracing_.frames.empty() && tracing_.frames.back().is(registers))
        tracing_.frames.pop_back();
    return told;
}

Result<void> Teller::call_event(FramePlace place, bool starts, bool thrown)
{
    tracing_.frames.push_back(make_traced(vm_, place));
    TracedFrame& frame = tracing_.frames.back();
    frame.pc = starts ? nullptr : place.pc;
    // Behind a yield nothing new begins; where that is, the word in front says.
    frame.line = starts ? 0 : line_at(frame.code, thrown ? place.pc : place.pc - 1);
    FrameObject* object = TRY(object_of(place.registers));
    tracing_.starts = starts;
    object->shown_line = starts ? tables_of(object->code).first_line : tracing_.find(place.registers)->line;
    Result<void> told = tell_profiler(object, "call", None);
    if (told.ok() && !tracing_.trace.is_empty()) {
        Result<Value> local = tell(Hook::Trace, tracing_.trace, object, "call", None);
        if (local.failed())
            told = Raised{};
        else if (!local.value().is_none()) {
            vm_.heap.write_barrier(object);
            object->trace = local.value();
        }
    }
    object->shown_line = 0;
    tracing_.starts = false;
    return told;
}

/// The last of the known frames is not there any more.
Result<void> Teller::pop()
{
    TracedFrame frame = tracing_.frames.back();
    tracing_.frames.pop_back();
    if (!frame.object)
        return {};
    frame.object->registers = nullptr;
    bool is_suspended = is_heap_frame(frame.code) &&
        coroutine_of(frame.registers)->state() == CoroutineState::Suspended && frame.is(frame.registers);
    if (!is_suspended)
        return {};
    Value awaited = coroutine_of(frame.registers)->delegate;
    return tell_end(frame.object, awaited.is_empty() ? None : awaited);
}

/// Makes the known frames those that run.
Result<void> Teller::follow(Next s, bool thrown)
{
    if (!tracing_.frames.empty() && tracing_.frames.back().is(s.r))
        return {};
    std::vector<FramePlace> missing;
    FramePlace place{ s.r, s.pc };
    TracedFrame* found = nullptr;
    while (place.registers && !(found = tracing_.find(place.registers))) {
        missing.push_back(place);
        place = caller_of(place);
    }
    size_t kept = found ? size_t(found - tracing_.frames.data()) + 1 : 0;
    while (tracing_.frames.size() > kept)
        TRY(pop());
    for (auto each = missing.rbegin(); each != missing.rend(); ++each) {
        const Code* code = code_of(each->registers);
        bool is_last = each->registers == s.r;
        TRY(call_event(*each, is_last && each->pc == code->entry, is_last && thrown));
        if (!tracing_.is_on())
            return {};
    }
    return {};
}

/// The instruction in front has called a builtin function, of which the profiler was told.
Result<void> Teller::native_end(Next s, std::string_view event)
{
    TracedFrame* frame = tracing_.find(s.r);
    if (!frame || frame->native.is_empty())
        return {};
    Value native = std::exchange(frame->native, Value());
    return tell_profiler(TRY(object_of(s.r)), event, native);
}

Result<void> Teller::native_start(Next s, const Decoded& instruction)
{
    Value callee = s.r[instruction.a];
    size_t gap = code_of(s.r)->window_gap;
    bool is_method = instruction.op == Op::CallMethod || instruction.op == Op::HeapCallMethod ||
        (instruction.op == Op::CallKeywords && instruction.c);
    Value self = is_method ? s.r[instruction.a + gap] : Value();
    auto* native = as_if<NativeFunction>(callee);
    if (!native)
        return {};
    if (!self.is_empty() && native->self.is_empty() && native->owner)
        callee = TRY(make_bound_method(vm_, callee, self));
    FrameObject* object = TRY(object_of(s.r));
    tracing_.find(s.r)->native = callee;
    return tell_profiler(object, "c_call", callee);
}

/// The frame suspends, and with it those that wait for it.
Result<void> Teller::yields(Next s, Value value)
{
    for (Value* registers = s.r; registers;) {
        TracedFrame* frame = tracing_.find(registers);
        if (!frame || frame != &tracing_.frames.back())
            return {};
        TRY(end_frame(registers, value));
        registers = coroutine_of(registers)->has(Linked) ? header_of(registers)->previous_registers : nullptr;
    }
    return {};
}

/// Tells of the lines that begin at the instruction. True when one of these calls has sent the frame elsewhere.
Result<bool> Teller::lines(Next& s, FrameObject* object, const uint32_t* last)
{
    const Code* code = object->code;
    bool comes_back = last && s.pc <= last;
    bool was_told = std::exchange(tracing_.find(s.r)->told_of_loop, false);
    auto tell_line = [&](uint32_t line) -> Result<bool> {
        TracedFrame* frame = tracing_.find(s.r);
        if (!line || !frame || (line == frame->line && !comes_back))
            return false;
        if (line == frame->line && was_told)
            return false;
        frame->line = line;
        frame->told_of_loop = Op(*s.pc & 0xff) == Op::Loop;
        if (!object->trace_lines)
            return false;
        object->shown_line = line;
        // One that was asked for is of the event that is told, whether or not its function raises: a function that has
        // another one traced (call_traced) has its own.
        std::optional<Tracing::Jump> outer = std::exchange(tracing_.jump, std::nullopt);
        Result<void> told = tell_local(object, "line", None);
        std::optional<Tracing::Jump> jump = std::exchange(tracing_.jump, outer);
        object->shown_line = 0;
        TRY(told);
        if (!jump)
            return false;
        s = jump->to;
        if (jump->handled)
            vm_.handled = s.r[*jump->handled];
        if (TracedFrame* known = tracing_.find(s.r))
            known->line = 0;
        return true;
    };
    auto offset = uint32_t(s.pc - code->entry);
    uint32_t line = line_at(code, s.pc);
    // What stands in front of a loop is not come back to, and what ends its body is not come to from the front.
    for (const PositionRow& row : bare_lines_at(code, offset))
        if (comes_back == (line && row.line > line) && TRY(tell_line(row.line)))
            return true;
    return tell_line(line);
}

Result<bool> Teller::step(Next& s)
{
    TRY(follow(s));
    TRY(native_end(s, "c_return"));
    TracedFrame* frame = tracing_.find(s.r);
    if (!frame || !tracing_.is_on())
        return false;
    FrameObject* object = frame->object;
    const uint32_t* last = std::exchange(frame->pc, s.pc);
    if (object && !object->trace.is_empty()) {
        TRY(object_of(s.r));
        if (TRY(lines(s, object, last)))
            return true;
        if (object->trace_opcodes)
            TRY(tell_local(object, "opcode", None));
    }
    Decoded instruction = decode(s.pc);
    switch (instruction.op) {
    case Op::Return:
    case Op::ReturnCoroutine: {
        if (!tracing_.is_on())
            return false;
        Value value = s.r[instruction.a];
        TRY(end_frame(s.r, value));
        if (instruction.op == Op::ReturnCoroutine && return_kind(header_of(s.r)->return_pc) == ReturnKind::Script)
            TRY(stop_event(header_of(s.r)->previous_registers, value));
        return false;
    }
    case Op::Yield:
    case Op::YieldAsync:
        TRY(yields(s, s.r[instruction.b]));
        return false;
    case Op::Call:
    case Op::CallMethod:
    case Op::HeapCall:
    case Op::HeapCallMethod:
    case Op::CallKeywords:
    case Op::CallSpread:
        if (!tracing_.profile.is_empty())
            TRY(native_start(s, instruction));
        return false;
    default:
        return false;
    }
}

Result<void> Teller::exception(Next s, Value exception)
{
    TRY(follow(s, true));
    TRY(native_end(s, "c_exception"));
    return tell_exception(s.r, exception);
}

Result<void> Teller::unwound(Next s) { return tracing_.find(s.r) ? end_frame(s.r, None) : Result<void>(); }

/// Tells of an exception, which stays pending unless a function raises another one.
template <class Tell> void with_pending(Vm& vm, Next s, Tell&& tell)
{
    Tracing* tracing = running(vm);
    if (!tracing || vm.is_ending)
        return;
    save(vm, s);
    Value exception = vm.take_pending();
    if (tell(Teller(vm, *tracing), exception).ok())
        vm.pending = exception;
}

} // namespace

bool trace_step(Vm& vm, Next& s)
{
    if (return_kind(s.pc) != ReturnKind::Script || Op(*s.pc & 0xff) == Op::LoadBody)
        return false;
    Tracing* tracing = running(vm);
    if (!tracing)
        return false;
    save(vm, s);
    Result<bool> moved = Teller(vm, *tracing).step(s);
    if (moved.ok())
        return moved.value();
    s = slow::unwind(vm, s);
    return true;
}

void trace_exception(Vm& vm, Next s)
{
    with_pending(vm, s, [&](Teller teller, Value exception) { return teller.exception(s, exception); });
}

void trace_unwound(Vm& vm, Next s)
{
    with_pending(vm, s, [&](Teller teller, Value) { return teller.unwound(s); });
}

} // namespace coil::internal
