#include "base/half_float.h"

#include <bit>
#include <cmath>

namespace coil::internal
{

std::optional<uint16_t> half_of_double(double number)
{
    uint16_t sign = std::signbit(number) ? 0x8000 : 0;
    double size = std::fabs(number);
    if (std::isnan(number)) {
        // The upper bits of its payload; a signalling one stays so, unless nothing would be left.
        auto payload = uint16_t((std::bit_cast<uint64_t>(number) >> 42) & 0x3ff);
        return uint16_t(sign | 0x7c00 | (payload ? payload : 1));
    }
    if (std::isinf(number))
        return uint16_t(sign | 0x7c00);
    if (size < 0x1p-14) // the smallest normal one
        return uint16_t(sign | uint16_t(std::nearbyint(std::ldexp(size, 24))));
    int exponent = std::ilogb(size);
    if (exponent > 15)
        return std::nullopt;
    auto digits = int(std::nearbyint(std::ldexp(size, 10 - exponent)));
    int bits = ((exponent + 15) << 10) + (digits - 1024);
    if (bits >= 0x7c00)
        return std::nullopt;
    return uint16_t(sign | bits);
}

double double_of_half(uint16_t half)
{
    uint64_t sign = uint64_t(half & 0x8000) << 48;
    uint64_t digits = half & 0x3ff;
    int exponent = (half >> 10) & 31;
    if (exponent == 31)
        return std::bit_cast<double>(sign | 0x7ff0000000000000 | digits << 42);
    double size = exponent ? std::ldexp(double(1024 + digits), exponent - 25) : std::ldexp(double(digits), -24);
    return sign ? -size : size;
}

} // namespace coil::internal
