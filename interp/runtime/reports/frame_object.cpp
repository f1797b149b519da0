#include "runtime/reports/frame_object.h"

#include <numeric>

#include "bytecode/liveness.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/coroutines/close.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/call.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

namespace
{

void trace_frame(Cell* cell, gc::Tracer& tracer)
{
    auto* frame = static_cast<FrameObject*>(cell);
    tracer.visit(static_cast<Cell*>(frame->code));
    tracer.visit(frame->space);
    tracer.visit(frame->extra);
    tracer.visit(frame->trace);
    tracer.visit(frame->function);
    tracer.visit(static_cast<Cell*>(frame->coroutine));
    tracer.visit(static_cast<Cell*>(frame->traceback));
}

constexpr NativeType frame_type{ "frame", trace_frame, nullptr };

Result<Value> make_frame(Vm& vm, Code* code, uint32_t offset, FramePlace place)
{
    auto* frame = static_cast<FrameObject*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(FrameObject)));
    if (!frame)
        return vm.raise_memory_error();
    frame->shape = vm.classes->frame->root->id;
    frame->type = &frame_type;
    frame->set_size(sizeof(FrameObject));
    frame->code = code;
    frame->offset = offset;
    frame->trace_lines = true;
    frame->registers = place.registers;
    frame->function = nullptr;
    if (place.registers) {
        frame->function = header_of(place.registers)->function.as_cell();
        if (code->flags & UsesNamespace)
            frame->space = place.registers[0];
    }
    return Value::cell(frame);
}

FramePlace find_running(Vm& vm, const Value* registers)
{
    FramePlace place{ vm.registers, vm.pc };
    while (place.registers && place.registers != registers)
        place = caller_of(place);
    return place;
}

/// Where the frame runs; null registers when it does not.
FramePlace find_running(Vm& vm, const FrameObject* frame)
{
    FramePlace place = find_running(vm, frame->registers);
    bool same = place.registers && code_of(place.registers) == frame->code &&
        header_of(place.registers)->function == Value::cell(frame->function);
    return same ? place : FramePlace{ nullptr, nullptr };
}

/// Where the frame stands, be it suspended.
FramePlace find_place(Vm& vm, const FrameObject* frame)
{
    FramePlace place = find_running(vm, frame);
    Coroutine* coroutine = frame->coroutine;
    if (!place.registers && coroutine && coroutine->state() != CoroutineState::Finished)
        return { coroutine->registers, coroutine->pc };
    return place;
}

/// Registers that hold a variable, or nothing: others may hold what was there before the call.
std::vector<uint32_t> known_registers(const Code* code, uint32_t offset)
{
    if (!code->locals) // its body could not be loaded
        return {};
    std::vector<uint32_t> known;
    if (code->flags & SeesLocals && !(code->flags & (IsModule | UsesNamespace))) {
        known.resize(static_cast<ValueArray*>(code->locals)->capacity);
        std::iota(known.begin(), known.end(), 0);
    } else if (!(code->flags & IsModule)) {
        known = known_variables(tables_of(code), offset);
    }
    return known;
}

} // namespace

FrameObject* as_frame(Value value)
{
    return is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &frame_type
        ? static_cast<FrameObject*>(value.as_cell())
        : nullptr;
}

Result<Value> frame_at(Vm& vm, FramePlace place)
{
    if (!place.registers)
        return None;
    Tracing* tracing = vm.interpreter->current()->tracing.get();
    if (TracedFrame* known = tracing ? tracing->find(place.registers) : nullptr; known && known->object)
        return Value::cell(known->object);
    Code* code = code_of(place.registers);
    bool inside = place.pc && place.pc >= code->entry;
    return make_frame(vm, code, inside ? uint32_t(place.pc - code->entry) : 0, place);
}

Result<Value> running_frame(Vm& vm, int64_t depth)
{
    FramePlace place{ vm.registers, vm.pc };
    for (; place.registers && depth > 0; depth--)
        place = caller_of(place);
    return frame_at(vm, place);
}

