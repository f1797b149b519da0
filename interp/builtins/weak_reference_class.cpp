#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/hash.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> weak_new(Vm& vm, Value type, Value target, Value callback)
{
    if (!target.is_cell() || !vm.class_of(target)->has(HasWeakref))
        return vm.raise(Error::TypeError, "cannot create weak reference to '{}' object", type_name(vm, target));
    auto* cls = as<Class>(type);
    auto* reference = static_cast<WeakReference*>(
        vm.heap.allocate_cell(uint8_t(Kind::WeakReference), instance_size(cls, sizeof(WeakReference))));
    if (!reference)
        return vm.raise_memory_error();
    reference->shape = cls->root->id;
    reference->target = target;
    reference->callback = callback.is_none() ? Value() : callback;
    vm.heap.add_weak(reference, &reference->target);
    return Value::cell(reference);
}
Value weak_call(Vm&, Value self)
{
    Value target = as<WeakReference>(self)->target;
    return target.is_empty() ? None : target;
}
Result<int64_t> weak_hash(Vm& vm, Value self)
{
    auto* reference = as<WeakReference>(self);
    if (reference->hash == 0) {
        if (reference->target.is_empty())
            return vm.raise(Error::TypeError, "weak object has gone away");
        reference->hash = TRY(hash_of(vm, reference->target));
    }
    return reference->hash;
}
Result<Value> weak_eq(Vm& vm, Value self, Value other)
{
    auto* second = as_if<WeakReference>(other);
    if (!second)
        return NotImplemented;
    Value a = as<WeakReference>(self)->target, b = second->target;
    if (a.is_empty() || b.is_empty())
        return Value::boolean(self == other);
    return Value::boolean(TRY(values_equal(vm, a, b)));
}
Result<Value> weak_repr(Vm& vm, Value self)
{
    Value target = as<WeakReference>(self)->target;
    if (target.is_empty())
        return formatted_str(vm, "<weakref at {}; dead>", { object_address(self) });
    // Of functions, classes and the like; not of what has such an attribute by itself.
    Value descriptor = lookup(vm, vm.class_of(target), vm.names->name);
    Value name = descriptor.is_empty() ? Value() : TRY(bind_descriptor(vm, descriptor, target, vm.class_of(target)));
    std::string named = is_kind(name, Kind::Str) ? " (" + std::string(as<Str>(name)->view()) + ")" : "";
    return formatted_str(vm, "<weakref at {}; to '{}' at {}{}>",
        { object_address(self), type_name(vm, target), object_address(target), named });
}
Result<Value> weak_callback(Vm&, Value self)
{
    auto* reference = as<WeakReference>(self);
    return reference->callback.is_empty() || reference->target.is_empty() ? None : reference->callback;
}
constexpr AttributeDef weak_attributes[] = { { "__callback__", weak_callback, nullptr, nullptr } };
constexpr NativeDef weak_new_def = def<"__new__(cls, object, callback=None, /)", weak_new>();
/// Takes what __new__ took, for subclasses that pass it on.
Result<Value> weak_init(Vm&, Value, Value, Value) { return None; }
constexpr NativeDef weak_methods[] = {
    def<"__init__(self, object, callback=None, /)", weak_init>(),
    def<"__call__(self, /)", weak_call>(),
    def<"__hash__(self, /)", weak_hash>(),
    def<"__eq__(self, value, /)", weak_eq>(),
    def<"__repr__(self, /)", weak_repr>(),
};

} // namespace

void define_weak_reference(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.weak_reference, weak_new_def);
    add_methods(vm, classes.weak_reference, weak_methods);
    add_attributes(vm, classes.weak_reference, weak_attributes);
}

} // namespace coil::internal
