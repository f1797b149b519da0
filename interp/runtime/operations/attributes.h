#pragma once
// Attribute access with the full protocol: descriptors, __getattr__, modules, classes, super.
#include "objects/function.h"

namespace coil::internal
{

/// object.name. `name` is interned.
Result<Value> get_attribute(Vm& vm, Value object, Str* name);
/// As get_attribute; empty (as std::nullopt) instead of AttributeError.
Result<std::optional<Value>> find_attribute(Vm& vm, Value object, Str* name);
Result<void> set_attribute(Vm& vm, Value object, Str* name, Value value);
Result<void> delete_attribute(Vm& vm, Value object, Str* name);
/// object.__getattribute__ as `object` defines it, without __getattr__.
Result<Value> generic_get_attribute(Vm& vm, Value object, Str* name);
Result<void> generic_set_attribute(Vm& vm, Value object, Str* name, Value value); ///< value empty: delete
/// cls.name for a class, as `type` defines it.
Result<Value> class_get_attribute(Vm& vm, Class* cls, Str* name);
Result<void> class_set_attribute(Vm& vm, Class* cls, Str* name, Value value);
/// Sets a name in the class's own dict, or removes it when `value` is empty, and tells who remembers what was found
/// there: nothing else may change the names of a class that scripts have seen. False when there is none to remove.
Result<bool> set_own_name(Vm& vm, Class* cls, Str* name, Value value);

/// What a value found on a class gives for `object` (empty: the class itself) of class `cls`: functions bind, __get__
/// is called.
Result<Value> bind_descriptor(Vm& vm, Value found, Value object, Class* cls);
/// Sets what a data descriptor stands for, or deletes it when `value` is empty.
Result<void> write_descriptor(Vm& vm, Value found, Value object, Str* name, Value value);
bool is_data_descriptor(Vm& vm, Value found);
/// Whether the object itself (not its class) has an attribute of that name.
bool has_attributes_named(Vm& vm, Value object, Str* name);
/// super(cls, object).name
Result<Value> super_attribute(Vm& vm, Class* cls, Value object, Class* object_class, Str* name);

/// AttributeError with `name` and `obj` set.
Raised raise_attribute_error(Vm& vm, Value object, Str* name);

/// A new object of a class made in Python; TypeError when it is abstract.
Result<Cell*> make_plain_instance(Vm& vm, Class* cls);
/// The TypeError for arguments to a class that defines neither __new__ nor __init__.
Result<void> check_object_arguments(Vm& vm, Class* cls);

} // namespace coil::internal
