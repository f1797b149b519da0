#include "stdlib/language/simple_namespace.h"

#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<void> check_names(Vm& vm, Dict* names)
{
    size_t position = 0;
    while (const DictEntry* entry = next_entry(names, position))
        if (!is_kind(entry->key, Kind::Str))
            return vm.raise(Error::TypeError, "keywords must be strings");
    return {};
}

/// Sets attributes of those names, all of them texts.
Result<void> take(Vm& vm, Value self, Dict* names)
{
    size_t position = 0;
    while (const DictEntry* entry = next_entry(names, position)) {
        Value key = entry->key, value = entry->value;
        TRY(set_own_attribute(vm, self.as_cell(), intern(vm, as<Str>(key)), value));
    }
    return {};
}

Result<void> init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "SimpleNamespace expected at most 1 argument, got {}", arguments.count);
    if (!arguments.empty()) {
        Value names = arguments[0];
        if (vm.class_of(names) != vm.classes->dict)
            names = TRY(call(vm, Value::cell(vm.classes->dict), { names }));
        // A copy: who finds an attribute's name in a script's dict may run its code.
        Dict* copy = TRY(dict_copy(vm, as<Dict>(names)));
        TRY(check_names(vm, copy));
        TRY(take(vm, self, copy));
    }
    if (keywords) {
        TRY(check_names(vm, keywords));
        TRY(take(vm, self, keywords));
    }
    return {};
}

Result<Value> show(Vm& vm, Value self)
{
    Class* cls = vm.class_of(self);
    std::string out(cls->has(IsHeapClass) ? class_name(cls) : "namespace");
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, out + "(...)")));
    Dict* names = TRY(copy_attributes(vm, self.as_cell()));
    out += "(";
    size_t position = 0;
    bool is_first = true;
    while (const DictEntry* entry = next_entry(names, position)) {
        auto* key = as_if<Str>(entry->key);
        if (!key || key->size == 0)
            continue;
        Value value = entry->value;
        TRY(vm.work(1));
        out += format_text("{}{}=", { is_first ? "" : ", ", key->view() });
        out += TRY(repr(vm, value))->view();
        is_first = false;
    }
    return Value::cell(TRY(make_str(vm, out + ")")));
}

/// Whether `other` is a namespace, too, as `self` is: the first class without a class statement behind it is ours.
bool is_namespace(Vm& vm, Value self, Value other)
{
    Class* cls = vm.class_of(self);
    for (Value each : *vm.class_of(self)->mro)
        if (cls = as<Class>(each); !cls->has(IsHeapClass))
            break;
    return is_subclass(vm.class_of(other), cls);
}

template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    if (!is_namespace(vm, self, other))
        return NotImplemented;
    Dict* left = TRY(attributes_dict(vm, self.as_cell()));
    return compare_values(vm, op, Value::cell(left), Value::cell(TRY(attributes_dict(vm, other.as_cell()))));
}

Result<Value> reduce(Vm& vm, Value self)
{
    Value dict = Value::cell(TRY(attributes_dict(vm, self.as_cell())));
    return Value::cell(TRY(make_tuple(vm, { Value::cell(vm.class_of(self)), Value::cell(vm.empty_tuple), dict })));
}

Result<Value> replace(Vm& vm, Value self, Dict* changes)
{
    Value made = TRY(call(vm, Value::cell(vm.class_of(self)), CallArguments{}));
    if (!is_namespace(vm, self, made))
        return vm.raise(Error::TypeError, "expect types.SimpleNamespace type, but {}() returned '{}' object",
            type_name(vm, self), type_name(vm, made));
    TRY(take(vm, made, TRY(copy_attributes(vm, self.as_cell()))));
    if (changes)
        TRY(take(vm, made, changes));
    return made;
}

constexpr NativeDef methods[] = {
    def<"__init__(self, /, *args, **kwargs)", init>(),
    def<"__repr__(self, /)", show>(),
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),
    def<"__reduce__(self, /)", reduce>("Return state information for pickling."),
    def<"__replace__(self, /, **changes)", replace>("Return a copy of the namespace with new values for these names."),
};

} // namespace

Result<Class*> make_simple_namespace_class(Vm& vm)
{
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "SimpleNamespace",
            .module = "types",
            .methods = methods,
            .kind = Kind::Instance,
            .flags = HasInstanceDict,
            .doc = "An object with the given attributes, and a repr and == that show them." }));
    add_value(vm, cls, "__hash__", None);
    return cls;
}

Result<Value> make_simple_namespace(
    Vm& vm, Class* cls, std::initializer_list<std::pair<std::string_view, Value>> fields)
{
    Value made = Value::cell(TRY(make_instance(vm, cls)));
    for (auto [name, value] : fields)
        TRY(set_own_attribute(vm, made.as_cell(), intern(vm, name), value));
    return made;
}

} // namespace coil::internal
