#include "stdlib/struct_sequence.h"

#include "objects/class_members.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> struct_repr(Vm& vm, Tuple* self)
{
    Class* cls = vm.class_of(Value::cell(self));
    std::string out;
    if (Value* module = find_own(vm, cls, vm.names->module); module && is_kind(*module, Kind::Str))
        out = std::string(as<Str>(*module)->view()) + ".";
    out += class_name(cls);
    out += '(';
    size_t position = 0, index = 0;
    while (const DictEntry* entry = next_entry(own_names(vm, cls), position)) {
        auto* field = as_if<AttributeDescriptor>(entry->value);
        if (!field || index >= self->size)
            continue;
        out +=
            format_text("{}{}={}", { index ? ", " : "", field->def->name, TRY(repr(vm, self->items[index]))->view() });
        index++;
    }
    return Value::cell(TRY(make_str(vm, out + ")")));
}

constexpr NativeDef repr_def = def<"__repr__(self, /)", struct_repr>();

} // namespace

Result<Value> struct_item(Vm& vm, Value self, size_t index)
{
    auto* tuple = as<Tuple>(self);
    if (index < tuple->size)
        return tuple->items[index];
    return vm.raise(Error::TypeError, "{}() has no field {}", type_name(vm, self), index);
}

Result<Value> make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
    std::span<const AttributeDef> fields, std::initializer_list<Value> items)
{
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.classes->tuple) }));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, module))));
    Class* cls = TRY(make_class(vm, vm.classes->type, intern(vm, name), bases, dict));
    add_methods(vm, cls, { &repr_def, 1 });
    add_attributes(vm, cls, fields);
    Tuple* values = TRY(make_tuple(vm, items));
    Value made = TRY(call(vm, Value::cell(cls), { Value::cell(values) }));
    cls->flags |= DisallowsNew;
    return made;
}

} // namespace coil::internal
