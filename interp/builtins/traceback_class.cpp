// Traceback objects.
#include "builtins/define.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/frame_object.h"

namespace coil::internal
{

namespace
{

/// f_lasti and tb_lasti count bytes of co_code.
constexpr int64_t bytes_of_word = sizeof(uint32_t);

Result<Value> get_next(Vm&, Value self) { return or_none(as<Traceback>(self)->next); }

Result<void> check_next(Vm& vm, Value value)
{
    if (!value.is_none() && !is_kind(value, Kind::Traceback))
        return vm.raise(Error::TypeError, "expected traceback object or None, got '{}'", type_name(vm, value));
    return {};
}
Result<void> set_next(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "can't delete tb_next attribute");
    TRY(check_next(vm, value));
    Value next = value.is_none() ? Value() : value;
    for (Value each = next; !each.is_empty(); each = as<Traceback>(each)->next) {
        if (each == self)
            return vm.raise(Error::ValueError, "traceback loop detected");
        TRY(vm.work_in_one_step(1));
    }
    vm.heap.write_barrier(self.as_cell());
    as<Traceback>(self)->next = next;
    return {};
}

Result<Value> get_line(Vm& vm, Value self)
{
    auto* traceback = as<Traceback>(self);
    int64_t line = traceback->line ? traceback->line - 1 : position_at(traceback->code, traceback->offset).line;
    return make_int(vm, line);
}
Result<Value> get_last(Vm&, Value self) { return Value::small(int64_t(as<Traceback>(self)->offset) * bytes_of_word); }
Result<Value> get_frame(Vm& vm, Value self)
{
    auto* traceback = as<Traceback>(self);
    if (traceback->frame.is_empty()) {
        Value frame = TRY(ended_frame(vm, traceback));
        vm.heap.write_barrier(traceback);
        traceback->frame = frame;
    }
    return traceback->frame;
}

Result<Value> traceback_new(Vm& vm, Value, Value next, Value frame, Value last, Value line)
{
    TRY(check_next(vm, next));
    FrameObject* of = as_frame(frame);
    if (!of)
        return vm.raise(
            Error::TypeError, "traceback() argument 'tb_frame' must be frame, not {}", type_name(vm, frame));
    int64_t place = TRY(to_c_int(vm, last)), number = TRY(to_c_int(vm, line));
    auto* traceback = vm.heap.allocate<Traceback>(uint8_t(Kind::Traceback));
    if (!traceback)
        return vm.raise_memory_error();
    traceback->shape = vm.classes->traceback->root->id;
    traceback->next = next.is_none() ? Value() : next;
    traceback->code = of->code;
    traceback->frame = frame;
    traceback->line = number >= 0 && number < INT32_MAX ? uint32_t(number) + 1 : 1;
    // An instruction that is none stands for the first one.
    uint64_t words = tables_of(of->code).code.size();
    traceback->offset = place >= 0 && uint64_t(place / bytes_of_word) < words ? uint32_t(place / bytes_of_word) : 0;
    return Value::cell(traceback);
}

Result<Value> traceback_dir(Vm& vm, Value)
{
    List* names = TRY(make_list(vm));
    for (std::string_view name : { "tb_frame", "tb_lasti", "tb_lineno", "tb_next" })
        TRY(list_append(vm, names, Value::cell(intern(vm, name))));
    return Value::cell(names);
}

constexpr NativeDef new_def = def<"__new__(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", traceback_new>();
constexpr NativeDef methods[] = { def<"__dir__(self, /)", traceback_dir>() };
constexpr AttributeDef attributes[] = {
    { "tb_next", get_next, set_next, nullptr },
    { "tb_lineno", get_line, refuse_member, nullptr },
    { "tb_frame", get_frame, refuse_member, nullptr },
    { "tb_lasti", get_last, refuse_member, nullptr },
};

} // namespace

void define_traceback(Vm& vm)
{
    Class* cls = vm.classes->traceback;
    add_new(vm, cls, new_def);
    add_methods(vm, cls, methods);
    add_attributes(vm, cls, attributes);
}

} // namespace coil::internal
