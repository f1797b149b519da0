#include "objects/gmp_work.h"
#include "objects/int_limbs.h"

#include "objects/hash.h"

namespace coil::internal
{

namespace
{

using Wide = __int128;

Result<Value> from_wide(Vm& vm, Wide number)
{
    bool negative = number < 0;
    return make_int_wide(vm, negative ? -(unsigned __int128)(number) : (unsigned __int128)(number), negative);
}

Result<Value> add_magnitudes(Vm& vm, const Limbs& left, const Limbs& right, bool negative)
{
    const Limbs& longer = left.size() >= right.size() ? left : right;
    const Limbs& shorter = left.size() >= right.size() ? right : left;
    BigInt* out = TRY(make_limbs(vm, longer.size() + 1));
    mp_limb_t* data = limbs_of(out);
    data[longer.size()] = shorter.zero()
        ? (mpn_copyi(data, longer.data(), longer.gmp_size()), 0)
        : mpn_add(data, longer.data(), longer.gmp_size(), shorter.data(), shorter.gmp_size());
    return finish_limbs(out, longer.size() + 1, negative);
}

/// A wide number and a narrow one of the same sign, whose carry mostly ends in the first limb; null where it does not.
Result<std::optional<Value>> add_narrow(Vm& vm, BigInt* wide, int64_t number)
{
    uint64_t low;
    bool negative = number < 0;
    uint64_t magnitude = negative ? 0 - uint64_t(number) : uint64_t(number);
    if (wide->negative() != negative || wide->size < 2 || __builtin_add_overflow(wide->limbs[0], magnitude, &low))
        return std::optional<Value>();
    BigInt* out = TRY(make_limbs(vm, wide->size));
    for (size_t i = 1; i < wide->size; i++)
        out->limbs[i] = wide->limbs[i];
    out->limbs[0] = low;
    out->aux = negative;
    return std::optional(Value::cell(out));
}

int compare_magnitudes(const Limbs& left, const Limbs& right)
{
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.zero() ? 0 : mpn_cmp(left.data(), right.data(), left.gmp_size());
}

/// |left| - |right| with the sign of the difference, negated when `negative`.
Result<Value> subtract_magnitudes(Vm& vm, const Limbs& left, const Limbs& right, bool negative)
{
    int order = compare_magnitudes(left, right);
    if (order == 0)
        return Value::small(0);
    const Limbs& larger = order > 0 ? left : right;
    const Limbs& smaller = order > 0 ? right : left;
    BigInt* out = TRY(make_limbs(vm, larger.size()));
    mp_limb_t* data = limbs_of(out);
    if (smaller.zero())
        mpn_copyi(data, larger.data(), larger.gmp_size());
    else
        mpn_sub(data, larger.data(), larger.gmp_size(), smaller.data(), smaller.gmp_size());
    return finish_limbs(out, larger.size(), negative != (order < 0));
}

Result<Value> copy_with_sign(Vm& vm, Value value, bool negative)
{
    Limbs limbs(value);
    BigInt* out = TRY(make_limbs(vm, limbs.size()));
    std::copy_n(limbs.data(), limbs.size(), limbs_of(out));
    return finish_limbs(out, limbs.size(), negative);
}

} // namespace

Result<Value> make_int(Vm& vm, int64_t number)
{
    if (Value::fits_small(number))
        return Value::small(number);
    return from_wide(vm, number);
}

Result<Value> make_int_unsigned(Vm& vm, uint64_t number) { return make_int_wide(vm, number, false); }

Result<Value> int_add(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return make_int(vm, narrow(left) + narrow(right));
    if (auto* wide = as_if<BigInt>(left); wide && right.is_small()) {
        if (std::optional<Value> sum = TRY(add_narrow(vm, wide, right.as_small())))
            return *sum;
    }
    Limbs a(left), b(right);
    if (a.negative() == b.negative())
        return add_magnitudes(vm, a, b, a.negative());
    return subtract_magnitudes(vm, a, b, a.negative());
}

Result<Value> int_sub(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return make_int(vm, narrow(left) - narrow(right));
    Limbs a(left), b(right);
    if (a.negative() != b.negative())
        return add_magnitudes(vm, a, b, a.negative());
    return subtract_magnitudes(vm, a, b, a.negative());
}

Result<Value> int_mul(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right))
        return from_wide(vm, Wide(narrow(left)) * narrow(right));
    Limbs a(left), b(right);
    if (a.zero() || b.zero())
        return Value::small(0);
    BigInt* out = TRY(make_limbs(vm, a.size() + b.size()));
    TRY(run_gmp(vm, a.size() + b.size(), product_work(a.size() + b.size()), [&] {
        if (a.data() == b.data())
            mpn_sqr(limbs_of(out), a.data(), a.gmp_size());
        else if (a.size() >= b.size())
            mpn_mul(limbs_of(out), a.data(), a.gmp_size(), b.data(), b.gmp_size());
        else
            mpn_mul(limbs_of(out), b.data(), b.gmp_size(), a.data(), a.gmp_size());
    }));
    return finish_limbs(out, a.size() + b.size(), a.negative() != b.negative());
}

