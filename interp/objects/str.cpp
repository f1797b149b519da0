#include "objects/str.h"
#include "objects/search_progress.h"

#include <algorithm>
#include <charconv>

#include "base/decimal.h"
#include "base/siphash.h"
#include "base/utf8.h"
#include "objects/must.h"

namespace coil::internal
{

namespace
{

constexpr size_t index_step = StrIndex::index_step;

size_t lead_bytes(std::string_view text)
{
    size_t count = 0;
    for (char byte : text)
        count += (byte & 0xc0) != 0x80;
    return count;
}

size_t sequence_size(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4; }

uint32_t code_point_at(const char* at)
{
    auto byte = [&](int i) { return uint32_t(static_cast<unsigned char>(at[i])); };
    switch (sequence_size(static_cast<unsigned char>(*at))) {
    case 1:
        return byte(0);
    case 2:
        return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3:
        return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    default:
        return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
    }
}

/// There is room for whole words: who fills a short one may store 8 bytes at once.
Str* allocate(Vm& vm, size_t inline_bytes)
{
    static_assert(sizeof(Str) % gc::granule_bytes == 0, "short ones take no more for it");
    bool is_short = inline_bytes <= short_str_bytes;
    size_t header = is_short ? sizeof(Str) : sizeof(LongStr);
    size_t room = (inline_bytes + 7) & ~size_t(7);
    auto* str = static_cast<Str*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Str), header + room));
    if (!str)
        return nullptr;
    str->shape = vm.exact.str;
    str->data = reinterpret_cast<char*>(str) + header;
    str->hash = 0;
    str->size = str->length = uint32_t(inline_bytes);
    if (!is_short)
        static_cast<LongStr*>(str)->aside = nullptr;
    return str;
}

/// A string whose data stands in the buffer.
LongStr* allocate_in(Vm& vm, ByteArrayStorage* buffer)
{
    auto* str = static_cast<LongStr*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Str), sizeof(LongStr)));
    if (!str)
        return nullptr;
    str->shape = vm.exact.str;
    str->data = buffer->data;
    str->hash = 0;
    str->aside = buffer;
    return str;
}

/// The buffer that the data stands in, or null.
ByteArrayStorage* buffer_of(Str* str)
{
    LongStr* own = as_long(str);
    Cell* aside = own ? own->aside : nullptr;
    if (aside && aside->kind == uint8_t(Kind::StrIndex))
        aside = static_cast<StrIndex*>(aside)->owner;
    return static_cast<ByteArrayStorage*>(aside);
}

Raised too_long(Vm& vm) { return vm.raise_memory_error(); }

void set_content(Str* str, size_t size, size_t length, bool ascii)
{
    str->size = uint32_t(size);
    str->length = uint32_t(length);
    str->aux = ascii ? StrAscii : 0;
}

StrIndex* index_of(Vm& vm, Str* str)
{
    LongStr* own = as_long(str);
    if (!own)
        return nullptr;
    if (own->aside && own->aside->kind == uint8_t(Kind::StrIndex))
        return static_cast<StrIndex*>(own->aside);
    size_t count = str->length / index_step + 1;
    auto* index = static_cast<StrIndex*>(
        vm.heap.allocate_cell_uninitialized(uint8_t(Kind::StrIndex), sizeof(StrIndex) + count * sizeof(uint32_t)));
    if (!index)
        return nullptr;
    index->owner = own->aside;
    index->count = count;
    size_t point = 0;
    for (size_t offset = 0; offset < str->size;
         offset += sequence_size(static_cast<unsigned char>(str->data[offset]))) {
        if (point % index_step == 0)
            index->offsets[point / index_step] = uint32_t(offset);
        point++;
    }
    if (point % index_step == 0)
        index->offsets[point / index_step] = str->size;
    vm.heap.write_barrier(own);
    own->aside = index;
    return index;
}

} // namespace

int64_t hash_bytes(const Vm& vm, std::string_view bytes)
{
    auto hash = int64_t(siphash13(vm.hash_key[0], vm.hash_key[1], bytes));
    return hash == -1 ? -2 : hash == 0 ? 1 : hash;
}

