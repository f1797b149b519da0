#pragma once
// Classes that modules written in C++ define, and their instances.
#include <span>

#include "objects/dict.h"
#include "objects/native.h"
#include "runtime/operations/iteration.h"

namespace coil::internal
{

/// What a class written in C++ is made of.
struct NativeClassDef {
    std::string_view name;
    std::string_view module;            ///< its __module__
    std::span<const NativeDef> methods; ///< these tables outlive the Vm
    std::span<const AttributeDef> attributes = {};
    const NativeDef* new_def = nullptr; ///< null: the base's
    Kind kind = Kind::NativeObject;     ///< NativeResource when instances need their destroy function called
    uint32_t flags = 0;
    const char* doc = nullptr;
};

/// Makes the class and, with a module given, puts it into its namespace.
Result<Class*> define_class(Vm& vm, Module* module, Class* base, const NativeClassDef& def);

/// A zeroed instance of `cls`, whose fixed layout is a T.
template <class T> Result<T*> make_native(Vm& vm, Class* cls, const NativeType& type)
{
    auto* object = static_cast<T*>(vm.heap.allocate_cell(uint8_t(cls->instance_kind), instance_size(cls, sizeof(T))));
    if (!object) [[unlikely]]
        return vm.raise_memory_error();
    object->shape = cls->root->id;
    object->type = &type;
    object->set_size(sizeof(T));
    return object;
}

/// As make_native, of an iterator, whose class has the methods native_iterator_methods.
template <class T> Result<T*> make_native_iterator(Vm& vm, Class* cls, const NativeIteratorType& type)
{
    auto* object = static_cast<T*>(vm.heap.allocate_cell(uint8_t(Kind::NativeIterator), instance_size(cls, sizeof(T))));
    if (!object) [[unlikely]]
        return vm.raise_memory_error();
    bool is_plain = !cls->has(IsHeapClass);
    object->shape = cls->root->id;
    object->type = &type;
    object->aux = sizeof(T);
    object->next = is_plain ? type.walk : next_by_class;
    object->next_pair = is_plain ? type.walk_pairs : nullptr;
    return object;
}
/// `__iter__` and `__next__`.
extern const std::span<const NativeDef> native_iterator_methods;

/// The payload of a value that is an instance of the native type, or of a subclass; else null.
template <class T> T* native_as(Value value, const NativeType& type)
{
    NativeObject* object = as_native(value);
    return object && object->type == &type ? static_cast<T*>(object) : nullptr;
}

} // namespace coil::internal
