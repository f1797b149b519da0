#pragma once
// How the int operations see their operands and make their results: sign and magnitude in GMP limbs.
#include <algorithm>

#include <gmp.h>

#include "objects/numbers.h"

namespace coil::internal
{

static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0);

/// More limbs than this are a MemoryError, whatever the heap's limit: GMP's own scratch memory stays bounded.
inline constexpr size_t max_int_limbs = size_t(1) << 27;

/// An int without a cell: the value of a small int or a bool.
inline bool is_narrow(Value value) { return value.is_small() || value.is_bool(); }
inline int64_t narrow(Value value) { return value.is_small() ? value.as_small() : value.is_true(); }

/// Sign and magnitude of any int. Points into itself or into the BigInt, which the caller keeps alive.
class Limbs
{
public:
    explicit Limbs(Value value)
    {
        if (auto* big = as_if<BigInt>(value)) {
            data_ = reinterpret_cast<const mp_limb_t*>(big->limbs);
            size_ = big->size;
            negative_ = big->negative();
            return;
        }
        set(value.is_small() ? value.as_small() : value.is_true());
    }
    explicit Limbs(int64_t number) { set(number); }
    Limbs(const Limbs&) = delete;
    Limbs& operator=(const Limbs&) = delete;

    const mp_limb_t* data() const { return data_; }
    size_t size() const { return size_; }
    mp_size_t gmp_size() const { return mp_size_t(size_); }
    bool negative() const { return negative_; }
    bool zero() const { return size_ == 0; }
    mp_limb_t operator[](size_t index) const { return data_[index]; }
    mp_limb_t top() const { return data_[size_ - 1]; }
    size_t bits() const { return size_ == 0 ? 0 : size_ * 64 - size_t(__builtin_clzll(top())); }
    bool is_one() const { return size_ == 1 && data_[0] == 1; }

private:
    void set(int64_t number)
    {
        negative_ = number < 0;
        own_ = negative_ ? -uint64_t(number) : uint64_t(number);
        data_ = &own_;
        size_ = own_ != 0;
    }

    const mp_limb_t* data_;
    size_t size_;
    bool negative_;
    mp_limb_t own_ = 0;
};

/// A BigInt with room for `limbs` limbs, which are undefined. Raises MemoryError.
inline Result<BigInt*> make_limbs(Vm& vm, size_t limbs)
{
    if (limbs > max_int_limbs)
        return vm.raise_memory_error();
    auto* big = static_cast<BigInt*>(vm.heap.allocate_cell_uninitialized(
        uint8_t(Kind::BigInt), sizeof(BigInt) + std::max<size_t>(limbs, 1) * sizeof(uint64_t)));
    if (!big)
        return vm.raise_memory_error();
    big->shape = vm.exact.bigint;
    big->size = limbs;
    return big;
}

inline mp_limb_t* limbs_of(BigInt* big) { return reinterpret_cast<mp_limb_t*>(big->limbs); }

/// The int with the first `size` limbs of `big`, normalised; `big` becomes the value or garbage.
inline Value finish_limbs(BigInt* big, size_t size, bool negative)
{
    while (size > 0 && big->limbs[size - 1] == 0)
        size--;
    if (size == 0)
        return Value::small(0);
    if (size == 1) {
        uint64_t magnitude = big->limbs[0];
        if (magnitude <= uint64_t(Value::max_small) + negative)
            return Value::small(negative ? -int64_t(magnitude) : int64_t(magnitude));
    }
    big->size = size;
    big->aux = negative;
    return Value::cell(big);
}

/// sign × magnitude of two limbs.
inline Result<Value> make_int_wide(Vm& vm, unsigned __int128 magnitude, bool negative)
{
    if (magnitude <= uint64_t(Value::max_small))
        return Value::small(negative ? -int64_t(magnitude) : int64_t(magnitude));
    BigInt* big = TRY(make_limbs(vm, 2));
    big->limbs[0] = uint64_t(magnitude);
    big->limbs[1] = uint64_t(magnitude >> 64);
    return finish_limbs(big, 2, negative);
}

} // namespace coil::internal
