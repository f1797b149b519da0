// bytes' methods that look for bytes, cut them and put them together.
#include <algorithm>

#include "objects/byte_text.h"
#include "objects/bytes_methods.h"
#include "objects/class.h"
#include "objects/memory_view.h"
#include "objects/run_text.h"
#include "objects/search_progress.h"

namespace coil::internal
{

namespace
{

struct Part {
    bool valid = false;
    size_t offset = 0;
    std::string_view bytes;
};

Part part_of(std::string_view bytes, int64_t start, int64_t stop)
{
    auto size = int64_t(bytes.size());
    auto adjust = [&](int64_t index) { return index < 0 ? std::max<int64_t>(index + size, 0) : index; };
    start = adjust(start);
    stop = std::min(adjust(stop), size);
    if (start > stop)
        return {};
    return { true, size_t(start), bytes.substr(size_t(start), size_t(stop - start)) };
}

int64_t position_of(const Part& part, size_t place)
{
    return place == byte_text::none ? -1 : int64_t(part.offset + place);
}

size_t limit_of(int64_t count) { return count < 0 ? byte_text::none : size_t(count); }

template <class Walk> Result<List*> collect(Vm& vm, Value self, Walk walk)
{
    List* list = TRY(make_list(vm));
    bool done = walk([&](std::string_view bytes) {
        auto piece = make_bytes_like(vm, self, bytes);
        return piece.ok() && list_append(vm, list, piece.value()).ok() && vm.work_in_one_step(1).ok();
    });
    if (!done || vm.is_pending())
        return Raised{};
    return list;
}

Raised empty_separator(Vm& vm) { return vm.raise(Error::ValueError, "empty separator"); }

Result<Tuple*> triple(Vm& vm, Value self, std::string_view first, std::string_view second, std::string_view third)
{
    Value a = TRY(make_bytes_like(vm, self, first));
    Value b = TRY(make_bytes_like(vm, self, second));
    Value c = TRY(make_bytes_like(vm, self, third));
    return make_tuple(vm, { a, b, c });
}

/// What stands before and behind the separator at `place`. As in CPython bytes keep the separator itself, whatever it
/// is, and a bytearray a copy.
Result<Tuple*> parted(Vm& vm, Value self, size_t place, std::string_view wanted, Value separator)
{
    std::string_view bytes = view_of_bytes(self);
    Value before = TRY(make_bytes_like(vm, self, bytes.substr(0, place)));
    Value behind = TRY(make_bytes_like(vm, self, bytes.substr(place + wanted.size())));
    if (is_kind(self, Kind::ByteArray))
        separator = Value::cell(TRY(make_byte_array(vm, wanted)));
    return make_tuple(vm, { before, separator, behind });
}

/// Fills a new object of `size` bytes.
template <class Fill> Result<Value> build(Vm& vm, Value self, size_t size, Fill fill)
{
    if (is_kind(self, Kind::ByteArray)) {
        ByteArray* array = TRY(make_byte_array(vm, {}));
        TRY(byte_array_resize(vm, array, size));
        if (size > 0)
            fill(array->storage->data);
        return Value::cell(array);
    }
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size));
    fill(bytes->writable());
    return Value::cell(bytes);
}

} // namespace

Result<Value> make_bytes_like(Vm& vm, Value self, std::string_view bytes)
{
    if (is_kind(self, Kind::ByteArray))
        return make_byte_array(vm, bytes);
    auto* old = as<Bytes>(self);
    if (bytes.size() == old->size && bytes.data() == old->data && old->shape == vm.classes->bytes->root->id)
        return self;
    return make_bytes(vm, bytes);
}

Result<Value> make_bytes_of_runs(Vm& vm, Value self, const RunText& text)
{
    SearchProgress progress(vm);
    return searched(vm, TRY(build(vm, self, text.size(), [&](char* out) { (void)write_runs(out, text, progress); })));
}

Result<int64_t> bytes_find(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop)
{
    Part part = part_of(bytes, start, stop);
    if (!part.valid)
        return -1;
    SearchProgress progress(vm);
    return position_of(part, TRY(searched(vm, byte_text::find(part.bytes, needle, 0, &progress))));
}

Result<int64_t> bytes_rfind(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop)
{
    Part part = part_of(bytes, start, stop);
    if (!part.valid)
        return -1;
    SearchProgress progress(vm);
    return position_of(part, TRY(searched(vm, byte_text::rfind(part.bytes, needle, &progress))));
}

Result<int64_t> bytes_count(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop)
{
    Part part = part_of(bytes, start, stop);
    if (!part.valid)
        return 0;
    if (needle.empty())
        return int64_t(part.bytes.size() + 1);
    SearchProgress progress(vm);
    return searched(vm, int64_t(byte_text::count(part.bytes, needle, byte_text::none, &progress)));
}

bool bytes_starts_with(std::string_view bytes, std::string_view prefix, int64_t start, int64_t stop)
{
    Part part = part_of(bytes, start, stop);
    return part.valid && part.bytes.starts_with(prefix);
}

bool bytes_ends_with(std::string_view bytes, std::string_view suffix, int64_t start, int64_t stop)
{
    Part part = part_of(bytes, start, stop);
    return part.valid && part.bytes.ends_with(suffix);
}

Result<Value> bytes_concat(Vm& vm, Value self, std::string_view other)
{
    std::string_view bytes = view_of_bytes(self);
    return build(vm, self, bytes.size() + other.size(),
        [&](char* out) { std::copy(other.begin(), other.end(), std::copy(bytes.begin(), bytes.end(), out)); });
}

