#include <span>

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> dict_new(Vm& vm, Value type, Arguments, Dict*)
{
    return as_subclass(vm, as<Class>(type), Value::cell(TRY(make_dict(vm))));
}

Raised raise_no_pair(Vm& vm, int64_t index)
{
    (void)vm.raise(Error::TypeError, "object is not iterable");
    Value raised = vm.take_pending();
    std::string note = format_text("Cannot convert dictionary update sequence element #{} to a sequence", { index });
    TRY(call_method(vm, raised, intern(vm, "add_note"), { Value::cell(TRY(make_str(vm, note))) }));
    vm.pending = raised;
    return {};
}

Result<void> update_from_pairs(Vm& vm, Dict* dict, Value iterable)
{
    int64_t index = 0;
    return for_each(vm, iterable, [&](Value pair) -> Result<bool> {
        Value keeper;
        if (lookup_special(vm, vm.class_of(pair), Special::iter).is_empty() &&
            lookup_special(vm, vm.class_of(pair), Special::getitem).is_empty())
            return raise_no_pair(vm, index);
        std::span<const Value> items = TRY(items_of(vm, pair, keeper));
        if (items.size() != 2)
            return vm.raise(Error::ValueError, "dictionary update sequence element #{} has length {}; 2 is required",
                index, items.size());
        TRY(dict_set(vm, dict, items[0], items[1]));
        index++;
        return true;
    });
}

Result<void> update(Vm& vm, Dict* dict, Value source)
{
    if (auto* other = as_if<Dict>(source); other && iterates_as_dict(vm, other))
        return dict_merge(vm, dict, other);
    std::optional<Value> keys = TRY(find_attribute(vm, source, vm.names->keys));
    if (!keys)
        return update_from_pairs(vm, dict, source);
    return for_each(vm, TRY(call(vm, *keys, CallArguments{})), [&](Value key) -> Result<bool> {
        TRY(dict_set(vm, dict, key, TRY(get_item(vm, source, key))));
        return true;
    });
}

Result<void> update_method(Vm& vm, Dict* self, Arguments arguments, Dict* keywords)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "update expected at most 1 argument, got {}", arguments.count);
    if (arguments.count == 1)
        TRY(update(vm, self, arguments[0]));
    return keywords ? dict_merge(vm, self, keywords) : Result<void>();
}
Result<void> dict_init(Vm& vm, Dict* self, Arguments arguments, Dict* keywords)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "dict expected at most 1 argument, got {}", arguments.count);
    return update_method(vm, self, arguments, keywords);
}

Result<Value> dict_call(Vm& vm, Value, Value source)
{
    Dict* dict = TRY(make_dict(vm));
    if (!source.is_empty())
        TRY(update(vm, dict, source));
    return Value::cell(dict);
}

Result<Value> dict_repr(Vm& vm, Dict* self)
{
    ReprGuard guard(vm, Value::cell(self));
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "{...}")));
    TextBuilder text(vm, "{");
    size_t position = 0;
    while (const DictEntry* entry = next_entry(self, position)) {
        Value key = entry->key, value = entry->value;
        if (text.size() > 1)
            TRY(text.add(", "));
        TRY(text.add(TRY(repr(vm, key))->view()));
        TRY(text.add(": "));
        TRY(text.add(TRY(repr(vm, value))->view()));
    }
    TRY(text.add("}"));
    return Value::cell(TRY(text.finish()));
}

