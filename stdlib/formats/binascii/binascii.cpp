// The module binascii: binary data as text. The codings themselves are in codings.cpp.
#include "stdlib/formats/binascii/codings.h"

#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// binascii.Error with the message.
Raised fail(Vm& vm, std::string_view message)
{
    auto* cls = as<Class>(vm.modules->state_of(binascii_module));
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, cls, message))));
}

/// What is decoded: bytes, or the characters of an ASCII str.
Result<std::string_view> ascii_argument(Vm& vm, Value value)
{
    if (auto* str = as_if<Str>(value)) {
        if (!str->is_ascii())
            return vm.raise(Error::ValueError, "string argument should contain only ASCII characters");
        return str->view();
    }
    std::string_view bytes;
    if (TRY(buffer_view(vm, value, bytes)))
        return bytes;
    return vm.raise(
        Error::TypeError, "argument should be bytes, buffer or ASCII string, not '{}'", type_name(vm, value));
}

Result<char> separator_of(Vm& vm, Value value)
{
    if (auto* bytes = as_if<Bytes>(value); bytes && bytes->size == 1)
        return bytes->data[0];
    if (auto* str = as_if<Str>(value); str && str->length == 1) {
        uint32_t character = str_at(vm, str, 0);
        if (character > 255)
            return vm.raise(Error::ValueError, "sep must be ASCII.");
        return char(character);
    }
    if (TRY(length_of(vm, value)) != 1)
        return vm.raise(Error::ValueError, "sep must be length 1.");
    return vm.raise(Error::TypeError, "sep must be str or bytes.");
}

Result<Value> hexlify(Vm& vm, Value data, Value separator, Value group_size)
{
    if (separator.is_empty()) {
        std::string_view bytes = TRY(require_buffer(vm, data));
        Bytes* out = TRY(make_bytes_uninitialized(vm, 2 * bytes.size()));
        codings::to_hex(bytes, out->writable());
        vm.charge_bytes(out->size);
        return Value::cell(out);
    }
    TRY(require_buffer(vm, data));
    int group = TRY(to_c_int(vm, group_size));
    char between = TRY(separator_of(vm, separator));
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t size = 2 * bytes.size() + codings::hex_separators(bytes.size(), group);
    Bytes* out = TRY(make_bytes_uninitialized(vm, size));
    codings::to_hex_groups(bytes, between, group, out->writable());
    vm.charge_bytes(2 * size);
    return Value::cell(out);
}
Result<Value> unhexlify(Vm& vm, Value data)
{
    std::string_view digits = TRY(ascii_argument(vm, data));
    Bytes* out = TRY(make_bytes_uninitialized(vm, digits.size() / 2));
    if (std::string problem = codings::from_hex(digits, out->writable()); !problem.empty())
        return fail(vm, problem);
    vm.charge_bytes(digits.size());
    return Value::cell(out);
}

Result<Value> b2a_base64(Vm& vm, Value data, bool newline)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t size = codings::base64_size(bytes.size());
    Bytes* out = TRY(make_bytes_uninitialized(vm, size + newline));
    codings::to_base64(bytes, out->writable());
    if (newline)
        out->writable()[size] = '\n';
    vm.charge_bytes(size);
    return Value::cell(out);
}
Result<Value> a2b_base64(Vm& vm, Value data, bool strict)
{
    std::string_view text = TRY(ascii_argument(vm, data));
    // Nearly always the text is without anything but groups of four, and its size known by its end.
    size_t most = text.size() / 4 * 3 + 3;
    TRY(vm.require_room(most));
    std::string bytes(most, '\0');
    size_t size = 0;
    if (std::string problem = codings::from_base64(text, strict, bytes.data(), size); !problem.empty())
        return fail(vm, problem);
    vm.charge_bytes(2 * text.size());
    return Value::cell(TRY(make_bytes(vm, std::string_view(bytes).substr(0, size))));
}

