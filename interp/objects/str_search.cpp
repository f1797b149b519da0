// str's methods that look for text, cut it and put it together.
#include <algorithm>
#include <cstring>

#include "objects/byte_text.h"
#include "objects/class.h"
#include "objects/search_progress.h"
#include "objects/str_methods.h"

namespace coil::internal
{

namespace
{

/// The part of a string that start and stop select, as bytes; nothing when stop is before start.
struct Part {
    bool valid = false;
    size_t offset = 0;
    std::string_view text;
};

Part part_of(Vm& vm, Str* str, int64_t start, int64_t stop)
{
    if (start == 0 && stop == whole_str_stop)
        return { true, 0, str->view() };
    int64_t length = str->length;
    auto adjust = [&](int64_t index) { return index < 0 ? std::max<int64_t>(index + length, 0) : index; };
    start = adjust(start);
    stop = std::min(adjust(stop), length);
    if (start > stop)
        return {};
    size_t from = str_offset(vm, str, size_t(start)), to = str_offset(vm, str, size_t(stop));
    return { true, from, str->view().substr(from, to - from) };
}

int64_t position_of(Vm& vm, Str* str, const Part& part, size_t place)
{
    return place == byte_text::none ? -1 : int64_t(str_index_at(vm, str, part.offset + place));
}

size_t limit_of(int64_t count) { return count < 0 ? byte_text::none : size_t(count); }

/// Appends pieces to a list as strings.
class Pieces
{
public:
    Pieces(Vm& vm, Str* whole)
        : vm_(vm)
        , whole_(whole)
    {
    }
    bool start()
    {
        list_ = make_list(vm_).release();
        return list_ != nullptr;
    }
    bool operator()(std::string_view text)
    {
        bool is_whole = text.size() == whole_->size && whole_->shape == vm_.exact.str;
        Result<Str*> piece = is_whole ? Result<Str*>(whole_)
            : whole_->is_ascii()      ? make_ascii_str(vm_, text)
                                      : make_str(vm_, text);
        return piece.ok() && list_append(vm_, list_, Value::cell(piece.value())).ok() && vm_.work_in_one_step(1).ok();
    }
    List* list() { return list_; }

private:
    Vm& vm_;
    Str* whole_;
    List* list_ = nullptr;
};

template <class Walk> Result<List*> collect(Vm& vm, Str* str, Walk walk)
{
    Pieces pieces(vm, str);
    if (!pieces.start() || !walk([&](std::string_view text) { return pieces(text); }) || vm.is_pending())
        return Raised{};
    return pieces.list();
}

Result<Str*> piece(Vm& vm, Str* str, size_t start, size_t size)
{
    if (size == str->size && str->shape == vm.exact.str)
        return str;
    std::string_view text = str->view().substr(start, size);
    return str->is_ascii() ? make_ascii_str(vm, text) : make_str(vm, text);
}

Result<Tuple*> cut(Vm& vm, Str* str, size_t place, Str* separator)
{
    Str* before = TRY(piece(vm, str, 0, place));
    size_t rest = place + separator->size;
    Str* after = TRY(piece(vm, str, rest, str->size - rest));
    return make_tuple(vm, { Value::cell(before), Value::cell(separator), Value::cell(after) });
}

Raised empty_separator(Vm& vm) { return vm.raise(Error::ValueError, "empty separator"); }

/// Puts `with` before each of the first `count` characters, and at the end when some of the count is left.
Result<Str*> interleave(Vm& vm, Str* str, Str* with, size_t count)
{
    size_t places = std::min(count, size_t(str->length) + 1);
    if (with->size && places > (max_str_bytes - str->size) / with->size)
        return vm.raise_memory_error();
    Str* out = TRY(make_str_uninitialized(vm, str->size + places * with->size));
    char* data = const_cast<char*>(out->data);
    for (char byte : str->view()) {
        if (places > 0 && (byte & 0xc0) != 0x80) {
            data = std::copy_n(with->data, with->size, data);
            places--;
        }
        *data++ = byte;
    }
    if (places > 0)
        std::copy_n(with->data, with->size, data);
    str_filled(out);
    return out;
}

/// Replaces each byte `old`, a character of one byte, by another one.
Result<Str*> replace_bytes(Vm& vm, Str* str, char old, char with)
{
    if (!std::memchr(str->data, static_cast<unsigned char>(old), str->size))
        return piece(vm, str, 0, str->size);
    if (str->size == 1)
        return make_ascii_str(vm, { &with, 1 });
    Str* out = TRY(make_str_uninitialized(vm, str->size));
    char* to = const_cast<char*>(out->data);
    for (size_t i = 0; i < str->size; i++)
        to[i] = str->data[i] == old ? with : str->data[i];
    out->length = str->length;
    out->aux = str->aux & StrAscii;
    return out;
}

} // namespace

Result<int64_t> str_find(Vm& vm, Str* str, Str* needle, int64_t start, int64_t stop)
{
    Part part = part_of(vm, str, start, stop);
    if (!part.valid)
        return -1;
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::find(part.text, needle->view(), 0, &progress)));
    return position_of(vm, str, part, place);
}

