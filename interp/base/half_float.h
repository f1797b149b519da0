#pragma once
// IEEE 754 numbers of 16 bits, as struct and memoryview keep them.
#include <cstdint>
#include <optional>

namespace coil::internal
{

/// The half-precision number nearest to a double; nothing for a finite one that is too large.
std::optional<uint16_t> half_of_double(double number);
double double_of_half(uint16_t half);

} // namespace coil::internal
