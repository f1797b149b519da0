// Frames as scripts see them.
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

namespace
{

Result<Value> frame_code(Vm&, Value self) { return Value::cell(as_frame(self)->code); }
Result<Value> frame_globals(Vm&, Value self) { return Value::cell(as_frame(self)->code->globals); }
Result<Value> frame_builtins(Vm& vm, Value self) { return builtins_of(vm, as_frame(self)->code); }
Result<Value> get_trace(Vm&, Value self)
{
    Value trace = as_frame(self)->trace;
    return trace.is_empty() ? None : trace;
}
Result<void> set_trace(Vm& vm, Value self, Value function)
{
    FrameObject* frame = as_frame(self);
    vm.heap.write_barrier(frame);
    frame->trace = function.is_none() ? Value() : function;
    return keep_traced_object(vm, frame);
}
template <bool FrameObject::*flag> Result<Value> get_flag(Vm&, Value self)
{
    return Value::boolean(as_frame(self)->*flag);
}
template <bool FrameObject::*flag> Result<void> set_flag(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "can't delete numeric/char attribute");
    if (!(value == True || value == False))
        return vm.raise(Error::TypeError, "attribute value type must be bool");
    as_frame(self)->*flag = value == True;
    return keep_traced_object(vm, as_frame(self));
}
int64_t line_of(Vm& vm, FrameObject* frame)
{
    if (frame->shown_line)
        return frame->shown_line;
    if (frame->coroutine && frame->coroutine->state() == CoroutineState::Created)
        return tables_of(frame->code).first_line;
    return position_at(frame->code, current_offset(vm, frame)).line;
}
Result<Value> frame_line(Vm& vm, Value self) { return Value::small(line_of(vm, as_frame(self))); }
Result<void> set_frame_line(Vm& vm, Value self, Value line) { return set_line(vm, as_frame(self), line); }
Result<Value> frame_last(Vm& vm, Value self)
{
    return Value::small(int64_t(current_offset(vm, as_frame(self)) * sizeof(uint32_t)));
}
Result<Value> frame_back(Vm& vm, Value self) { return calling_frame(vm, as_frame(self)); }

/// A module's and a class body's namespace itself; a view of a function's variables.
Result<Value> frame_locals_view(Vm& vm, Value self)
{
    FrameObject* frame = as_frame(self);
    if (!frame->space.is_empty())
        return frame->space;
    if (frame->code->flags & IsModule)
        return Value::cell(frame->code->globals);
    Value module = TRY(import_absolute(vm, "_frame_locals"));
    return call(vm, TRY(get_attribute(vm, module, intern(vm, "FrameLocalsProxy"))), { self });
}

Result<Value> variables(Vm& vm, Value self)
{
    FrameObject* frame = as_frame(self);
    Dict* dict = TRY(frame_variables(vm, frame));
    if (auto* extra = as_if<Dict>(frame->extra))
        TRY(dict_merge(vm, dict, extra));
    return Value::cell(dict);
}
Result<void> set_variable(Vm& vm, Value self, Str* name, Value value)
{
    FrameObject* frame = as_frame(self);
    if (TRY(set_frame_variable(vm, frame, intern(vm, name), value)))
        return {};
    if (frame->extra.is_empty()) {
        Value extra = Value::cell(TRY(make_dict(vm)));
        vm.heap.write_barrier(frame);
        frame->extra = extra;
    }
    return dict_set_str(vm, as<Dict>(frame->extra), intern(vm, name), value);
}
Result<void> clear(Vm& vm, Value self) { return clear_frame(vm, as_frame(self)); }
Result<Value> frame_repr(Vm& vm, Value self)
{
    FrameObject* frame = as_frame(self);
    return Value::cell(TRY(make_str(vm,
        format_text("<frame at {}, file '{}', line {}, code {}>",
            { object_address(self), frame->code->filename->view(), line_of(vm, frame), frame->code->name->view() }))));
}

constexpr NativeDef methods[] = {
    def<"clear(self, /)", clear>(),
    def<"_variables(self, /)", variables>(),
    def<"_set_variable(self, name, value, /)", set_variable>(),
    def<"__repr__(self, /)", frame_repr>(),
};
constexpr AttributeDef attributes[] = {
    { "f_back", frame_back, nullptr, nullptr },
    { "f_builtins", frame_builtins, nullptr, nullptr },
    { "f_code", frame_code, nullptr, nullptr },
    { "f_globals", frame_globals, nullptr, nullptr },
    { "f_lasti", frame_last, nullptr, nullptr },
    { "f_lineno", frame_line, set_frame_line, nullptr },
    { "f_locals", frame_locals_view, nullptr, nullptr },
    { "f_trace", get_trace, set_trace, nullptr },
    { "f_trace_lines", get_flag<&FrameObject::trace_lines>, set_flag<&FrameObject::trace_lines>, nullptr },
    { "f_trace_opcodes", get_flag<&FrameObject::trace_opcodes>, set_flag<&FrameObject::trace_opcodes>, nullptr },
};

} // namespace

void define_frames(Vm& vm)
{
    add_methods(vm, vm.classes->frame, methods);
    add_attributes(vm, vm.classes->frame, attributes);
}

} // namespace coil::internal