Result<int64_t> str_rfind(Vm& vm, Str* str, Str* needle, int64_t start, int64_t stop)
{
    Part part = part_of(vm, str, start, stop);
    if (!part.valid)
        return -1;
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::rfind(part.text, needle->view(), &progress)));
    return position_of(vm, str, part, place);
}

Result<int64_t> str_count(Vm& vm, Str* str, Str* needle, int64_t start, int64_t stop)
{
    Part part = part_of(vm, str, start, stop);
    if (!part.valid)
        return 0;
    SearchProgress progress(vm);
    if (needle->size > 0)
        return searched(vm, int64_t(byte_text::count(part.text, needle->view(), byte_text::none, &progress)));
    return std::count_if(part.text.begin(), part.text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }) + 1;
}

Result<bool> str_contains(Vm& vm, const Str* str, const Str* needle)
{
    SearchProgress progress(vm);
    return searched(vm, byte_text::find(str->view(), needle->view(), 0, &progress) != byte_text::none);
}

bool str_starts_with(Vm& vm, Str* str, Str* prefix, int64_t start, int64_t stop)
{
    Part part = part_of(vm, str, start, stop);
    return part.valid && part.text.starts_with(prefix->view());
}

bool str_ends_with(Vm& vm, Str* str, Str* suffix, int64_t start, int64_t stop)
{
    Part part = part_of(vm, str, start, stop);
    return part.valid && part.text.ends_with(suffix->view());
}

Result<Str*> str_replace(Vm& vm, Str* str, Str* old, Str* with, int64_t count)
{
    size_t limit = limit_of(count);
    if (old->size == 0)
        return limit == 0 ? piece(vm, str, 0, str->size) : interleave(vm, str, with, limit);
    if (old->size == 1 && with->size == 1 && limit == byte_text::none && str->size <= byte_text::bytes_at_once)
        return replace_bytes(vm, str, old->data[0], with->data[0]);
    SearchProgress progress(vm);
    size_t places = TRY(searched(vm, byte_text::count(str->view(), old->view(), limit, &progress)));
    if (places == 0)
        return piece(vm, str, 0, str->size);
    size_t kept = str->size - places * old->size;
    if (with->size && places > (max_str_bytes - kept) / with->size)
        return vm.raise_memory_error();
    Str* out = TRY(make_str_uninitialized(vm, kept + places * with->size));
    byte_text::replace(const_cast<char*>(out->data), str->view(), old->view(), with->view(), places, &progress);
    if (vm.is_pending())
        return Raised{};
    if (str->is_ascii() && with->is_ascii()) {
        out->length = uint32_t(out->size);
        out->aux = StrAscii;
        return out;
    }
    str_filled(out);
    return out;
}

