#include "stdlib/formats/_struct/values.h"

#include <algorithm>
#include <cmath>

#include "base/half_float.h"
#include "objects/bytes.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/complex_argument.h"
#include "runtime/operations/operators.h"

namespace coil::internal::structs
{

namespace
{

template <class T> T swap_if(T word, bool swapped)
{
    if constexpr (sizeof(T) == 2)
        return swapped ? T(__builtin_bswap16(word)) : word;
    else if constexpr (sizeof(T) == 4)
        return swapped ? T(__builtin_bswap32(word)) : word;
    else if constexpr (sizeof(T) == 8)
        return swapped ? T(__builtin_bswap64(word)) : word;
    else
        return word;
}
template <class T> void store(char* out, T word, bool swapped)
{
    word = swap_if(word, swapped);
    std::memcpy(out, &word, sizeof(T));
}
template <class T> T load(const char* from, bool swapped)
{
    T word;
    std::memcpy(&word, from, sizeof(T));
    return swap_if(word, swapped);
}
void store_sized(char* out, uint64_t word, size_t size, bool swapped)
{
    switch (size) {
    case 1:
        *out = char(word);
        break;
    case 2:
        store(out, uint16_t(word), swapped);
        break;
    case 4:
        store(out, uint32_t(word), swapped);
        break;
    default:
        store(out, word, swapped);
    }
}

class Packer
{
public:
    Packer(Vm& vm, Class* error, bool swapped)
        : vm_(vm)
        , error_(error)
        , swapped_(swapped)
    {
    }

    /// One item. An OverflowError of an int is the module's error.
    Result<void> pack(const Field& field, Value value, char* out)
    {
        if (pack_plainly(field, value, out).ok())
            return {};
        if (is_int(value) && is_pending_overflow()) {
            vm_.take_pending();
            return fail("int too large to convert");
        }
        return Raised{};
    }

private:
    bool is_pending_overflow() const
    {
        return is_instance(vm_, vm_.pending, vm_.error_class(Error::OverflowError)) && !vm_.is_ending;
    }
    Raised fail(std::string_view message) { return raise_error(vm_, error_, message); }
    /// In place of whatever is pending, but for what ends execution.
    Raised replace_pending(std::string_view message)
    {
        if (vm_.is_ending)
            return Raised{};
        vm_.take_pending();
        return fail(message);
    }

    Result<void> pack_plainly(const Field& field, Value value, char* out)
    {
        switch (field.kind) {
        case FieldKind::Signed:
        case FieldKind::Unsigned:
            return pack_int(field, value, out);
        case FieldKind::Half:
        case FieldKind::Float:
        case FieldKind::Double:
            return pack_float(field, value, out);
        case FieldKind::FloatComplex:
        case FieldKind::DoubleComplex:
            return pack_complex(field, value, out);
        case FieldKind::Bool:
            *out = char(TRY(truth(vm_, value)));
            return {};
        case FieldKind::Character:
            return pack_character(value, out);
        default:
            return pack_text(field, value, out);
        }
    }

    Result<void> pack_int(const Field& field, Value value, char* out)
    {
        if (!is_int(value)) {
            if (lookup_special(vm_, vm_.class_of(value), Special::index).is_empty())
                return fail("required argument is not an integer");
            value = TRY(to_int_object(vm_, value));
        }
        size_t bits = field.size * 8;
        std::optional<int64_t> number = int_to_int64(value);
        if (field.code == 'P')
            return pack_pointer(value, number, out);
        if (field.kind == FieldKind::Signed) {
            if (!number || (bits < 64 && (*number >> (bits - 1)) != (*number < 0 ? -1 : 0)))
                return out_of_range(field);
        } else if (number ? *number < 0 || (bits < 64 && (*number >> bits) != 0) : bits < 64) {
            return out_of_range(field);
        } else if (!number) {
            std::optional<uint64_t> wide = int_to_uint64(value);
            if (!wide)
                return out_of_range(field);
            number = int64_t(*wide);
        }
        store_sized(out, uint64_t(*number), field.size, swapped_);
        return {};
    }
    Result<void> pack_pointer(Value value, std::optional<int64_t> number, char* out)
    {
        std::optional<uint64_t> wide = number ? uint64_t(*number) : int_to_uint64(value);
        if (!wide)
            return fail("int too large to convert");
        store(out, *wide, swapped_);
        return {};
    }
    Result<void> out_of_range(const Field& field)
    {
        unsigned bits = unsigned(field.size) * 8;
        uint64_t most = field.kind == FieldKind::Signed ? (uint64_t(1) << (bits - 1)) - 1 : ~uint64_t(0) >> (64 - bits);
        std::string least = field.kind == FieldKind::Signed ? "-" + std::to_string(most + 1) : "0";
        return fail(format_text(
            "'{}' format requires {} <= number <= {}", { std::string(1, field.code), least, std::to_string(most) }));
    }

    Result<void> pack_float(const Field& field, Value value, char* out)
    {
        double number;
        if (is_float(value)) {
            number = float_of(value);
        } else {
            auto converted = to_double(vm_, value);
            if (converted.failed())
                return replace_pending("required argument is not a float");
            number = converted.value();
        }
        if (field.kind == FieldKind::Double) {
            store(out, std::bit_cast<uint64_t>(number), swapped_);
        } else if (field.kind == FieldKind::Float) {
            auto narrow = float(number);
            if (std::isinf(narrow) && !std::isinf(number))
                return vm_.raise(Error::OverflowError, "float too large to pack with f format");
            store(out, std::bit_cast<uint32_t>(narrow), swapped_);
        } else {
            std::optional<uint16_t> half = half_of_double(number);
            if (!half)
                return vm_.raise(Error::OverflowError, "float too large to pack with e format");
            store(out, *half, swapped_);
        }
        return {};
    }

