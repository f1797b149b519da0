#pragma once
// Whose fixed layout instances of a class have.
#include "objects/class.h"

namespace coil::internal
{

/// The builtin class whose C++ functions know what instances hold. Native objects of one kind differ in that: it is the
/// class that tells.
inline const Class* layout_owner(const Class* cls)
{
    while (cls->has(IsHeapClass) && cls->base)
        cls = cls->base;
    return cls;
}

/// Whether the kind alone does not say what an object holds.
inline bool is_native_layout(Kind kind)
{
    return kind == Kind::NativeObject || kind == Kind::NativeResource || kind == Kind::NativeIterator;
}

/// Whether instances of both are native objects, of different classes.
inline bool differ_natively(const Class* left, const Class* right)
{
    return is_native_layout(left->instance_kind) && layout_owner(left) != layout_owner(right);
}

} // namespace coil::internal
