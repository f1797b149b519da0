#include "stdlib/text/_codecs/handlers.h"

#include <algorithm>

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/codec_errors.h"
#include "objects/native.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"

namespace coil::internal::codecs
{

namespace
{

/// What a UnicodeError says, its bounds within the object.
struct Failure {
    Error kind = Error::UnicodeEncodeError;
    Value exception;
    std::string_view text;  ///< of the object between start and end: characters, or the bytes
    std::string_view bytes; ///< the whole object of a UnicodeDecodeError
    size_t start = 0, end = 0;
    bool encodes() const { return kind == Error::UnicodeEncodeError; }
    bool decodes() const { return kind == Error::UnicodeDecodeError; }
};

Raised unfit(Vm& vm, Value exception)
{
    return vm.raise(Error::TypeError, "don't know how to handle {} in error callback", type_name(vm, exception));
}

Result<int64_t> bound_of(Vm& vm, Value exception, Str* name)
{
    Value bound = own_attribute(vm, exception.as_cell(), name);
    if (!bound.is_small())
        return vm.raise(Error::TypeError, "{} '{}' attribute must be int", type_name(vm, exception), name->view());
    return bound.as_small();
}

Result<Failure> examine(Vm& vm, Value exception)
{
    Failure failure;
    failure.exception = exception;
    if (is_exception_of(vm, exception, Error::UnicodeDecodeError))
        failure.kind = Error::UnicodeDecodeError;
    else if (is_exception_of(vm, exception, Error::UnicodeTranslateError))
        failure.kind = Error::UnicodeTranslateError;
    else if (!is_exception_of(vm, exception, Error::UnicodeEncodeError))
        return unfit(vm, exception);
    Value object = own_attribute(vm, exception.as_cell(), vm.names->object);
    auto* str = as_if<Str>(object);
    bool is_right = failure.decodes() ? bytes_view(object, failure.bytes) : str != nullptr;
    if (!is_right)
        return vm.raise(Error::TypeError, "{} 'object' attribute {}", type_name(vm, exception),
            object.is_empty()       ? "is not set"
                : failure.decodes() ? "must be a bytes"
                                    : "must be a string");
    int64_t size = failure.decodes() ? int64_t(failure.bytes.size()) : str->length;
    int64_t start = TRY(bound_of(vm, exception, vm.names->start));
    int64_t end = TRY(bound_of(vm, exception, vm.names->end));
    start = std::clamp(start, int64_t(0), std::max<int64_t>(size - 1, 0));
    end = std::min(std::max<int64_t>(end, 1), size);
    failure.start = size_t(start);
    failure.end = size_t(end);
    size_t last = std::max(failure.start, failure.end);
    if (failure.decodes()) {
        failure.text = failure.bytes.substr(failure.start, last - failure.start);
    } else {
        size_t first = str_offset(vm, str, failure.start);
        failure.text = str->view().substr(first, str_offset(vm, str, last) - first);
    }
    return failure;
}

Result<Value> answer(Vm& vm, std::string_view text, size_t end)
{
    Value replacement = Value::cell(TRY(make_str(vm, text)));
    return make_pair(vm, replacement, Value::small(int64_t(end)));
}

Result<Value> strict(Vm& vm, Value exception)
{
    if (is_kind(exception, Kind::Exception))
        return vm.raise_exception(exception);
    return vm.raise(Error::TypeError, "codec must pass exception instance");
}

Result<Value> ignore(Vm& vm, Value exception) { return answer(vm, {}, TRY(examine(vm, exception)).end); }

Result<Value> replace(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    constexpr std::string_view unknown = "\xef\xbf\xbd";
    if (failure.decodes())
        return answer(vm, unknown, failure.end);
    std::string out;
    for (size_t i = failure.start; i < failure.end; i++)
        out += failure.encodes() ? std::string_view("?") : unknown;
    return answer(vm, out, failure.end);
}

/// Puts something for each character.
template <void (*put)(std::string&, uint32_t)> Result<Value> replace_each(Vm& vm, const Failure& failure)
{
    TRY(vm.require_room(failure.text.size() * 10));
    std::string out;
    for (size_t at = 0; at < failure.text.size();)
        put(out, unicode::next_point(failure.text, at));
    vm.charge_bytes(16 * out.size());
    return answer(vm, out, failure.end);
}

void append_reference(std::string& out, uint32_t point) { out += "&#" + std::to_string(point) + ";"; }
Result<Value> xml_references(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    if (!failure.encodes())
        return unfit(vm, exception);
    return replace_each<append_reference>(vm, failure);
}

Result<Value> backslashes(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    if (!failure.decodes())
        return replace_each<append_backslashed>(vm, failure);
    TRY(vm.require_room(failure.text.size() * 4));
    std::string out;
    for (char byte : failure.text)
        append_backslashed(out, static_cast<unsigned char>(byte));
    return answer(vm, out, failure.end);
}

Result<Value> names(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    return failure.encodes() ? replace_each<append_named>(vm, failure) : unfit(vm, exception);
}

/// One of the encodings in which surrogates have bytes.
struct Wide {
    size_t size = 0; ///< bytes of a surrogate; 0: another encoding
    bool big_endian = false;
};
Result<Wide> wide_encoding(Vm& vm, Value exception)
{
    auto* name = as_if<Str>(own_attribute(vm, exception.as_cell(), vm.names->encoding));
    auto found = name ? find_encoding(name->view()) : std::nullopt;
    if (!found)
        return Wide{};
    switch (*found) {
    case Encoding::Utf8:
        return Wide{ 3, false };
    case Encoding::Utf16:
    case Encoding::Utf16Le:
        return Wide{ 2, false };
    case Encoding::Utf16Be:
        return Wide{ 2, true };
    case Encoding::Utf32:
    case Encoding::Utf32Le:
        return Wide{ 4, false };
    case Encoding::Utf32Be:
        return Wide{ 4, true };
    default:
        return Wide{};
    }
}

Result<Value> pass_surrogates(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    if (failure.kind == Error::UnicodeTranslateError)
        return unfit(vm, exception);
    Wide wide = TRY(wide_encoding(vm, exception));
    if (wide.size == 0)
        return vm.raise_exception(exception);
    std::string out;
    auto shift = [&](size_t i) { return 8 * (wide.big_endian ? wide.size - 1 - i : i); };
    if (failure.decodes()) {
        if (failure.bytes.size() - failure.start < wide.size)
            return vm.raise_exception(exception);
        auto byte = [&](size_t i) { return uint32_t(uint8_t(failure.bytes[failure.start + i])); };
        uint32_t point = 0;
        if (wide.size == 3)
            point = (byte(0) & 0xf0) == 0xe0 && (byte(1) & 0xc0) == 0x80 && (byte(2) & 0xc0) == 0x80
                ? (byte(0) & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63)
                : 0;
        else
            for (size_t i = 0; i < wide.size; i++)
                point |= byte(i) << shift(i);
        if (!is_surrogate(point))
            return vm.raise_exception(exception);
        utf8::append(out, point);
        return answer(vm, out, failure.start + wide.size);
    }
    for (size_t at = 0; at < failure.text.size();) {
        uint32_t point = unicode::next_point(failure.text, at);
        if (!is_surrogate(point))
            return vm.raise_exception(exception);
        if (wide.size == 3)
            utf8::append(out, point);
        else
            for (size_t i = 0; i < wide.size; i++)
                out += char(point >> shift(i));
    }
    Value replacement = Value::cell(TRY(make_bytes(vm, out)));
    return make_pair(vm, replacement, Value::small(int64_t(failure.end)));
}

Result<Value> escape_surrogates(Vm& vm, Value exception)
{
    Failure failure = TRY(examine(vm, exception));
    if (failure.kind == Error::UnicodeTranslateError)
        return unfit(vm, exception);
    constexpr size_t most = 4;
    std::string out;
    if (failure.decodes()) {
        size_t count = 0;
        for (; count < std::min(most, failure.text.size()) && uint8_t(failure.text[count]) >= 0x80; count++)
            utf8::append(out, 0xdc00 + uint8_t(failure.text[count]));
        return count ? answer(vm, out, failure.start + count) : vm.raise_exception(exception);
    }
    for (size_t at = 0; at < failure.text.size();) {
        uint32_t point = unicode::next_point(failure.text, at);
        if (point < 0xdc80 || point > 0xdcff)
            return vm.raise_exception(exception);
        out += char(point - 0xdc00);
    }
    Value replacement = Value::cell(TRY(make_bytes(vm, out)));
    return make_pair(vm, replacement, Value::small(int64_t(failure.end)));
}

struct Handler {
    std::string_view name;
    NativeDef function;
};
constexpr Handler handlers[] = {
    { "strict", def<"strict_errors(exception, /)", strict>("Raises the exception.") },
    { "ignore", def<"ignore_errors(exception, /)", ignore>("Ignores malformed data.") },
    { "replace", def<"replace_errors(exception, /)", replace>("Puts a replacement character.") },
    { "xmlcharrefreplace", def<"xmlcharrefreplace_errors(exception, /)", xml_references>("Puts references of XML.") },
    { "backslashreplace", def<"backslashreplace_errors(exception, /)", backslashes>("Puts backslashed escapes.") },
    { "namereplace", def<"namereplace_errors(exception, /)", names>("Puts escapes with the names of characters.") },
    { "surrogatepass", def<"surrogatepass(exception, /)", pass_surrogates>("Lets surrogates pass.") },
    { "surrogateescape", def<"surrogateescape(exception, /)", escape_surrogates>("Bytes as surrogates, and back.") },
};

} // namespace

Result<Dict*> builtin_handlers(Vm& vm)
{
    Dict* dict = TRY(make_dict(vm));
    for (const Handler& handler : handlers) {
        Value function = TRY(make_native_function(vm, handler.function, Value(), intern(vm, "_codecs")));
        TRY(dict_set_str(vm, dict, intern(vm, handler.name), function));
    }
    return dict;
}

} // namespace coil::internal::codecs
