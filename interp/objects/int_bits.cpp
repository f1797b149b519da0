// Shifts, bitwise operations and bytes of ints. A negative int is seen in two's complement, with endless ones above.
#include "objects/int_limbs.h"

namespace coil::internal
{

namespace
{

/// The limbs of a number in two's complement, sign extended.
class TwosComplement
{
public:
    explicit TwosComplement(const Limbs& limbs)
        : limbs_(limbs)
    {
        while (first_set_ < limbs.size() && limbs[first_set_] == 0)
            first_set_++;
    }
    uint64_t operator[](size_t index) const
    {
        if (index >= limbs_.size())
            return limbs_.negative() ? ~uint64_t(0) : 0;
        if (!limbs_.negative())
            return limbs_[index];
        return index < first_set_ ? 0 : index == first_set_ ? -limbs_[index] : ~limbs_[index];
    }

private:
    const Limbs& limbs_;
    size_t first_set_ = 0;
};

/// The int whose two's complement stands in the first `size` limbs; `negative` is the sign of what is above.
Value finish_twos_complement(BigInt* out, size_t size, bool negative)
{
    if (negative)
        mpn_neg(limbs_of(out), limbs_of(out), mp_size_t(size));
    return finish_limbs(out, size, negative);
}

template <class Combine> Result<Value> bitwise(Vm& vm, Value left, Value right, Combine combine)
{
    Limbs a(left), b(right);
    size_t size = std::max(a.size(), b.size()) + 1;
    BigInt* out = TRY(make_limbs(vm, size));
    TwosComplement x(a), y(b);
    for (size_t i = 0; i < size; i++)
        out->limbs[i] = combine(x[i], y[i]);
    return finish_twos_complement(out, size, combine(a.negative(), b.negative()));
}

} // namespace

Result<Value> int_and(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return Value::small(narrow(left) & narrow(right));
    return bitwise(vm, left, right, [](auto a, auto b) { return decltype(a)(a & b); });
}

Result<Value> int_or(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return Value::small(narrow(left) | narrow(right));
    return bitwise(vm, left, right, [](auto a, auto b) { return decltype(a)(a | b); });
}

Result<Value> int_xor(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return Value::small(narrow(left) ^ narrow(right));
    return bitwise(vm, left, right, [](auto a, auto b) { return decltype(a)(a ^ b); });
}

Result<Value> int_invert(Vm& vm, Value value)
{
    if (is_narrow(value))
        return Value::small(~narrow(value));
    Value negated = TRY(int_negate(vm, value));
    return int_sub(vm, negated, Value::small(1));
}

Result<Value> int_shift_left(Vm& vm, Value left, Value count)
{
    if (int_sign(count) < 0)
        return vm.raise(Error::ValueError, "negative shift count");
    Limbs a(left);
    if (a.zero())
        return Value::small(0);
    auto bits = int_to_uint64(count);
    if (!bits)
        return vm.raise(Error::OverflowError, "too many digits in integer");
    if (a.size() == 1 && *bits < 64)
        return make_int_wide(vm, (unsigned __int128)(a[0]) << *bits, a.negative());
    size_t limbs = *bits / 64, rest = *bits % 64;
    if (limbs > max_int_limbs)
        return vm.raise_memory_error();
    size_t size = a.size() + limbs + 1;
    BigInt* out = TRY(make_limbs(vm, size));
    mp_limb_t* data = limbs_of(out);
    std::fill_n(data, limbs, 0);
    if (rest) {
        data[size - 1] = mpn_lshift(data + limbs, a.data(), a.gmp_size(), unsigned(rest));
    } else {
        mpn_copyi(data + limbs, a.data(), a.gmp_size());
        data[size - 1] = 0;
    }
    return finish_limbs(out, size, a.negative());
}

Result<Value> int_shift_right(Vm& vm, Value left, Value count)
{
    if (int_sign(count) < 0)
        return vm.raise(Error::ValueError, "negative shift count");
    auto bits = int_to_uint64(count);
    if (is_narrow(left))
        return Value::small(narrow(left) >> (!bits || *bits > 63 ? 63 : *bits));
    Limbs a(left);
    if (!bits || *bits / 64 >= a.size())
        return Value::small(a.negative() ? -1 : 0);
    size_t limbs = *bits / 64, rest = *bits % 64;
    size_t size = a.size() - limbs;
    BigInt* out = TRY(make_limbs(vm, size + 1));
    mp_limb_t* data = limbs_of(out);
    bool lost = std::any_of(a.data(), a.data() + limbs, [](mp_limb_t limb) { return limb != 0; });
    if (rest)
        lost |= mpn_rshift(data, a.data() + limbs, mp_size_t(size), unsigned(rest)) != 0;
    else
        mpn_copyi(data, a.data() + limbs, mp_size_t(size));
    data[size] = a.negative() && lost ? mpn_add_1(data, data, mp_size_t(size), 1) : 0;
    return finish_limbs(out, size + 1, a.negative());
}

Result<Value> int_from_bytes(Vm& vm, std::string_view bytes, bool little_endian, bool is_signed)
{
    if (bytes.empty())
        return Value::small(0);
    size_t size = bytes.size() / 8 + 1;
    BigInt* out = TRY(make_limbs(vm, size));
    auto top = static_cast<unsigned char>(little_endian ? bytes.back() : bytes.front());
    bool negative = is_signed && top >= 0x80;
    std::fill_n(out->limbs, size, negative ? ~uint64_t(0) : 0);
    auto* data = reinterpret_cast<char*>(out->limbs);
    if (little_endian)
        std::copy(bytes.begin(), bytes.end(), data);
    else
        std::copy(bytes.rbegin(), bytes.rend(), data);
    return finish_twos_complement(out, size, negative);
}

Result<std::string> int_to_bytes(Vm& vm, Value value, size_t length, bool little_endian, bool is_signed)
{
    Limbs limbs(value);
    if (limbs.negative() && !is_signed)
        return vm.raise(Error::OverflowError, "can't convert negative int to unsigned");
    TwosComplement twos(limbs);
    // Bits that must fit below the sign bit; -2**k takes k bits, as 2**k - 1 does.
    size_t needed = limbs.bits();
    if (limbs.negative()) {
        bool power_of_two = int_bit_count(value) == 1;
        needed -= power_of_two;
    }
    if (length < SIZE_MAX / 8 && needed + (is_signed && !limbs.zero()) > length * 8)
        return vm.raise(Error::OverflowError, "int too big to convert");
    TRY(vm.require_room(length));
    constexpr size_t bytes_in_step = size_t(1) << 20;
    std::string out(length, '\0');
    for (size_t i = 0; i < length; i++) {
        out[little_endian ? i : length - 1 - i] = char(twos[i / 8] >> (i % 8 * 8));
        if (i % bytes_in_step == bytes_in_step - 1)
            TRY(vm.work_in_one_step(bytes_in_step / 8));
    }
    return out;
}

} // namespace coil::internal
