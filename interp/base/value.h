#pragma once
// A Value is 64 bits and holds any script value. The low bits say what it is:
//   ...1    a 63-bit signed integer
//   ..10    a double, rotated so that nearly all doubles are immediate (0.0 and rare exponents are boxed)
//   .000    a pointer to a heap cell; all bits zero is the empty Value: no value at all
//   .100    None, False, True, Ellipsis, NotImplemented and the VM's own marks
// This file knows neither the heap nor the cells' kinds.
#include <bit>
#include <cstdint>
#include <cstring>

namespace coil::internal
{

struct Cell;

class Value
{
public:
    constexpr Value() = default;
    static constexpr Value from_bits(uint64_t bits)
    {
        Value value;
        value.bits_ = bits;
        return value;
    }
    /// The caller knows that `number` fits 63 bits (see fits_small).
    static constexpr Value small(int64_t number) { return from_bits(uint64_t(number) << 1 | 1); }
    static constexpr bool fits_small(int64_t number) { return number >= min_small && number <= max_small; }
    static Value cell(const Cell* cell) { return from_bits(reinterpret_cast<uint64_t>(cell)); }
    static constexpr Value boolean(bool truth);

    /// True when `number` can be held without a box; see immediate_double.
    static bool fits_double(double number) { return (encode(number) & 3) == 2; }
    static Value immediate_double(double number) { return from_bits(encode(number)); }

    constexpr uint64_t bits() const { return bits_; }
    constexpr bool is_empty() const { return bits_ == 0; }
    constexpr explicit operator bool() const = delete;
    constexpr bool is_small() const { return bits_ & 1; }
    constexpr bool is_immediate_double() const { return (bits_ & 3) == 2; }
    /// A pointer or the empty value.
    constexpr bool is_cell_or_empty() const { return (bits_ & 7) == 0; }
    constexpr bool is_cell() const { return (bits_ & 7) == 0 && bits_ != 0; }
    constexpr bool is_mark() const { return (bits_ & 7) == 4; }
    constexpr bool is_none() const;
    constexpr bool is_bool() const { return (bits_ | 8) == 0x1c; }
    constexpr bool is_true() const { return bits_ == 0x1c; }
    constexpr bool is_false() const { return bits_ == 0x14; }

    constexpr int64_t as_small() const { return int64_t(bits_) >> 1; }
    double as_immediate_double() const { return std::bit_cast<double>(std::rotr(bits_, 3) - (uint64_t(1) << 60)); }
    Cell* as_cell() const { return reinterpret_cast<Cell*>(bits_); }

    /// Identity, the `is` of scripts for everything but boxed numbers.
    friend constexpr bool operator==(Value left, Value right) { return left.bits_ == right.bits_; }

    static constexpr int64_t max_small = (int64_t(1) << 62) - 1;
    static constexpr int64_t min_small = -(int64_t(1) << 62);

private:
    static uint64_t encode(double number)
    {
        return std::rotl(std::bit_cast<uint64_t>(number) + (uint64_t(1) << 60), 3);
    }
    uint64_t bits_ = 0;
};

inline constexpr Value None = Value::from_bits(0x04);
inline constexpr Value False = Value::from_bits(0x14);
inline constexpr Value True = Value::from_bits(0x1c);
inline constexpr Value Ellipsis = Value::from_bits(0x24);
inline constexpr Value NotImplemented = Value::from_bits(0x2c);
/// Marks a deleted entry in tables; scripts never see it.
inline constexpr Value Deleted = Value::from_bits(0x34);
/// What an iterator gives when there are no more items (see step.h); scripts never see it.
inline constexpr Value EndOfItems = Value::from_bits(0x3c);

constexpr Value Value::boolean(bool truth) { return truth ? True : False; }
constexpr bool Value::is_none() const { return bits_ == None.bits_; }

static_assert(sizeof(Value) == 8);

/// Copies words to where they may overlap. Few of them one by one, as arguments and registers were stored a moment ago:
/// a wider load waits until all stores that it covers have left the processor's store buffer, which takes longer than a
/// call. The empty statement keeps compilers from making wider ones of these.
inline void move_values(const Value* from, size_t count, Value* to)
{
    constexpr size_t few = 12;
    if (count > few) [[unlikely]]
        std::memmove(static_cast<void*>(to), from, count * sizeof(Value));
    else if (to <= from)
        for (size_t i = 0; i < count; i++) {
            to[i] = from[i];
            asm volatile("");
        }
    else
        for (size_t i = count; i-- > 0;) {
            to[i] = from[i];
            asm volatile("");
        }
}

} // namespace coil::internal
