// How arrays are pickled: their bytes and the code of the machine's format that these are in, so that another machine
// can read them; before protocol 3, which has bytes, as a list.
#include <bit>

#include "objects/class_members.h"
#include "objects/codecs.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/array/array.h"

namespace coil::internal::arrays
{

namespace
{

enum class FormatKind : uint8_t { Unsigned, Signed, Float, Utf16, Utf32 };

/// A machine's format. Those with larger numbers in the pairs are big-endian.
struct MachineFormat {
    FormatKind kind;
    uint8_t size;
    bool is_big;
};
constexpr MachineFormat formats[] = {
    { FormatKind::Unsigned, 1, false },
    { FormatKind::Signed, 1, false },
    { FormatKind::Unsigned, 2, false },
    { FormatKind::Unsigned, 2, true },
    { FormatKind::Signed, 2, false },
    { FormatKind::Signed, 2, true },
    { FormatKind::Unsigned, 4, false },
    { FormatKind::Unsigned, 4, true },
    { FormatKind::Signed, 4, false },
    { FormatKind::Signed, 4, true },
    { FormatKind::Unsigned, 8, false },
    { FormatKind::Unsigned, 8, true },
    { FormatKind::Signed, 8, false },
    { FormatKind::Signed, 8, true },
    { FormatKind::Float, 4, false },
    { FormatKind::Float, 4, true },
    { FormatKind::Float, 8, false },
    { FormatKind::Float, 8, true },
    // These sizes are what CPython wants the bytes to be a multiple of.
    { FormatKind::Utf16, 4, false },
    { FormatKind::Utf16, 4, true },
    { FormatKind::Utf32, 8, false },
    { FormatKind::Utf32, 8, true },
};
constexpr int format_count = int(std::size(formats));
constexpr bool machine_is_big = std::endian::native == std::endian::big;

FormatKind kind_of_code(const Code* code)
{
    if (code->is_text)
        return FormatKind::Utf32;
    if (code->letter == 'f' || code->letter == 'd')
        return FormatKind::Float;
    return code->letter >= 'a' ? FormatKind::Signed : FormatKind::Unsigned;
}
int format_of(const Code* code)
{
    for (int i = 0; i < format_count; i++)
        if (formats[i].kind == kind_of_code(code) && (formats[i].size == code->size || code->is_text) &&
            (formats[i].is_big == machine_is_big || code->size == 1))
            return i;
    return -1;
}

/// The `__dict__` of an instance of a script's class, or None.
Result<Value> attributes_of(Vm& vm, Value self)
{
    if (!vm.class_of(self)->has(HasInstanceDict))
        return None;
    return Value::cell(TRY(attributes_dict(vm, self.as_cell())));
}

Result<Value> read_text(Vm& vm, const MachineFormat& format, std::string_view bytes)
{
    const char* codec = format.kind == FormatKind::Utf16 ? format.is_big ? "utf-16-be" : "utf-16-le"
        : format.is_big                                  ? "utf-32-be"
                                                         : "utf-32-le";
    return Value::cell(TRY(bytes_decode(vm, bytes, codec, "strict")));
}

/// The items of bytes in a format that is not the machine's, or not that of the code.
Result<Value> read_items(Vm& vm, const MachineFormat& format, std::string_view bytes)
{
    List* list = TRY(make_list(vm));
    for (size_t at = 0; at < bytes.size(); at += format.size) {
        std::string_view item = bytes.substr(at, format.size);
        Value value = TRY(int_from_bytes(vm, item, !format.is_big, format.kind == FormatKind::Signed));
        if (format.kind == FormatKind::Float) {
            uint64_t bits = *int_to_uint64(value);
            value = TRY(make_float(
                vm, format.size == 4 ? double(std::bit_cast<float>(uint32_t(bits))) : std::bit_cast<double>(bits)));
        }
        TRY(list_append(vm, list, value));
        if ((at & 1023) == 0)
            TRY(vm.work_in_one_step(1024 / format.size));
    }
    return Value::cell(list);
}

/// The letter of the code whose items are of the format, of those that are ints; `letter` for others.
char fitting_letter(const MachineFormat& format, char letter)
{
    for (char each : letters) {
        const Code* code = find_code(each);
        bool is_int = kind_of_code(code) == FormatKind::Signed || kind_of_code(code) == FormatKind::Unsigned;
        if (is_int && kind_of_code(code) == format.kind && code->size == format.size)
            letter = each;
    }
    return letter;
}

Result<Value> construct(Vm& vm, Value cls, char letter, Value items)
{
    return call(vm, cls, { Value::cell(TRY(make_str(vm, std::string(1, letter)))), items });
}

} // namespace

Result<Value> reduce(Vm& vm, Value self, Value protocol_value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    int64_t protocol = TRY(to_index(vm, protocol_value));
    Value cls = Value::cell(vm.class_of(self)), dict = TRY(attributes_of(vm, self));
    Value letter = Value::cell(TRY(make_str(vm, std::string(1, array->code->letter))));
    if (protocol < 3) {
        Value arguments = Value::cell(TRY(make_tuple(vm, { letter, TRY(to_list(vm, self)) })));
        return Value::cell(TRY(make_tuple(vm, { cls, arguments, dict })));
    }
    Value format = Value::small(format_of(array->code));
    Value arguments = Value::cell(TRY(make_tuple(vm, { cls, letter, format, TRY(to_bytes(vm, self)) })));
    return Value::cell(TRY(make_tuple(vm, { reconstructor(vm), arguments, dict })));
}

Result<Value> reconstruct(Vm& vm, Value type, Value letter_value, Value format_value, Value items)
{
    auto* cls = as_if<Class>(type);
    if (!cls)
        return vm.raise(Error::TypeError, "first argument must be a type object, not {}", type_name(vm, type));
    if (!is_subclass_of(vm, type, Value::cell(array_class(vm))))
        return vm.raise(Error::TypeError, "{} is not a subtype of array.array", class_name(cls));
    auto* text = as_if<Str>(letter_value);
    if (!text)
        return vm.raise(Error::TypeError, "_array_reconstructor() argument 2 must be a unicode character, not {}",
            type_name(vm, letter_value));
    if (text->length != 1)
        return vm.raise(Error::TypeError,
            "_array_reconstructor(): argument 2 must be a unicode character, not a string of length {}",
            int64_t(text->length));
    const Code* code = text->size == 1 ? find_code(text->data[0]) : nullptr;
    if (!code)
        return vm.raise(Error::ValueError, "second argument must be a valid type code");
    int number = TRY(to_c_int(vm, format_value));
    if (number < 0 || number >= format_count)
        return vm.raise(Error::ValueError, "third argument must be a valid machine format code.");
    auto* bytes = as_if<Bytes>(items);
    if (!bytes)
        return vm.raise(Error::TypeError, "fourth argument should be bytes, not {}", type_name(vm, items));
    const MachineFormat& format = formats[number];
    if (number == format_of(code)) {
        Value made = TRY(call(vm, type, { letter_value }));
        TRY(append_bytes(vm, TRY(array_of(vm, made)), items));
        return made;
    }
    if (bytes->size % format.size)
        return vm.raise(Error::ValueError, "string length not a multiple of item size");
    if (format.kind == FormatKind::Utf16 || format.kind == FormatKind::Utf32)
        return construct(vm, type, code->letter, TRY(read_text(vm, format, bytes->view())));
    return construct(vm, type, fitting_letter(format, code->letter), TRY(read_items(vm, format, bytes->view())));
}

} // namespace coil::internal::arrays
