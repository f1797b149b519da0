// __reduce_ex__, __reduce__ and __getstate__ of object.
//
// What they give is a recipe: (callable, its arguments, state, items to append, items to set). By protocols 0 and 1 it
// is made by copyreg._reduce_ex, from 2 on here:
//
//     copyreg.__newobj__, (class, *__getnewargs__()),              __getstate__(), list's items, dict's items
//     copyreg.__newobj_ex__, (class, arguments, keywords),         …, by __getnewargs_ex__()
//
// An object whose memory holds more than attributes can't be made again from its state alone: its class has to say how
// (by __reduce__ or by arguments), else it is "cannot pickle".
#include "builtins/object_copying.h"

#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"

namespace coil::internal
{

namespace
{

Result<Value> copyreg_function(Vm& vm, std::string_view name)
{
    return get_attribute(vm, TRY(import_absolute(vm, "copyreg")), intern(vm, name));
}

/// The instance's attributes, or None when there are none. Those of an object that is not in dictionary mode are
/// copied: bringing each object that is pickled into that mode would make it slow afterwards.
Result<Value> attributes_of(Vm& vm, Value self)
{
    if (!self.is_cell())
        return None;
    if (auto* module = as_if<Module>(self))
        return Value::cell(module->dict);
    if (!has_attributes(vm, self.as_cell()))
        return None;
    Dict* dict = TRY(copy_attributes(vm, self.as_cell()));
    return dict->used ? Value::cell(dict) : None;
}

/// The names of __slots__ of the class and its bases as copyreg keeps them: a list or None.
Result<Value> slot_names_of(Vm& vm, Class* cls)
{
    Str* name = intern(vm, "__slotnames__");
    if (Value* kept = find_own(vm, cls, name)) {
        if (!kept->is_none() && !is_kind(*kept, Kind::List))
            return vm.raise(Error::TypeError, "{}.__slotnames__ should be a list or None, not {}", class_name(cls),
                type_name(vm, *kept));
        return *kept;
    }
    Value names = TRY(call(vm, TRY(copyreg_function(vm, "_slotnames")), { Value::cell(cls) }));
    if (!names.is_none() && !is_kind(names, Kind::List))
        return vm.raise(Error::TypeError, "copyreg._slotnames didn't return a list or None");
    return names;
}

/// A dict of what the slots hold that are set.
Result<Dict*> slot_values(Vm& vm, Value self, List* names)
{
    Dict* values = TRY(make_dict(vm));
    size_t count = names->size;
    for (size_t i = 0; i < count; i++) {
        Value name = names->array->data[i];
        if (!is_kind(name, Kind::Str))
            return vm.raise(Error::TypeError, "attribute name must be string, not '{}'", type_name(vm, name));
        std::optional<Value> value = TRY(find_attribute(vm, self, intern(vm, as<Str>(name))));
        if (value)
            TRY(dict_set(vm, values, name, *value));
        if (names->size != count)
            return vm.raise(Error::RuntimeError, "__slotsname__ changed size during iteration");
    }
    return values;
}

Raised raise_cannot_pickle(Vm& vm, Value self)
{
    Class* cls = vm.class_of(self);
    std::string name = cls->has(IsHeapClass) ? std::string(class_name(cls)) : class_display_name(vm, cls);
    return vm.raise(Error::TypeError, "cannot pickle '{}' object", name);
}

/// Arguments for __new__: `arguments` null when the class names none.
struct NewArguments {
    Tuple* arguments = nullptr;
    Dict* keywords = nullptr;
};

Result<NewArguments> new_arguments(Vm& vm, Value self)
{
    Class* cls = vm.class_of(self);
    NewArguments result;
    if (Value method = lookup(vm, cls, intern(vm, "__getnewargs_ex__")); !method.is_empty()) {
        Value both = TRY(call(vm, TRY(bind_descriptor(vm, method, self, cls)), {}));
        auto* pair = as_if<Tuple>(both);
        if (!pair)
            return vm.raise(Error::TypeError, "__getnewargs_ex__ should return a tuple, not '{}'", type_name(vm, both));
        if (pair->size != 2)
            return vm.raise(
                Error::ValueError, "__getnewargs_ex__ should return a tuple of length 2, not {}", pair->size);
        result.arguments = as_if<Tuple>(pair->items[0]);
        if (!result.arguments)
            return vm.raise(Error::TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                type_name(vm, pair->items[0]));
        result.keywords = as_if<Dict>(pair->items[1]);
        if (!result.keywords)
            return vm.raise(Error::TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                type_name(vm, pair->items[1]));
        return result;
    }
    if (Value method = lookup(vm, cls, intern(vm, "__getnewargs__")); !method.is_empty()) {
        Value arguments = TRY(call(vm, TRY(bind_descriptor(vm, method, self, cls)), {}));
        result.arguments = as_if<Tuple>(arguments);
        if (!result.arguments)
            return vm.raise(
                Error::TypeError, "__getnewargs__ should return a tuple, not '{}'", type_name(vm, arguments));
    }
    return result;
}

/// The recipe of protocol 2 and above.
Result<Value> reduce_by_new(Vm& vm, Value self)
{
    if (vm.class_of(self)->has(DisallowsNew))
        return raise_cannot_pickle(vm, self);
    Value cls = Value::cell(vm.class_of(self));
    NewArguments given = TRY(new_arguments(vm, self));
    Value maker;
    Tuple* arguments;
    if (given.keywords && given.keywords->used) {
        maker = TRY(copyreg_function(vm, "__newobj_ex__"));
        arguments = TRY(make_tuple(vm, { cls, Value::cell(given.arguments), Value::cell(given.keywords) }));
    } else {
        maker = TRY(copyreg_function(vm, "__newobj__"));
        size_t count = given.arguments ? given.arguments->size : 0;
        arguments = TRY(make_tuple(vm, count + 1));
        vm.heap.write_barrier(arguments);
        arguments->items[0] = cls;
        for (size_t i = 0; i < count; i++)
            arguments->items[i + 1] = given.arguments->items[i];
    }
    bool is_list = is_kind(self, Kind::List), is_dict = is_kind(self, Kind::Dict);
    Value state = TRY(state_of(vm, self, !given.arguments && !is_list && !is_dict));
    Value items = is_list ? TRY(get_iterator(vm, self)) : None;
    Value pairs = is_dict ? TRY(get_iterator(vm, TRY(call_method(vm, self, vm.names->items, {})))) : None;
    return Value::cell(TRY(make_tuple(vm, { maker, Value::cell(arguments), state, items, pairs })));
}

Result<Value> reduce_by(Vm& vm, Value self, int64_t protocol)
{
    if (protocol >= 2)
        return reduce_by_new(vm, self);
    return call(vm, TRY(copyreg_function(vm, "_reduce_ex")), { self, Value::small(protocol) });
}

Result<Value> object_reduce(Vm& vm, Value self) { return reduce_by(vm, self, 0); }

Result<Value> object_reduce_ex(Vm& vm, Value self, int64_t protocol)
{
    std::optional<Value> reduce = TRY(find_attribute(vm, self, vm.names->reduce));
    if (reduce) {
        Value own = TRY(get_attribute(vm, Value::cell(vm.class_of(self)), vm.names->reduce));
        Value* general = find_own(vm, vm.classes->object, vm.names->reduce);
        if (!general || !(own == *general))
            return call(vm, *reduce, {});
    }
    return reduce_by(vm, self, protocol);
}

Result<Value> object_get_state(Vm& vm, Value self) { return default_state(vm, self, false); }

constexpr NativeDef methods[] = {
    def<"__reduce__(self, /)", object_reduce>("Helper for pickle."),
    def<"__reduce_ex__(self, protocol, /)", object_reduce_ex>("Helper for pickle."),
    def<"__getstate__(self, /)", object_get_state>("Helper for pickle."),
};

} // namespace

Result<Value> default_state(Vm& vm, Value self, bool required)
{
    Class* cls = vm.class_of(self);
    if (required && cls->instance_kind != Kind::Instance && !(cls == vm.classes->none))
        return raise_cannot_pickle(vm, self);
    Value state = TRY(attributes_of(vm, self));
    if (!cls->has(IsHeapClass) || cls->slot_names_count == 0)
        return state;
    Value names = TRY(slot_names_of(vm, cls));
    if (names.is_none() || as<List>(names)->size == 0)
        return state;
    Dict* slots = TRY(slot_values(vm, self, as<List>(names)));
    return slots->used ? Value::cell(TRY(make_pair(vm, state, Value::cell(slots)))) : state;
}

Result<Value> state_of(Vm& vm, Value self, bool required)
{
    Value method = TRY(get_attribute(vm, self, intern(vm, "__getstate__")));
    if (auto* native = as_if<NativeFunction>(method); native && native->def == &methods[2])
        return default_state(vm, self, required);
    return call(vm, method, {});
}

Result<Value> builtin_named(Vm& vm, std::string_view name)
{
    if (Value* found = find_str(vm, vm.builtins, intern(vm, name)))
        return *found;
    return vm.raise(Error::AttributeError, "module 'builtins' has no attribute '{}'", name);
}

void define_object_copying(Vm& vm) { add_methods(vm, vm.classes->object, methods); }

} // namespace coil::internal
