#include "objects/codec_errors.h"

#include "base/character_names.h"
#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/class.h"
#include "objects/numbers.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(std::string& out, uint32_t point, int digits)
{
    char text[8];
    for (int i = 0; i < digits; i++)
        text[i] = hex_digits[point >> (4 * (digits - 1 - i)) & 15];
    out.append(text, size_t(digits));
}

/// A UnicodeError of five arguments.
Result<Value> make_unicode_error(
    Vm& vm, Error error, const char* encoding, Value object, size_t start, size_t end, const char* reason)
{
    Value name = Value::cell(TRY(make_str(vm, encoding))), why = Value::cell(TRY(make_str(vm, reason)));
    Value arguments[] = { name, object, Value::small(int64_t(start)), Value::small(int64_t(end)), why };
    return vm.operations.call(vm, Value::cell(vm.error_class(error)), arguments, 5);
}

/// The handler of a script. A Vm without the library has none.
Result<Value> find_handler(Vm& vm, std::string_view name)
{
    if (vm.operations.find_error_handler)
        return vm.operations.find_error_handler(vm, name);
    return vm.raise(Error::LookupError, "unknown error handler name '{}'", name);
}

/// Makes the exception say something else.
Result<void> renew_unicode_error(Vm& vm, Value error, size_t start, size_t end, const char* reason)
{
    Value why = Value::cell(TRY(make_str(vm, reason)));
    TRY(set_own_attribute(vm, error.as_cell(), vm.names->start, Value::small(int64_t(start))));
    TRY(set_own_attribute(vm, error.as_cell(), vm.names->end, Value::small(int64_t(end))));
    return set_own_attribute(vm, error.as_cell(), vm.names->reason, why);
}

/// What a script's handler returns: a replacement and where to go on. Null when it is not that.
Tuple* handler_answer(Value result, bool may_be_bytes)
{
    auto* pair = as_if<Tuple>(result);
    if (!pair || pair->size != 2)
        return nullptr;
    bool is_text = is_kind(pair->items[0], Kind::Str), is_bytes = is_kind(pair->items[0], Kind::Bytes);
    return is_text || (may_be_bytes && is_bytes) ? pair : nullptr;
}

/// The place of `size` that a handler's answer names: from the end when it is negative. May run script
/// code.
Result<size_t> handler_place(Vm& vm, Value place, size_t size)
{
    if (!is_int(place)) {
        Value method = lookup_special(vm, vm.class_of(place), Special::index);
        if (method.is_empty())
            return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, place));
        place = TRY(vm.operations.call(vm, method, &place, 1));
    }
    auto number = is_int(place) ? int_to_int64(TRY(int_plain(vm, place))) : std::nullopt;
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C ssize_t");
    int64_t at = *number;
    if (at < 0)
        at += int64_t(size);
    if (at < 0 || at > int64_t(size))
        return vm.raise(Error::IndexError, "position {} from error handler out of bounds", at);
    return size_t(at);
}

} // namespace

void append_backslashed(std::string& out, uint32_t point)
{
    bool wide = point > 0xffff, narrow = point < 0x100;
    out += wide ? "\\U" : narrow ? "\\x" : "\\u";
    append_hex(out, point, wide ? 8 : narrow ? 2 : 4);
}

void append_named(std::string& out, uint32_t point)
{
    std::string name = utf8::name_of(point);
    if (name.empty())
        return append_backslashed(out, point);
    out += "\\N{" + name + "}";
}

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
        { "namereplace", ErrorMode::NameReplace },
    };
    for (auto [text, mode] : modes)
        if (text == name)
            return mode;
    return ErrorMode::Registered;
}

Result<Value> Decoding::make_error(size_t start, size_t end, const char* reason)
{
    if (object_.is_empty()) {
        auto* copy = TRY(make_bytes(vm_, bytes));
        object_ = Value::cell(copy);
        bytes = copy->view();
    }
    if (error_.is_empty())
        error_ = TRY(make_unicode_error(vm_, Error::UnicodeDecodeError, encoding_, object_, start, end, reason));
    else
        TRY(renew_unicode_error(vm_, error_, start, end, reason));
    return error_;
}

Raised Decoding::fail(size_t start, size_t end, const char* reason)
{
    auto error = make_error(start, end, reason);
    return error.failed() ? Raised{} : vm_.raise_exception(error.value());
}

