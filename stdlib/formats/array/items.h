#pragma once
// The type codes of arrays: how an item is written into bytes and read from them.
#include "objects/storage.h"

namespace coil::internal::arrays
{

struct Code {
    char letter;
    uint8_t size;
    bool is_text;
    /// No script code runs.
    Result<Value> (*read)(Vm&, const char* from);
    /// Checks the value; its methods may run, so `out` is none that a script can reach.
    Result<void> (*write)(Vm&, Value, char* out);
};

inline constexpr size_t widest_item = 8;
inline constexpr std::string_view letters = "bBuwhHiIlLqQfd";
/// Null for a letter that is no code.
const Code* find_code(char letter);

} // namespace coil::internal::arrays