Result<Value> bytes_repeat(Vm& vm, Value self, int64_t count)
{
    std::string_view bytes = view_of_bytes(self);
    if (count <= 0 || bytes.empty())
        return make_bytes_like(vm, self, {});
    if (count == 1)
        return make_bytes_like(vm, self, bytes);
    int64_t size_asked;
    if (__builtin_mul_overflow(int64_t(bytes.size()), count, &size_asked))
        return is_kind(self, Kind::Bytes) ? vm.raise(Error::OverflowError, "repeated bytes are too long")
                                          : vm.raise_memory_error();
    auto size = size_t(size_asked);
    SearchProgress progress(vm);
    Value repeated = TRY(build(vm, self, size, [&](char* out) { byte_text::repeat(out, size, bytes, &progress); }));
    return searched(vm, repeated);
}

Result<Value> bytes_replace(Vm& vm, Value self, std::string_view old, std::string_view with, int64_t count)
{
    std::string_view bytes = view_of_bytes(self);
    size_t limit = limit_of(count);
    SearchProgress progress(vm);
    size_t places = old.empty() ? std::min(limit, bytes.size() + 1)
                                : TRY(searched(vm, byte_text::count(bytes, old, limit, &progress)));
    if (places == 0)
        return make_bytes_like(vm, self, bytes);
    size_t grown;
    if (__builtin_mul_overflow(places, with.size(), &grown))
        return vm.raise_memory_error();
    Value replaced = TRY(build(vm, self, bytes.size() - places * old.size() + grown, [&](char* out) {
        if (!old.empty()) {
            byte_text::replace(out, bytes, old, with, places, &progress);
            return;
        }
        for (char byte : bytes) {
            if (places > 0) {
                out = std::copy(with.begin(), with.end(), out);
                places--;
            }
            *out++ = byte;
        }
        if (places > 0)
            std::copy(with.begin(), with.end(), out);
    }));
    return searched(vm, replaced);
}

Result<List*> bytes_split(Vm& vm, Value self, const std::string_view* separator, int64_t most)
{
    if (separator && separator->empty())
        return empty_separator(vm);
    size_t limit = limit_of(most);
    std::string_view bytes = view_of_bytes(self);
    SearchProgress progress(vm);
    return collect(vm, self, [&](auto visit) {
        return separator ? byte_text::split(bytes, *separator, limit, visit, &progress)
                         : byte_text::split_words(bytes, byte_text::AsciiBlank(), limit, visit);
    });
}

Result<List*> bytes_rsplit(Vm& vm, Value self, const std::string_view* separator, int64_t most)
{
    if (separator && separator->empty())
        return empty_separator(vm);
    size_t limit = limit_of(most);
    std::string_view bytes = view_of_bytes(self);
    SearchProgress progress(vm);
    List* list = TRY(collect(vm, self, [&](auto visit) {
        return separator ? byte_text::rsplit(bytes, *separator, limit, visit, &progress)
                         : byte_text::rsplit_words(bytes, byte_text::AsciiBlank(), limit, visit);
    }));
    list_reverse(vm, list);
    return list;
}

Result<List*> bytes_split_lines(Vm& vm, Value self, bool keep_ends)
{
    return collect(vm, self, [&](auto visit) {
        return byte_text::split_lines(view_of_bytes(self), byte_text::ascii_line_end, keep_ends, visit);
    });
}

Result<Tuple*> bytes_partition(Vm& vm, Value self, std::string_view wanted, Value separator)
{
    std::string_view bytes = view_of_bytes(self);
    if (wanted.empty())
        return empty_separator(vm);
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::find(bytes, wanted, 0, &progress)));
    if (place == byte_text::none)
        return triple(vm, self, bytes, {}, {});
    return parted(vm, self, place, wanted, separator);
}

Result<Tuple*> bytes_rpartition(Vm& vm, Value self, std::string_view wanted, Value separator)
{
    std::string_view bytes = view_of_bytes(self);
    if (wanted.empty())
        return empty_separator(vm);
    SearchProgress progress(vm);
    size_t place = TRY(searched(vm, byte_text::rfind(bytes, wanted, &progress)));
    if (place == byte_text::none)
        return triple(vm, self, {}, {}, bytes);
    return parted(vm, self, place, wanted, separator);
}

Result<Value> bytes_join(Vm& vm, Value self, std::span<const Value> items)
{
    std::string_view separator = view_of_bytes(self);
    size_t size = 0;
    std::vector<std::string_view> parts;
    parts.reserve(items.size());
    for (size_t i = 0; i < items.size(); i++) {
        std::string_view item;
        Result<bool> viewed = buffer_view(vm, items[i], item);
        if (viewed.failed())
            vm.take_pending();
        if (viewed.failed() || !viewed.value())
            return vm.raise(Error::TypeError, "sequence item {}: expected a bytes-like object, {} found", i,
                type_name(vm, items[i]));
        if (__builtin_add_overflow(size, item.size() + (i > 0 ? separator.size() : 0), &size))
            return vm.raise_memory_error();
        parts.push_back(item);
    }
    return build(vm, self, size, [&](char* out) {
        for (size_t i = 0; i < items.size(); i++) {
            if (i > 0)
                out = std::copy(separator.begin(), separator.end(), out);
            out = std::copy(parts[i].begin(), parts[i].end(), out);
        }
    });
}

} // namespace coil::internal