Result<Value> get(Vm& vm, Dict* self, Value key, Value fallback)
{
    Found found = TRY(dict_find(vm, self, key));
    return found.value ? *found.value : fallback;
}
Result<Value> set_default(Vm& vm, Dict* self, Value key, Value fallback)
{
    return dict_set_default(vm, self, key, fallback);
}
Result<Value> dict_pop_method(Vm& vm, Dict* self, Value key, Value fallback)
{
    // As CPython: an empty dict does not ask whether the key can be hashed.
    std::optional<Value> value = self->used ? TRY(dict_pop(vm, self, key)) : std::optional<Value>();
    if (value)
        return *value;
    return fallback.is_empty() ? Result<Value>(vm.raise_value(Error::KeyError, key)) : Result<Value>(fallback);
}
Result<Value> popitem(Vm& vm, Dict* self)
{
    Tuple* pair = TRY(make_tuple(vm, 2));
    std::optional<DictEntry> entry = dict_pop_last(vm, self);
    if (!entry)
        return vm.raise(Error::KeyError, "popitem(): dictionary is empty");
    pair->items[0] = entry->key;
    pair->items[1] = entry->value;
    return Value::cell(pair);
}
void dict_clear_method(Vm& vm, Dict* self) { dict_clear(vm, self); }
/// A plain dict of what the dict, or a subclass's instance, says it holds.
Result<Dict*> plain_copy(Vm& vm, Dict* self)
{
    if (iterates_as_dict(vm, self))
        return dict_copy(vm, self);
    Dict* copy = TRY(make_dict(vm));
    TRY(update(vm, copy, Value::cell(self)));
    return copy;
}
Result<Value> dict_copy_method(Vm& vm, Dict* self) { return Value::cell(TRY(plain_copy(vm, self))); }
Result<Value> fromkeys(Vm& vm, Value type, Value iterable, Value value)
{
    Value made = TRY(call(vm, type, CallArguments{}));
    TRY(for_each(vm, iterable, [&](Value key) -> Result<bool> {
        TRY(set_item(vm, made, key, value));
        return true;
    }));
    return made;
}
template <unsigned what> Result<Value> view(Vm& vm, Dict* self)
{
    Class* const classes[] = { vm.classes->dict_keys, vm.classes->dict_values, vm.classes->dict_items };
    auto* made = vm.heap.allocate<DictView>(uint8_t(Kind::DictView));
    if (!made)
        return vm.raise_memory_error();
    made->shape = classes[what]->root->id;
    made->aux = what;
    made->dict = Value::cell(self);
    return Value::cell(made);
}
Result<Value> set_item_method(Vm& vm, Dict* self, Value key, Value value)
{
    TRY(dict_set(vm, self, key, value));
    return None;
}
Result<Value> delete_item_method(Vm& vm, Dict* self, Value key)
{
    if (!TRY(dict_pop(vm, self, key)))
        return vm.raise_value(Error::KeyError, key);
    return None;
}
Result<Value> dict_or(Vm& vm, Value self, Value other)
{
    if (!is_kind(self, Kind::Dict) || !is_kind(other, Kind::Dict))
        return NotImplemented;
    Dict* out = TRY(plain_copy(vm, as<Dict>(self)));
    TRY(update(vm, out, other));
    return Value::cell(out);
}
Result<Value> dict_ror(Vm& vm, Value self, Value other) { return dict_or(vm, other, self); }
Result<Value> dict_ior(Vm& vm, Dict* self, Value other)
{
    TRY(update(vm, self, other));
    return Value::cell(self);
}
Result<Value> dict_reversed(Vm& vm, Value self) { return make_dict_iterator(vm, as<Dict>(self), 0, true); }

constexpr NativeDef dict_call_def = def<"dict(cls, iterable=, /)", dict_call>();
constexpr NativeDef dict_new_def = def<"__new__(cls, /, *args, **kwargs)", dict_new>();
constexpr NativeDef dict_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", dict_init>(),
    def<"__eq__(self, value, /)", BuiltinOrder::compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", BuiltinOrder::compare<CompareOperator::NotEqual>>(),
    def<"__repr__(self, /)", dict_repr>(),
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__setitem__(self, key, value, /)", set_item_method>(),
    def<"__delitem__(self, key, /)", delete_item_method>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__reversed__(self, /)", dict_reversed>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__or__(self, value, /)", dict_or>(),
    def<"__ror__(self, value, /)", dict_ror>(),
    def<"__ior__(self, value, /)", dict_ior>(),
    def<"get(self, key, default=None, /)", get>(),
    def<"setdefault(self, key, default=None, /)", set_default>(),
    def<"pop(self, key, default=, /)", dict_pop_method>(),
    def<"popitem(self, /)", popitem>(),
    def<"clear(self, /)", dict_clear_method>(),
    def<"copy(self, /)", dict_copy_method>(),
    def<"update(self, /, *args, **kwargs)", update_method>(),
    def<"keys(self, /)", view<0>>(),
    def<"values(self, /)", view<1>>(),
    def<"items(self, /)", view<2>>(),
};
constexpr NativeDef dict_class_methods[] = { def<"fromkeys(cls, iterable, value=None, /)", fromkeys>() };

} // namespace

void define_dict(Vm& vm)
{
    Class* dict = vm.classes->dict;
    add_new(vm, dict, dict_new_def);
    add_call(dict, dict_call_def);
    add_methods(vm, dict, dict_methods);
    add_class_methods(vm, dict, dict_class_methods);
    add_value(vm, dict, "__hash__", None);
}

} // namespace coil::internal
