#pragma once
// What int, float and complex have in common.
#include <cmath>

#include "base/format_spec.h"
#include "builtins/protocol_methods.h"
#include "builtins/text_formatting.h"
#include "objects/array_object.h"
#include "objects/bytes.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/run_text.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/number_operators.h"

namespace coil::internal::number_methods
{

inline bool is_real(Value value) { return is_int(value) || is_float(value); }
/// Whether the methods of `self`'s class know what to do with `other`: a wider kind of number leaves it to the other's.
inline bool accepts(Value self, Value other)
{
    if (is_int(self))
        return is_int(other);
    return is_kind(self, Kind::Complex) || is_real(other);
}

template <BinaryOperator op> Result<Value> binary(Vm& vm, Value self, Value other)
{
    return accepts(self, other) ? number_operation(vm, op, self, other) : Result<Value>(NotImplemented);
}
template <BinaryOperator op> Result<Value> reflected(Vm& vm, Value self, Value other)
{
    return accepts(self, other) ? number_operation(vm, op, other, self) : Result<Value>(NotImplemented);
}
struct NumberOrder {
    template <CompareOperator op> static Result<Value> compare(Vm& vm, Value self, Value other)
    {
        return accepts(self, other) ? builtin_compare(vm, op, self, other) : Result<Value>(NotImplemented);
    }
};

inline Result<Value> power(Vm& vm, Value self, Value exponent, Value modulus)
{
    if (modulus.is_none())
        return binary<BinaryOperator::Pow>(vm, self, exponent);
    if (!is_int(self) || !is_int(exponent) || !is_int(modulus))
        return NotImplemented;
    return int_pow_mod(vm, self, exponent, modulus);
}
inline Result<Value> reflected_power(Vm& vm, Value self, Value base, Value)
{
    return reflected<BinaryOperator::Pow>(vm, self, base);
}
inline Result<Value> divmod(Vm& vm, Value self, Value other)
{
    return is_real(other) && accepts(self, other) ? divmod_operation(vm, self, other) : Result<Value>(NotImplemented);
}
inline Result<Value> reflected_divmod(Vm& vm, Value self, Value other)
{
    return is_real(other) && accepts(self, other) ? divmod_operation(vm, other, self) : Result<Value>(NotImplemented);
}
inline Result<bool> nonzero(Vm&, Value self)
{
    if (auto* complex = as_if<Complex>(self))
        return complex->real != 0 || complex->imaginary != 0;
    return is_float(self) ? float_of(self) != 0 : !int_is_zero(self);
}
inline Result<Value> negate(Vm& vm, Value self)
{
    return is_float(self) ? make_float(vm, -float_of(self)) : int_negate(vm, self);
}
inline Result<Value> plus(Vm& vm, Value self)
{
    return is_float(self) ? make_float(vm, float_of(self)) : int_plain(vm, self);
}
inline Result<Value> absolute(Vm& vm, Value self)
{
    return is_float(self) ? make_float(vm, std::fabs(float_of(self))) : int_abs(vm, self);
}

/// Of all three classes.
inline constexpr NativeDef arithmetic_methods[] = {
    def<"__add__(self, value, /)", binary<BinaryOperator::Add>>(),
    def<"__radd__(self, value, /)", reflected<BinaryOperator::Add>>(),
    def<"__sub__(self, value, /)", binary<BinaryOperator::Sub>>(),
    def<"__rsub__(self, value, /)", reflected<BinaryOperator::Sub>>(),
    def<"__mul__(self, value, /)", binary<BinaryOperator::Mul>>(),
    def<"__rmul__(self, value, /)", reflected<BinaryOperator::Mul>>(),
    def<"__truediv__(self, value, /)", binary<BinaryOperator::TrueDiv>>(),
    def<"__rtruediv__(self, value, /)", reflected<BinaryOperator::TrueDiv>>(),
    def<"__pow__(self, value, mod=None, /)", power>(),
    def<"__rpow__(self, value, mod=None, /)", reflected_power>(),
    def<"__bool__(self, /)", nonzero>(),
};
/// Of int and float.
inline constexpr NativeDef real_methods[] = {
    def<"__floordiv__(self, value, /)", binary<BinaryOperator::FloorDiv>>(),
    def<"__rfloordiv__(self, value, /)", reflected<BinaryOperator::FloorDiv>>(),
    def<"__mod__(self, value, /)", binary<BinaryOperator::Mod>>(),
    def<"__rmod__(self, value, /)", reflected<BinaryOperator::Mod>>(),
    def<"__divmod__(self, value, /)", divmod>(),
    def<"__rdivmod__(self, value, /)", reflected_divmod>(),
    def<"__neg__(self, /)", negate>(),
    def<"__pos__(self, /)", plus>(),
    def<"__abs__(self, /)", absolute>(),
};

/// What is read as the text of a number.
inline bool is_textual(Value value)
{
    std::string_view bytes;
    return is_kind(value, Kind::Str) || bytes_view(value, bytes) || as_memory_view(value) || as_array(value);
}
/// float() of a number, by its __float__ when its class is a script's.
inline Result<double> number_as_double(Vm& vm, Value number)
{
    Class* cls = vm.class_of(number);
    if (!is_float(number) || !cls->has(IsHeapClass))
        return to_double(vm, number);
    Value result = TRY(call_special(vm, lookup_special(vm, cls, Special::float_), number, {}));
    if (!is_float(result))
        return vm.raise(
            Error::TypeError, "{}.__float__ returned non-float (type {})", class_name(cls), type_name(vm, result));
    return float_of(result);
}

// Formatting

inline Result<Value> formatted(Vm& vm, const Formatted& result)
{
    if (!result.ok())
        return raise_formatted(vm, result);
    return Value::cell(TRY(make_str_of_runs(vm, result.text)));
}
inline Result<void> check_size(Vm& vm, const FormatSpec& spec, int64_t size)
{
    int64_t bound = spec.size_bound(size);
    if (bound < 0 || bound > int64_t(max_str_bytes))
        return vm.raise_memory_error();
    return vm.require_room(size_t(bound));
}

} // namespace coil::internal::number_methods
