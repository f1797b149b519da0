// Classes of functions, methods, properties, descriptors, code, cells and modules.
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil
{

namespace
{

Result<Value> text(Vm& vm, std::string_view pattern, std::initializer_list<TextArgument> arguments)
{
    return Value::cell(TRY(make_str(vm, format_text(pattern, arguments))));
}

Value or_none(Value value) { return value.is_empty() ? None : value; }

// Functions

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
Result<Value> function_type_params(Vm& vm, Value self)
{
    auto* function = as<Function>(self);
    return function->extra && !function->extra->type_params.is_empty() ? function->extra->type_params
                                                                       : Value::cell(vm.empty_tuple);
}
Result<Value> function_repr(Vm& vm, Value self)
{
    Value name = TRY(function_qualname(vm, self));
    return text(vm, "<function {} at {}>", { as<Str>(name)->view(), object_address(self) });
}
Result<Value> function_get(Vm& vm, Value self, Value instance, Value)
{
    return instance.is_none() || instance.is_empty() ? Result<Value>(self) : make_bound_method(vm, self, instance);
}
Result<Value> call_self(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    return call_with_dict(vm, self, arguments.first, arguments.count, keywords);
}

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
    { "__dict__", function_dict, nullptr, nullptr },
    { "__closure__", function_closure, nullptr, nullptr },
    { "__annotate__", function_annotate, set_extra<&FunctionExtra::annotate>, nullptr },
    { "__annotations__", function_annotations, set_extra<&FunctionExtra::annotations>, nullptr },
    { "__type_params__", function_type_params, set_extra<&FunctionExtra::type_params>, nullptr },
};

// Native functions and methods

Result<Value> native_name(Vm& vm, Value self) { return Value::cell(intern(vm, as<NativeFunction>(self)->def->name())); }
Result<Value> native_qualname(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    if (!function->owner)
        return native_name(vm, self);
    return text(vm, "{}.{}", { class_name(function->owner), function->def->name() });
}
Result<Value> native_doc(Vm& vm, Value self)
{
    const char* doc = as<NativeFunction>(self)->def->doc;
    return doc ? Result<Value>(Value::cell(TRY(make_str(vm, doc)))) : Result<Value>(None);
}
Result<Value> native_module(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    if (function->owner)
        return None;
    return Value::cell(function->module ? function->module : vm.names->builtins_module);
}
Result<Value> native_self(Vm&, Value self) { return or_none(as<NativeFunction>(self)->self); }
Result<Value> native_signature(Vm& vm, Value self)
{
    std::string_view signature = as<NativeFunction>(self)->def->text;
    return Value::cell(TRY(make_str(vm, signature.substr(signature.find('(')))));
}
Result<Value> native_repr(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    std::string_view name = function->def->name();
    if (!function->self.is_empty())
        return text(vm, "<built-in method {} of {} object at {}>",
            { name, type_name(vm, function->self), object_address(function->self) });
    if (function->owner)
        return text(vm, "<method '{}' of '{}' objects>", { name, class_name(function->owner) });
    return text(vm, "<built-in function {}>", { name });
}
Result<Value> native_get(Vm& vm, Value self, Value instance, Value)
{
    return instance.is_none() || instance.is_empty() ? Result<Value>(self)
                                                     : bind_descriptor(vm, self, instance, vm.class_of(instance));
}
int64_t native_hash(Vm&, Value self)
{
    auto* function = as<NativeFunction>(self);
    return int64_t((reinterpret_cast<uintptr_t>(function->def) >> 4) ^ (function->self.bits() >> 4));
}
Result<Value> compare_equal(Vm& vm, Value self, Value other)
{
    if (!is_kind(other, Kind(self.as_cell()->kind)))
        return NotImplemented;
    (void)vm;
    if (auto* method = as_if<BoundMethod>(self)) {
        auto* second = as<BoundMethod>(other);
        return Value::boolean(method->self == second->self && method->function == second->function);
    }
    auto* function = as<NativeFunction>(self);
    auto* second = as<NativeFunction>(other);
    return Value::boolean(
        function->def == second->def && function->self == second->self && function->owner == second->owner);
}

constexpr NativeDef native_methods[] = {
    def<"__repr__(self, /)", native_repr>(),
    def<"__hash__(self, /)", native_hash>(),
    def<"__eq__(self, value, /)", compare_equal>(),
    def<"__call__(self, /, *args, **kwargs)", call_self>(),
};
constexpr NativeDef descriptor_get[] = { def<"__get__(self, instance, owner=None, /)", native_get>() };
constexpr AttributeDef native_attributes[] = {
    { "__name__", native_name, nullptr, nullptr },
    { "__qualname__", native_qualname, nullptr, nullptr },
    { "__doc__", native_doc, nullptr, nullptr },
    { "__module__", native_module, nullptr, nullptr },
    { "__self__", native_self, nullptr, nullptr },
    { "__text_signature__", native_signature, nullptr, nullptr },
};

// Bound methods

Result<Value> method_new(Vm& vm, Value, Value function, Value self)
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "first argument must be callable");
    if (self.is_none())
        return vm.raise(Error::TypeError, "instance must not be None");
    return make_bound_method(vm, function, self);
}
Result<Value> method_function(Vm&, Value self) { return as<BoundMethod>(self)->function; }
Result<Value> method_self(Vm&, Value self) { return as<BoundMethod>(self)->self; }
Result<Value> method_getattribute(Vm& vm, Value self, Str* name)
{
    Str* key = intern(vm, name);
    Value found = lookup(vm, vm.classes->method, key);
    if (!found.is_empty())
        return bind_descriptor(vm, found, self, vm.classes->method);
    return get_attribute(vm, as<BoundMethod>(self)->function, key);
}
Result<Value> method_repr(Vm& vm, Value self)
{
    auto* method = as<BoundMethod>(self);
    Value name = TRY(find_attribute(vm, method->function, vm.names->qualname)).value_or(None);
    return text(vm, "<bound method {} of {}>",
        { is_kind(name, Kind::Str) ? as<Str>(name)->view() : "?", TRY(repr(vm, method->self))->view() });
}
int64_t method_hash(Vm&, Value self)
{
    auto* method = as<BoundMethod>(self);
    return int64_t((method->function.bits() >> 4) ^ (method->self.bits() >> 3));
}
constexpr NativeDef method_new_def = def<"__new__(cls, function, instance, /)", method_new>();
constexpr NativeDef method_methods[] = {
    def<"__repr__(self, /)", method_repr>(),
    def<"__hash__(self, /)", method_hash>(),
    def<"__eq__(self, value, /)", compare_equal>(),
    def<"__getattribute__(self, name, /)", method_getattribute>(),
    def<"__call__(self, /, *args, **kwargs)", call_self>(),
};
constexpr AttributeDef method_attributes[] = {
    { "__func__", method_function, nullptr, nullptr },
    { "__self__", method_self, nullptr, nullptr },
};

