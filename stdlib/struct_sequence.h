#pragma once
// Tuples whose items have names too: sys.version_info, os.stat_result. A class of them may have fields beyond the items
// (st_blocks): they stand in attribute words behind those.
//
//     constexpr AttributeDef fields[] = { { "sysname", struct_field<0>, nullptr, nullptr }, … };
//     constexpr StructSequence uname_result{ "posix", "uname_result", fields, 5 };
//     Class* cls = TRY(make_struct_class<uname_result>(vm));
//     Value made = TRY(make_struct(vm, cls, items));
#include "objects/native.h"
#include "objects/tuple.h"

namespace coil::internal
{

/// The item of field number `index`. Raises TypeError when `self` has not so many: tuple.__new__ makes them of any
/// size.
Result<Value> struct_item(Vm& vm, Value self, size_t index);
template <size_t index> Result<Value> struct_field(Vm& vm, Value self) { return struct_item(vm, self, index); }
/// Field number `index` of those that are no items.
Value struct_extra(Value self, size_t index);
template <size_t index> Result<Value> extra_field(Vm&, Value self) { return struct_extra(self, index); }

/// An instance of a new class `module.name`, with one item for each field.
Result<Value> make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
    std::span<const AttributeDef> fields, std::span<const Value> items);
inline Result<Value> make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
    std::span<const AttributeDef> fields, std::initializer_list<Value> items)
{
    return make_struct_sequence(vm, module, name, fields, std::span(items.begin(), items.size()));
}

/// A class of them.
struct StructSequence {
    std::string_view module;
    std::string_view name;
    std::span<const AttributeDef> fields; ///< those of items (struct_field), then the others (extra_field)
    size_t items;                         ///< the last of which may have no names
    const char* doc = nullptr;
    size_t unnamed = 0;
    /// Puts in what follows from other fields. May be null.
    void (*complete)(Tuple* made) = nullptr;
    size_t extras() const { return fields.size() + unnamed - items; }
};

/// An instance. There may be fewer extras than the class has: the others are None.
Result<Value> make_struct(Vm& vm, Class* cls, std::span<const Value> items, std::span<const Value> extras = {});
inline Result<Value> make_struct(Vm& vm, Class* cls, std::initializer_list<Value> items)
{
    return make_struct(vm, cls, std::span(items.begin(), items.size()));
}

namespace struct_sequence
{

Result<Value> make(Vm& vm, const StructSequence& kind, Value type, Value sequence, Value dict);
Result<Value> show(Vm& vm, const StructSequence& kind, Value self);
Result<Value> reduce(Vm& vm, const StructSequence& kind, Value self);
Result<Value> replace(Vm& vm, const StructSequence& kind, Value self, Dict* changes);
Result<Class*> make_class(
    Vm& vm, const StructSequence& kind, const NativeDef& make, std::span<const NativeDef> methods);

/// The methods of one class, which know what it is made of.
template <const StructSequence& kind> struct Members {
    static Result<Value> make_one(Vm& vm, Value type, Value sequence, Value dict)
    {
        return make(vm, kind, type, sequence, dict);
    }
    static Result<Value> show_one(Vm& vm, Value self) { return show(vm, kind, self); }
    static Result<Value> reduce_one(Vm& vm, Value self) { return reduce(vm, kind, self); }
    static Result<Value> replace_one(Vm& vm, Value self, Dict* changes) { return replace(vm, kind, self, changes); }
    static constexpr NativeDef make_def = def<"__new__(cls, sequence, dict=)", make_one>();
    static constexpr NativeDef methods[] = {
        def<"__repr__(self, /)", show_one>(),
        def<"__reduce__(self, /)", reduce_one>(),
        def<"__replace__(self, /, **changes)", replace_one>(),
    };
};

} // namespace struct_sequence

template <const StructSequence& kind> Result<Class*> make_struct_class(Vm& vm)
{
    using Members = struct_sequence::Members<kind>;
    return struct_sequence::make_class(vm, kind, Members::make_def, Members::methods);
}

} // namespace coil::internal