Result<Value> a2b_uu(Vm& vm, Value data)
{
    char bytes[codings::most_of_uu_line];
    size_t size = 0;
    if (std::string problem = codings::from_uu(TRY(ascii_argument(vm, data)), bytes, size); !problem.empty())
        return fail(vm, problem);
    return Value::cell(TRY(make_bytes(vm, { bytes, size })));
}
Result<Value> b2a_uu(Vm& vm, Value data, bool backtick)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    if (bytes.size() > 45)
        return fail(vm, "At most 45 bytes at once");
    char line[codings::most_of_uu_line];
    size_t size = codings::to_uu(bytes, backtick, line);
    return Value::cell(TRY(make_bytes(vm, { line, size })));
}
Result<Value> a2b_qp(Vm& vm, Value data, bool header)
{
    std::string_view text = TRY(ascii_argument(vm, data));
    TRY(vm.require_room(text.size()));
    vm.charge_bytes(8 * text.size());
    return Value::cell(TRY(make_bytes(vm, codings::from_quoted(text, header))));
}
Result<Value> b2a_qp(Vm& vm, Value data, bool quote_tabs, bool is_text, bool header)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    TRY(vm.require_room(bytes.size() / 8 * 25));
    vm.charge_bytes(8 * bytes.size());
    return Value::cell(TRY(make_bytes(vm, codings::to_quoted(bytes, { quote_tabs, is_text, header }))));
}

/// The low bits of an int of any size.
Result<uint64_t> low_bits(Vm& vm, Value value, int64_t mask)
{
    Value low = TRY(int_and(vm, TRY(to_int_object(vm, value)), Value::small(mask)));
    return uint64_t(low.as_small());
}
Result<int64_t> crc32(Vm& vm, Value data, Value crc)
{
    TRY(require_buffer(vm, data));
    auto start = uint32_t(TRY(low_bits(vm, crc, 0xffffffff)));
    std::string_view bytes = TRY(require_buffer(vm, data));
    vm.charge_bytes(bytes.size());
    return int64_t(codings::crc32(bytes, start));
}
Result<int64_t> crc_hqx(Vm& vm, Value data, Value crc)
{
    TRY(require_buffer(vm, data));
    auto start = uint16_t(TRY(low_bits(vm, crc, 0xffff)));
    std::string_view bytes = TRY(require_buffer(vm, data));
    vm.charge_bytes(8 * bytes.size());
    return int64_t(codings::crc_hqx(bytes, start));
}

constexpr const char* hexlify_doc = "Hexadecimal representation of binary data.";
constexpr const char* unhexlify_doc = "Binary data of hexadecimal representation.";
constexpr NativeDef functions[] = {
    def<"hexlify(data, sep=, bytes_per_sep=1)", hexlify>(hexlify_doc),
    def<"b2a_hex(data, sep=, bytes_per_sep=1)", hexlify>(hexlify_doc),
    def<"unhexlify(hexstr, /)", unhexlify>(unhexlify_doc),
    def<"a2b_hex(hexstr, /)", unhexlify>(unhexlify_doc),
    def<"b2a_base64(data, /, *, newline=True)", b2a_base64>("Base64-code line of data."),
    def<"a2b_base64(data, /, *, strict_mode=False)", a2b_base64>("Decode a line of base64 data."),
    def<"a2b_uu(data, /)", a2b_uu>("Decode a line of uuencoded data."),
    def<"b2a_uu(data, /, *, backtick=False)", b2a_uu>("Uuencode line of data."),
    def<"a2b_qp(data, header=False)", a2b_qp>("Decode a string of qp-encoded data."),
    def<"b2a_qp(data, quotetabs=False, istext=True, header=False)", b2a_qp>(
        "Encode a string using quoted-printable encoding."),
    def<"crc32(data, crc=0, /)", crc32>("Compute CRC-32 incrementally."),
    def<"crc_hqx(data, crc, /)", crc_hqx>("Compute CRC-CCITT incrementally."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    auto define_error = [&](std::string_view name, Error base) {
        return define_class(vm, module, vm.error_class(base),
            { .name = name,
                .module = "binascii",
                .methods = {},
                .kind = Kind::Exception,
                .flags = IsException | HasInstanceDict | HasCustomNew });
    };
    vm.modules->state_of(binascii_module) = Value::cell(TRY(define_error("Error", Error::ValueError)));
    TRY(define_error("Incomplete", Error::Exception));
    return {};
}

} // namespace

const NativeModule binascii_module{ "binascii", functions, prepare, "Conversion between binary data and ASCII" };

} // namespace coil::internal
