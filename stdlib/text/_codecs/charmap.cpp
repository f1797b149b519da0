// Codecs of a table: of 256 characters, or whatever maps numbers. What is made of a table of characters for encoding is
// a map in two steps: the page of a character, then its byte in the page.
//
//     pages:  page number of each 256 characters (0: an empty page)
//     bytes:  page after page; the byte of each character, 0 where it has none. Character 0 has byte 0
//
// A mapping that is no such table is asked by its __getitem__, which may do anything; what is held meanwhile are a str,
// which does not change, and the codec's own state.
#include <algorithm>
#include <array>

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/codec_errors.h"
#include "objects/numbers.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/text/_codecs/codings.h"

namespace coil::internal::codecs
{

namespace
{

constexpr const char* reason = "character maps to <undefined>";
constexpr uint32_t undefined = 0xfffe;
constexpr size_t page_size = 256;
constexpr size_t page_count = 256;

struct EncodingMap : NativeObject {
    ByteArrayStorage* table; ///< page_count page numbers, then the pages
};
void trace_map(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<EncodingMap*>(cell)->table));
}
constexpr NativeType map_type{ "EncodingMap", trace_map, nullptr };

/// The byte of a character, or -1.
int byte_of(const EncodingMap* map, uint32_t point)
{
    if (point == 0)
        return 0;
    if (point >= page_size * page_count)
        return -1;
    const char* table = map->table->data;
    size_t page = uint8_t(table[point / page_size]);
    uint8_t byte = uint8_t(table[page_count + page * page_size + point % page_size]);
    return byte ? byte : -1;
}

/// mapping[number], or None where it has none.
Result<Value> ask(Vm& vm, Value mapping, uint32_t number)
{
    Result<Value> found = get_item(vm, mapping, Value::small(number));
    if (found.ok() || !is_exception_of(vm, vm.pending, Error::LookupError))
        return found;
    vm.take_pending();
    return None;
}

/// Adds what a mapping gave for a byte; false when that is undefined.
Result<bool> put_mapped(Vm& vm, std::string& out, Value found)
{
    if (found.is_none())
        return false;
    if (is_int(found)) {
        auto point = int_to_int64(TRY(int_plain(vm, found)));
        if (point == int64_t(undefined))
            return false;
        if (!point || *point < 0 || *point > 0x10ffff)
            return vm.raise(Error::TypeError, "character mapping must be in range(0x110000)");
        utf8::append(out, char32_t(*point));
        return true;
    }
    auto* text = as_if<Str>(found);
    if (!text)
        return vm.raise(Error::TypeError, "character mapping must return integer, None or str");
    if (text->length == 1 && str_at(vm, text, 0) == undefined)
        return false;
    TRY(vm.require_room(out.size() + text->size));
    out += text->view();
    return true;
}

Result<Str*> decode_by_table(Vm& vm, std::string_view bytes, std::string_view errors, Str* mapping)
{
    std::array<uint32_t, page_size> points;
    points.fill(undefined);
    std::string_view text = mapping->view();
    for (size_t at = 0, i = 0; at < text.size() && i < page_size; i++)
        points[i] = unicode::next_point(text, at);
    Decoding decoding(vm, bytes, "charmap", errors);
    constexpr size_t most_of_point = 4, stretch = 512;
    for (size_t at = 0; at < decoding.bytes.size();) {
        // Whatever is defined in a stretch is written at once.
        std::string_view rest = decoding.bytes.substr(at, stretch);
        size_t used = decoding.out.size(), i = 0;
        TRY(vm.require_room(used + rest.size() * most_of_point));
        decoding.out.resize(used + rest.size() * most_of_point);
        char* to = decoding.out.data() + used;
        for (; i < rest.size(); i++) {
            uint32_t point = points[uint8_t(rest[i])];
            if (point < 0x80) {
                *to++ = char(point);
                continue;
            }
            if (point == undefined)
                break;
            to += utf8::encode(to, point);
        }
        decoding.out.resize(size_t(to - decoding.out.data()));
        at += i;
        if (i < rest.size())
            at = TRY(decoding.malformed(at, at + 1, reason));
    }
    return make_str(vm, decoding.out);
}

/// How one character is encoded.
class Encoder
{
public:
    Encoder(Vm& vm, Value mapping)
        : vm_(vm)
        , mapping_(mapping)
        , map_(native_as<EncodingMap>(mapping, map_type))
    {
    }
    /// Adds the bytes of a character; false when it has none.
    Result<bool> put(std::string& out, uint32_t point)
    {
        if (map_) {
            int byte = byte_of(map_, point);
            if (byte < 0)
                return false;
            out += char(byte);
            return true;
        }
        Value found = TRY(ask(vm_, mapping_, point));
        if (found.is_none())
            return false;
        if (is_int(found)) {
            auto byte = int_to_int64(TRY(int_plain(vm_, found)));
            if (!byte || *byte < 0 || *byte > 255)
                return vm_.raise(Error::TypeError, "character mapping must be in range(256)");
            out += char(*byte);
            return true;
        }
        auto* bytes = as_if<Bytes>(found);
        if (!bytes)
            return vm_.raise(Error::TypeError, "character mapping must return integer, bytes or None, not {}",
                type_name(vm_, found));
        TRY(vm_.require_room(out.size() + bytes->size));
        out += bytes->view();
        return true;
    }

