#include "builtins/define.h"
#include "builtins/display.h"
#include "builtins/protocol_methods.h"
#include "objects/dict.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> function_name_of(Vm&, Value self)
{
    auto* function = as<Function>(self);
    return function->extra && !function->extra->name.is_empty() ? function->extra->name
                                                                : Value::cell(function->code->name);
}
Result<Value> function_qualname(Vm&, Value self)
{
    auto* function = as<Function>(self);
    return function->extra && !function->extra->qualified_name.is_empty() ? function->extra->qualified_name
                                                                          : Value::cell(function->code->qualified_name);
}
template <Value FunctionExtra::*field> Result<void> set_extra(Vm& vm, Value self, Value value)
{
    FunctionExtra* extra = TRY(function_extra(vm, as<Function>(self)));
    vm.heap.write_barrier(extra);
    extra->*field = value.is_empty() ? None : value;
    return {};
}
template <Value FunctionExtra::*field> Result<void> set_name_field(Vm& vm, Value self, Value value)
{
    if (!is_kind(value, Kind::Str))
        return vm.raise(Error::TypeError, "{} must be set to a string object",
            field == &FunctionExtra::name ? "__name__" : "__qualname__");
    return set_extra<field>(vm, self, value);
}
Result<Value> function_doc(Vm& vm, Value self)
{
    auto* function = as<Function>(self);
    if (function->extra && !function->extra->doc.is_empty())
        return function->extra->doc;
    const CodeUnit& source = tables_of(function->code);
    if (!source.has_doc)
        return None;
    return Value::cell(TRY(make_str(vm, source.doc)));
}
Result<Value> function_module(Vm& vm, Value self)
{
    auto* function = as<Function>(self);
    if (function->extra && !function->extra->module.is_empty())
        return function->extra->module;
    Value* name = find_str(vm, function->code->globals, vm.names->name);
    return name ? *name : None;
}
Result<Value> function_code(Vm&, Value self) { return Value::cell(as<Function>(self)->code); }
Result<void> assign_code(Vm& vm, Value self, Value value)
{
    auto* function = as<Function>(self);
    auto* code = as_if<Code>(value);
    if (!code)
        return vm.raise(Error::TypeError, "__code__ must be set to a code object");
    if (code->free_count != function->code->free_count)
        return vm.raise(Error::ValueError, "{}() requires a code object with {} free vars, not {}",
            TRY(str_of(vm, TRY(function_name_of(vm, self))))->view(), function->code->free_count, code->free_count);
    // The function keeps its names.
    FunctionExtra* extra = TRY(function_extra(vm, function));
    vm.heap.write_barrier(extra);
    if (extra->name.is_empty())
        extra->name = Value::cell(function->code->name);
    if (extra->qualified_name.is_empty())
        extra->qualified_name = Value::cell(function->code->qualified_name);
    vm.heap.write_barrier(function);
    function->code = code;
    return {};
}
Result<Value> function_globals(Vm&, Value self) { return Value::cell(as<Function>(self)->code->globals); }
Result<Value> function_defaults(Vm&, Value self)
{
    auto* defaults = as<Function>(self)->defaults;
    return defaults ? Value::cell(defaults) : None;
}
Result<void> set_function_defaults(Vm& vm, Value self, Value value)
{
    if (!value.is_empty() && !value.is_none() && !is_kind(value, Kind::Tuple))
        return vm.raise(Error::TypeError, "__defaults__ must be set to a tuple object");
    vm.heap.write_barrier(self.as_cell());
    as<Function>(self)->defaults = as_if<Tuple>(value);
    return {};
}
Result<Value> function_kwdefaults(Vm&, Value self)
{
    auto* defaults = as<Function>(self)->keyword_defaults;
    return defaults ? Value::cell(defaults) : None;
}
Result<void> set_function_kwdefaults(Vm& vm, Value self, Value value)
{
    if (!value.is_empty() && !value.is_none() && !is_kind(value, Kind::Dict))
        return vm.raise(Error::TypeError, "__kwdefaults__ must be set to a dict object");
    vm.heap.write_barrier(self.as_cell());
    as<Function>(self)->keyword_defaults = as_if<Dict>(value);
    return {};
}
Result<Value> function_dict(Vm& vm, Value self)
{
    FunctionExtra* extra = TRY(function_extra(vm, as<Function>(self)));
    if (!extra->dict) {
        Dict* dict = TRY(make_dict(vm));
        vm.heap.write_barrier(extra);
        extra->dict = dict;
    }
    return Value::cell(extra->dict);
}
Result<void> assign_function_dict(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "cannot delete __dict__");
    auto* dict = as_if<Dict>(value);
    if (!dict)
        return vm.raise(Error::TypeError, "__dict__ must be set to a dictionary, not a '{}'", type_name(vm, value));
    FunctionExtra* extra = TRY(function_extra(vm, as<Function>(self)));
    vm.heap.write_barrier(extra);
    extra->dict = dict;
    return {};
}
Result<Value> function_builtins(Vm& vm, Value self) { return builtins_of(vm, as<Function>(self)->code); }
Result<Value> function_closure(Vm& vm, Value self)
{
    auto* function = as<Function>(self);
    if (function->code->free_count == 0)
        return None;
    Tuple* cells = TRY(make_tuple(vm, function->code->free_count));
    for (size_t i = 0; i < cells->size; i++)
        cells->items[i] = Value::cell(function->closure[i]);
    return Value::cell(cells);
}
Result<Value> function_annotate(Vm&, Value self)
{
    auto* function = as<Function>(self);
    return function->extra ? or_none(function->extra->annotate) : None;
}
Result<Value> function_annotations(Vm& vm, Value self)
{
    FunctionExtra* extra = TRY(function_extra(vm, as<Function>(self)));
    if (extra->annotations.is_empty()) {
        Value annotate = or_none(extra->annotate);
        Value made =
            annotate.is_none() ? Value::cell(TRY(make_dict(vm))) : TRY(call(vm, annotate, { Value::small(1) }));
        vm.heap.write_barrier(extra);
        extra->annotations = made;
    }
    return extra->annotations;
}
Result<void> set_type_params(Vm& vm, Value self, Value value)
{
    if (!is_kind(value, Kind::Tuple))
        return vm.raise(Error::TypeError, "__type_params__ must be set to a tuple");
    return set_extra<&FunctionExtra::type_params>(vm, self, value);
}

