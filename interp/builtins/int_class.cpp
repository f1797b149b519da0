// int and bool.
#include "base/format_spec.h"
#include "base/str_repr.h"
#include "builtins/bytes_class.h"
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
        if (base != 0 && (base < 2 || base > 36))
            return vm.raise(Error::ValueError, "int() base must be >= 2 and <= 36, or 0");
        if (!is_kind(object, Kind::Str) && !bytes_view(object, bytes))
            return vm.raise(Error::TypeError, "int() can't convert non-string with explicit base");
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
    if (std::string_view bytes; TRY(buffer_view(vm, object, bytes)))
        return as_subclass(vm, cls, TRY(int_from_text(vm, bytes, 10, repr_bytes(bytes))));
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

Result<Value> inverted(Vm& vm, Value self) { return int_invert(vm, self); }
constexpr NativeDef int_new_def = def<"__new__(cls, x=, /, base=)", int_new>();
constexpr NativeDef int_methods[] = {
    def<"__lshift__(self, value, /)", binary<BinaryOperator::LShift>>(),
    def<"__rlshift__(self, value, /)", reflected<BinaryOperator::LShift>>(),
    def<"__rshift__(self, value, /)", binary<BinaryOperator::RShift>>(),
    def<"__rrshift__(self, value, /)", reflected<BinaryOperator::RShift>>(),
    def<"__and__(self, value, /)", binary<BinaryOperator::BitAnd>>(),
    def<"__rand__(self, value, /)", reflected<BinaryOperator::BitAnd>>(),
    def<"__or__(self, value, /)", binary<BinaryOperator::BitOr>>(),
    def<"__ror__(self, value, /)", reflected<BinaryOperator::BitOr>>(),
    def<"__xor__(self, value, /)", binary<BinaryOperator::BitXor>>(),
    def<"__rxor__(self, value, /)", reflected<BinaryOperator::BitXor>>(),
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

} // namespace

void define_int(Vm& vm)
{
    Class* cls = vm.classes->integer;
    add_new(vm, cls, int_new_def);
    add_call(cls, int_new_def);
    add_methods(vm, cls, arithmetic_methods);
    add_methods(vm, cls, real_methods);
    add_methods(vm, cls, comparison_methods<NumberOrder>);
    add_methods(vm, cls, int_methods);
    add_class_methods(vm, cls, int_class_methods);
    add_attributes(vm, cls, int_attributes);
    add_new(vm, vm.classes->boolean, bool_new_def);
    add_call(vm.classes->boolean, bool_new_def);
    add_methods(vm, vm.classes->boolean, bool_methods);
}

} // namespace coil::internal
