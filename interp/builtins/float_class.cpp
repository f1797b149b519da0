#include <cmath>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/utf8.h"
#include "builtins/define.h"
#include "builtins/number_methods.h"
#include "objects/bytes.h"
#include "objects/hash.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

using namespace number_methods;

namespace
{

Result<Value> float_new(Vm& vm, Value type, Value object)
{
    auto* cls = as<Class>(type);
    if (object.is_empty())
        return as_subclass(vm, cls, TRY(make_float(vm, 0.0)));
    Class* given = vm.class_of(object);
    bool converts = !lookup_special(vm, given, Special::float_).is_empty();
    std::string_view bytes;
    auto* text = as_if<Str>(object);
    bool is_number = is_real(object) || converts || !lookup_special(vm, given, Special::index).is_empty();
    if ((text && !converts) || (!is_number && TRY(buffer_view(vm, object, bytes)))) {
        // Bytes need not be well-formed text; those beyond ASCII are no digits and no white space.
        bool readable = text || utf8::find_non_ascii(bytes) == std::string_view::npos;
        std::optional<double> number = readable ? parse_double(text ? text->view() : bytes) : std::nullopt;
        if (!number)
            return vm.raise(Error::ValueError, "could not convert string to float: {}", TRY(repr(vm, object))->view());
        return as_subclass(vm, cls, TRY(make_float(vm, *number)));
    }
    if (!is_number)
        return vm.raise(
            Error::TypeError, "float() argument must be a string or a real number, not '{}'", class_name(given));
    return as_subclass(vm, cls, TRY(make_float(vm, TRY(number_as_double(vm, object)))));
}
Result<Value> float_repr_method(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, float_repr(float_of(self)))));
}
int64_t hash_float(Vm& vm, Value self) { return float_hash(vm, float_of(self), self); }
Result<Value> float_int(Vm& vm, Value self) { return int_from_double(vm, float_of(self)); }
Result<Value> float_self(Vm& vm, Value self) { return make_float(vm, float_of(self)); }
Result<Value> float_floor(Vm& vm, Value self) { return int_from_double(vm, std::floor(float_of(self))); }
Result<Value> float_ceil(Vm& vm, Value self) { return int_from_double(vm, std::ceil(float_of(self))); }
Result<Value> float_round_method(Vm& vm, Value self, Value digits)
{
    if (digits.is_none())
        return float_round(vm, float_of(self), std::nullopt);
    return float_round(vm, float_of(self), TRY(to_clamped_index(vm, digits)));
}
Result<Value> float_format(Vm& vm, Value self, Str* text)
{
    if (text->size == 0)
        return Value::cell(TRY(str_of(vm, self)));
    FormatSpec spec;
    std::string name(type_name(vm, self));
    if (Formatted problem = parse_format_spec(text->view(), name, FormatSpec::for_number, spec); !problem.ok())
        return raise_formatted(vm, problem);
    TRY(check_size(vm, spec, 320));
    return formatted(vm, format_float(spec, float_of(self)));
}
bool is_integer(Vm&, Value self)
{
    return std::isfinite(float_of(self)) && std::floor(float_of(self)) == float_of(self);
}
Result<Value> hex(Vm& vm, Value self) { return Value::cell(TRY(make_str(vm, double_to_hex(float_of(self))))); }
Result<Value> fromhex(Vm& vm, Value type, Str* text)
{
    double number;
    HexFloat outcome = hex_to_double(text->view(), number);
    if (outcome != HexFloat::Ok)
        return vm.raise_text(
            outcome == HexFloat::Malformed ? Error::ValueError : Error::OverflowError, hex_float_message(outcome));
    Value value = TRY(make_float(vm, number));
    return type == Value::cell(vm.classes->real) ? Result<Value>(value) : call(vm, type, { value });
}
Result<Value> float_from_number(Vm& vm, Value type, Value number)
{
    if (vm.class_of(number) == vm.classes->real && type == Value::cell(vm.classes->real))
        return number;
    Value value = TRY(make_float(vm, TRY(to_double(vm, number))));
    return type == Value::cell(vm.classes->real) ? Result<Value>(value) : call(vm, type, { value });
}
Result<Value> float_ratio(Vm& vm, Value self)
{
    double number = float_of(self);
    if (std::isinf(number))
        return vm.raise(Error::OverflowError, "cannot convert Infinity to integer ratio");
    if (std::isnan(number))
        return vm.raise(Error::ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double mantissa = std::frexp(number, &exponent);
    for (int i = 0; i < 300 && mantissa != std::floor(mantissa); i++) {
        mantissa *= 2;
        exponent--;
    }
    Value top = TRY(int_from_double(vm, mantissa)), bottom = Value::small(1);
    Value power_of_two = TRY(int_shift_left(vm, Value::small(1), Value::small(std::abs(exponent))));
    if (exponent > 0)
        top = TRY(int_mul(vm, top, power_of_two));
    else
        bottom = power_of_two;
    return Value::cell(TRY(make_tuple(vm, { top, bottom })));
}
Result<Value> get_real(Vm& vm, Value self) { return make_float(vm, float_of(self)); }
Result<Value> get_imaginary(Vm& vm, Value) { return make_float(vm, 0.0); }
constexpr NativeDef float_new_def = def<"__new__(cls, x=, /)", float_new>();
constexpr NativeDef float_methods[] = {
    def<"__repr__(self, /)", float_repr_method>(),
    def<"__hash__(self, /)", hash_float>(),
    def<"__int__(self, /)", float_int>(),
    def<"__trunc__(self, /)", float_int>(),
    def<"__float__(self, /)", float_self>(),
    def<"__floor__(self, /)", float_floor>(),
    def<"__ceil__(self, /)", float_ceil>(),
    def<"__round__(self, ndigits=None, /)", float_round_method>(),
    def<"__format__(self, format_spec, /)", float_format>(),
    def<"is_integer(self, /)", is_integer>(),
    def<"hex(self, /)", hex>(),
    def<"as_integer_ratio(self, /)", float_ratio>(),
    def<"conjugate(self, /)", float_self>(),
};
Result<Value> float_format_kind(Vm& vm, Value, Str* kind)
{
    if (kind->view() != "double" && kind->view() != "float")
        return vm.raise(Error::ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    return Value::cell(TRY(make_str(vm, "IEEE, little-endian")));
}
constexpr NativeDef float_class_methods[] = {
    def<"__getformat__(cls, typestr, /)", float_format_kind>("How doubles, or floats, stand in memory."),
    def<"fromhex(cls, string, /)", fromhex>(),
    def<"from_number(cls, number, /)", float_from_number>(),
};
constexpr AttributeDef float_attributes[] = {
    { "real", get_real, nullptr, nullptr },
    { "imag", get_imaginary, nullptr, nullptr },
};

} // namespace

void define_float(Vm& vm)
{
    Class* cls = vm.classes->real;
    add_new(vm, cls, float_new_def);
    add_call(cls, float_new_def);
    add_methods(vm, cls, arithmetic_methods);
    add_methods(vm, cls, real_methods);
    add_methods(vm, cls, comparison_methods<NumberOrder>);
    add_methods(vm, cls, float_methods);
    add_class_methods(vm, cls, float_class_methods);
    add_attributes(vm, cls, float_attributes);
}

} // namespace coil::internal
