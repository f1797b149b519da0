#include "stdlib/struct_sequence.h"

#include <algorithm>

#include "objects/class_members.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/text_builder.h"
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
    std::span<const AttributeDef> fields, std::span<const Value> items)
{
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.classes->tuple) }));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, module))));
    Class* cls = TRY(make_class(vm, vm.classes->type, intern(vm, name), bases, dict));
    add_methods(vm, cls, { &repr_def, 1 });
    add_attributes(vm, cls, fields);
    Tuple* values = TRY(make_tuple(vm, items.data(), items.size()));
    Value made = TRY(call(vm, Value::cell(cls), { Value::cell(values) }));
    cls->flags |= DisallowsNew;
    return made;
}

Value struct_extra(Value self, size_t index)
{
    Value value = reinterpret_cast<Value*>(attribute_words(self.as_cell()) + 1)[index];
    return value.is_empty() ? None : value;
}

Result<Value> make_struct(Vm& vm, Class* cls, std::span<const Value> items, std::span<const Value> extras)
{
    size_t bytes = instance_size(cls, sizeof(Tuple) + items.size() * sizeof(Value));
    auto* made = static_cast<Tuple*>(vm.heap.allocate_cell(uint8_t(Kind::Tuple), bytes));
    if (!made) [[unlikely]]
        return vm.raise_memory_error();
    made->shape = cls->root->id;
    made->size = items.size();
    std::copy(items.begin(), items.end(), made->items);
    std::copy(extras.begin(), extras.end(), reinterpret_cast<Value*>(attribute_words(made) + 1));
    return Value::cell(made);
}

namespace struct_sequence
{

namespace
{

/// The keys of `changes` that name no field.
Result<List*> unknown_names(Vm& vm, const StructSequence& kind, Dict* changes)
{
    List* unknown = TRY(make_list(vm));
    Dict* copy = TRY(dict_copy(vm, changes));
    for (const AttributeDef& field : kind.fields)
        dict_erase_str(vm, copy, intern(vm, field.name));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(copy, position))
        TRY(list_append(vm, unknown, entry->key));
    return unknown;
}

/// Takes the fields that are no items from a dict, which must have no other names.
Result<void> take_extras(Vm& vm, const StructSequence& kind, Dict* dict, size_t first, std::span<Value> extras)
{
    size_t found = 0;
    for (size_t i = first; i < extras.size(); i++)
        if (Value* value = find_str(vm, dict, intern(vm, kind.fields[kind.items - kind.unnamed + i].name))) {
            extras[i] = *value;
            found++;
        }
    if (found < dict->used)
        return vm.raise(Error::TypeError, "{}.{}() got duplicate or unexpected field name(s)", kind.module, kind.name);
    return {};
}

} // namespace

Result<Value> make(Vm& vm, const StructSequence& kind, Value type, Value sequence, Value dict)
{
    auto* cls = as<Class>(type);
    if (!dict.is_empty() && !is_kind(dict, Kind::Dict))
        return vm.raise(Error::TypeError, "{}.{}() takes a dict as second arg, if any", kind.module, kind.name);
    Result<Tuple*> listed = [&]() -> Result<Tuple*> {
        Value keeper;
        std::span<const Value> given = TRY(items_of(vm, sequence, keeper));
        return make_tuple(vm, given.data(), given.size());
    }();
    if (listed.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::TypeError))
            return Raised{};
        vm.take_pending();
        return vm.raise(Error::TypeError, "constructor requires a sequence");
    }
    Tuple* given = listed.value();
    size_t most = kind.items + kind.extras();
    if (given->size < kind.items || given->size > most)
        return vm.raise(Error::TypeError, "{}.{}() takes {} {}-sequence ({}-sequence given)", kind.module, kind.name,
            kind.items == most             ? "a"
                : given->size < kind.items ? "an at least"
                                           : "an at most",
            given->size < kind.items ? kind.items : most, given->size);
    ArgumentBuffer extras(vm, kind.extras());
    std::fill_n(extras.data(), extras.size(), Value());
    size_t count = given->size - kind.items;
    std::copy_n(given->items + kind.items, count, extras.data());
    if (!dict.is_empty())
        TRY(take_extras(vm, kind, as<Dict>(dict), count, { extras.data(), extras.size() }));
    Value made = TRY(make_struct(vm, cls, { given->items, kind.items }, { extras.data(), extras.size() }));
    if (kind.complete)
        kind.complete(as<Tuple>(made));
    return made;
}

