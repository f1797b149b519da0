// Builtin functions, and methods of builtin classes.
#include "builtins/define.h"
#include "builtins/display.h"
#include "builtins/protocol_methods.h"
#include "objects/hash.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> native_name(Vm& vm, Value self) { return Value::cell(intern(vm, as<NativeFunction>(self)->def->name())); }
Result<Value> native_qualname(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    if (!function->owner)
        return native_name(vm, self);
    return formatted_str(vm, "{}.{}", { class_name(function->owner), function->def->name() });
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
Result<Value> native_self(Vm&, Value self)
{
    auto* function = as<NativeFunction>(self);
    return function->aux & HasContext ? None : or_none(function->self);
}
Result<Value> native_signature(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    std::string text = function->def->text;
    text.erase(0, text.find('('));
    // A parameter whose default can't be written has nothing behind its sign: then there is no signature to show.
    if (text.find("=,") != text.npos || text.find("=)") != text.npos)
        return None;
    if (function->owner && text != "()")
        text.insert(1, "$");
    return Value::cell(TRY(make_str(vm, text)));
}
Result<Value> native_repr(Vm& vm, Value self)
{
    auto* function = as<NativeFunction>(self);
    std::string_view name = function->def->name();
    Class* cls = vm.class_of(self);
    if (cls == vm.classes->method_wrapper)
        return formatted_str(vm, "<method-wrapper '{}' of {} object at {}>",
            { name, type_name(vm, function->self), object_address(function->self) });
    if (cls == vm.classes->wrapper_descriptor)
        return formatted_str(vm, "<slot wrapper '{}' of '{}' objects>", { name, class_name(function->owner) });
    if (!function->self.is_empty() && !(function->aux & HasContext))
        return formatted_str(vm, "<built-in method {} of {} object at {}>",
            { name, type_name(vm, function->self), object_address(function->self) });
    if (function->owner)
        return formatted_str(vm, "<method '{}' of '{}' objects>", { name, class_name(function->owner) });
    return formatted_str(vm, "<built-in function {}>", { name });
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

Result<Value> native_equal(Vm&, Value self, Value other)
{
    auto* function = as<NativeFunction>(self);
    auto* second = as_if<NativeFunction>(other);
    if (!second)
        return NotImplemented;
    return Value::boolean(
        function->def == second->def && function->self == second->self && function->owner == second->owner);
}
constexpr NativeDef native_methods[] = {
    def<"__repr__(self, /)", native_repr>(),
    def<"__hash__(self, /)", native_hash>(),
    def<"__eq__(self, value, /)", native_equal>(),
    def<"__call__(self, /, *args, **kwargs)", call_self>(),
};
Result<Value> native_owner(Vm&, Value self) { return Value::cell(as<NativeFunction>(self)->owner); }
constexpr AttributeDef descriptor_attributes[] = { { "__objclass__", native_owner, refuse_member, nullptr } };
constexpr NativeDef descriptor_get[] = { def<"__get__(self, instance, owner=None, /)", native_get>() };
constexpr AttributeDef native_attributes[] = {
    { "__name__", native_name, nullptr, nullptr },
    { "__qualname__", native_qualname, nullptr, nullptr },
    { "__doc__", native_doc, nullptr, nullptr },
    { "__module__", native_module, nullptr, nullptr },
    { "__self__", native_self, nullptr, nullptr },
    { "__text_signature__", native_signature, nullptr, nullptr },
};

} // namespace

void define_native_function(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    for (Class* cls :
        { classes.native_function, classes.method_descriptor, classes.wrapper_descriptor, classes.method_wrapper }) {
        add_methods(vm, cls, native_methods);
        add_attributes(vm, cls, native_attributes);
    }
    for (Class* cls : { classes.method_descriptor, classes.wrapper_descriptor })
        add_methods(vm, cls, descriptor_get);
    for (Class* cls : { classes.method_descriptor, classes.wrapper_descriptor, classes.method_wrapper })
        add_attributes(vm, cls, descriptor_attributes);
}

} // namespace coil::internal
