#pragma once
// Giving builtin classes their methods and attributes. All natives are NativeDefs (objects/native.h): a method's first
// parameter is self.
#include <span>

#include "objects/native.h"

namespace coil
{

/// Adds methods to a builtin class. Those called with an instance of another class raise TypeError.
void add_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
/// `__new__`: a function that takes the class first and is not bound.
void add_new(Vm& vm, Class* cls, const NativeDef& def);
void add_class_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
void add_static_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
void add_attributes(Vm& vm, Class* cls, std::span<const AttributeDef> attributes);
/// The setter of an attribute that CPython keeps as a read-only member: "readonly attribute".
Result<void> refuse_member(Vm& vm, Value self, Value value);
/// cls.name = value.
void add_value(Vm& vm, Class* cls, std::string_view name, Value value);

/// Changes the class (in place) of a builtin value just made to a subclass of its own: copies it into an instance with
/// attribute words.
Result<Value> as_subclass(Vm& vm, Class* cls, Value value);

// One function for each group of builtin classes
void define_object(Vm& vm);
void define_type(Vm& vm);
void define_functions(Vm& vm); ///< classes of functions, methods, properties, code, cells, modules
void define_exceptions(Vm& vm);
void define_coroutines(Vm& vm);
void define_frames(Vm& vm);
void define_int(Vm& vm);
void define_float(Vm& vm);
void define_str(Vm& vm);
void define_bytes(Vm& vm);
void define_list(Vm& vm);
void define_tuple(Vm& vm);
void define_dict(Vm& vm);
void define_set(Vm& vm);
void define_range(Vm& vm);
void define_iterators(Vm& vm);
void define_generic_types(Vm& vm); ///< list[int], int | str
/// The module builtins.
Result<void> define_builtins(Vm& vm);

} // namespace coil
