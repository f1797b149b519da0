#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/hash.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> slice_new(Vm& vm, Value, Value first, Value second, Value step)
{
    if (second.is_empty())
        return Value::cell(TRY(make_slice(vm, None, first, None)));
    return Value::cell(TRY(make_slice(vm, first, second, step)));
}
Result<Value> slice_repr(Vm& vm, Slice* self)
{
    return Value::cell(TRY(make_str(vm,
        format_text("slice({}, {}, {})",
            { TRY(repr(vm, self->start))->view(), TRY(repr(vm, self->stop))->view(),
                TRY(repr(vm, self->step))->view() }))));
}
Result<Value> slice_indices_method(Vm& vm, Slice* self, Value length)
{
    Value whole = TRY(to_int_object(vm, length));
    if (int_sign(whole) < 0)
        return vm.raise(Error::ValueError, "length should not be negative");
    SliceBounds at = TRY(slice_bounds(vm, self->start, self->stop, self->step, whole));
    return Value::cell(TRY(make_tuple(vm, { at.start, at.stop, at.step })));
}
Result<int64_t> slice_hash(Vm& vm, Slice* self)
{
    TupleHash hash;
    for (Value part : { self->start, self->stop, self->step })
        hash.add(TRY(hash_value(vm, part)));
    return hash.finish(3);
}
template <Value Slice::*field> Result<Value> slice_field(Vm&, Value self) { return as<Slice>(self)->*field; }
constexpr NativeDef slice_new_def = def<"__new__(cls, start, stop=, step=None, /)", slice_new>();
constexpr NativeDef slice_methods[] = {
    def<"__repr__(self, /)", slice_repr>(),
    def<"__hash__(self, /)", slice_hash>(),
    def<"indices(self, length, /)", slice_indices_method>(),
};
constexpr AttributeDef slice_attributes[] = {
    { "start", slice_field<&Slice::start>, refuse_member, nullptr },
    { "stop", slice_field<&Slice::stop>, refuse_member, nullptr },
    { "step", slice_field<&Slice::step>, refuse_member, nullptr },
};

} // namespace

void define_slice(Vm& vm)
{
    add_new(vm, vm.classes->slice, slice_new_def);
    add_call(vm.classes->slice, slice_new_def);
    add_methods(vm, vm.classes->slice, slice_methods);
    add_methods(vm, vm.classes->slice, comparison_methods<BuiltinOrder>);
    add_attributes(vm, vm.classes->slice, slice_attributes);
}

} // namespace coil::internal
