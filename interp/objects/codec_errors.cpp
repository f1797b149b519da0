#include "objects/codec_errors.h"

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/class.h"

namespace coil::internal
{

namespace
{

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(std::string& out, uint32_t point, int digits)
{
    while (digits-- > 0)
        out += hex_digits[point >> (4 * digits) & 15];
}

void append_backslashed(std::string& out, uint32_t point)
{
    bool wide = point > 0xffff, narrow = point < 0x100;
    out += wide ? "\\U" : narrow ? "\\x" : "\\u";
    append_hex(out, point, wide ? 8 : narrow ? 2 : 4);
}

bool is_surrogate(uint32_t point) { return point >= 0xd800 && point < 0xe000; }

/// Raises a UnicodeError of five arguments.
Raised raise_unicode(
    Vm& vm, Error error, const char* encoding, Value object, size_t start, size_t end, const char* reason)
{
    auto name = make_str(vm, encoding), why = make_str(vm, reason);
    if (name.failed() || why.failed())
        return {};
    Value arguments[] = { Value::cell(name.value()), object, Value::small(int64_t(start)), Value::small(int64_t(end)),
        Value::cell(why.value()) };
    auto exception = vm.operations.call(vm, Value::cell(vm.error_class(error)), arguments, 5);
    return exception.failed() ? Raised{} : vm.raise_exception(exception.value());
}

Raised unknown_handler(Vm& vm, std::string_view name)
{
    return vm.raise(Error::LookupError, "unknown error handler name '{}'", name);
}

} // namespace

ErrorMode find_error_mode(std::string_view name)
{
    constexpr std::pair<std::string_view, ErrorMode> modes[] = {
        { "strict", ErrorMode::Strict },
        { "ignore", ErrorMode::Ignore },
        { "replace", ErrorMode::Replace },
        { "backslashreplace", ErrorMode::BackslashReplace },
        { "xmlcharrefreplace", ErrorMode::XmlCharRefReplace },
        { "surrogateescape", ErrorMode::SurrogateEscape },
        { "surrogatepass", ErrorMode::SurrogatePass },
    };
    for (auto [text, mode] : modes)
        if (text == name)
            return mode;
    return ErrorMode::Unknown;
}

Raised Decoding::fail(size_t start, size_t end, const char* reason)
{
    auto object = make_bytes(vm_, bytes);
    if (object.failed())
        return {};
    return raise_unicode(vm_, Error::UnicodeDecodeError, encoding_, Value::cell(object.value()), start, end, reason);
}

Result<size_t> Decoding::malformed(
    size_t start, size_t end, const char* reason, uint32_t surrogate, size_t surrogate_size)
{
    switch (mode_) {
    case ErrorMode::Ignore:
        return end;
    case ErrorMode::Replace:
        utf8::append(out, 0xfffd);
        return end;
    case ErrorMode::BackslashReplace:
        for (size_t i = start; i < end; i++)
            append_backslashed(out, static_cast<unsigned char>(bytes[i]));
        return end;
    case ErrorMode::SurrogateEscape: {
        size_t at = start;
        for (; at < end && static_cast<unsigned char>(bytes[at]) >= 0x80; at++)
            utf8::append(out, 0xdc00 + static_cast<unsigned char>(bytes[at]));
        if (at > start)
            return at;
        return fail(start, end, reason);
    }
    case ErrorMode::SurrogatePass:
        if (!surrogate)
            return fail(start, end, reason);
        utf8::append(out, surrogate);
        return start + surrogate_size;
    case ErrorMode::Unknown:
        return unknown_handler(vm_, errors_);
    case ErrorMode::XmlCharRefReplace:
        return vm_.raise(Error::TypeError, "don't know how to handle UnicodeDecodeError in error callback");
    case ErrorMode::Strict:
        break;
    }
    return fail(start, end, reason);
}

Raised EncodeErrors::fail(size_t start, size_t end, const char* reason)
{
    return raise_unicode(vm_, Error::UnicodeEncodeError, encoding_, Value::cell(str_), str_index_at(vm_, str_, start),
        str_index_at(vm_, str_, end), reason);
}

Result<Substitute> EncodeErrors::substitute(
    size_t start, size_t end, const char* reason, void (*put_surrogate)(std::string&, uint32_t), bool wide)
{
    if (mode_ == ErrorMode::Unknown)
        return unknown_handler(vm_, errors_);
    Substitute out;
    out.is_bytes = mode_ == ErrorMode::SurrogateEscape || mode_ == ErrorMode::SurrogatePass;
    for (size_t at = start; at < end;) {
        uint32_t point = unicode::next_point(str_->view(), at);
        switch (mode_) {
        case ErrorMode::Ignore:
            break;
        case ErrorMode::Replace:
            out.text += '?';
            break;
        case ErrorMode::BackslashReplace:
            append_backslashed(out.text, point);
            break;
        case ErrorMode::XmlCharRefReplace:
            out.text += "&#" + std::to_string(point) + ";";
            break;
        case ErrorMode::SurrogateEscape:
            if (point < 0xdc80 || point > 0xdcff || wide)
                return fail(start, end, reason);
            out.text += char(point - 0xdc00);
            break;
        case ErrorMode::SurrogatePass:
            if (!is_surrogate(point) || !put_surrogate)
                return fail(start, end, reason);
            put_surrogate(out.text, point);
            break;
        default:
            return fail(start, end, reason);
        }
    }
    return out;
}

} // namespace coil::internal