namespace
{

/// The shared string of a text that has one; null for others.
Str* shared_str(Vm& vm, std::string_view text)
{
    if (text.size() > 1)
        return nullptr;
    return text.empty() ? vm.interned->empty() : vm.interned->character(static_cast<unsigned char>(text[0]));
}

} // namespace

Result<Str*> make_str(Vm& vm, std::string_view text)
{
    if (Str* shared = shared_str(vm, text))
        return shared;
    Str* str = TRY(make_str_uninitialized(vm, text.size()));
    short_bytes::copy(const_cast<char*>(str->data), text.data(), text.size());
    str_filled(str);
    return str;
}

Result<Str*> make_ascii_str(Vm& vm, std::string_view text)
{
    if (Str* shared = shared_str(vm, text))
        return shared;
    Str* str = TRY(make_str_uninitialized(vm, text.size()));
    short_bytes::copy(const_cast<char*>(str->data), text.data(), text.size());
    set_content(str, text.size(), text.size(), true);
    return str;
}

Result<Str*> make_decimal_str(Vm& vm, int64_t number)
{
    constexpr int64_t most = 99'999'999, least = -9'999'999;
    if (number > most || number < least) {
        char buffer[24];
        return make_ascii_str(vm, { buffer, std::to_chars(buffer, std::end(buffer), number).ptr });
    }
    ShortDecimal digits = short_decimal(uint32_t(number < 0 ? -number : number));
    if (number < 0)
        digits = { digits.text << 8 | '-', digits.size + 1 };
    if (digits.size == 1)
        return make_ascii_str(vm, { reinterpret_cast<const char*>(&digits.text), 1 });
    Str* str = TRY(make_str_uninitialized(vm, digits.size));
    std::memcpy(const_cast<char*>(str->data), &digits.text, sizeof(digits.text));
    set_content(str, digits.size, digits.size, true);
    return str;
}

Result<Str*> make_str_uninitialized(Vm& vm, size_t size)
{
    if (size > max_str_bytes)
        return too_long(vm);
    Str* str = allocate(vm, size);
    if (!str)
        return vm.raise_memory_error();
    return str;
}

void str_filled(Str* str)
{
    bool ascii = short_bytes::is_ascii(str->view());
    set_content(str, str->size, ascii ? str->size : lead_bytes(str->view()), ascii);
}

void str_filled(Str* str, size_t length) { set_content(str, str->size, length, length == str->size); }

Result<Str*> make_character(Vm& vm, uint32_t code_point)
{
    if (code_point < 256) {
        if (Str* shared = vm.interned->character(code_point))
            return shared;
    }
    char bytes[4];
    size_t size = utf8::encode(bytes, code_point);
    Str* str = TRY(make_str_uninitialized(vm, size));
    std::memcpy(const_cast<char*>(str->data), bytes, size);
    set_content(str, size, 1, code_point < 0x80);
    if (code_point < 256)
        vm.interned->set_character(code_point, str);
    return str;
}

int str_compare(const Str* left, const Str* right)
{
    // WTF-8 sorts by bytes as by code points.
    int order = std::memcmp(left->data, right->data, std::min(left->size, right->size));
    if (order != 0)
        return order;
    return left->size < right->size ? -1 : left->size > right->size;
}

int64_t str_hash(Vm& vm, Str* str)
{
    if (str->hash == 0)
        str->hash = hash_bytes(vm, str->view());
    return str->hash;
}

Result<Str*> str_concat(Vm& vm, Str* left, Str* right)
{
    if (left->size == 0 && right->shape == vm.exact.str)
        return right;
    if (right->size == 0 && left->shape == vm.exact.str)
        return left;
    size_t size = size_t(left->size) + right->size;
    Str* str = TRY(make_str_uninitialized(vm, size));
    char* data = const_cast<char*>(str->data);
    short_bytes::copy(data, left->data, left->size);
    short_bytes::copy(data + left->size, right->data, right->size);
    set_content(str, size, size_t(left->length) + right->length, left->is_ascii() && right->is_ascii());
    return str;
}