    Result<void> pack_complex(const Field& field, Value value, char* out)
    {
        auto converted = to_complex(vm_, value);
        if (converted.failed())
            return replace_pending("required argument is not a complex");
        ComplexNumber number = converted.value();
        if (field.kind == FieldKind::DoubleComplex) {
            store(out, std::bit_cast<uint64_t>(number.real), swapped_);
            store(out + 8, std::bit_cast<uint64_t>(number.imaginary), swapped_);
        } else {
            store(out, std::bit_cast<uint32_t>(float(number.real)), swapped_);
            store(out + 4, std::bit_cast<uint32_t>(float(number.imaginary)), swapped_);
        }
        return {};
    }

    Result<void> pack_character(Value value, char* out)
    {
        auto* bytes = as_if<Bytes>(value);
        if (!bytes || bytes->size != 1)
            return fail("char format requires a bytes object of length 1");
        *out = bytes->data[0];
        return {};
    }
    Result<void> pack_text(const Field& field, Value value, char* out)
    {
        std::string_view text;
        if (!bytes_view(value, text))
            return fail(format_text("argument for '{}' must be a bytes object", { std::string(1, field.code) }));
        size_t room = field.size;
        if (field.kind == FieldKind::PascalText && room) {
            room--;
            *out++ = char(std::min({ text.size(), room, size_t(255) }));
        }
        std::memcpy(out, text.data(), std::min(text.size(), room));
        return {};
    }

    Vm& vm_;
    Class* error_;
    bool swapped_;
};

Result<Value> unpack_int(Vm& vm, const Field& field, const char* from, bool swapped)
{
    bool is_signed = field.kind == FieldKind::Signed;
    switch (field.size) {
    case 1:
        return Value::small(is_signed ? int64_t(int8_t(*from)) : int64_t(uint8_t(*from)));
    case 2: {
        auto word = load<uint16_t>(from, swapped);
        return Value::small(is_signed ? int64_t(int16_t(word)) : int64_t(word));
    }
    case 4: {
        auto word = load<uint32_t>(from, swapped);
        return Value::small(is_signed ? int64_t(int32_t(word)) : int64_t(word));
    }
    default: {
        auto word = load<uint64_t>(from, swapped);
        if (Value::fits_small(int64_t(word)) && (is_signed || int64_t(word) >= 0))
            return Value::small(int64_t(word));
        return is_signed ? make_int(vm, int64_t(word)) : make_int_unsigned(vm, word);
    }
    }
}

Result<Value> unpack_value(Vm& vm, const Field& field, const char* from, bool swapped)
{
    auto as_float = [&](size_t at) { return double(std::bit_cast<float>(load<uint32_t>(from + at, swapped))); };
    auto as_double = [&](size_t at) { return std::bit_cast<double>(load<uint64_t>(from + at, swapped)); };
    switch (field.kind) {
    case FieldKind::Signed:
    case FieldKind::Unsigned:
        return unpack_int(vm, field, from, swapped);
    case FieldKind::Half:
        return make_float(vm, double_of_half(load<uint16_t>(from, swapped)));
    case FieldKind::Float:
        return make_float(vm, as_float(0));
    case FieldKind::Double:
        return make_float(vm, as_double(0));
    case FieldKind::FloatComplex:
        return make_complex(vm, as_float(0), as_float(4));
    case FieldKind::DoubleComplex:
        return make_complex(vm, as_double(0), as_double(8));
    case FieldKind::Bool:
        return Value::boolean(*from != 0);
    case FieldKind::Character:
        return Value::cell(TRY(make_bytes(vm, { from, 1 })));
    case FieldKind::Text:
        return Value::cell(TRY(make_bytes(vm, { from, field.size })));
    default:
        break;
    }
    size_t size = field.size ? std::min<size_t>(uint8_t(*from), field.size - 1) : 0;
    return Value::cell(TRY(make_bytes(vm, { from + (field.size != 0), size })));
}

constexpr size_t items_between_polls = 1024;

} // namespace

Result<void> pack_values(Vm& vm, Class* error, const Layout& layout, const Value* values, char* out)
{
    Packer packer(vm, error, layout.swapped);
    size_t packed = 0;
    // The layout may be replaced by a script meanwhile: the storage of this one is held here.
    for (const Field* field = layout.begin(); field != layout.end(); field++) {
        char* at = out + field->offset;
        for (uint64_t i = 0; i < field->repeat; i++, at += field->size) {
            TRY(packer.pack(*field, values[packed++], at));
            if (packed % items_between_polls == 0)
                TRY(vm.work_in_one_step(items_between_polls));
        }
    }
    return {};
}

Result<Tuple*> unpack_values(Vm& vm, const Layout& layout, const char* bytes)
{
    Tuple* tuple = TRY(make_tuple(vm, layout.items));
    size_t unpacked = 0;
    for (const Field* field = layout.begin(); field != layout.end(); field++) {
        const char* at = bytes + field->offset;
        for (uint64_t i = 0; i < field->repeat; i++, at += field->size) {
            Value value = TRY(unpack_value(vm, *field, at, layout.swapped));
            vm.heap.write_barrier(tuple);
            tuple->items[unpacked++] = value;
            if (unpacked % items_between_polls == 0)
                TRY(vm.work_in_one_step(items_between_polls));
        }
    }
    return tuple;
}

} // namespace coil::internal::structs
