#include <cmath>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "builtins/define.h"
#include "builtins/number_methods.h"
#include "objects/hash.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

using namespace number_methods;

namespace
{

/// An argument of complex(), converted by its class's __complex__ when it is the first one. TypeError for no number.
Result<Value> complex_operand(Vm& vm, Value value, bool first)
{
    if (is_real(value) || vm.class_of(value) == vm.classes->complex)
        return value;
    Class* cls = vm.class_of(value);
    if (Value method = lookup(vm, cls, intern(vm, "__complex__")); first && !method.is_empty()) {
        Value result = TRY(call_special(vm, method, value, {}));
        if (!is_kind(result, Kind::Complex))
            return vm.raise(Error::TypeError, "__complex__ returned non-complex (type {})", type_name(vm, result));
        return result;
    }
    if (is_kind(value, Kind::Complex) || !lookup_special(vm, cls, Special::float_).is_empty() ||
        !lookup_special(vm, cls, Special::index).is_empty())
        return value;
    if (first)
        return vm.raise(
            Error::TypeError, "complex() first argument must be a string or a number, not '{}'", class_name(cls));
    return vm.raise(Error::TypeError, "complex() second argument must be a number, not '{}'", class_name(cls));
}

Result<Value> complex_new(Vm& vm, Value type, Value real, Value imaginary)
{
    auto* cls = as<Class>(type);
    if (is_kind(imaginary, Kind::Str))
        return vm.raise(Error::TypeError,
            is_kind(real, Kind::Str) ? "complex() can't take second arg if first is a string"
                                     : "complex() second arg can't be a string");
    if (auto* text = as_if<Str>(real)) {
        if (!imaginary.is_empty())
            return vm.raise(Error::TypeError, "complex() can't take second arg if first is a string");
        std::optional<ComplexParts> parts = parse_complex(text->view());
        if (!parts)
            return vm.raise(Error::ValueError, "complex() arg is a malformed string");
        return as_subclass(vm, cls, TRY(make_complex(vm, parts->real, parts->imaginary)));
    }
    double re = 0, im = 0;
    if (!real.is_empty())
        real = TRY(complex_operand(vm, real, true));
    if (!imaginary.is_empty())
        imaginary = TRY(complex_operand(vm, imaginary, false));
    if (auto* complex = as_if<Complex>(real)) {
        re = complex->real;
        im = complex->imaginary;
    } else if (!real.is_empty()) {
        re = TRY(number_as_double(vm, real));
    }
    if (!is_kind(real, Kind::Complex) && !imaginary.is_empty())
        im = -0.0; // a zero that is added to it keeps its sign
    if (auto* complex = as_if<Complex>(imaginary)) {
        re -= complex->imaginary;
        im += complex->real;
    } else if (!imaginary.is_empty()) {
        im += TRY(number_as_double(vm, imaginary));
    }
    return as_subclass(vm, cls, TRY(make_complex(vm, re, im)));
}
Result<Value> complex_repr_method(Vm& vm, Complex* self)
{
    return Value::cell(TRY(make_str(vm, complex_repr(self->real, self->imaginary))));
}
int64_t complex_hash_method(Vm& vm, Complex* self)
{
    return complex_hash(vm, self->real, self->imaginary, Value::cell(self));
}
Result<Value> complex_negative(Vm& vm, Complex* self) { return make_complex(vm, -self->real, -self->imaginary); }
Result<Value> complex_plain(Vm& vm, Complex* self) { return make_complex(vm, self->real, self->imaginary); }
Result<Value> conjugate(Vm& vm, Complex* self) { return make_complex(vm, self->real, -self->imaginary); }
Result<double> complex_abs(Vm& vm, Complex* self)
{
    double size = std::hypot(self->real, self->imaginary);
    if (std::isinf(size) && std::isfinite(self->real) && std::isfinite(self->imaginary))
        return vm.raise(Error::OverflowError, "absolute value too large");
    return size;
}
template <bool negate_result> Result<Value> complex_equal(Vm& vm, Value self, Value other)
{
    auto* complex = as<Complex>(self);
    bool equal;
    if (auto* second = as_if<Complex>(other))
        equal = complex->real == second->real && complex->imaginary == second->imaginary;
    else if (is_float(other))
        equal = complex->imaginary == 0 && complex->real == float_of(other);
    else if (is_int(other))
        equal = complex->imaginary == 0 && int_compare_double(other, complex->real) == 0;
    else
        return NotImplemented;
    (void)vm;
    return Value::boolean(equal != negate_result);
}
Result<Value> complex_format(Vm& vm, Complex* self, Str* text)
{
    FormatSpec spec;
    if (Formatted problem = parse_format_spec(text->view(), "complex", FormatSpec::for_number, spec); !problem.ok())
        return raise_formatted(vm, problem);
    TRY(check_size(vm, spec, 640));
    return formatted(vm, format_complex(spec, self->real, self->imaginary));
}
Result<Value> get_complex_real(Vm& vm, Value self) { return make_float(vm, as<Complex>(self)->real); }
Result<Value> get_complex_imaginary(Vm& vm, Value self) { return make_float(vm, as<Complex>(self)->imaginary); }
constexpr NativeDef complex_new_def = def<"__new__(cls, real=, imag=)", complex_new>();
constexpr NativeDef complex_methods[] = {
    def<"__eq__(self, value, /)", complex_equal<false>>(),
    def<"__ne__(self, value, /)", complex_equal<true>>(),
    def<"__neg__(self, /)", complex_negative>(),
    def<"__pos__(self, /)", complex_plain>(),
    def<"__complex__(self, /)", complex_plain>(),
    def<"__abs__(self, /)", complex_abs>(),
    def<"__hash__(self, /)", complex_hash_method>(),
    def<"__repr__(self, /)", complex_repr_method>(),
    def<"__format__(self, format_spec, /)", complex_format>(),
    def<"conjugate(self, /)", conjugate>(),
};
constexpr AttributeDef complex_attributes[] = {
    { "real", get_complex_real, nullptr, nullptr },
    { "imag", get_complex_imaginary, nullptr, nullptr },
};

} // namespace

void define_complex(Vm& vm)
{
    Class* cls = vm.classes->complex;
    add_new(vm, cls, complex_new_def);
    add_methods(vm, cls, arithmetic_methods);
    add_methods(vm, cls, complex_methods);
    add_attributes(vm, cls, complex_attributes);
}

} // namespace coil::internal
