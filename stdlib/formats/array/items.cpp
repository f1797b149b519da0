#include "stdlib/formats/array/items.h"

#include <cstdio>
#include <cstring>
#include <limits>

#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/operators.h"

namespace coil::internal::arrays
{

namespace
{

template <class T> T load(const char* from)
{
    T item;
    std::memcpy(&item, from, sizeof(T));
    return item;
}
template <class T> void store(char* out, T item) { std::memcpy(out, &item, sizeof(T)); }

template <class T> Result<Value> read_int(Vm& vm, const char* from)
{
    T item = load<T>(from);
    if constexpr (sizeof(T) < 8)
        return Value::small(item);
    else if constexpr (std::is_signed_v<T>)
        return make_int(vm, item);
    else
        return make_int_unsigned(vm, item);
}
template <class T> Result<Value> read_float(Vm& vm, const char* from) { return make_float(vm, double(load<T>(from))); }
Result<Value> read_character(Vm& vm, const char* from)
{
    auto point = load<uint32_t>(from);
    if (point > 0x10ffff) {
        char digits[16];
        snprintf(digits, sizeof(digits), "%x", point);
        return vm.raise(
            Error::ValueError, "character U+{} is not in range [U+0000; U+10ffff]", std::string_view(digits));
    }
    return Value::cell(TRY(make_character(vm, point)));
}

/// The names that CPython's messages have for the types of C; `wide` for what it reads first.
struct IntNames {
    const char* wide;
    int64_t wide_least, wide_most;
    const char* narrow;
};
template <class T, const IntNames& names> Result<void> write_int(Vm& vm, Value value, char* out)
{
    Value integer = TRY(to_int_object(vm, value));
    std::optional<int64_t> number = int_to_int64(integer);
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    auto check = [&](const char* name, int64_t least, int64_t most) -> Result<void> {
        if (*number > most)
            return vm.raise(Error::OverflowError, "{} is greater than maximum", name);
        if (*number < least)
            return vm.raise(Error::OverflowError, "{} is less than minimum", name);
        return {};
    };
    TRY(check(names.wide, names.wide_least, names.wide_most));
    TRY(check(names.narrow, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    store(out, T(*number));
    return {};
}
constexpr IntNames char_names{ "signed short integer", INT16_MIN, INT16_MAX, "signed char" };
constexpr IntNames byte_names{ "unsigned byte integer", 0, UINT8_MAX, "unsigned byte integer" };
constexpr IntNames short_names{ "signed short integer", INT16_MIN, INT16_MAX, "signed short integer" };
constexpr IntNames unsigned_short_names{ "signed integer", INT32_MIN, INT32_MAX, "unsigned short" };
constexpr IntNames int_names{ "signed integer", INT32_MIN, INT32_MAX, "signed integer" };

Result<void> write_long(Vm& vm, Value value, char* out)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    store(out, *number);
    return {};
}
template <class T> Result<void> write_unsigned(Vm& vm, Value value, char* out)
{
    Value integer = TRY(to_int_object(vm, value));
    if (int_sign(integer) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative value to unsigned int");
    std::optional<uint64_t> number = int_to_uint64(integer);
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C unsigned long");
    if (*number > std::numeric_limits<T>::max())
        return vm.raise(Error::OverflowError, "unsigned int is greater than maximum");
    store(out, T(*number));
    return {};
}
Result<void> write_long_long(Vm& vm, Value value, char* out)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number)
        return vm.raise(Error::OverflowError, "int too big to convert");
    store(out, *number);
    return {};
}
Result<void> write_unsigned_long_long(Vm& vm, Value value, char* out)
{
    Value integer = TRY(to_int_object(vm, value));
    if (int_sign(integer) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative int to unsigned");
    std::optional<uint64_t> number = int_to_uint64(integer);
    if (!number)
        return vm.raise(Error::OverflowError, "int too big to convert");
    store(out, *number);
    return {};
}
template <class T> Result<void> write_float(Vm& vm, Value value, char* out)
{
    store(out, T(is_float(value) ? float_of(value) : TRY(to_double(vm, value))));
    return {};
}
Result<void> write_character(Vm& vm, Value value, char* out)
{
    auto* str = as_if<Str>(value);
    if (!str)
        return vm.raise(Error::TypeError, "array item must be a unicode character, not {}", type_name(vm, value));
    if (str->length != 1)
        return vm.raise(Error::TypeError, "array item must be a unicode character, not a string of length {}",
            int64_t(str->length));
    store(out, str_at(vm, str, 0));
    return {};
}

constexpr Code codes[] = {
    { 'b', 1, false, read_int<int8_t>, write_int<int8_t, char_names> },
    { 'B', 1, false, read_int<uint8_t>, write_int<uint8_t, byte_names> },
    { 'u', 4, true, read_character, write_character },
    { 'w', 4, true, read_character, write_character },
    { 'h', 2, false, read_int<int16_t>, write_int<int16_t, short_names> },
    { 'H', 2, false, read_int<uint16_t>, write_int<uint16_t, unsigned_short_names> },
    { 'i', 4, false, read_int<int32_t>, write_int<int32_t, int_names> },
    { 'I', 4, false, read_int<uint32_t>, write_unsigned<uint32_t> },
    { 'l', 8, false, read_int<int64_t>, write_long },
    { 'L', 8, false, read_int<uint64_t>, write_unsigned<uint64_t> },
    { 'q', 8, false, read_int<int64_t>, write_long_long },
    { 'Q', 8, false, read_int<uint64_t>, write_unsigned_long_long },
    { 'f', 4, false, read_float<float>, write_float<float> },
    { 'd', 8, false, read_float<double>, write_float<double> },
};

} // namespace

const Code* find_code(char letter)
{
    size_t place = letters.find(letter);
    return place == std::string_view::npos ? nullptr : &codes[place];
}

} // namespace coil::internal::arrays
