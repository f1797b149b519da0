#pragma once
// The kinds of heap cells, by number.
#include <cstdint>

#include "gc/cell.h"

namespace coil::internal
{

enum class Kind : uint8_t {
    Free,
#define KIND(name) name,
#include "objects/kinds.def"
#undef KIND
    Count,
};

inline Kind kind_of(const Cell* cell) { return Kind(cell->kind); }
inline bool is_kind(Value value, Kind kind) { return value.is_cell() && value.as_cell()->kind == uint8_t(kind); }

/// The cell in `value`, which the caller knows to be a T. Every layout T names its kind in `T::kind_id`.
template <class T> T* as(Value value) { return static_cast<T*>(value.as_cell()); }

/// The cell in `value` when it is a T (or of a Python subclass, which shares the layout), else null.
template <class T> T* as_if(Value value)
{
    return is_kind(value, T::kind_id) ? static_cast<T*>(value.as_cell()) : nullptr;
}

} // namespace coil::internal
