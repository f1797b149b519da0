// bytes' methods that trim, pad and map bytes. Those that search are in bytes_search.cpp.
#include "objects/bytes_methods.h"

#include <algorithm>

#include "objects/byte_text.h"
#include "objects/str_methods.h"

namespace coil::internal
{

namespace
{

bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_alpha(char byte) { return is_lower(byte) || is_upper(byte); }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
char to_lower(char byte) { return is_upper(byte) ? char(byte + 32) : byte; }
char to_upper(char byte) { return is_lower(byte) ? char(byte - 32) : byte; }

Result<Value> pad(Vm& vm, Value self, size_t before, size_t after, char fill)
{
    std::string_view bytes = view_of_bytes(self);
    if (before + after == 0)
        return make_bytes_like(vm, self, bytes);
    // The object is made first, so that memory runs out there and not in the standard library.
    Value unit = TRY(make_bytes_like(vm, self, std::string_view(&fill, 1)));
    Value out = TRY(bytes_repeat(vm, unit, int64_t(before + after + bytes.size())));
    char* data = const_cast<char*>(view_of_bytes(out).data());
    std::copy(bytes.begin(), bytes.end(), data + before);
    return out;
}

size_t missing(Value self, int64_t width)
{
    auto size = int64_t(view_of_bytes(self).size());
    return width > size ? size_t(width - size) : 0;
}

std::string title(std::string_view bytes)
{
    std::string out(bytes);
    bool in_word = false;
    for (char& byte : out) {
        byte = in_word ? to_lower(byte) : to_upper(byte);
        in_word = is_alpha(byte);
    }
    return out;
}

bool is_title(std::string_view bytes)
{
    bool in_word = false, any = false;
    for (char byte : bytes) {
        if (is_upper(byte) ? in_word : is_lower(byte) && !in_word)
            return false;
        in_word = is_alpha(byte);
        any |= in_word;
    }
    return any;
}

/// Cased letters are there, and none of the other case.
bool is_cased(std::string_view bytes, bool (*wanted)(char), bool (*other)(char))
{
    return std::any_of(bytes.begin(), bytes.end(), wanted) && std::none_of(bytes.begin(), bytes.end(), other);
}

int hex_value(char digit)
{
    if (is_digit(digit))
        return digit - '0';
    char lower = to_lower(digit);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

Result<Value> bytes_strip(Vm& vm, Value self, const std::string_view* characters, unsigned side)
{
    std::string_view bytes = view_of_bytes(self);
    auto stripped = [&](char byte) {
        return characters ? characters->find(byte) != std::string_view::npos : byte_text::AsciiBlank::is_blank(byte);
    };
    while ((side & StripStart) && !bytes.empty() && stripped(bytes.front()))
        bytes.remove_prefix(1);
    while ((side & StripEnd) && !bytes.empty() && stripped(bytes.back()))
        bytes.remove_suffix(1);
    return make_bytes_like(vm, self, bytes);
}

Result<Value> bytes_center(Vm& vm, Value self, int64_t width, char fill)
{
    size_t margin = missing(self, width);
    size_t left = margin / 2 + (margin & size_t(width) & 1);
    return pad(vm, self, left, margin - left, fill);
}

Result<Value> bytes_left_justify(Vm& vm, Value self, int64_t width, char fill)
{
    return pad(vm, self, 0, missing(self, width), fill);
}

Result<Value> bytes_right_justify(Vm& vm, Value self, int64_t width, char fill)
{
    return pad(vm, self, missing(self, width), 0, fill);
}

Result<Value> bytes_zero_fill(Vm& vm, Value self, int64_t width)
{
    size_t zeros = missing(self, width);
    Value out = TRY(pad(vm, self, zeros, 0, '0'));
    std::string_view bytes = view_of_bytes(self);
    if (zeros > 0 && !bytes.empty() && (bytes[0] == '+' || bytes[0] == '-')) {
        char* data = const_cast<char*>(view_of_bytes(out).data());
        std::swap(data[0], data[zeros]);
    }
    return out;
}

Result<Value> bytes_expand_tabs(Vm& vm, Value self, int64_t tab_size)
{
    std::string_view bytes = view_of_bytes(self);
    if (byte_text::expanded_size(bytes, tab_size, false, max_str_bytes) == byte_text::none)
        return vm.raise(Error::OverflowError, "result too long");
    return make_bytes_like(vm, self, byte_text::expand_tabs(bytes, tab_size, false));
}

Result<Value> bytes_translate(Vm& vm, Value self, const std::string_view* table, std::string_view dropped)
{
    if (table && table->size() != 256)
        return vm.raise(Error::ValueError, "translation table must be 256 characters long");
    std::string out;
    for (char byte : view_of_bytes(self))
        if (dropped.find(byte) == std::string_view::npos)
            out += table ? (*table)[static_cast<unsigned char>(byte)] : byte;
    return make_bytes_like(vm, self, out);
}

Result<Bytes*> bytes_make_translation(Vm& vm, std::string_view from, std::string_view to)
{
    if (from.size() != to.size())
        return vm.raise(Error::ValueError, "maketrans arguments must have same length");
    Bytes* table = TRY(make_bytes_uninitialized(vm, 256));
    char* data = table->writable();
    for (int i = 0; i < 256; i++)
        data[i] = char(i);
    for (size_t i = 0; i < from.size(); i++)
        data[static_cast<unsigned char>(from[i])] = to[i];
    return table;
}

std::string bytes_hex(std::string_view bytes, char separator, int64_t group)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * (separator ? 3 : 2));
    bool from_end = group > 0;
    size_t size = size_t(std::abs(group));
    for (size_t i = 0; i < bytes.size(); i++) {
        bool boundary = size > 0 && (from_end ? (bytes.size() - i) % size == 0 : i % size == 0);
        if (separator && i > 0 && boundary)
            out += separator;
        auto byte = static_cast<unsigned char>(bytes[i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Result<std::string> bytes_from_hex(Vm& vm, std::string_view text)
{
    std::string out;
    for (size_t i = 0; i < text.size();) {
        if (byte_text::AsciiBlank::is_blank(text[i])) {
            i++;
            continue;
        }
        int high = hex_value(text[i]);
        int low = high >= 0 && i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
        if (high >= 0 && i + 1 == text.size())
            return vm.raise(Error::ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
        if (high < 0 || low < 0)
            return vm.raise(Error::ValueError, "non-hexadecimal number found in fromhex() arg at position {}",
                high < 0 ? i : i + 1);
        out += char(high << 4 | low);
        i += 2;
    }
    return out;
}

std::string bytes_map(std::string_view bytes, AsciiMap map)
{
    if (map == AsciiMap::Title)
        return title(bytes);
    std::string out(bytes);
    for (size_t i = 0; i < out.size(); i++) {
        bool upper = map == AsciiMap::Upper || (map == AsciiMap::Capitalize && i == 0) ||
            (map == AsciiMap::SwapCase && is_lower(out[i]));
        out[i] = upper ? to_upper(out[i]) : to_lower(out[i]);
    }
    return out;
}

bool bytes_test(std::string_view bytes, AsciiTest test)
{
    auto all = [&](auto predicate) { return !bytes.empty() && std::all_of(bytes.begin(), bytes.end(), predicate); };
    switch (test) {
    case AsciiTest::Alpha:
        return all(is_alpha);
    case AsciiTest::Alnum:
        return all([](char byte) { return is_alpha(byte) || is_digit(byte); });
    case AsciiTest::Digit:
        return all(is_digit);
    case AsciiTest::Space:
        return all(byte_text::AsciiBlank::is_blank);
    case AsciiTest::Lower:
        return is_cased(bytes, is_lower, is_upper);
    case AsciiTest::Upper:
        return is_cased(bytes, is_upper, is_lower);
    case AsciiTest::Title:
        return is_title(bytes);
    }
    return false;
}

} // namespace coil::internal
