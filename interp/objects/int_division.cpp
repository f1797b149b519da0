// Division of ints: floored, and true division rounded correctly.
#include <cmath>

#include "objects/gmp_work.h"
#include "objects/int_limbs.h"

namespace coil::internal
{

namespace
{

Raised division_by_zero(Vm& vm) { return vm.raise(Error::ZeroDivisionError, "division by zero"); }

struct Quotient {
    Value quotient, remainder;
};

struct NarrowQuotient {
    int64_t quotient, remainder;
};

NarrowQuotient divide_narrow(int64_t left, int64_t right)
{
    int64_t quotient = left / right, remainder = left % right;
    if (remainder != 0 && (remainder ^ right) < 0) {
        remainder += right;
        quotient--;
    }
    return { quotient, remainder };
}

/// Magnitudes of quotient and remainder, truncated, each in a new BigInt that is one limb longer.
struct Magnitudes {
    BigInt* quotient = nullptr;
    BigInt* remainder = nullptr;
    bool exact = false;
};

/// Needs left.size() >= right.size() > 0.
Result<Magnitudes> divide_magnitudes(Vm& vm, const Limbs& left, const Limbs& right)
{
    Magnitudes out;
    size_t quotient_size = left.size() - right.size() + 1;
    out.quotient = TRY(make_limbs(vm, quotient_size + 1));
    out.remainder = TRY(make_limbs(vm, right.size() + 1));
    mp_limb_t* remainder = limbs_of(out.remainder);
    TRY(run_gmp(vm, left.size(), 4 * product_work(left.size()), [&] {
        mpn_tdiv_qr(limbs_of(out.quotient), remainder, 0, left.data(), left.gmp_size(), right.data(), right.gmp_size());
    }));
    limbs_of(out.quotient)[quotient_size] = 0;
    remainder[right.size()] = 0;
    out.exact = mpn_zero_p(remainder, right.gmp_size());
    return out;
}

/// |left| < |right|: nothing to divide.
Result<Quotient> divide_by_larger(Vm& vm, Value left, Value right, const Limbs& a, const Limbs& b)
{
    if (a.zero())
        return Quotient{ Value::small(0), Value::small(0) };
    if (a.negative() == b.negative())
        return Quotient{ Value::small(0), TRY(int_plain(vm, left)) };
    return Quotient{ Value::small(-1), TRY(int_add(vm, left, right)) };
}

Result<Quotient> divide(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right)) {
        int64_t a = narrow(left), b = narrow(right);
        if (b == 0)
            return division_by_zero(vm);
        auto [quotient, remainder] = divide_narrow(a, b);
        return Quotient{ TRY(make_int(vm, quotient)), Value::small(remainder) };
    }
    Limbs a(left), b(right);
    if (b.zero())
        return division_by_zero(vm);
    if (a.size() < b.size())
        return divide_by_larger(vm, left, right, a, b);
    Magnitudes parts = TRY(divide_magnitudes(vm, a, b));
    mp_limb_t* quotient = limbs_of(parts.quotient);
    mp_limb_t* remainder = limbs_of(parts.remainder);
    bool negative = a.negative() != b.negative();
    if (negative && !parts.exact) {
        mpn_add_1(quotient, quotient, mp_size_t(parts.quotient->size), 1);
        mpn_sub_n(remainder, b.data(), remainder, b.gmp_size());
    }
    return Quotient{ finish_limbs(parts.quotient, parts.quotient->size, negative),
        finish_limbs(parts.remainder, parts.remainder->size, b.negative()) };
}

/// The magnitude of `limbs` shifted by `shift` bits, to the left when positive, with room for one more limb; tells
/// whether bits were lost.
Result<BigInt*> shifted(Vm& vm, const Limbs& limbs, int64_t shift, bool& inexact)
{
    size_t words = size_t(std::abs(shift)) / 64;
    unsigned bits = unsigned(std::abs(shift) % 64);
    if (shift >= 0) {
        size_t size = limbs.size() + words + 1;
        BigInt* out = TRY(make_limbs(vm, size));
        mp_limb_t* data = limbs_of(out);
        std::fill_n(data, words, 0);
        data[size - 1] = 0;
        if (bits)
            data[size - 1] = mpn_lshift(data + words, limbs.data(), limbs.gmp_size(), bits);
        else
            mpn_copyi(data + words, limbs.data(), limbs.gmp_size());
        while (out->size > 1 && data[out->size - 1] == 0)
            out->size--;
        return out;
    }
    size_t size = limbs.size() > words ? limbs.size() - words : 0;
    BigInt* out = TRY(make_limbs(vm, size + 1));
    mp_limb_t* data = limbs_of(out);
    data[size] = 0;
    inexact |= std::any_of(limbs.data(), limbs.data() + limbs.size() - size, [](mp_limb_t limb) { return limb != 0; });
    if (size && bits)
        inexact |= mpn_rshift(data, limbs.data() + words, mp_size_t(size), bits) != 0;
    else if (size)
        mpn_copyi(data, limbs.data() + words, mp_size_t(size));
    out->size = std::max<size_t>(size, 1);
    while (out->size > 1 && data[out->size - 1] == 0)
        out->size--;
    return out;
}

