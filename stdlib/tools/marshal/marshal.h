#pragma once
// CPython's format of plain values, version 4 (5 with slices): a letter for the type, then what it is made of; numbers
// are little-endian. With bit 7 of the letter set, the value gets the next number, by which `r` refers to it later.
// What stands behind `c` is a stored unit of ours (bytecode/stored_unit.h) in place of CPython's code.
#include "objects/vm.h"

namespace coil::internal::marshal
{

inline constexpr int64_t newest_version = 5;
inline constexpr int deepest = 2000;
inline constexpr uint8_t is_referred_to = 0x80;

/// The value as bytes. ValueError for what has no such form.
Result<std::string> write_value(Vm& vm, Value value, int64_t version, bool allow_code);

/// Where bytes come from: a piece of memory, or a file's read().
class Input
{
public:
    explicit Input(std::string_view bytes)
        : bytes_(bytes)
    {
    }
    explicit Input(Value file)
        : file_(file)
    {
    }
    /// The next `size` bytes; EOFError when there are not so many, by default with the words that suit the source.
    Result<std::string_view> take(Vm& vm, size_t size, const char* missing = nullptr);

private:
    std::string_view bytes_;
    Value file_; ///< empty: `bytes_`
    std::string read_;
};

Result<Value> read_value(Vm& vm, Input& input, bool allow_code);

/// A code and those inside it as bytes, and back. What comes from outside is checked.
Result<std::string> write_code(Vm& vm, Code* code);
Result<Value> read_code(Vm& vm, std::string_view bytes);

} // namespace coil::internal::marshal
