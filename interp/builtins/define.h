#pragma once
// Builtin classes, a function each that gives one its members (objects/class_members.h).
#include "objects/class_members.h"

namespace coil::internal
{

/// The setter of an attribute that CPython keeps as a read-only member: "readonly attribute".
Result<void> refuse_member(Vm& vm, Value self, Value value);
/// What an attribute that is not set reads as.
inline Value or_none(Value value) { return value.is_empty() ? None : value; }

/// Changes the class (in place) of a builtin value just made to a subclass of its own: copies it into an instance with
/// attribute words.
Result<Value> as_subclass(Vm& vm, Class* cls, Value value);

// One function for each file of builtin classes
void define_object(Vm& vm);
void define_object_copying(Vm& vm); ///< __reduce_ex__ and kin
void define_copying(Vm& vm);        ///< those of the other builtin classes
void define_type(Vm& vm);
void define_function(Vm& vm);
void define_native_function(Vm& vm);
void define_method(Vm& vm);
void define_property(Vm& vm);
void define_static_methods(Vm& vm);
void define_super(Vm& vm);
void define_cell(Vm& vm);
void define_code(Vm& vm);
void define_module(Vm& vm);
void define_descriptors(Vm& vm);
void define_singletons(Vm& vm);
void define_weak_reference(Vm& vm);
void define_exceptions(Vm& vm);
void define_traceback(Vm& vm);
void define_unicode_errors(Vm& vm);
void define_coroutines(Vm& vm);
void define_contexts(Vm& vm);
void define_frames(Vm& vm);
void define_int(Vm& vm);
void define_float(Vm& vm);
void define_complex(Vm& vm);
void define_str(Vm& vm);
void define_bytes(Vm& vm);
void define_memory_view(Vm& vm);
void define_list(Vm& vm);
void define_tuple(Vm& vm);
void define_dict(Vm& vm);
void define_dict_views(Vm& vm);
void define_mapping_proxy(Vm& vm);
void define_set(Vm& vm);
void define_range(Vm& vm);
void define_slice(Vm& vm);
void define_iterators(Vm& vm);
void define_generic_types(Vm& vm); ///< list[int], int | str
/// cls[item] of a class that is generic for annotations only.
Result<Value> make_generic_alias(Vm& vm, Value cls, Value item);
/// All of them.
void define_builtin_classes(Vm& vm);
/// The module builtins.
Result<void> define_builtins(Vm& vm);

} // namespace coil::internal