    /// By a table: adds the bytes of the characters at `at` up to one that has none, where `at` is moved.
    void put_stretch(std::string& out, std::string_view text, size_t& at) const
    {
        if (!map_)
            return;
        // Not all at once: there may be many that have none.
        constexpr size_t most = 512;
        size_t used = out.size(), end = std::min(text.size(), at + most);
        out.resize(used + end - at);
        char* to = out.data() + used;
        while (at < end) {
            size_t next = at;
            int byte = byte_of(map_, unicode::next_point(text, next));
            if (byte < 0)
                break;
            *to++ = char(byte);
            at = next;
        }
        out.resize(size_t(to - out.data()));
    }

private:
    Vm& vm_;
    Value mapping_;
    EncodingMap* map_;
};

} // namespace

Result<Str*> decode_charmap(Vm& vm, std::string_view bytes, std::string_view errors, Value mapping)
{
    vm.charge_bytes(4 * bytes.size());
    TRY(vm.require_room(bytes.size()));
    if (mapping.is_none() || mapping.is_empty())
        return decode_latin1(vm, bytes);
    if (auto* table = as_if<Str>(mapping))
        return decode_by_table(vm, bytes, errors, table);
    // The mapping may change what the bytes stand in.
    Bytes* copy = TRY(make_bytes(vm, bytes));
    Decoding decoding(vm, copy->view(), "charmap", errors);
    for (size_t at = 0; at < decoding.bytes.size();) {
        Value found = TRY(ask(vm, mapping, uint8_t(decoding.bytes[at])));
        at = TRY(put_mapped(vm, decoding.out, found)) ? at + 1 : TRY(decoding.malformed(at, at + 1, reason));
    }
    return make_str(vm, decoding.out);
}

Result<Bytes*> encode_charmap(Vm& vm, Str* str, std::string_view errors, Value mapping)
{
    vm.charge_bytes(4 * str->size);
    TRY(vm.require_room(str->size));
    if (mapping.is_none() || mapping.is_empty())
        return encode_latin1(vm, str, errors);
    std::string_view text = str->view();
    Encoder encoder(vm, mapping);
    EncodeErrors handler(vm, str, "charmap", errors);
    std::string out;
    out.reserve(str->length);
    for (size_t at = 0; at < text.size();) {
        encoder.put_stretch(out, text, at);
        if (at == text.size())
            break;
        size_t start = at;
        if (TRY(encoder.put(out, unicode::next_point(text, at))))
            continue;
        for (size_t next = at; next < text.size(); at = next) {
            std::string unused;
            if (TRY(encoder.put(unused, unicode::next_point(text, next))))
                break;
        }
        Substitute substitute = TRY(handler.substitute(start, at, reason));
        if (substitute.is_bytes)
            out += substitute.text;
        else
            for (size_t i = 0; i < substitute.text.size();)
                if (!TRY(encoder.put(out, unicode::next_point(substitute.text, i))))
                    return handler.fail(start, at, reason);
        TRY(vm.require_room(out.size()));
        at = substitute.resume;
    }
    return make_bytes(vm, out);
}

Result<Value> build_charmap(Vm& vm, Str* characters, Class* map_class)
{
    constexpr size_t most = 256;
    std::array<uint32_t, most> points{};
    std::string_view text = characters->view();
    size_t count = 0;
    bool is_plain = true;
    std::array<bool, page_count> used{};
    for (size_t at = 0; at < text.size() && count < most; count++) {
        uint32_t point = unicode::next_point(text, at);
        points[count] = point;
        is_plain = is_plain && point < page_size * page_count && (point == 0) == (count == 0);
        if (point != undefined && point < page_size * page_count)
            used[point / page_size] = true;
    }
    if (!is_plain || count == 0) {
        Dict* dict = TRY(make_dict(vm));
        for (size_t i = 0; i < count; i++)
            TRY(dict_set(vm, dict, Value::small(points[i]), Value::small(int64_t(i))));
        return Value::cell(dict);
    }
    std::array<uint8_t, page_count> pages{};
    size_t page_total = 1;
    for (size_t i = 0; i < page_count; i++)
        if (used[i])
            pages[i] = uint8_t(page_total++);
    auto* map = TRY(make_native<EncodingMap>(vm, map_class, map_type));
    size_t size = page_count + page_total * page_size;
    ByteArrayStorage* table = TRY(make_byte_storage(vm, size));
    std::memset(table->data, 0, size);
    std::memcpy(table->data, pages.data(), page_count);
    for (size_t i = 0; i < count; i++)
        if (points[i] != undefined)
            table->data[page_count + pages[points[i] / page_size] * page_size + points[i] % page_size] = char(i);
    vm.heap.write_barrier(map);
    map->table = table;
    return Value::cell(map);
}

Result<Class*> define_map_class(Vm& vm)
{
    return define_class(vm, nullptr, vm.classes->object, { .name = "EncodingMap", .module = "_codecs", .methods = {} });
}

} // namespace coil::internal::codecs