Result<size_t> Decoding::ask_handler(size_t start, size_t end, const char* reason)
{
    if (handler_.is_empty())
        handler_ = TRY(find_handler(vm_, errors_));
    Value error = TRY(make_error(start, end, reason));
    Tuple* answer = handler_answer(TRY(vm_.operations.call(vm_, handler_, &error, 1)), false);
    if (!answer)
        return vm_.raise(Error::TypeError, "decoding error handler must return (str, int) tuple");
    auto* object = as_if<Bytes>(own_attribute(vm_, error.as_cell(), vm_.names->object));
    if (!object)
        return vm_.raise(Error::TypeError, "UnicodeDecodeError 'object' attribute must be a bytes");
    object_ = Value::cell(object);
    bytes = object->view();
    size_t place = TRY(handler_place(vm_, answer->items[1], bytes.size()));
    std::string_view text = as<Str>(answer->items[0])->view();
    TRY(vm_.require_room(out.size() + text.size()));
    out += text;
    return place;
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
    case ErrorMode::Registered:
        return ask_handler(start, end, reason);
    case ErrorMode::NameReplace:
    case ErrorMode::XmlCharRefReplace:
        return vm_.raise(Error::TypeError, "don't know how to handle UnicodeDecodeError in error callback");
    case ErrorMode::Strict:
        break;
    }
    return fail(start, end, reason);
}

Result<Value> EncodeErrors::make_error(size_t start, size_t end, const char* reason)
{
    start = str_index_at(vm_, str_, start);
    end = str_index_at(vm_, str_, end);
    if (error_.is_empty())
        error_ =
            TRY(make_unicode_error(vm_, Error::UnicodeEncodeError, encoding_, Value::cell(str_), start, end, reason));
    else
        TRY(renew_unicode_error(vm_, error_, start, end, reason));
    return error_;
}

Raised EncodeErrors::fail(size_t start, size_t end, const char* reason)
{
    auto error = make_error(start, end, reason);
    return error.failed() ? Raised{} : vm_.raise_exception(error.value());
}

Result<Substitute> EncodeErrors::ask_handler(size_t start, size_t end, const char* reason)
{
    if (handler_.is_empty())
        handler_ = TRY(find_handler(vm_, errors_));
    Value error = TRY(make_error(start, end, reason));
    Tuple* answer = handler_answer(TRY(vm_.operations.call(vm_, handler_, &error, 1)), true);
    if (!answer)
        return vm_.raise(Error::TypeError, "encoding error handler must return (str/bytes, int) tuple");
    size_t place = TRY(handler_place(vm_, answer->items[1], str_->length));
    Substitute out;
    out.resume = str_offset(vm_, str_, place);
    auto* bytes = as_if<Bytes>(answer->items[0]);
    out.is_bytes = bytes != nullptr;
    std::string_view text = bytes ? bytes->view() : as<Str>(answer->items[0])->view();
    TRY(vm_.require_room(text.size()));
    out.text = text;
    return out;
}

Result<Substitute> EncodeErrors::substitute(
    size_t start, size_t end, const char* reason, void (*put_surrogate)(std::string&, uint32_t), bool wide)
{
    if (mode_ == ErrorMode::Registered)
        return ask_handler(start, end, reason);
    Substitute out;
    out.resume = end;
    out.is_bytes = mode_ == ErrorMode::SurrogateEscape || mode_ == ErrorMode::SurrogatePass;
    for (size_t at = start; at < end;) {
        size_t here = at;
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
        case ErrorMode::NameReplace:
            append_named(out.text, point);
            break;
        case ErrorMode::XmlCharRefReplace:
            out.text += "&#" + std::to_string(point) + ";";
            break;
        case ErrorMode::SurrogateEscape:
            if (point < 0xdc80 || point > 0xdcff || wide)
                return fail(here, end, reason);
            out.text += char(point - 0xdc00);
            break;
        case ErrorMode::SurrogatePass:
            if (!is_surrogate(point) || !put_surrogate)
                return fail(here, end, reason);
            put_surrogate(out.text, point);
            break;
        default:
            return fail(start, end, reason);
        }
    }
    return out;
}

} // namespace coil::internal
