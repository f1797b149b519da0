#include "stdlib/text/_sre/reader.h"

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::regex
{

std::u32string points_of(std::string_view text, bool is_bytes)
{
    std::u32string out;
    out.reserve(text.size());
    if (is_bytes) {
        for (char c : text)
            out += char32_t(uint8_t(c));
    } else {
        for (size_t at = 0; at < text.size();)
            out += unicode::next_point(text, at);
    }
    return out;
}

std::string text_of(std::u32string_view points)
{
    std::string out;
    for (char32_t point : points)
        utf8::append(out, point);
    return out;
}

uint64_t number_of(std::u32string_view digits, unsigned base)
{
    uint64_t number = 0;
    for (char32_t c : digits) {
        if (number > UINT64_MAX / 32)
            return UINT64_MAX;
        number = number * base + (is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return number;
}

Raised raise_pattern_error(Vm& vm, const Reporter& reporter, Value source, std::string message, int64_t position)
{
    auto text = make_str(vm, message);
    if (text.failed())
        return Raised{};
    Value place = position < 0 ? None : Value::small(position);
    auto error = call(vm, reporter.error_class, { Value::cell(text.value()), source, place });
    if (error.failed())
        return Raised{};
    return vm.raise_exception(error.value());
}

Result<void> warn_of(Vm& vm, const Reporter& reporter, Error category, std::string message)
{
    Value text = Value::cell(TRY(make_str(vm, message)));
    TRY(call(vm, reporter.warn, { text, Value::cell(vm.error_class(category)) }));
    return {};
}

namespace
{

/// Of a byte.
std::string hexadecimal(char32_t byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    return { digits[byte >> 4 & 15], digits[byte & 15] };
}

} // namespace

Result<void> Reader::advance()
{
    size_t size = index_ < text_.size() ? 1 : 0;
    if (size && text_[index_] == '\\') {
        if (++size > text_.size() - index_)
            return raise_pattern_error(vm, reporter, source, "bad escape (end of pattern)", int64_t(text_.size()) - 1);
    }
    next_ = text_.substr(std::min(index_, text_.size()), size);
    index_ += size;
    return {};
}

Raised Reader::fail(std::string message, size_t offset) const
{
    if (is_bytes) {
        std::string shown;
        for (char32_t point : points_of(message, false))
            shown += point < 128 ? std::string(1, char(point)) : format_text("\\x{}", { hexadecimal(point) });
        message = std::move(shown);
    }
    return raise_pattern_error(vm, reporter, source, std::move(message), int64_t(tell()) - int64_t(offset));
}

Result<std::u32string> Reader::get_until(char32_t terminator, std::string_view name)
{
    std::u32string result;
    for (;;) {
        Token token = next_;
        TRY(advance());
        if (token.empty()) {
            if (result.empty())
                return fail("missing " + std::string(name));
            return fail("missing " + std::string(1, char(terminator)) + ", unterminated name", result.size());
        }
        if (token.size() == 1 && token[0] == terminator) {
            if (result.empty())
                return fail("missing " + std::string(name), 1);
            return result;
        }
        result += token;
    }
}

Result<void> Reader::get_digits(std::u32string& escape, size_t most, unsigned base)
{
    for (size_t i = 0; i < most && next_.size() == 1; i++) {
        char32_t c = next_[0];
        bool is_letter = base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
        if (!(base == 8 ? is_octal(c) : is_digit(c)) && !is_letter)
            break;
        escape += c;
        TRY(advance());
    }
    return {};
}

Result<std::string> Reader::shown(std::u32string_view name) const
{
    Value text = Value::cell(TRY(make_str(vm, text_of(name))));
    Str* str = TRY(is_bytes ? ascii_of(vm, text) : repr(vm, text));
    return std::string(str->view());
}

bool Reader::is_identifier(std::u32string_view name)
{
    if (name.empty() || !(name[0] == '_' || unicode::is_identifier_start(name[0])))
        return false;
    return std::all_of(name.begin(), name.end(), [](char32_t c) { return unicode::is_identifier_continue(c); });
}

Result<void> Reader::check_group_name(std::u32string_view name, size_t offset)
{
    bool is_ascii = std::all_of(name.begin(), name.end(), [](char32_t c) { return c < 128; });
    if (!is_identifier(name) || (is_bytes && !is_ascii))
        return fail("bad character in group name " + TRY(shown(name)), name.size() + offset);
    return {};
}

Result<uint64_t> Reader::group_number(std::u32string_view name, size_t offset)
{
    if (!std::all_of(name.begin(), name.end(), is_digit))
        return fail("bad character in group name " + TRY(shown(name)), name.size() + offset);
    uint64_t number = number_of(name, 10);
    if (number >= 0x3FFFFFFF)
        return fail("invalid group reference " + text_of(name), name.size() + offset);
    return number;
}

} // namespace coil::internal::regex
