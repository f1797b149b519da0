#pragma once
#include <cstdint>

namespace coil::internal
{

/// What the library has for compiled code; see helpers.def.
enum class Helper : uint8_t {
#define HELPER(name, module, attribute) name,
#include "bytecode/helpers.def"
#undef HELPER
    Count,
};

} // namespace coil::internal
