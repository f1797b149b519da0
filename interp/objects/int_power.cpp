// Powers, roots and divisors of ints.
#include "objects/int_limbs.h"

namespace coil
{

namespace
{

/// A GMP integer with its own memory. What it holds is bounded by operands that stand in the heap already.
class Integer
{
public:
    Integer() { mpz_init(value_); }
    ~Integer() { mpz_clear(value_); }
    Integer(const Integer&) = delete;
    Integer& operator=(const Integer&) = delete;
    mpz_ptr get() { return value_; }
    operator mpz_ptr() { return value_; }

private:
    mpz_t value_;
};

/// A view of an int as GMP's type.
class View
{
public:
    explicit View(Value value)
        : limbs_(value)
    {
        mpz_roinit_n(value_, limbs_.data(), limbs_.negative() ? -limbs_.gmp_size() : limbs_.gmp_size());
    }
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    operator mpz_srcptr() const { return value_; }
    const Limbs& limbs() const { return limbs_; }

private:
    Limbs limbs_;
    mpz_t value_;
};

Result<Value> from_mpz(Vm& vm, mpz_srcptr number)
{
    size_t size = mpz_size(number);
    BigInt* out = TRY(make_limbs(vm, size));
    std::copy_n(mpz_limbs_read(number), size, limbs_of(out));
    return finish_limbs(out, size, mpz_sgn(number) < 0);
}

/// base ** exponent as far as both and the result fit 64 bits.
bool power_narrow(int64_t base, uint64_t exponent, int64_t& result)
{
    result = 1;
    for (;;) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
            return false;
        exponent >>= 1;
        if (exponent == 0)
            return true;
        if (__builtin_mul_overflow(base, base, &base))
            return false;
    }
}

bool is_power_of_two(const Limbs& limbs)
{
    return (limbs.top() & (limbs.top() - 1)) == 0 && mpn_zero_p(limbs.data(), limbs.gmp_size() - 1);
}

/// base ** exponent by squaring, from the exponent's top bit down. `size` limbs are enough for the result.
Result<Value> power_wide(Vm& vm, const Limbs& base, uint64_t exponent, size_t size)
{
    BigInt* here = TRY(make_limbs(vm, size));
    BigInt* there = TRY(make_limbs(vm, size));
    mp_limb_t* result = limbs_of(here);
    mp_limb_t* next = limbs_of(there);
    std::copy_n(base.data(), base.size(), result);
    size_t used = base.size();
    auto store = [&](size_t limbs) {
        std::swap(result, next);
        used = limbs - (result[limbs - 1] == 0);
    };
    for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; bit--) {
        mpn_sqr(next, result, mp_size_t(used));
        store(2 * used);
        if (exponent >> bit & 1) {
            mpn_mul(next, result, mp_size_t(used), base.data(), base.gmp_size());
            store(used + base.size());
        }
    }
    return finish_limbs(result == limbs_of(here) ? here : there, used, base.negative() && (exponent & 1));
}

} // namespace

Result<Value> int_pow(Vm& vm, Value base, Value exponent)
{
    if (int_sign(exponent) < 0) {
        double left = TRY(int_to_double(vm, base)), right = TRY(int_to_double(vm, exponent));
        return float_pow(vm, left, right);
    }
    auto count = int_to_uint64(exponent);
    auto narrow = int_to_int64(base);
    if (count && *count == 0)
        return Value::small(1);
    if (narrow && *narrow >= -1 && *narrow <= 1)
        return Value::small(*narrow == -1 && !(Limbs(exponent)[0] & 1) ? 1 : *narrow);
    int64_t small;
    if (count && narrow && power_narrow(*narrow, *count, small))
        return make_int(vm, small);
    Limbs limbs(base);
    constexpr uint64_t max_bits = max_int_limbs * 64;
    if (!count || *count > max_bits || limbs.bits() - 1 > max_bits / *count)
        return vm.raise_memory_error();
    if (is_power_of_two(limbs)) {
        Value one = Value::small(limbs.negative() && (*count & 1) ? -1 : 1);
        return int_shift_left(vm, one, TRY(make_int_unsigned(vm, (limbs.bits() - 1) * *count)));
    }
    // Squares are stored at twice the size before their top limb is dropped.
    unsigned __int128 bits = (unsigned __int128)(limbs.bits()) * *count;
    if (bits > max_bits)
        return vm.raise_memory_error();
    return power_wide(vm, limbs, *count, size_t(bits / 64) + 3 + limbs.size());
}

Result<Value> int_pow_mod(Vm& vm, Value base, Value exponent, Value modulus)
{
    View m(modulus);
    if (m.limbs().zero())
        return vm.raise(Error::ValueError, "pow() 3rd argument cannot be 0");
    if (m.limbs().is_one())
        return Value::small(0);
    View b(base), e(exponent);
    Integer result;
    if (e.limbs().negative()) {
        if (!mpz_invert(result, b, m))
            return vm.raise(Error::ValueError, "base is not invertible for the given modulus");
        Integer positive;
        mpz_neg(positive, e);
        mpz_powm(result, result, positive, m);
    } else {
        mpz_powm(result, b, e, m);
    }
    // GMP's remainder is not negative; Python's has the sign of the modulus.
    if (m.limbs().negative() && mpz_sgn(result.get()) != 0)
        mpz_add(result, result, m);
    return from_mpz(vm, result);
}

Result<Value> int_gcd(Vm& vm, Value left, Value right)
{
    View a(left), b(right);
    Integer result;
    mpz_gcd(result, a, b);
    return from_mpz(vm, result);
}

Result<Value> int_isqrt(Vm& vm, Value value)
{
    if (int_sign(value) < 0)
        return vm.raise(Error::ValueError, "isqrt() argument must be nonnegative");
    View number(value);
    Integer result;
    mpz_sqrt(result, number);
    return from_mpz(vm, result);
}

} // namespace coil