constexpr int mantissa_bits = 53;
constexpr int smallest_exponent = -1021;
constexpr int largest_exponent = 1024;

Result<Value> too_large(Vm& vm)
{
    return vm.raise(Error::OverflowError, "integer division result too large for a float");
}

/// quotient × 2**shift, rounded half to even; `inexact` says that the quotient was truncated. It has two or three bits
/// more than a double holds.
Result<Value> round_quotient(Vm& vm, uint64_t quotient, int64_t shift, bool inexact, bool negative)
{
    int64_t bits = 64 - __builtin_clzll(quotient);
    int64_t extra = std::max<int64_t>(bits, smallest_exponent - shift) - mantissa_bits;
    uint64_t half = uint64_t(1) << (extra - 1);
    uint64_t low = quotient | inexact;
    if ((low & half) && (low & (3 * half - 1)))
        low += half;
    low &= ~(2 * half - 1);
    int64_t result_bits = low == 0 ? 0 : 64 - __builtin_clzll(low);
    if (shift + result_bits > largest_exponent)
        return too_large(vm);
    double number = std::ldexp(double(low), int(shift));
    return make_float(vm, negative ? -number : number);
}

} // namespace

Result<Value> int_floor_div(Vm& vm, Value left, Value right) { return TRY(divide(vm, left, right)).quotient; }

Result<Value> int_mod(Vm& vm, Value left, Value right)
{
    if (is_narrow(left) && is_narrow(right) && narrow(right) != 0)
        return Value::small(divide_narrow(narrow(left), narrow(right)).remainder);
    return TRY(divide(vm, left, right)).remainder;
}

Result<std::pair<Value, Value>> int_divmod(Vm& vm, Value left, Value right)
{
    Quotient both = TRY(divide(vm, left, right));
    return std::pair(both.quotient, both.remainder);
}

Result<Value> int_true_div(Vm& vm, Value left, Value right)
{
    Limbs a(left), b(right);
    if (b.zero())
        return division_by_zero(vm);
    bool negative = a.negative() != b.negative();
    if (a.zero())
        return make_float(vm, negative ? -0.0 : 0.0);
    if (a.bits() <= mantissa_bits && b.bits() <= mantissa_bits) {
        double number = double(a[0]) / double(b[0]);
        return make_float(vm, negative ? -number : number);
    }
    auto difference = int64_t(a.bits()) - int64_t(b.bits());
    if (difference > largest_exponent)
        return too_large(vm);
    if (difference < smallest_exponent - mantissa_bits - 1)
        return make_float(vm, negative ? -0.0 : 0.0);
    int64_t shift = std::max<int64_t>(difference, smallest_exponent) - (mantissa_bits + 2);
    bool inexact = false;
    BigInt* dividend = TRY(shifted(vm, a, -shift, inexact));
    uint64_t quotient = 0;
    if (dividend->size >= b.size()) {
        size_t size = dividend->size - b.size() + 1;
        BigInt* out = TRY(make_limbs(vm, size));
        BigInt* remainder = TRY(make_limbs(vm, b.size()));
        TRY(run_gmp(vm, dividend->size, 4 * product_work(dividend->size), [&] {
            mpn_tdiv_qr(limbs_of(out), limbs_of(remainder), 0, limbs_of(dividend), mp_size_t(dividend->size), b.data(),
                b.gmp_size());
        }));
        inexact |= !mpn_zero_p(limbs_of(remainder), b.gmp_size());
        quotient = out->limbs[0];
    }
    if (quotient == 0)
        return make_float(vm, negative ? -0.0 : 0.0);
    return round_quotient(vm, quotient, shift, inexact, negative);
}

} // namespace coil::internal