Result<Str*> str_append(Vm& vm, Str* left, Str* right)
{
    constexpr size_t worth_a_buffer = 64;
    size_t size = size_t(left->size) + right->size;
    if (size < worth_a_buffer || left->size == 0 || right->size == 0)
        return str_concat(vm, left, right);
    if (size > max_str_bytes)
        return too_long(vm);
    ByteArrayStorage* buffer = buffer_of(left);
    // The tail of the buffer is free only behind the string that was appended last.
    bool fits = buffer && left->data == buffer->data && buffer->used == left->size && size <= buffer->capacity;
    if (!fits) {
        buffer = TRY(make_byte_storage(vm, size + size / 2 + 32));
        std::memcpy(buffer->data, left->data, left->size);
    }
    std::memmove(buffer->data + left->size, right->data, right->size);
    buffer->used = size;
    Str* str = allocate_in(vm, buffer);
    if (!str)
        return vm.raise_memory_error();
    set_content(str, size, size_t(left->length) + right->length, left->is_ascii() && right->is_ascii());
    return str;
}

Result<Str*> str_repeat(Vm& vm, Str* str, int64_t count)
{
    if (count <= 0 || str->size == 0)
        return make_str(vm, {});
    if (count == 1 && str->shape == vm.exact.str)
        return str;
    if (uint64_t(count) > uint64_t(INT64_MAX) / str->length)
        return vm.raise(Error::OverflowError, "repeated string is too long");
    if (uint64_t(count) > max_str_bytes / str->size)
        return too_long(vm);
    Str* out = TRY(make_str_uninitialized(vm, str->size * size_t(count)));
    char* data = const_cast<char*>(out->data);
    SearchProgress progress(vm);
    if (!byte_text::repeat(data, str->size * size_t(count), str->view(), &progress))
        return Raised{};
    set_content(out, str->size * size_t(count), str->length * size_t(count), str->is_ascii());
    return out;
}

size_t str_offset(Vm& vm, Str* str, size_t index)
{
    if (str->is_ascii())
        return index;
    if (index >= str->length)
        return str->size;
    size_t offset = 0, point = 0;
    if (index >= index_step) {
        if (StrIndex* table = index_of(vm, str)) {
            offset = table->offsets[index / index_step];
            point = index / index_step * index_step;
        }
    }
    for (; point < index; point++)
        offset += sequence_size(static_cast<unsigned char>(str->data[offset]));
    return offset;
}

size_t str_index_at(Vm& vm, Str* str, size_t offset)
{
    if (str->is_ascii())
        return offset;
    size_t start = 0, point = 0;
    if (offset > 4 * index_step) {
        if (StrIndex* table = index_of(vm, str)) {
            auto* after = std::upper_bound(table->offsets, table->offsets + table->count, uint32_t(offset));
            point = size_t(after - table->offsets - 1) * index_step;
            start = after[-1];
        }
    }
    return point + lead_bytes({ str->data + start, offset - start });
}

Result<std::string_view> str_prefix(Vm& vm, Str* str, size_t count)
{
    if (str->is_ascii())
        return str->view().substr(0, count);
    SearchProgress progress(vm);
    return str->view().substr(0, TRY(searched(vm, byte_text::prefix_size(str->view(), count, &progress))));
}

uint32_t str_at(Vm& vm, Str* str, size_t index) { return code_point_at(str->data + str_offset(vm, str, index)); }

Result<Str*> str_item(Vm& vm, Str* str, size_t index) { return make_character(vm, str_at(vm, str, index)); }

Result<Str*> str_slice(Vm& vm, Str* str, size_t start, size_t stop)
{
    if (start == 0 && stop == str->length && str->shape == vm.exact.str)
        return str;
    if (start >= stop)
        return make_str(vm, {});
    size_t from = str_offset(vm, str, start), to = str_offset(vm, str, stop);
    if (to - from == 1)
        return make_str(vm, { str->data + from, 1 });
    Str* out = TRY(make_str_uninitialized(vm, to - from));
    short_bytes::copy(const_cast<char*>(out->data), str->data + from, to - from);
    bool ascii = str->is_ascii() || short_bytes::is_ascii(out->view());
    set_content(out, to - from, stop - start, ascii);
    return out;
}

