#pragma once
// What who writes stored units and who reads them agree on; stored_unit.h draws the layout.
#include <bit>
#include <cstddef>
#include <cstdint>

namespace coil::internal::stored
{

static_assert(std::endian::native == std::endian::little, "stored units are read in place");

inline constexpr char magic[] = "coilunit";
inline constexpr size_t magic_bytes = 8;
/// Where the table of texts begins.
inline constexpr size_t header_bytes = magic_bytes + 4 * sizeof(uint32_t);
/// Tuples in tuples: deeper than the parser goes.
inline constexpr int deepest_constant = 250;

/// How a constant begins.
enum class Tag : uint8_t {
    None,
    Ellipsis,
    False,
    True,
    Int,
    Float,
    Text,
    Bytes,
    BigInt,
    Complex,
    Tuple,
    FrozenSet,
    Code
};

} // namespace coil::internal::stored
