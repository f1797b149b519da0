// Powers, roots and divisors of ints.
#include "objects/gmp_work.h"
#include "objects/int_limbs.h"

namespace coil::internal
{

namespace
{

/// A GMP integer in memory of the GmpScope that it is made in, which releases it.
class Integer
{
public:
    Integer() { mpz_init(value_); }
    Integer(const Integer&) = delete;
    Integer& operator=(const Integer&) = delete;
    mpz_ptr get() { return value_; }
    operator mpz_ptr() { return value_; }

private:
    mpz_t value_;
};

/// The int that `compute(result)` makes of operands of `limbs` limbs; NotImplemented when it returns false.
template <class F> Result<Value> with_gmp(Vm& vm, size_t limbs, size_t work, F&& compute)
{
    BigInt* out = nullptr;
    size_t size = 0;
    bool negative = false, found = false;
    // The result is at most as large as the operands.
    out = TRY(make_limbs(vm, limbs + 1));
    TRY(run_gmp(vm, std::max(limbs, gmp_large_limbs), work, [&] {
        Integer result;
        found = compute(result);
        size = found ? mpz_size(result) : 0;
        std::copy_n(mpz_limbs_read(result), size, limbs_of(out));
        negative = mpz_sgn(result.get()) < 0;
    }));
    return found ? finish_limbs(out, size, negative) : NotImplemented;
}

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
    // GMP takes no empty number: it would read in front of the one limb.
    return (limbs.top() & (limbs.top() - 1)) == 0 &&
        (limbs.size() == 1 || mpn_zero_p(limbs.data(), limbs.gmp_size() - 1));
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
        TRY(run_gmp(vm, 2 * used, product_work(2 * used), [&] { mpn_sqr(next, result, mp_size_t(used)); }));
        store(2 * used);
        if (exponent >> bit & 1) {
            TRY(run_gmp(vm, used + base.size(), product_work(used + base.size()),
                [&] { mpn_mul(next, result, mp_size_t(used), base.data(), base.gmp_size()); }));
            store(used + base.size());
        }
    }
    return finish_limbs(result == limbs_of(here) ? here : there, used, base.negative() && (exponent & 1));
}

} // namespace

Result<Value> int_pow(Vm& vm, Value base, Value exponent)
{
    int64_t small;
    if (base.is_small() && exponent.is_small() && exponent.as_small() > 0 &&
        power_narrow(base.as_small(), uint64_t(exponent.as_small()), small))
        return make_int(vm, small);
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

namespace
{

/// base ** exponent % modulus, a few bits of the exponent at a time: GMP's own function does not come back before it is
/// done, which may take hours.
class ModularPower
{
public:
    ModularPower(Vm& vm, Value modulus)
        : vm_(vm)
        , modulus_(modulus)
        , m_(modulus)
    {
    }

    Result<Value> run(Value base, const Limbs& exponent)
    {
        Value odd[1 << (window - 1)];
        odd[0] = TRY(reduce(base));
        Value square = TRY(product(odd[0], odd[0]));
        for (size_t i = 1; i < std::size(odd); i++)
            odd[i] = TRY(product(odd[i - 1], square));
        auto bit = [&](size_t place) { return exponent[place / 64] >> (place % 64) & 1; };
        Value result = TRY(reduce(Value::small(1)));
        for (size_t place = exponent.bits(); place > 0;) {
            if (!bit(place - 1)) {
                result = TRY(product(result, result));
                place--;
                continue;
            }
            size_t low = place > window ? place - window : 0, digit = 0;
            while (!bit(low))
                low++;
            for (; place > low; place--) {
                result = TRY(product(result, result));
                digit = digit * 2 + bit(place - 1);
            }
            result = TRY(product(result, odd[digit / 2]));
        }
        return result;
    }

private:
    static constexpr size_t window = 5;

    Result<Value> reduce(Value value)
    {
        View number(value);
        size_t limbs = number.limbs().size() + m_.limbs().size();
        return with_gmp(vm_, limbs, 4 * product_work(limbs), [&](mpz_ptr result) {
            mpz_mod(result, number, m_);
            return true;
        });
    }
    Result<Value> product(Value left, Value right)
    {
        View a(left), b(right);
        size_t limbs = a.limbs().size() + b.limbs().size();
        return with_gmp(vm_, limbs + m_.limbs().size(), 4 * product_work(limbs), [&](mpz_ptr result) {
            mpz_mul(result, a, b);
            mpz_mod(result, result, m_);
            return true;
        });
    }

    Vm& vm_;
    Value modulus_; ///< kept alive for the view
    View m_;
};

} // namespace

Result<Value> int_pow_mod(Vm& vm, Value base, Value exponent, Value modulus)
{
    View m(modulus), e(exponent);
    if (m.limbs().zero())
        return vm.raise(Error::ValueError, "pow() 3rd argument cannot be 0");
    if (m.limbs().is_one())
        return Value::small(0);
    if (e.limbs().negative()) {
        View b(base);
        size_t limbs = b.limbs().size() + m.limbs().size();
        base = TRY(with_gmp(
            vm, limbs, 8 * product_work(limbs), [&](mpz_ptr result) { return mpz_invert(result, b, m) != 0; }));
        if (base == NotImplemented)
            return vm.raise(Error::ValueError, "base is not invertible for the given modulus");
        exponent = TRY(int_negate(vm, exponent));
    }
    View b(base), positive(exponent);
    size_t limbs = b.limbs().size() + m.limbs().size();
    size_t work = positive.limbs().bits() * product_work(2 * m.limbs().size());
    constexpr size_t most_at_once = 200'000;
    Value result = work <= most_at_once
        ? TRY(with_gmp(vm, limbs, work, [&](mpz_ptr power) { return mpz_powm(power, b, positive, m), true; }))
        : TRY(ModularPower(vm, modulus).run(base, positive.limbs()));
    // GMP's remainder is not negative; Python's has the sign of the modulus.
    return m.limbs().negative() && int_sign(result) != 0 ? int_add(vm, result, modulus) : result;
}

Result<Value> int_gcd(Vm& vm, Value left, Value right)
{
    View a(left), b(right);
    size_t limbs = a.limbs().size() + b.limbs().size();
    return with_gmp(vm, limbs, 8 * product_work(limbs), [&](mpz_ptr result) { return mpz_gcd(result, a, b), true; });
}

Result<Value> int_isqrt(Vm& vm, Value value)
{
    if (int_sign(value) < 0)
        return vm.raise(Error::ValueError, "isqrt() argument must be nonnegative");
    View number(value);
    size_t limbs = number.limbs().size();
    return with_gmp(vm, limbs, 4 * product_work(limbs), [&](mpz_ptr result) { return mpz_sqrt(result, number), true; });
}

} // namespace coil::internal