Result<List*> str_split(Vm& vm, Str* str, Str* separator, int64_t most)
{
    size_t limit = limit_of(most);
    if (separator && separator->size == 0)
        return empty_separator(vm);
    SearchProgress progress(vm);
    return collect(vm, str, [&](auto visit) {
        if (separator)
            return byte_text::split(str->view(), separator->view(), limit, visit, &progress);
        return str->is_ascii() ? byte_text::split_words(str->view(), byte_text::AsciiStrBlank(), limit, visit)
                               : byte_text::split_words(str->view(), byte_text::UnicodeBlank(), limit, visit);
    });
}

Result<List*> str_rsplit(Vm& vm, Str* str, Str* separator, int64_t most)
{
    size_t limit = limit_of(most);
    if (separator && separator->size == 0)
        return empty_separator(vm);
    SearchProgress progress(vm);
    List* list = TRY(collect(vm, str, [&](auto visit) {
        if (separator)
            return byte_text::rsplit(str->view(), separator->view(), limit, visit, &progress);
        return str->is_ascii() ? byte_text::rsplit_words(str->view(), byte_text::AsciiStrBlank(), limit, visit)
                               : byte_text::rsplit_words(str->view(), byte_text::UnicodeBlank(), limit, visit);
    }));
    list_reverse(vm, list);
    return list;
}

Result<List*> str_split_lines(Vm& vm, Str* str, bool keep_ends)
{
    return collect(vm, str,
        [&](auto visit) { return byte_text::split_lines(str->view(), byte_text::unicode_line_end, keep_ends, visit); });
}

Result<Tuple*> str_partition(Vm& vm, Str* str, Str* separator)
{
    if (separator->size == 0)
        return empty_separator(vm);
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::find(str->view(), separator->view(), 0, &progress)));
    if (place != byte_text::none)
        return cut(vm, str, place, separator);
    Value empty = Value::cell(TRY(make_str(vm, {})));
    return make_tuple(vm, { Value::cell(TRY(piece(vm, str, 0, str->size))), empty, empty });
}

Result<Tuple*> str_rpartition(Vm& vm, Str* str, Str* separator)
{
    if (separator->size == 0)
        return empty_separator(vm);
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::rfind(str->view(), separator->view(), &progress)));
    if (place != byte_text::none)
        return cut(vm, str, place, separator);
    Value empty = Value::cell(TRY(make_str(vm, {})));
    return make_tuple(vm, { empty, empty, Value::cell(TRY(piece(vm, str, 0, str->size))) });
}

Result<Str*> str_join(Vm& vm, Str* separator, std::span<const Value> items)
{
    size_t size = 0, length = items.empty() ? 0 : separator->length * (items.size() - 1);
    bool ascii = separator->is_ascii() || items.size() < 2;
    for (size_t i = 0; i < items.size(); i++) {
        auto* item = as_if<Str>(items[i]);
        if (!item)
            return vm.raise(
                Error::TypeError, "sequence item {}: expected str instance, {} found", i, type_name(vm, items[i]));
        size += item->size + (i > 0 ? separator->size : 0);
        length += item->length;
        ascii = ascii && item->is_ascii();
        if (size > max_str_bytes)
            return vm.raise_memory_error();
    }
    if (items.size() == 1 && items[0].as_cell()->shape == vm.exact.str)
        return as<Str>(items[0]);
    if (size == 0)
        return make_str(vm, {});
    Str* out = TRY(make_str_uninitialized(vm, size));
    char* data = const_cast<char*>(out->data);
    auto add = [&](const Str* text) {
        short_bytes::copy(data, text->data, text->size);
        data += text->size;
    };
    for (size_t i = 0; i < items.size(); i++) {
        if (i > 0)
            add(separator);
        add(as<Str>(items[i]));
    }
    out->length = uint32_t(length);
    out->aux = ascii ? StrAscii : 0;
    return out;
}

} // namespace coil::internal
