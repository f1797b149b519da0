// The methods of ast.AST.
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/tools/_ast/nodes.h"

namespace coil::internal::trees
{

namespace
{

Result<void> warn_deprecated(Vm& vm, std::string_view message)
{
    Value module = TRY(import_absolute(vm, "warnings"));
    Value text = Value::cell(TRY(make_str(vm, message)));
    TRY(call_method(vm, module, intern(vm, "warn"), { text, Value::cell(vm.error_class(Error::DeprecationWarning)) }));
    return {};
}

/// A tuple or list of names that a class has; empty when it has none.
Result<Tuple*> names_of(Vm& vm, Class* cls, std::string_view attribute)
{
    std::optional<Value> found = TRY(find_attribute(vm, Value::cell(cls), intern(vm, attribute)));
    if (!found)
        return vm.empty_tuple;
    List* names = TRY(list_of(vm, *found));
    return make_tuple(vm, names->begin(), names->size);
}

Result<std::optional<size_t>> index_in(Vm& vm, const Tuple* names, Value name)
{
    for (size_t i = 0; i < names->size; i++)
        if (names->items[i] == name || TRY(values_equal(vm, names->items[i], name)))
            return std::optional<size_t>(i);
    return std::optional<size_t>();
}

Result<Str*> name_in(Vm& vm, Value name)
{
    if (auto* str = as_if<Str>(name))
        return intern(vm, str);
    return vm.raise(Error::TypeError, "attribute name must be string, not '{}'", type_name(vm, name));
}

/// Whether a type of _field_types is a union, whose field is None where it is left out.
bool is_union(Vm& vm, Value type) { return type_name(vm, type) == "Union"; }
bool is_list_type(Vm& vm, Value type) { return type_name(vm, type) == "GenericAlias"; }

/// The value of a field that the constructor was not given, by its type.
Result<void> set_default(Vm& vm, Value self, Str* name, Value types)
{
    Class* cls = vm.class_of(self);
    auto* dict = as_if<Dict>(types);
    Found found = dict ? TRY(dict_find(vm, dict, Value::cell(name))) : Found{};
    if (!found.value)
        return warn_deprecated(vm,
            format_text("Field '{}' is missing from {}._field_types. This will become an error in Python 3.15.",
                { name->view(), class_name(cls) }));
    Value type = *found.value;
    if (is_union(vm, type))
        return {};
    if (is_list_type(vm, type))
        return set_attribute(vm, self, name, Value::cell(TRY(make_list(vm))));
    Nodes nodes(vm);
    if (type == Value::cell(nodes.cls(NodeClass::expr_context)))
        return set_attribute(vm, self, name, nodes.singleton(NodeClass::Load));
    return warn_deprecated(vm,
        format_text("{}.__init__ missing 1 required positional argument: '{}'. This will become an error in Python "
                    "3.15.",
            { class_name(cls), name->view() }));
}

Result<void> initialize(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    Class* cls = vm.class_of(self);
    Tuple* fields = TRY(names_of(vm, cls, "_fields"));
    if (arguments.count > fields->size)
        return vm.raise(Error::TypeError, "{} constructor takes at most {} positional argument{}", class_name(cls),
            fields->size, fields->size == 1 ? "" : "s");
    std::vector<bool> is_given(fields->size);
    for (size_t i = 0; i < arguments.count; i++) {
        TRY(set_attribute(vm, self, TRY(name_in(vm, fields->items[i])), arguments[i]));
        is_given[i] = true;
    }
    Tuple* places = keywords ? TRY(names_of(vm, cls, "_attributes")) : nullptr;
    size_t position = 0;
    while (const DictEntry* entry = keywords ? next_entry(keywords, position) : nullptr) {
        Value name = entry->key, value = entry->value;
        if (std::optional<size_t> index = TRY(index_in(vm, fields, name))) {
            if (*index < arguments.count)
                return vm.raise(Error::TypeError, "{} got multiple values for argument '{}'", class_name(cls),
                    as<Str>(name)->view());
            is_given[*index] = true;
        } else if (!TRY(index_in(vm, places, name))) {
            TRY(warn_deprecated(vm,
                format_text("{}.__init__ got an unexpected keyword argument '{}'. Support for arbitrary keyword "
                            "arguments is deprecated and will be removed in Python 3.15.",
                    { class_name(cls), as<Str>(name)->view() })));
        }
        TRY(set_attribute(vm, self, TRY(name_in(vm, name)), value));
    }
    std::optional<Value> types;
    for (size_t i = 0; i < fields->size; i++) {
        if (is_given[i])
            continue;
        if (!types)
            types = TRY(find_attribute(vm, Value::cell(cls), intern(vm, "_field_types")));
        if (!types)
            return {};
        TRY(set_default(vm, self, TRY(name_in(vm, fields->items[i])), *types));
    }
    return {};
}

/// The attributes of the instance itself, as a dict of its own.
Result<Dict*> attributes_of(Vm& vm, Value self)
{
    std::optional<Value> dict = TRY(find_attribute(vm, self, vm.names->dict));
    if (dict && is_kind(*dict, Kind::Dict))
        return dict_copy(vm, as<Dict>(*dict));
    return make_dict(vm);
}

/// (class, one None for each field that must be given, attributes): the constructor is called without a complaint.
Result<Value> reduce(Vm& vm, Value self)
{
    Class* cls = vm.class_of(self);
    Dict* attributes = TRY(attributes_of(vm, self));
    Tuple* fields = TRY(names_of(vm, cls, "_fields"));
    size_t count = 0;
    while (count < fields->size && TRY(dict_find(vm, attributes, fields->items[count])).value)
        count++;
    Tuple* placeholders = TRY(make_tuple(vm, count));
    std::fill_n(placeholders->items, count, None);
    return Value::cell(TRY(make_tuple(vm, { Value::cell(cls), Value::cell(placeholders), Value::cell(attributes) })));
}

/// The fields that neither the node nor the changes have, and that have to be given: the TypeError that names them.
Result<void> check_complete(Vm& vm, Class* cls, const Tuple* fields, Dict* attributes)
{
    std::optional<Value> types = TRY(find_attribute(vm, Value::cell(cls), intern(vm, "_field_types")));
    auto* known = types ? as_if<Dict>(*types) : nullptr;
    std::vector<std::string> missing;
    for (size_t i = 0; i < fields->size; i++) {
        if (TRY(dict_find(vm, attributes, fields->items[i])).value)
            continue;
        Value* type = known ? TRY(dict_find(vm, known, fields->items[i])).value : nullptr;
        if (!type || !is_union(vm, *type))
            missing.emplace_back(TRY(repr(vm, fields->items[i]))->view());
    }
    if (missing.empty())
        return {};
    std::sort(missing.begin(), missing.end());
    std::string names;
    for (const std::string& name : missing)
        names += (names.empty() ? "" : ", ") + name;
    return vm.raise(Error::TypeError, "{}.__replace__ missing {} keyword argument{}: {}.", class_name(cls),
        missing.size(), missing.size() == 1 ? "" : "s", names);
}

Result<Value> replace(Vm& vm, Value self, Dict* changes)
{
    Class* cls = vm.class_of(self);
    Dict* attributes = TRY(attributes_of(vm, self));
    Tuple* fields = TRY(names_of(vm, cls, "_fields"));
    Tuple* places = TRY(names_of(vm, cls, "_attributes"));
    size_t position = 0;
    while (const DictEntry* entry = changes ? next_entry(changes, position) : nullptr) {
        Value name = entry->key, value = entry->value;
        if (!TRY(index_in(vm, fields, name)) && !TRY(index_in(vm, places, name)))
            return vm.raise(Error::TypeError, "{}.__replace__ got an unexpected keyword argument '{}'.",
                class_name(cls), as<Str>(name)->view());
        TRY(dict_set(vm, attributes, name, value));
    }
    TRY(check_complete(vm, cls, fields, attributes));
    // What is no field, a script has set; the constructor would warn of it.
    Dict* given = TRY(make_dict(vm));
    position = 0;
    while (const DictEntry* entry = next_entry(attributes, position)) {
        Value name = entry->key, value = entry->value;
        if (TRY(index_in(vm, fields, name)) || TRY(index_in(vm, places, name)))
            TRY(dict_set(vm, given, name, value));
    }
    return call_with_dict(vm, Value::cell(cls), nullptr, 0, given);
}

constexpr int shown_depth = 3;

Result<void> show(Vm& vm, std::string& out, Value value, int depth);

/// A list as its first and last items.
Result<void> show_items(Vm& vm, std::string& out, Value items, int depth)
{
    bool is_list = is_kind(items, Kind::List);
    auto count = [&] { return is_list ? as<List>(items)->size : as<Tuple>(items)->size; };
    auto item = [&](size_t index) {
        return is_list ? as<List>(items)->array->data[index] : as<Tuple>(items)->items[index];
    };
    out += is_list ? '[' : '(';
    size_t size = count();
    if (size > 0)
        TRY(show(vm, out, item(0), depth));
    if (size > 2)
        out += ", ...";
    if (size > 1 && count() > 0) {
        out += ", ";
        TRY(show(vm, out, item(count() - 1), depth));
    }
    out += is_list ? ']' : ')';
    return {};
}

Result<void> show_node(Vm& vm, std::string& out, Value node, int depth)
{
    Class* cls = vm.class_of(node);
    out += class_name(cls);
    out += '(';
    if (depth <= 0) {
        out += "...)";
        return {};
    }
    Tuple* fields = TRY(names_of(vm, cls, "_fields"));
    for (size_t i = 0; i < fields->size; i++) {
        Str* name = TRY(name_in(vm, fields->items[i]));
        Value value = TRY(get_attribute(vm, node, name));
        out += i > 0 ? ", " : "";
        out += name->view();
        out += '=';
        if (is_kind(value, Kind::List) || is_kind(value, Kind::Tuple))
            TRY(show_items(vm, out, value, depth - 1));
        else
            TRY(show(vm, out, value, depth - 1));
    }
    out += ')';
    return {};
}

Result<void> show(Vm& vm, std::string& out, Value value, int depth)
{
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " in ast.AST.__repr__");
    Nodes nodes(vm);
    if (is_instance(vm, value, nodes.cls(NodeClass::AST)))
        return show_node(vm, out, value, depth);
    out += TRY(repr(vm, value))->view();
    return {};
}

Result<Value> node_repr(Vm& vm, Value self)
{
    ReprGuard guard(vm, self);
    Class* cls = vm.class_of(self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, std::string(class_name(cls)) + "(...)")));
    std::string out;
    if (TRY(names_of(vm, cls, "_fields"))->size == 0)
        out = std::string(class_name(cls)) + "()";
    else
        TRY(show_node(vm, out, self, shown_depth));
    return Value::cell(TRY(make_str(vm, out)));
}

Result<Value> make_node(Vm& vm, Value cls, Arguments, Dict*)
{
    return Value::cell(TRY(make_plain_instance(vm, as<Class>(cls))));
}

constexpr NativeDef methods[] = {
    def<"__init__(self, /, *args, **kwargs)", initialize>("Initialize self.  See help(type(self)) for accurate "
                                                          "signature."),
    def<"__reduce__(self, /)", reduce>(),
    def<"__replace__(self, /, **fields)", replace>("Return a copy of the AST node with new values for the specified "
                                                   "fields."),
    def<"__repr__(self, /)", node_repr>(),
};

} // namespace

const std::span<const NativeDef> node_methods = methods;
const NativeDef node_new = def<"__new__(cls, /, *args, **kwargs)", make_node>();

} // namespace coil::internal::trees
