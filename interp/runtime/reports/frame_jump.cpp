// frame.f_lineno = line: a debugger's jump.
#include "bytecode/jump_targets.h"
#include "objects/native.h"
#include "objects/numbers.h"
#include "runtime/interpreter/loader.h"
#include "runtime/reports/tracing.h"
#include "runtime/reports/warn.h"

namespace coil::internal
{

namespace
{

/// Raises when the event that the running function is told of allows no jump.
Result<void> check_event(Vm& vm, const Tracing* tracing, const FrameObject* frame)
{
    if (!tracing || !tracing->is_inside || tracing->told != frame)
        return vm.raise(Error::ValueError, "f_lineno can only be set in a trace function");
    if (tracing->event == "call" && tracing->starts)
        return vm.raise(Error::ValueError, "can't jump from the 'call' trace event of a new frame");
    if (tracing->event != "line")
        return vm.raise(Error::ValueError, "can only jump from a 'line' trace event");
    if (frame->trace.is_empty())
        return vm.raise(Error::ValueError, "f_lineno can only be set by a trace function");
    return {};
}

/// What the code behind the target takes for assigned gets a value.
Result<void> assign_none(Vm& vm, const Code* code, Value* registers, const std::vector<uint32_t>& unassigned)
{
    bool were_emptied = code->flags & SeesLocals;
    size_t count = 0;
    for (uint32_t r : unassigned) {
        if (were_emptied && !registers[r].is_empty())
            continue;
        registers[r] = None;
        count++;
    }
    if (!count)
        return {};
    return warn(vm, Error::RuntimeWarning,
        format_text("assigning None to {} unbound local{}", { count, count == 1 ? "" : "s" }));
}

} // namespace

Result<void> set_line(Vm& vm, FrameObject* frame, Value line)
{
    if (line.is_empty())
        return vm.raise(Error::AttributeError, "cannot delete attribute");
    if (!(line.is_small() || vm.class_of(line) == vm.classes->integer))
        return vm.raise(Error::ValueError, "lineno must be an integer");
    Tracing* tracing = vm.interpreter->current()->tracing.get();
    TRY(check_event(vm, tracing, frame));
    Result<int64_t> number = to_int64(vm, line);
    if (number.failed() || number.value() != int32_t(number.value())) {
        vm.pending = Value();
        return vm.raise(Error::ValueError, "lineno out of range");
    }
    TracedFrame* known = tracing->find(frame->registers);
    if (!known)
        return vm.raise(Error::ValueError, "f_lineno can only be set in a trace function");
    Code* code = known->code;
    Value* registers = known->registers;
    JumpTarget target = find_jump_target(tables_of(code), uint32_t(known->pc - code->entry), number.value());
    if (!target.refusal.empty())
        return vm.raise(Error::ValueError, "{}", target.refusal);
    TRY(assign_none(vm, code, registers, target.unassigned));
    tracing->jump = Tracing::Jump{ { code->entry + target.offset, registers }, target.handled };
    return {};
}

} // namespace coil::internal
