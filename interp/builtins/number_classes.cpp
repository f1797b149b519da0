// int, bool, float, complex.
#include <cmath>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/str_repr.h"
#include "base/utf8.h"
#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/run_text.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil
{

namespace
{

bool is_real(Value value) { return is_int(value) || is_float(value); }
/// Whether the methods of `self`'s class know what to do with `other`: a wider kind of number leaves it to the other's.
bool accepts(Value self, Value other)
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
template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    return accepts(self, other) ? builtin_compare(vm, op, self, other) : Result<Value>(NotImplemented);
}

Result<Value> power(Vm& vm, Value self, Value exponent, Value modulus)
{
    if (modulus.is_none())
        return binary<BinaryOperator::Pow>(vm, self, exponent);
    if (!is_int(self) || !is_int(exponent) || !is_int(modulus))
        return NotImplemented;
    return int_pow_mod(vm, self, exponent, modulus);
}
Result<Value> reflected_power(Vm& vm, Value self, Value base, Value)
{
    return reflected<BinaryOperator::Pow>(vm, self, base);
}
Result<Value> divmod(Vm& vm, Value self, Value other)
{
    return is_real(other) && accepts(self, other) ? divmod_operation(vm, self, other) : Result<Value>(NotImplemented);
}
Result<Value> reflected_divmod(Vm& vm, Value self, Value other)
{
    return is_real(other) && accepts(self, other) ? divmod_operation(vm, other, self) : Result<Value>(NotImplemented);
}
Result<bool> nonzero(Vm&, Value self)
{
    if (auto* complex = as_if<Complex>(self))
        return complex->real != 0 || complex->imaginary != 0;
    return is_float(self) ? float_of(self) != 0 : !int_is_zero(self);
}
Result<Value> negate(Vm& vm, Value self)
{
    return is_float(self) ? make_float(vm, -float_of(self)) : int_negate(vm, self);
}
Result<Value> plus(Vm& vm, Value self) { return is_float(self) ? make_float(vm, float_of(self)) : int_plain(vm, self); }
Result<Value> absolute(Vm& vm, Value self)
{
    return is_float(self) ? make_float(vm, std::fabs(float_of(self))) : int_abs(vm, self);
}
Result<Value> inverted(Vm& vm, Value self) { return int_invert(vm, self); }

#define COIL_ARITHMETIC(name, op)                                                                                      \
    def<"__" name "__(self, value, /)", binary<BinaryOperator::op>>(),                                                 \
        def<"__r" name "__(self, value, /)", reflected<BinaryOperator::op>>()
#define COIL_REAL_METHODS                                                                                              \
    COIL_ARITHMETIC("add", Add), COIL_ARITHMETIC("sub", Sub), COIL_ARITHMETIC("mul", Mul),                             \
        COIL_ARITHMETIC("truediv", TrueDiv), COIL_ARITHMETIC("floordiv", FloorDiv), COIL_ARITHMETIC("mod", Mod),       \
        def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),                                              \
        def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),                                           \
        def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),                                               \
        def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),                                          \
        def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),                                            \
        def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),                                       \
        def<"__pow__(self, value, mod=None, /)", power>(),                                                             \
        def<"__rpow__(self, value, mod=None, /)", reflected_power>(), def<"__divmod__(self, value, /)", divmod>(),     \
        def<"__rdivmod__(self, value, /)", reflected_divmod>(), def<"__bool__(self, /)", nonzero>(),                   \
        def<"__neg__(self, /)", negate>(), def<"__pos__(self, /)", plus>(), def<"__abs__(self, /)", absolute>()

// int

Result<Value> int_from_object(Vm& vm, Value object)
{
    Class* cls = vm.class_of(object);
    if (is_int(object) && !cls->has(IsHeapClass))
        return int_plain(vm, object);
    if (is_float(object) && !cls->has(IsHeapClass))
        return int_from_double(vm, float_of(object));
    for (Special special : { Special::int_, Special::index }) {
        Value method = lookup_special(vm, cls, special);
        if (method.is_empty())
            continue;
        Value result = TRY(call_special(vm, method, object, {}));
        if (!is_int(result))
            return vm.raise(Error::TypeError, "__{}__ returned non-int (type {})",
                special == Special::int_ ? "int" : "index", type_name(vm, result));
        return int_plain(vm, result);
    }
    return Value();
}