Result<Value> function_type_params(Vm& vm, Value self)
{
    auto* function = as<Function>(self);
    return function->extra && !function->extra->type_params.is_empty() ? function->extra->type_params
                                                                       : Value::cell(vm.empty_tuple);
}
Result<Value> function_repr(Vm& vm, Value self)
{
    Value name = TRY(function_qualname(vm, self));
    return formatted_str(vm, "<function {} at {}>", { as<Str>(name)->view(), object_address(self) });
}
Result<Value> function_get(Vm& vm, Value self, Value instance, Value)
{
    return instance.is_none() || instance.is_empty() ? Result<Value>(self) : make_bound_method(vm, self, instance);
}

/// Puts the cells of a closure into a new function.
Result<void> close_over(Vm& vm, Function* function, Value closure)
{
    auto* cells = as_if<Tuple>(closure);
    const Code* code = function->code;
    if (!cells && (!closure.is_none() || code->free_count))
        return vm.raise(Error::TypeError,
            closure.is_none() ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
    size_t count = cells ? cells->size : 0;
    if (count != code->free_count)
        return vm.raise(
            Error::ValueError, "{} requires closure of length {}, not {}", code->name->view(), code->free_count, count);
    for (size_t i = 0; i < count; i++)
        if (!is_kind(cells->items[i], Kind::Box))
            return vm.raise(
                Error::TypeError, "arg 5 (closure) expected cell, found {}", type_name(vm, cells->items[i]));
    vm.heap.write_barrier(function);
    for (size_t i = 0; i < count; i++)
        function->closure[i] = as<Box>(cells->items[i]);
    return {};
}
Result<Value> function_new(Vm& vm, Value, Value code_value, Value globals_value, Value name, Value defaults,
    Value closure, Value keyword_defaults)
{
    auto* code = as_if<Code>(code_value);
    if (!code)
        return vm.raise(Error::TypeError, "function() argument 'code' must be code, not {}", type_name(vm, code_value));
    auto* globals = as_if<Dict>(globals_value);
    if (!globals)
        return vm.raise(
            Error::TypeError, "function() argument 'globals' must be dict, not {}", type_name(vm, globals_value));
    if (!name.is_none() && !is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "arg 3 (name) must be None or string");
    if (!defaults.is_none() && !is_kind(defaults, Kind::Tuple))
        return vm.raise(Error::TypeError, "arg 4 (defaults) must be None or tuple");
    if (!keyword_defaults.is_none() && !is_kind(keyword_defaults, Kind::Dict))
        return vm.raise(Error::TypeError, "arg 6 (kwdefaults) must be None or dict");
    // Code belongs to its globals.
    if (code->globals != globals)
        code = TRY(load_again(vm, code, globals));
    Function* function = TRY(make_function(vm, code));
    TRY(close_over(vm, function, closure));
    Value self = Value::cell(function);
    if (!name.is_none())
        TRY(set_extra<&FunctionExtra::name>(vm, self, name));
    TRY(set_function_defaults(vm, self, defaults));
    TRY(set_function_kwdefaults(vm, self, keyword_defaults));
    return self;
}

constexpr NativeDef function_new_def = def<"__new__(cls, code, globals, name=None, argdefs=None, closure=None, "
                                           "kwdefaults=None)",
    function_new>();
constexpr NativeDef function_methods[] = {
    def<"__repr__(self, /)", function_repr>(),
    def<"__get__(self, instance, owner=None, /)", function_get>(),
    def<"__call__(self, /, *args, **kwargs)", call_self>(),
};
constexpr AttributeDef function_attributes[] = {
    { "__name__", function_name_of, set_name_field<&FunctionExtra::name>, nullptr },
    { "__qualname__", function_qualname, set_name_field<&FunctionExtra::qualified_name>, nullptr },
    { "__doc__", function_doc, set_extra<&FunctionExtra::doc>, nullptr },
    { "__module__", function_module, set_extra<&FunctionExtra::module>, nullptr },
    { "__code__", function_code, assign_code, nullptr },
    { "__globals__", function_globals, nullptr, nullptr },
    { "__defaults__", function_defaults, set_function_defaults, nullptr },
    { "__kwdefaults__", function_kwdefaults, set_function_kwdefaults, nullptr },
    { "__dict__", function_dict, assign_function_dict, nullptr },
    { "__builtins__", function_builtins, nullptr, nullptr },
    { "__closure__", function_closure, nullptr, nullptr },
    { "__annotate__", function_annotate, set_extra<&FunctionExtra::annotate>, nullptr },
    { "__annotations__", function_annotations, set_extra<&FunctionExtra::annotations>, nullptr },
    { "__type_params__", function_type_params, set_type_params, nullptr },
};

} // namespace

void define_function(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.function, function_new_def);
    add_methods(vm, classes.function, function_methods);
    add_attributes(vm, classes.function, function_attributes);
    classes.function->flags |= HasGet;
}

} // namespace coil::internal
