#pragma once
// Units as bytes: in the program's read-only data, where functions are read one by one when they are needed, and in
// files, which nobody trusts. All numbers are little-endian; `varint` is LEB128, signed ones zigzag.
//
//   "coilunit"  u32 format  u32 size of all  u32 number of texts  u32 number of codes
//   u32 for each text: where it ends in the texts     u32 for each code: where it begins, a multiple of 4
//   the codes   the texts, one behind the other
//
// Text 0 is the filename. A code is its outline (varints), its instructions (u32, aligned), then as varints and numbers
// of texts what else CodeUnit has, positions last. Whatever changes this or what instructions mean raises the format.
#include <optional>
#include <string>
#include <string_view>

#include "bytecode/unit.h"

namespace coil
{

/// Of this layout and of the instruction set.
uint32_t unit_format();

/// The unit as bytes. Empty when it can't be stored: it is too large, or constants nest too deep.
std::string store_unit(const Unit& unit);

/// The unit that bytes from anywhere hold, or nothing when they are not what store_unit wrote: every number is within
/// its bounds and texts are WTF-8. Whether its instructions can be trusted is for `validate` to say.
std::optional<Unit> read_unit(std::string_view bytes);

/// A stored unit that is trusted (the build wrote it), read in place. A view: the bytes outlive it.
class StoredUnit
{
public:
    StoredUnit() = default;
    explicit StoredUnit(std::string_view bytes);

    bool is_empty() const { return bytes_.empty(); }
    std::string_view filename() const;
    CodeOutline outline(uint32_t index) const;
    /// What running the code needs: instructions, names, constants.
    CodeUnit body(uint32_t index) const;
    /// All of it.
    CodeUnit code(uint32_t index) const;

private:
    std::string_view bytes_;
};

} // namespace coil