// Properties

Result<Value> property_new(Vm& vm, Value type, Value getter, Value setter, Value deleter, Value doc)
{
    auto* cls = as<Class>(type);
    auto* property =
        static_cast<Property*>(vm.heap.allocate_cell(uint8_t(Kind::Property), instance_size(cls, sizeof(Property))));
    if (!property)
        return vm.raise_memory_error();
    property->shape = cls->root->id;
    property->getter = getter;
    property->setter = setter;
    property->deleter = deleter;
    property->doc = doc;
    if (doc.is_none() && !getter.is_none()) {
        std::optional<Value> own = TRY(find_attribute(vm, getter, vm.names->doc));
        vm.heap.write_barrier(property);
        property->doc = own.value_or(None);
    }
    // The class's own text would hide it.
    if (cls != vm.classes->property &&
        set_attribute(vm, Value::cell(property), vm.names->doc, property->doc).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::AttributeError))
            return Raised{};
        vm.take_pending();
    }
    return Value::cell(property);
}
Result<Value> property_with(Vm& vm, Value self, Value getter, Value setter, Value deleter)
{
    auto* old = as<Property>(self);
    Value arguments[] = { getter.is_empty() ? old->getter : getter, setter.is_empty() ? old->setter : setter,
        deleter.is_empty() ? old->deleter : deleter, getter.is_empty() ? old->doc : None };
    Value made = TRY(call(vm, Value::cell(vm.class_of(self)), { arguments, 4 }));
    if (auto* property = as_if<Property>(made)) {
        vm.heap.write_barrier(property);
        property->name = old->name;
    }
    return made;
}
Result<Value> property_getter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, function, Value(), Value());
}
Result<Value> property_setter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, Value(), function, Value());
}
Result<Value> property_deleter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, Value(), Value(), function);
}
Result<Value> property_get(Vm& vm, Value self, Value instance, Value)
{
    if (instance.is_none())
        return self;
    Value getter = as<Property>(self)->getter;
    if (getter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no getter", type_name(vm, instance));
    return call(vm, getter, { instance });
}
Result<void> property_set(Vm& vm, Value self, Value instance, Value value)
{
    Value setter = as<Property>(self)->setter;
    if (setter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no setter", type_name(vm, instance));
    TRY(call(vm, setter, { instance, value }));
    return {};
}
Result<void> property_delete(Vm& vm, Value self, Value instance)
{
    Value deleter = as<Property>(self)->deleter;
    if (deleter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no deleter", type_name(vm, instance));
    TRY(call(vm, deleter, { instance }));
    return {};
}
template <Value Property::*field> Result<Value> get_property_field(Vm&, Value self)
{
    return or_none(as<Property>(self)->*field);
}
Result<void> set_property_doc(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Property>(self)->doc = or_none(value);
    return {};
}
constexpr NativeDef property_new_def = def<"__new__(cls, fget=None, fset=None, fdel=None, doc=None)", property_new>();
constexpr NativeDef property_methods[] = {
    def<"getter(self, function, /)", property_getter>(),
    def<"setter(self, function, /)", property_setter>(),
    def<"deleter(self, function, /)", property_deleter>(),
    def<"__get__(self, instance, owner=None, /)", property_get>(),
    def<"__set__(self, instance, value, /)", property_set>(),
    def<"__delete__(self, instance, /)", property_delete>(),
};
constexpr AttributeDef property_attributes[] = {
    { "fget", get_property_field<&Property::getter>, nullptr, nullptr },
    { "fset", get_property_field<&Property::setter>, nullptr, nullptr },
    { "fdel", get_property_field<&Property::deleter>, nullptr, nullptr },
    { "__doc__", get_property_field<&Property::doc>, set_property_doc, nullptr },
    { "__name__", get_property_field<&Property::name>, nullptr, nullptr },
};

} // namespace

void define_wrappers(Vm& vm);

void define_functions(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.function, function_methods);
    add_attributes(vm, classes.function, function_attributes);
    classes.function->flags |= HasGet;
    for (Class* cls : { classes.native_function, classes.method_descriptor }) {
        add_methods(vm, cls, native_methods);
        add_attributes(vm, cls, native_attributes);
    }
    add_methods(vm, classes.method_descriptor, descriptor_get);
    add_new(vm, classes.method, method_new_def);
    add_methods(vm, classes.method, method_methods);
    add_attributes(vm, classes.method, method_attributes);
    classes.method->flags |= HasGetattribute;
    add_new(vm, classes.property, property_new_def);
    add_methods(vm, classes.property, property_methods);
    add_attributes(vm, classes.property, property_attributes);
    classes.property->flags |= HasGet | HasData;
    define_wrappers(vm);
}

} // namespace coil