Result<Value> ended_frame(Vm& vm, Traceback* traceback)
{
    Value made = TRY(make_frame(vm, traceback->code, traceback->offset, { nullptr, nullptr }));
    FrameObject* frame = as_frame(made);
    frame->function = traceback->function;
    frame->traceback = traceback;
    if (traceback->code->flags & UsesNamespace && traceback->variable_count)
        frame->space = traceback->variables[0];
    return made;
}

Result<Value> coroutine_frame(Vm& vm, Coroutine* coroutine)
{
    if (FramePlace place = find_running(vm, coroutine->registers); place.registers)
        return frame_at(vm, place);
    Code* code = coroutine->header.code;
    Value made = TRY(make_frame(vm, code, uint32_t(coroutine->pc - code->entry), { coroutine->registers, nullptr }));
    FrameObject* frame = as_frame(made);
    frame->coroutine = coroutine;
    expose_frame(vm, coroutine);
    return made;
}

Result<void> clear_frame(Vm& vm, FrameObject* frame)
{
    if (find_running(vm, frame).registers)
        return vm.raise(Error::RuntimeError, "cannot clear an executing frame");
    if (Coroutine* coroutine = frame->coroutine) {
        if (coroutine->state() == CoroutineState::Created)
            return coroutine_close(vm, coroutine);
        if (coroutine->state() != CoroutineState::Finished)
            return vm.raise(Error::RuntimeError, "cannot clear a suspended frame");
    }
    if (frame->traceback)
        frame->traceback->variable_count = 0;
    frame->extra = Value();
    return {};
}

Result<Value> calling_frame(Vm& vm, FrameObject* frame)
{
    FramePlace place = find_running(vm, frame);
    return place.registers ? frame_at(vm, caller_of(place)) : Result<Value>(None);
}

uint32_t current_offset(Vm& vm, FrameObject* frame)
{
    FramePlace place = find_place(vm, frame);
    if (place.registers && place.pc && is_loaded(frame->code) && place.pc >= frame->code->entry)
        frame->offset = uint32_t(place.pc - frame->code->entry);
    return frame->offset;
}

Result<Dict*> frame_variables(Vm& vm, FrameObject* frame)
{
    Dict* dict = TRY(make_dict(vm));
    FramePlace place = find_place(vm, frame);
    if (!place.registers && !frame->traceback)
        return dict;
    Code* code = frame->code;
    const Value* values = place.registers ? place.registers : frame->traceback->variables;
    size_t count = place.registers ? code->register_count : frame->traceback->variable_count;
    auto* names = static_cast<ValueArray*>(code->locals);
    auto put = [&](Str* name, Value value) -> Result<void> {
        if (auto* box = as_if<Box>(value))
            value = box->value;
        bool shown = !value.is_empty() && name->view().find('.') == std::string_view::npos;
        return shown ? dict_set_str(vm, dict, name, value) : Result<void>();
    };
    for (uint32_t i : known_registers(code, current_offset(vm, frame)))
        if (i < count)
            TRY(put(as<Str>(names->data[i]), values[i]));
    auto* function = static_cast<Function*>(frame->function);
    for (size_t i = 0; i < code->free_count; i++)
        TRY(put(intern(vm, tables_of(code).free_names[i]), function->closure[i]->value));
    return dict;
}

Result<bool> set_frame_variable(Vm& vm, FrameObject* frame, Str* name, Value value)
{
    FramePlace place = find_place(vm, frame);
    if (!place.registers)
        return false;
    Code* code = frame->code;
    auto set_box = [&](Box* box) {
        vm.heap.write_barrier(box);
        box->value = value;
        return true;
    };
    auto* names = static_cast<ValueArray*>(code->locals);
    for (uint32_t i : known_registers(code, current_offset(vm, frame))) {
        if (as<Str>(names->data[i])->view() != name->view())
            continue;
        if (auto* box = as_if<Box>(place.registers[i]))
            return set_box(box);
        place.registers[i] = value;
        if (is_heap_frame(code))
            vm.heap.write_barrier(coroutine_of(place.registers));
        return true;
    }
    auto* function = static_cast<Function*>(frame->function);
    for (size_t i = 0; i < code->free_count; i++)
        if (tables_of(code).free_names[i] == name->view())
            return set_box(function->closure[i]);
    return false;
}

} // namespace coil::internal
