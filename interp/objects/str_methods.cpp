// str's methods that trim, pad and map characters. Those that search are in str_search.cpp.
#include "objects/str_methods.h"

#include <algorithm>

#include "base/str_repr.h"
#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/byte_text.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/search_progress.h"
#include "objects/text_builder.h"

namespace coil::internal
{

namespace
{

/// The string itself (a plain str) or the part of it.
Result<Str*> part(Vm& vm, Str* str, std::string_view text)
{
    if (text.size() == str->size && str->shape == vm.exact.str)
        return str;
    return make_str(vm, text);
}

bool is_character_start(char byte) { return (byte & 0xc0) != 0x80; }

std::string_view strip_characters(std::string_view text, std::string_view characters, StripSide side)
{
    // A character is found as bytes: in well-formed text none is part of another.
    auto contains = [&](std::string_view character) { return characters.find(character) != std::string_view::npos; };
    while ((side & StripStart) && !text.empty()) {
        size_t size = 0;
        unicode::next_point(text, size);
        if (!contains(text.substr(0, size)))
            break;
        text.remove_prefix(size);
    }
    while ((side & StripEnd) && !text.empty()) {
        size_t start = text.size() - 1;
        while (!is_character_start(text[start]))
            start--;
        if (!contains(text.substr(start)))
            break;
        text.remove_suffix(text.size() - start);
    }
    return text;
}

template <class Blank> Result<std::string_view> strip_blank(Vm& vm, std::string_view text, Blank blank, StripSide side)
{
    // In stretches of whole characters, as long as they are all blank.
    constexpr size_t stretch = byte_text::bytes_at_once;
    SearchProgress progress(vm);
    while (side & StripStart && text.size() > stretch) {
        size_t end = stretch;
        while (end < text.size() && !is_character_start(text[end]))
            end++;
        if (!byte_text::strip_start(text.substr(0, end), blank).empty())
            break;
        text.remove_prefix(end);
        if (!progress.go_on(end))
            return Raised{};
    }
    if (side & StripStart)
        text = byte_text::strip_start(text, blank);
    while (side & StripEnd && text.size() > stretch) {
        size_t start = text.size() - stretch;
        while (!is_character_start(text[start]))
            start--;
        if (!byte_text::strip_end(text.substr(start), blank).empty())
            break;
        text = text.substr(0, start);
        if (!progress.go_on(stretch))
            return Raised{};
    }
    return side & StripEnd ? byte_text::strip_end(text, blank) : text;
}

bool put_fill(char* out, std::string_view fill, size_t count, SearchProgress& progress)
{
    if (fill.size() == 1 && count <= byte_text::bytes_at_once) {
        std::memset(out, fill[0], count);
        return true;
    }
    return byte_text::repeat(out, count * fill.size(), fill, &progress);
}

Result<Str*> pad(Vm& vm, Str* str, size_t before, size_t after, uint32_t fill)
{
    if (before + after == 0)
        return part(vm, str, str->view());
    char bytes[4];
    std::string_view filling(bytes, utf8::encode(bytes, fill));
    if (before + after > (max_str_bytes - str->size) / filling.size())
        return vm.raise_memory_error();
    Str* out = TRY(make_str_uninitialized(vm, str->size + (before + after) * filling.size()));
    char* data = const_cast<char*>(out->data);
    SearchProgress progress(vm);
    if (!put_fill(data, filling, before, progress) ||
        !byte_text::copy(data + before * filling.size(), str->view(), &progress) ||
        !put_fill(data + before * filling.size() + str->size, filling, after, progress))
        return Raised{};
    str_filled(out, str->length + before + after);
    return out;
}

size_t missing(const Str* str, int64_t width) { return width > int64_t(str->length) ? size_t(width) - str->length : 0; }

/// Appends what a translation table holds for a code point.
Result<void> append_translation(Vm& vm, TextBuilder& out, uint32_t point, Value to)
{
    auto append = [&](char32_t character) {
        char bytes[4];
        return out.add(std::string_view(bytes, utf8::encode(bytes, character)));
    };
    if (to == Ellipsis)
        return append(point);
    if (is_int(to)) {
        auto code = int_to_int64(to);
        if (!code || *code < 0 || *code > 0x10ffff)
            return vm.raise(Error::ValueError, "character mapping must be in range(0x110000)");
        return append(char32_t(*code));
    }
    if (auto* text = as_if<Str>(to))
        return out.add(text->view());
    if (!to.is_none())
        return vm.raise(Error::TypeError, "character mapping must return integer, None or str");
    return {};
}

Result<void> set_point(Vm& vm, Dict* table, uint32_t from, Value to)
{
    return dict_set(vm, table, Value::small(from), to);
}

} // namespace

Result<Str*> str_strip(Vm& vm, Str* str, Str* characters, StripSide side)
{
    if (characters)
        return part(vm, str, strip_characters(str->view(), characters->view(), side));
    if (str->is_ascii())
        return part(vm, str, TRY(strip_blank(vm, str->view(), byte_text::AsciiStrBlank(), side)));
    return part(vm, str, TRY(strip_blank(vm, str->view(), byte_text::UnicodeBlank(), side)));
}

Result<Str*> str_remove_prefix(Vm& vm, Str* str, Str* prefix)
{
    bool has = str->view().starts_with(prefix->view());
    return part(vm, str, str->view().substr(has ? prefix->size : 0));
}

Result<Str*> str_remove_suffix(Vm& vm, Str* str, Str* suffix)
{
    bool has = str->view().ends_with(suffix->view());
    return part(vm, str, str->view().substr(0, str->size - (has ? suffix->size : 0)));
}

Result<Str*> str_center(Vm& vm, Str* str, int64_t width, uint32_t fill)
{
    size_t margin = missing(str, width);
    // As CPython: an odd space goes to the left when the width is odd.
    size_t left = margin / 2 + (margin & size_t(width) & 1);
    return pad(vm, str, left, margin - left, fill);
}

Result<Str*> str_left_justify(Vm& vm, Str* str, int64_t width, uint32_t fill)
{
    return pad(vm, str, 0, missing(str, width), fill);
}

Result<Str*> str_right_justify(Vm& vm, Str* str, int64_t width, uint32_t fill)
{
    return pad(vm, str, missing(str, width), 0, fill);
}

Result<Str*> str_zero_fill(Vm& vm, Str* str, int64_t width)
{
    size_t zeros = missing(str, width);
    Str* out = TRY(pad(vm, str, zeros, 0, '0'));
    if (zeros > 0 && str->size > 0 && (str->data[0] == '+' || str->data[0] == '-'))
        std::swap(const_cast<char&>(out->data[0]), const_cast<char&>(out->data[zeros]));
    return out;
}

Result<Str*> str_expand_tabs(Vm& vm, Str* str, int64_t tab_size)
{
    if (byte_text::expanded_size(str->view(), tab_size, true, max_str_bytes) == byte_text::none)
        return vm.raise(Error::OverflowError, "new string is too long");
    return make_str(vm, byte_text::expand_tabs(str->view(), tab_size, true));
}

namespace
{

/// Eight bytes of ASCII, those among the 26 from `first` on in the other case.
uint64_t change_case(uint64_t bytes, char first)
{
    constexpr uint64_t each = 0x0101010101010101;
    uint64_t from_first = bytes + each * uint64_t(0x80 - first),
             behind_last = bytes + each * uint64_t(0x80 - first - 26);
    return bytes ^ (from_first & ~behind_last & each * 0x80) >> 2;
}

} // namespace

Result<Str*> str_ascii_case(Vm& vm, Str* str, bool upper)
{
    if (str->size <= 1) {
        char byte = str->size ? str->data[0] : ' ';
        bool changes = upper ? byte >= 'a' && byte <= 'z' : byte >= 'A' && byte <= 'Z';
        byte = char(byte ^ (changes ? 0x20 : 0));
        return make_ascii_str(vm, { &byte, str->size });
    }
    Str* out = TRY(make_str_uninitialized(vm, str->size));
    char* to = const_cast<char*>(out->data);
    const char* from = str->data;
    char first = upper ? 'a' : 'A';
    if (str->size < 8) {
        // A short string's cell has room for a whole word.
        uint64_t changed = change_case(short_bytes::tail(from, str->size), first);
        std::memcpy(to, &changed, sizeof(changed));
    } else {
        auto change_word = [&](size_t at) {
            uint64_t changed = change_case(short_bytes::load<uint64_t>(from + at), first);
            std::memcpy(to + at, &changed, sizeof(changed));
        };
        for (size_t done = 0, end; done + 8 <= str->size; done = end) {
            end = std::min<size_t>(done + byte_text::bytes_at_once, str->size & ~size_t(7));
            for (; done < end; done += 8)
                change_word(done);
            if (done + 8 <= str->size)
                TRY(vm.work_in_one_step(byte_text::bytes_at_once / Vm::bytes_per_unit));
        }
        change_word(str->size - 8);
    }
    str_filled(out, out->size);
    return out;
}

Result<Str*> str_map_case(Vm& vm, Str* str, std::string (*map)(std::string_view))
{
    std::string mapped = map(str->view());
    if (mapped == str->view())
        return part(vm, str, str->view());
    return make_str(vm, mapped);
}

Result<Str*> str_translate(Vm& vm, Str* str, const std::function<Result<Value>(uint32_t)>& look_up)
{
    TextBuilder out(vm);
    for (size_t at = 0; at < str->size;) {
        uint32_t point = unicode::next_point(str->view(), at);
        Value to = TRY(look_up(point));
        TRY(append_translation(vm, out, point, to));
        if (out.size() > max_str_bytes)
            return vm.raise_memory_error();
    }
    return out.finish();
}

Result<Str*> str_translate(Vm& vm, Str* str, Dict* table)
{
    return str_translate(vm, str, [&](uint32_t point) -> Result<Value> {
        Found found = TRY(dict_find(vm, table, Value::small(point)));
        return found.value ? *found.value : Ellipsis;
    });
}

Result<Dict*> str_make_translation(Vm& vm, Str* from, Str* to, Str* dropped)
{
    if (from->length != to->length)
        return vm.raise(Error::ValueError, "the first two maketrans arguments must have equal length");
    Dict* table = TRY(make_dict(vm));
    for (size_t i = 0, j = 0; i < from->size;) {
        uint32_t point = unicode::next_point(from->view(), i);
        TRY(set_point(vm, table, point, Value::small(unicode::next_point(to->view(), j))));
    }
    for (size_t i = 0; dropped && i < dropped->size;)
        TRY(set_point(vm, table, unicode::next_point(dropped->view(), i), None));
    return table;
}

Result<Dict*> str_make_translation(Vm& vm, Dict* table)
{
    Dict* out = TRY(make_dict(vm));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(table, position)) {
        Value key = entry->key, to = entry->value;
        if (auto* text = as_if<Str>(key)) {
            if (text->length != 1)
                return vm.raise(Error::ValueError, "string keys in translate table must be of length 1");
            key = Value::small(str_at(vm, text, 0));
        } else if (!is_int(key)) {
            return vm.raise(Error::TypeError, "keys in translate table must be strings or integers");
        }
        TRY(dict_set(vm, out, key, to));
    }
    return out;
}

namespace
{

/// Room for a text with every byte escaped that may be: what one takes at most is 4 bytes, `\xff`.
Result<void> require_escaped(Vm& vm, std::string_view text)
{
    TRY(vm.work(text.size() / Vm::bytes_per_unit));
    constexpr size_t large = 4096;
    if (text.size() < large)
        return {};
    size_t escaped = size_t(std::ranges::count_if(
        text, [](unsigned char byte) { return byte < ' ' || byte >= 0x7f || byte == '\\' || byte == '\''; }));
    return vm.require_room(text.size() + 3 * escaped);
}

} // namespace

Result<Str*> str_repr(Vm& vm, const Str* str)
{
    TRY(require_escaped(vm, str->view()));
    return make_str(vm, repr_text(str->view()));
}

Result<Str*> str_escape_non_ascii(Vm& vm, Str* str)
{
    TRY(require_escaped(vm, str->view()));
    return str->is_ascii() ? part(vm, str, str->view()) : make_str(vm, escape_non_ascii(str->view()));
}

} // namespace coil::internal
