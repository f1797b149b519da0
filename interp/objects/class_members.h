#pragma once
// Members of builtin classes. A Vm has a hundred of these classes with 1,200 methods, and a program looks at a few: so
// what a class has is noted when the class is made (tables in read-only data), and its dict is filled when somebody
// first looks into it. A class without any members has no dict until then.
//
//     Class::waiting ──► WaitingMembers {what, table} ─ next ─► … ─► null
//
// All that reads a class's own names goes through find_own or own_names. Filling collects nothing, so that a look-up
// may stand wherever it could before (a heap at its limit lets it pass that a little); it throws std::bad_alloc when
// the system has no memory, and begins anew next time.
#include <span>

#include "objects/class.h"
#include "objects/dict.h"
#include "objects/native.h"

namespace coil::internal
{

/// A table of members that a class's dict has not got yet.
struct WaitingMembers : Cell {
    static constexpr Kind kind_id = Kind::WaitingMembers;
    enum class What : uint8_t { Methods, New, ClassMethods, StaticMethods, Attributes } what;
    uint32_t count;
    const void* table; ///< NativeDefs or AttributeDefs, which outlive the Vm
    WaitingMembers* next;
};

/// Fills the dict with what waits, and makes it if there is none.
Dict* fill_own_names(Vm& vm, Class* cls);
/// The class's own names.
inline Dict* own_names(Vm& vm, Class* cls) { return cls->dict && !cls->waiting ? cls->dict : fill_own_names(vm, cls); }
/// What the class itself has under the name (interned), or null.
inline Value* find_own(Vm& vm, Class* cls, Str* name)
{
    if (cls->waiting) [[unlikely]]
        fill_own_names(vm, cls);
    return cls->dict ? find_str(vm, cls->dict, name) : nullptr;
}

/// Adds methods to a builtin class. Those called with an instance of another class raise TypeError.
void add_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
/// `__new__`: a function that takes the class first and is not bound.
void add_new(Vm& vm, Class* cls, const NativeDef& def);
/// What calling the class does, in one function of a simple signature whose first parameter is the class, when the
/// counts fit; other calls go through `__new__` and `__init__`, which it must agree with.
inline void add_call(Class* cls, const NativeDef& def) { cls->call = &def; }
void add_class_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
void add_static_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods);
void add_attributes(Vm& vm, Class* cls, std::span<const AttributeDef> attributes);
/// cls.name = value, at once.
void add_value(Vm& vm, Class* cls, std::string_view name, Value value);

} // namespace coil::internal