Result<Str*> str_slice_step(Vm& vm, Str* str, int64_t start, int64_t step, size_t count)
{
    if (step == 1)
        return str_slice(vm, str, size_t(start), size_t(start) + count);
    std::string text;
    for (size_t i = 0; i < count; i++)
        utf8::append(text, str_at(vm, str, size_t(start + int64_t(i) * step)));
    return make_str(vm, text);
}

Str* intern(Vm& vm, std::string_view text) { return vm.interned->find_or_add(text, nullptr); }

Str* intern(Vm& vm, Str* str)
{
    if (str->is_interned() || str->shape != vm.exact.str)
        return str;
    return vm.interned->find_or_add(str->view(), str);
}

InternTable::InternTable(Vm& vm)
    : vm_(vm)
    , slots_(2048)
{
    vm.heap.add_roots(this, trace);
    vm.heap.add_after_mark(this, after_mark);
}

InternTable::~InternTable()
{
    vm_.heap.remove_roots(this, trace);
    vm_.heap.remove_after_mark(this, after_mark);
}

Str* InternTable::find_or_add(std::string_view text, Str* existing)
{
    int64_t hash = existing ? str_hash(vm_, existing) : hash_bytes(vm_, text);
    size_t mask = slots_.size() - 1;
    size_t slot = size_t(hash) & mask;
    for (; slots_[slot]; slot = (slot + 1) & mask)
        if (slots_[slot]->hash == hash && slots_[slot]->view() == text)
            return slots_[slot];
    if ((used_ + 1) * 2 > slots_.size())
        grow();
    Str* str = existing;
    if (!str) {
        // Who interns a name has no way to say that there was no memory.
        str = must_cell(allocate(vm_, text.size()));
        std::memcpy(const_cast<char*>(str->data), text.data(), text.size());
        str_filled(str);
        str->hash = hash;
    }
    // The table has grown, or the allocation has collected, and moved what stands in it.
    mask = slots_.size() - 1;
    for (slot = size_t(hash) & mask; slots_[slot]; slot = (slot + 1) & mask) { }
    str->aux |= StrInterned;
    slots_[slot] = str;
    if (text.empty())
        empty_ = str;
    used_++;
    return str;
}

void InternTable::grow()
{
    std::vector<Str*> larger(slots_.size() * 2);
    size_t mask = larger.size() - 1;
    for (Str* str : slots_) {
        if (!str)
            continue;
        size_t slot = size_t(str->hash) & mask;
        while (larger[slot])
            slot = (slot + 1) & mask;
        larger[slot] = str;
    }
    slots_.swap(larger);
}

namespace
{

/// Takes an entry out of a table with linear probing: those behind it that belong further to the front move there.
void remove_from(std::vector<Str*>& slots, size_t hole)
{
    size_t mask = slots.size() - 1;
    for (size_t next = (hole + 1) & mask; slots[next]; next = (next + 1) & mask) {
        size_t home = size_t(slots[next]->hash) & mask;
        if (((next - home) & mask) < ((next - hole) & mask))
            continue;
        slots[hole] = slots[next];
        hole = next;
    }
    slots[hole] = nullptr;
}

} // namespace

void InternTable::after_mark(void* context, gc::Heap& heap)
{
    auto& self = *static_cast<InternTable*>(context);
    // No memory is asked for in a collection. What moves into a hole is looked at in its turn.
    for (size_t slot = 0; slot < self.slots_.size(); slot++) {
        while (self.slots_[slot] && !heap.is_marked(self.slots_[slot])) {
            remove_from(self.slots_, slot);
            self.used_--;
        }
    }
}

void InternTable::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<InternTable*>(context);
    tracer.visit(static_cast<Cell*>(self.empty_));
    for (Str* str : self.characters_)
        tracer.visit(static_cast<Cell*>(str));
}

} // namespace coil::internal
