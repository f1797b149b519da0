#pragma once
// Strings: WTF-8 (UTF-8 in which lone surrogates may stand), with a flag for ASCII. Indexing is O(1) for ASCII and
// through an index made on demand for the rest. A string may share its buffer with longer ones that were made by
// appending to it.
#include "base/short_bytes.h"
#include "objects/storage.h"

namespace coil::internal
{

enum StrFlag : uint16_t { StrAscii = 1, StrInterned = 2 };

struct Str : Cell {
    static constexpr Kind kind_id = Kind::Str;
    static constexpr std::string_view type_name = "str";
    const char* data; ///< behind this struct, or elsewhere: then it is a LongStr
    uint32_t size;    ///< bytes
    uint32_t length;  ///< code points
    int64_t hash;     ///< 0: not computed
    std::string_view view() const { return { data, size }; }
    bool is_ascii() const { return aux & StrAscii; }
    bool is_interned() const { return aux & StrInterned; }
};

/// One that does not stand right behind a Str: its data is longer than short_str_bytes and stands behind this, or it is
/// in a buffer that strings share, or it is of a subclass, whose attribute words follow.
struct LongStr : Str {
    Cell* aside; ///< the ByteArrayStorage that holds the data; or a StrIndex; or null
};
inline constexpr size_t short_str_bytes = 63;
inline LongStr* as_long(Str* str)
{
    bool is_short = str->data == reinterpret_cast<const char*>(str + 1);
    return is_short ? nullptr : static_cast<LongStr*>(str);
}

/// Where every index_step-th code point of a string that is not ASCII begins. Shorter ones need none.
struct StrIndex : Cell {
    static constexpr Kind kind_id = Kind::StrIndex;
    static constexpr size_t index_step = 64;
    Cell* owner; ///< the ByteArrayStorage of the string's data, or null
    uint64_t count;
    uint32_t offsets[];
};
static_assert(short_str_bytes < StrIndex::index_step);

inline constexpr size_t max_str_bytes = 0xffff0000;

/// A string of valid WTF-8. Empty and single Latin-1 characters are shared.
Result<Str*> make_str(Vm& vm, std::string_view text);
/// As make_str, of text that is known to be ASCII.
Result<Str*> make_ascii_str(Vm& vm, std::string_view text);
/// The decimal digits of a number, behind a '-' where it is negative.
Result<Str*> make_decimal_str(Vm& vm, int64_t number);
/// A string of `size` bytes that the caller fills through `data`, then finishes by str_filled (counts code points). Not
/// shared. There is room up to the next multiple of 8 bytes.
Result<Str*> make_str_uninitialized(Vm& vm, size_t size);
void str_filled(Str* str);
/// The same where the code points are counted already.
void str_filled(Str* str, size_t length);
/// A string of one code point (surrogates too).
Result<Str*> make_character(Vm& vm, uint32_t code_point);
/// The one Str of that text, kept while anything refers to it.
Str* intern(Vm& vm, std::string_view text);
Str* intern(Vm& vm, Str* str);

inline bool str_equal(const Str* left, const Str* right)
{
    return left == right || (left->size == right->size && short_bytes::equal(left->data, right->data, left->size));
}
/// Order by code points.
int str_compare(const Str* left, const Str* right);
int64_t str_hash(Vm& vm, Str* str);
/// SipHash-1-3 under the VM's key; never 0 or -1.
int64_t hash_bytes(const Vm& vm, std::string_view bytes);
/// left + right.
Result<Str*> str_concat(Vm& vm, Str* left, Str* right);
/// left + right where the result replaces `left` (s += t): amortised linear in a loop.
Result<Str*> str_append(Vm& vm, Str* left, Str* right);
Result<Str*> str_repeat(Vm& vm, Str* str, int64_t count);
/// The code point at `index` (0 <= index < length).
uint32_t str_at(Vm& vm, Str* str, size_t index);
Result<Str*> str_item(Vm& vm, Str* str, size_t index);
/// Code points [start, stop), which lie within the string.
Result<Str*> str_slice(Vm& vm, Str* str, size_t start, size_t stop);
/// `count` code points from `start` in steps.
Result<Str*> str_slice_step(Vm& vm, Str* str, int64_t start, int64_t step, size_t count);
/// Byte offset of code point `index` (may be the length), and back.
size_t str_offset(Vm& vm, Str* str, size_t index);
size_t str_index_at(Vm& vm, Str* str, size_t offset);
/// The first `count` code points (no more than the length) of a string that may be very long.
Result<std::string_view> str_prefix(Vm& vm, Str* str, size_t count);

/// Interned strings. Those that nothing else refers to vanish in full collections.
class InternTable
{
public:
    explicit InternTable(Vm& vm);
    ~InternTable();
    Str* find_or_add(std::string_view text, Str* existing);
    Str* character(uint32_t code_point) const { return characters_[code_point]; }
    void set_character(uint32_t code_point, Str* str) { characters_[code_point] = str; }
    Str* empty() const { return empty_; }

private:
    static void after_mark(void* context, gc::Heap& heap);
    static void trace(void* context, gc::Tracer& tracer);
    void grow();
    Vm& vm_;
    std::vector<Str*> slots_;
    size_t used_ = 0;
    Str* characters_[256] = {};
    Str* empty_ = nullptr;
};

/// Builds a string piece by piece. UTF-8 in, a Str at the end.
class StrBuilder
{
public:
    void add(std::string_view text) { text_ += text; }
    void add(char character) { text_ += character; }
    void add(const Str* str) { text_ += str->view(); }
    std::string& text() { return text_; }
    Result<Str*> finish(Vm& vm) { return make_str(vm, text_); }

private:
    std::string text_;
};

} // namespace coil::internal