Result<Value> int_negate(Vm& vm, Value value)
{
    if (is_narrow(value))
        return make_int(vm, -narrow(value));
    return copy_with_sign(vm, value, !as<BigInt>(value)->negative());
}

Result<Value> int_abs(Vm& vm, Value value)
{
    if (is_narrow(value))
        return make_int(vm, std::abs(narrow(value)));
    return as<BigInt>(value)->negative() ? copy_with_sign(vm, value, false) : int_plain(vm, value);
}

Result<Value> int_plain(Vm& vm, Value value)
{
    if (is_narrow(value))
        return Value::small(narrow(value));
    if (value.as_cell()->shape == vm.exact.bigint)
        return value;
    return copy_with_sign(vm, value, as<BigInt>(value)->negative());
}

int int_compare(Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right)) {
        int64_t a = narrow(left), b = narrow(right);
        return a < b ? -1 : a > b;
    }
    Limbs a(left), b(right);
    if (a.negative() != b.negative())
        return a.negative() ? -1 : 1;
    int order = compare_magnitudes(a, b);
    order = order < 0 ? -1 : order > 0;
    return a.negative() ? -order : order;
}

int int_sign(Value value)
{
    if (is_narrow(value))
        return narrow(value) < 0 ? -1 : narrow(value) > 0;
    auto* big = as<BigInt>(value);
    return big->size == 0 ? 0 : big->negative() ? -1 : 1;
}

int64_t int_hash(Value value)
{
    if (is_narrow(value))
        return small_hash(narrow(value));
    Limbs limbs(value);
    if (limbs.zero())
        return 0;
    auto rest = int64_t(mpn_mod_1(limbs.data(), limbs.gmp_size(), mp_limb_t(hash_modulus)));
    if (limbs.negative())
        rest = -rest;
    return rest == -1 ? -2 : rest;
}

size_t int_bit_length(Value value) { return Limbs(value).bits(); }

size_t int_bit_count(Value value)
{
    Limbs limbs(value);
    return limbs.zero() ? 0 : mpn_popcount(limbs.data(), limbs.gmp_size());
}

std::optional<int64_t> wide_int_to_int64(Value value)
{
    if (is_narrow(value))
        return narrow(value);
    Limbs limbs(value);
    if (limbs.zero())
        return 0;
    if (limbs.size() > 1 || limbs[0] > uint64_t(INT64_MAX) + limbs.negative())
        return std::nullopt;
    return int64_t(limbs.negative() ? -limbs[0] : limbs[0]);
}

std::optional<uint64_t> int_to_uint64(Value value)
{
    Limbs limbs(value);
    if (limbs.negative() || limbs.size() > 1)
        return std::nullopt;
    return limbs.zero() ? 0 : limbs[0];
}

} // namespace coil::internal