Result<Value> show(Vm& vm, const StructSequence& kind, Value self)
{
    auto* tuple = as<Tuple>(self);
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "(...)")));
    TextBuilder text(vm, format_text("{}.{}(", { kind.module, kind.name }));
    for (size_t i = 0; i < std::min(tuple->size, kind.fields.size()); i++) {
        Str* item = TRY(repr(vm, tuple->items[i]));
        TRY(text.add(format_text("{}{}=", { i ? ", " : "", kind.fields[i].name })));
        TRY(text.add(item->view()));
    }
    TRY(text.add(")"));
    return Value::cell(TRY(text.finish()));
}

Result<Value> reduce(Vm& vm, const StructSequence& kind, Value self)
{
    auto* tuple = as<Tuple>(self);
    Dict* dict = TRY(make_dict(vm));
    for (size_t i = 0; i < kind.extras(); i++)
        TRY(dict_set_str(vm, dict, intern(vm, kind.fields[kind.items - kind.unnamed + i].name), struct_extra(self, i)));
    Tuple* items = TRY(make_tuple(vm, tuple->items, tuple->size));
    Tuple* arguments = TRY(make_tuple(vm, { Value::cell(items), Value::cell(dict) }));
    return Value::cell(TRY(make_tuple(vm, { Value::cell(vm.class_of(self)), Value::cell(arguments) })));
}

Result<Value> replace(Vm& vm, const StructSequence& kind, Value self, Dict* changes)
{
    auto* tuple = as<Tuple>(self);
    if (kind.unnamed)
        return vm.raise(
            Error::TypeError, "__replace__() is not supported for {} because it has unnamed field(s)", kind.name);
    size_t used = 0;
    auto changed = [&](size_t field, Value value) {
        Value* found = changes ? find_str(vm, changes, intern(vm, kind.fields[field].name)) : nullptr;
        used += found != nullptr;
        return found ? *found : value;
    };
    Tuple* items = TRY(make_tuple(vm, kind.items));
    for (size_t i = 0; i < kind.items; i++) {
        Value item = changed(i, i < tuple->size ? tuple->items[i] : None);
        vm.heap.write_barrier(items);
        items->items[i] = item;
    }
    ArgumentBuffer extras(vm, kind.extras());
    std::fill_n(extras.data(), extras.size(), Value());
    for (size_t i = 0; i < kind.extras(); i++)
        extras.data()[i] = changed(kind.items + i, struct_extra(self, i));
    if (changes && used < changes->used)
        return vm.raise(Error::TypeError, "Got unexpected field name(s): {}",
            TRY(repr(vm, Value::cell(TRY(unknown_names(vm, kind, changes)))))->view());
    return make_struct(vm, vm.class_of(self), { items->items, items->size }, { extras.data(), extras.size() });
}

Result<Class*> make_class(Vm& vm, const StructSequence& kind, const NativeDef& make, std::span<const NativeDef> methods)
{
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.classes->tuple) }));
    Dict* dict = TRY(make_dict(vm));
    auto put = [&](std::string_view name, Value value) { return dict_set_str(vm, dict, intern(vm, name), value); };
    TRY(put("__module__", Value::cell(intern(vm, kind.module))));
    TRY(put("__doc__", kind.doc ? Value::cell(TRY(make_str(vm, kind.doc))) : None));
    TRY(put("n_sequence_fields", Value::small(int64_t(kind.items))));
    TRY(put("n_fields", Value::small(int64_t(kind.items + kind.extras()))));
    TRY(put("n_unnamed_fields", Value::small(int64_t(kind.unnamed))));
    Tuple* names = TRY(make_tuple(vm, kind.items - kind.unnamed));
    for (size_t i = 0; i < names->size; i++) {
        Str* name = intern(vm, kind.fields[i].name);
        vm.heap.write_barrier(names);
        names->items[i] = Value::cell(name);
    }
    TRY(put("__match_args__", Value::cell(names)));
    Class* cls =
        TRY(internal::make_class(vm, vm.classes->type, intern(vm, kind.name), bases, dict, TRY(make_list(vm))));
    cls->inline_slots = uint16_t(kind.extras());
    Shape* root = TRY(make_root_shape(vm, cls));
    vm.heap.write_barrier(cls);
    cls->root = root;
    cls->flags |= DisallowsSubclasses;
    add_new(vm, cls, make);
    add_methods(vm, cls, methods);
    add_attributes(vm, cls, kind.fields);
    return cls;
}

} // namespace struct_sequence

} // namespace coil::internal