/// What is read as the text of a number.
bool is_textual(Value value)
{
    std::string_view bytes;
    return is_kind(value, Kind::Str) || bytes_view(value, bytes) || as_memory_view(value);
}

/// The int that a str, or a bytes-like object, spells.
Result<Value> int_from_literal(Vm& vm, Value object, int base)
{
    if (auto* text = as_if<Str>(object))
        return int_from_text(vm, text->view(), base);
    std::string_view bytes;
    if (!TRY(buffer_view(vm, object, bytes)))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, object));
    // CPython shows the contents of bytearrays and views as bytes.
    return int_from_text(vm, bytes, base, repr_bytes(bytes));
}

Result<Value> int_new(Vm& vm, Value type, Value object, Value base_value)
{
    auto* cls = as<Class>(type);
    if (object.is_empty()) {
        if (!base_value.is_empty())
            return vm.raise(Error::TypeError, "int() missing string argument");
        return as_subclass(vm, cls, Value::small(0));
    }
    if (!base_value.is_empty()) {
        int64_t base = TRY(to_clamped_index(vm, base_value));
        std::string_view bytes;
        if (!is_kind(object, Kind::Str) && !bytes_view(object, bytes))
            return vm.raise(Error::TypeError, "int() can't convert non-string with explicit base");
        if (base != 0 && (base < 2 || base > 36))
            return vm.raise(Error::ValueError, "int() base must be >= 2 and <= 36, or 0");
        return as_subclass(vm, cls, TRY(int_from_literal(vm, object, int(base))));
    }
    bool is_plain = is_kind(object, Kind::Str) && vm.class_of(object) == vm.classes->str;
    if (is_plain || (is_textual(object) && lookup_special(vm, vm.class_of(object), Special::int_).is_empty()))
        return as_subclass(vm, cls, TRY(int_from_literal(vm, object, 10)));
    Result<Value> converted = int_from_object(vm, object);
    if (converted.ok())
        return as_subclass(vm, cls, converted.value());
    if (vm.is_pending())
        return Raised{};
    return vm.raise(Error::TypeError, "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        type_name(vm, object));
}

Result<Value> int_repr(Vm& vm, Value self) { return Value::cell(TRY(make_str(vm, TRY(int_to_text(vm, self))))); }
int64_t hash_int(Vm&, Value self) { return int_hash(self); }
Result<Value> int_self(Vm& vm, Value self) { return int_plain(vm, self); }
Result<double> int_float(Vm& vm, Value self) { return int_to_double(vm, self); }
int64_t bit_length(Vm&, Value self) { return int64_t(int_bit_length(self)); }
int64_t bit_count(Vm&, Value self) { return int64_t(int_bit_count(self)); }
bool always(Vm&, Value) { return true; }

Result<Value> int_round(Vm& vm, Value self, Value digits)
{
    if (digits.is_none())
        return int_plain(vm, self);
    int64_t count = TRY(to_clamped_index(vm, digits));
    if (count >= 0)
        return int_plain(vm, self);
    // Also for what was clamped, which has no positive of its own.
    if (count < -int64_t(int_bit_length(self)))
        return Value::small(0);
    Value unit = TRY(int_pow(vm, Value::small(10), Value::small(-count)));
    auto [quotient, remainder] = TRY(int_divmod(vm, self, unit));
    Value twice = TRY(int_mul(vm, remainder, Value::small(2)));
    int order = int_compare(twice, unit);
    bool odd = !int_is_zero(TRY(int_and(vm, quotient, Value::small(1))));
    if (order > 0 || (order == 0 && odd))
        quotient = TRY(int_add(vm, quotient, Value::small(1)));
    return int_mul(vm, quotient, unit);
}

Raised raise_formatted(Vm& vm, const Formatted& failed)
{
    return vm.raise_text(
        failed.status == Formatted::OverflowError ? Error::OverflowError : Error::ValueError, failed.text.view());
}
Result<Value> formatted(Vm& vm, const Formatted& result)
{
    if (!result.ok())
        return raise_formatted(vm, result);
    return Value::cell(TRY(make_str_of_runs(vm, result.text)));
}
Result<void> check_size(Vm& vm, const FormatSpec& spec, int64_t size)
{
    int64_t bound = spec.size_bound(size);
    if (bound < 0 || bound > int64_t(max_str_bytes))
        return vm.raise_memory_error();
    return vm.require_room(size_t(bound));
}

Result<Value> int_format(Vm& vm, Value self, Str* text)
{
    if (text->size == 0)
        return Value::cell(TRY(str_of(vm, self)));
    FormatSpec spec;
    std::string name(type_name(vm, self));
    if (Formatted problem = parse_format_spec(text->view(), name, FormatSpec::for_int, spec); !problem.ok())
        return raise_formatted(vm, problem);
    Value plain = TRY(int_plain(vm, self));
    TRY(check_size(vm, spec, int64_t(int_bit_length(plain)) + 320));
    switch (int_style(spec)) {
    case IntStyle::Invalid:
        return formatted(vm, format_integer(spec, 0));
    case IntStyle::Float:
        return formatted(vm, format_float(spec, TRY(int_to_double(vm, plain))));
    case IntStyle::Digits:
        if (!plain.is_small()) {
            std::string digits = TRY(int_to_text(vm, plain, int_base(spec)));
            bool negative = digits[0] == '-';
            return formatted(vm, format_integer(spec, negative, std::string_view(digits).substr(negative)));
        }
        [[fallthrough]];
    default:
        if (!plain.is_small())
            return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
        return formatted(vm, format_integer(spec, plain.as_small()));
    }
}

Result<bool> is_little_endian(Vm& vm, std::string_view function, Value order)
{
    if (order.is_empty())
        return false;
    auto* name = as_if<Str>(order);
    if (!name)
        return vm.raise(Error::TypeError, "{}() argument 'byteorder' must be str, not {}", function,
            order.is_none() ? "None" : type_name(vm, order));
    if (name->view() != "big" && name->view() != "little")
        return vm.raise(Error::ValueError, "byteorder must be either 'little' or 'big'");
    return name->view() == "little";
}

Result<Value> to_bytes(Vm& vm, Value self, Value length, Value order, bool is_signed)
{
    int64_t size = length.is_empty() ? 1 : TRY(to_index(vm, length));
    bool little_endian = TRY(is_little_endian(vm, "to_bytes", order));
    if (size < 0)
        return vm.raise(Error::ValueError, "length argument must be non-negative");
    return Value::cell(TRY(make_bytes(vm, TRY(int_to_bytes(vm, self, size_t(size), little_endian, is_signed)))));
}
Result<Value> from_bytes(Vm& vm, Value type, Value source, Value order, bool is_signed)
{
    bool little_endian = TRY(is_little_endian(vm, "from_bytes", order));
    std::string bytes = TRY(bytes_of_object(vm, source));
    Value number = TRY(int_from_bytes(vm, bytes, little_endian, is_signed));
    return type == Value::cell(vm.classes->integer) ? Result<Value>(number) : call(vm, type, { number });
}
Result<Value> int_ratio(Vm& vm, Value self)
{
    return Value::cell(TRY(make_tuple(vm, { TRY(int_plain(vm, self)), Value::small(1) })));
}
Result<Value> get_int(Vm& vm, Value self) { return int_plain(vm, self); }
Result<Value> get_zero(Vm&, Value) { return Value::small(0); }
Result<Value> get_one(Vm&, Value) { return Value::small(1); }

constexpr NativeDef int_new_def = def<"__new__(cls, x=, /, base=)", int_new>();
constexpr NativeDef int_methods[] = {
    COIL_REAL_METHODS,
    COIL_ARITHMETIC("lshift", LShift),
    COIL_ARITHMETIC("rshift", RShift),
    COIL_ARITHMETIC("and", BitAnd),
    COIL_ARITHMETIC("or", BitOr),
    COIL_ARITHMETIC("xor", BitXor),
    def<"__invert__(self, /)", inverted>(),
    def<"__repr__(self, /)", int_repr>(),
    def<"__hash__(self, /)", hash_int>(),
    def<"__int__(self, /)", int_self>(),
    def<"__index__(self, /)", int_self>(),
    def<"__trunc__(self, /)", int_self>(),
    def<"__floor__(self, /)", int_self>(),
    def<"__ceil__(self, /)", int_self>(),
    def<"__float__(self, /)", int_float>(),
    def<"__round__(self, ndigits=None, /)", int_round>(),
    def<"__format__(self, format_spec, /)", int_format>(),
    def<"conjugate(self, /)", int_self>(),
    def<"bit_length(self, /)", bit_length>(),
    def<"bit_count(self, /)", bit_count>(),
    def<"to_bytes(self, length=, byteorder=, *, signed=False)", to_bytes>(),
    def<"as_integer_ratio(self, /)", int_ratio>(),
    def<"is_integer(self, /)", always>(),
};
constexpr NativeDef int_class_methods[] = { def<"from_bytes(cls, bytes, byteorder=, *, signed=False)", from_bytes>() };
constexpr AttributeDef int_attributes[] = {
    { "real", get_int, nullptr, nullptr },
    { "imag", get_zero, nullptr, nullptr },
    { "numerator", get_int, nullptr, nullptr },
    { "denominator", get_one, nullptr, nullptr },
};

Result<bool> bool_new(Vm& vm, Value, Value object)
{
    return object.is_empty() ? Result<bool>(false) : truth(vm, object);
}
Result<Value> bool_repr(Vm& vm, Value self) { return Value::cell(intern(vm, self.is_true() ? "True" : "False")); }
constexpr NativeDef bool_new_def = def<"__new__(cls, object=, /)", bool_new>();
constexpr NativeDef bool_methods[] = { def<"__repr__(self, /)", bool_repr>() };

// float

/// As float() converts a number: a float's class may have a __float__ of its own.
Result<double> number_as_double(Vm& vm, Value number)
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

Result<Value> float_new(Vm& vm, Value type, Value object)
{
    auto* cls = as<Class>(type);
    if (object.is_empty())
        return as_subclass(vm, cls, TRY(make_float(vm, 0.0)));
    Class* given = vm.class_of(object);
    bool converts = !lookup_special(vm, given, Special::float_).is_empty();
    if (is_textual(object) && !converts) {
        std::string_view bytes;
        auto* text = as_if<Str>(object);
        if (!text)
            TRY(buffer_view(vm, object, bytes));
        // Bytes need not be well-formed text; those beyond ASCII are no digits and no white space.
        bool readable = text || utf8::find_non_ascii(bytes) == std::string_view::npos;
        std::optional<double> number = readable ? parse_double(text ? text->view() : bytes) : std::nullopt;
        if (!number)
            return vm.raise(Error::ValueError, "could not convert string to float: {}", TRY(repr(vm, object))->view());
        return as_subclass(vm, cls, TRY(make_float(vm, *number)));
    }
    if (!is_real(object) && !converts && lookup_special(vm, given, Special::index).is_empty())
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
    COIL_REAL_METHODS,
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
constexpr NativeDef float_class_methods[] = {
    def<"fromhex(cls, string, /)", fromhex>(),
    def<"from_number(cls, number, /)", float_from_number>(),
};
constexpr AttributeDef float_attributes[] = {
    { "real", get_real, nullptr, nullptr },
    { "imag", get_imaginary, nullptr, nullptr },
};

// complex

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
double complex_abs(Vm&, Complex* self) { return std::hypot(self->real, self->imaginary); }
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
    COIL_ARITHMETIC("add", Add),
    COIL_ARITHMETIC("sub", Sub),
    COIL_ARITHMETIC("mul", Mul),
    COIL_ARITHMETIC("truediv", TrueDiv),
    def<"__pow__(self, value, mod=None, /)", power>(),
    def<"__rpow__(self, value, mod=None, /)", reflected_power>(),
    def<"__eq__(self, value, /)", complex_equal<false>>(),
    def<"__ne__(self, value, /)", complex_equal<true>>(),
    def<"__bool__(self, /)", nonzero>(),
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

void define_int(Vm& vm)
{
    Class* cls = vm.classes->integer;
    add_new(vm, cls, int_new_def);
    add_methods(vm, cls, int_methods);
    add_class_methods(vm, cls, int_class_methods);
    add_attributes(vm, cls, int_attributes);
    add_new(vm, vm.classes->boolean, bool_new_def);
    add_methods(vm, vm.classes->boolean, bool_methods);
}

void define_float(Vm& vm)
{
    Class* cls = vm.classes->real;
    add_new(vm, cls, float_new_def);
    add_methods(vm, cls, float_methods);
    add_class_methods(vm, cls, float_class_methods);
    add_attributes(vm, cls, float_attributes);
    Class* complex = vm.classes->complex;
    add_new(vm, complex, complex_new_def);
    add_methods(vm, complex, complex_methods);
    add_attributes(vm, complex, complex_attributes);
}

} // namespace coil
