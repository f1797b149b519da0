#pragma once
// What the collector knows of an object: the eight bytes at its start.
#include "base/value.h"

namespace coil::internal
{

/// Every heap object starts with this header. `kind` selects the layout and its trace function; 0 is a free cell.
struct Cell {
    uint8_t kind = 0;
    /// gc::CellFlag bits, the collector's own.
    uint8_t gc_flags = 0;
    /// Free for the kind's own use.
    uint16_t aux = 0;
    /// Id of the hidden class, by which every object's Python class is found. 0 for storage that scripts never see.
    uint32_t shape = 0;
};
static_assert(sizeof(Cell) == 8);

namespace gc
{
enum CellFlag : uint8_t {
    /// The cell survived a collection and has not been written to since the last: a store into it must be logged.
    OldUnlogged = 1,
    /// The cell's class has a finalizer that has not run.
    NeedsFinalizer = 2,
};
} // namespace gc

} // namespace coil::internal
