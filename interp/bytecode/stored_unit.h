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
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bytecode/unit.h"

namespace coil::internal
{

/// Of this layout and of the instruction set.
uint32_t unit_format();

/// The unit as bytes. Empty when it can't be stored: it is too large, or constants nest too deep.
std::string store_unit(const Unit& unit);

/// A stored unit that is trusted (the build wrote it), read in place. A view: the bytes outlive it.
class StoredUnit
{
public:
    StoredUnit() = default;
    explicit StoredUnit(std::string_view bytes);

    bool is_empty() const { return bytes_.empty(); }
    std::string_view filename() const;
    CodeOutline outline(uint32_t index) const;
    /// What running the code needs: instructions, names, constants, handlers.
    CodeUnit body(uint32_t index) const;
    /// All of it.
    CodeUnit code(uint32_t index) const;

private:
    std::string_view bytes_;
};

/// A stored unit from anywhere. What is at its head is checked when it is opened, and each code when it is read, for
/// that takes as long as compiling it: every number is within its bounds, texts are WTF-8, and `validate_code` finds
/// no fault.
class CheckedUnit
{
public:
    /// Null when the bytes are not what store_unit writes, or an outline is at fault.
    static std::unique_ptr<CheckedUnit> open(std::string bytes);

    size_t size() const { return free_counts_.size(); }
    std::string_view filename() const { return filename_; }
    /// The file may have been moved.
    void set_filename(std::string filename) { filename_ = std::move(filename); }
    CodeOutline outline(uint32_t index) const;
    /// All of a code, or nothing when it is at fault.
    std::optional<CodeUnit> code(uint32_t index) const;

private:
    explicit CheckedUnit(std::string bytes)
        : bytes_(std::move(bytes))
    {
    }
    bool check();

    std::string bytes_;
    std::string filename_;
    std::vector<uint32_t> free_counts_;
    mutable uint64_t allowed_ = 0; ///< bytes of texts that may still be read
};

} // namespace coil::internal
