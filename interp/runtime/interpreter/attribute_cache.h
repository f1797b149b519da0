#pragma once
// Look-ups that instructions at which many shapes meet share: what their inline caches can't all hold. An entry is good
// as long as its key is in use, for ids of shapes and versions of classes change with what was looked up.
#include "objects/class.h"

namespace coil::internal
{

inline CachedAttribute& cached_attribute(Vm& vm, AttributeUse use, uint32_t owner, Str* name)
{
    size_t place = owner * 7 + (reinterpret_cast<uintptr_t>(name) >> 4) + size_t(use) * 131;
    return vm.lookups.attributes[place % LookupCaches::attribute_count];
}

inline void remember_attribute(
    Vm& vm, CachedAttribute& entry, AttributeUse use, uint32_t owner, Str* name, uint32_t word, Value value)
{
    entry = { name, owner, word, value, use };
    vm.lookups.used = true;
}

} // namespace coil::internal
