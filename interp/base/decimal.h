#pragma once
// Decimal digits of numbers, eight at a time in one word.
#include <bit>
#include <cstdint>

namespace coil::internal
{

/// The digits of a number below 10**8 as the bytes of a word, the first one lowest, and how many they are. They are
/// divided out in parallel: two groups of four digits, four of two, eight of one.
struct ShortDecimal {
    uint64_t text;
    unsigned size;
};

inline ShortDecimal short_decimal(uint32_t number)
{
    uint64_t groups = number / 10000 | uint64_t(number % 10000) << 32;
    // Each division is a multiplication that is exact for what a group may hold.
    uint64_t hundreds = groups * 10486 >> 20 & 0x0000007f0000007f;
    groups = hundreds | (groups - 100 * hundreds) << 16;
    uint64_t tens = groups * 103 >> 10 & 0x000f000f000f000f;
    groups = tens | (groups - 10 * tens) << 8;
    unsigned zeros = groups ? unsigned(std::countr_zero(groups)) / 8 : 7;
    return { (groups | 0x3030303030303030) >> zeros * 8, 8 - zeros };
}

} // namespace coil::internal
