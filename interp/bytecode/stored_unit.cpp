// Reads stored units.
#include "bytecode/stored_unit.h"

#include <cassert>
#include <cstring>

#include "base/utf8.h"
#include "bytecode/stored_layout.h"
#include "bytecode/validate.h"

namespace coil::internal
{

using namespace stored;

namespace
{

/// A small file may not make a large unit: how often its texts may be read, on average.
constexpr uint64_t most_copies = 64;

uint32_t load_word(std::string_view bytes, size_t at)
{
    uint32_t word;
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    return word;
}

/// What the tables at the head of a unit say.
struct Tables {
    std::string_view bytes;
    uint32_t text_count, code_count;

    uint32_t text_end(uint32_t index) const { return load_word(bytes, header_bytes + index * sizeof(uint32_t)); }
    uint32_t code_start(uint32_t index) const
    {
        return load_word(bytes, header_bytes + (size_t(text_count) + index) * sizeof(uint32_t));
    }
    /// The texts end where the unit does.
    std::string_view text(uint32_t index) const
    {
        size_t texts = bytes.size() - text_end(text_count - 1);
        size_t start = index ? text_end(index - 1) : 0;
        return bytes.substr(texts + start, text_end(index) - start);
    }
    std::string_view code(uint32_t index) const
    {
        size_t end = index + 1 < code_count ? code_start(index + 1) : bytes.size() - text_end(text_count - 1);
        return bytes.substr(code_start(index), end - code_start(index));
    }
    /// Whether everything is in its place.
    bool check() const;
};

Tables tables_in(std::string_view bytes)
{
    return { bytes, load_word(bytes, magic_bytes + 8), load_word(bytes, magic_bytes + 12) };
}

bool Tables::check() const
{
    size_t head = header_bytes + (size_t(text_count) + code_count) * sizeof(uint32_t);
    if (text_count == 0 || code_count == 0 || head > bytes.size())
        return false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < text_count; i++) {
        if (text_end(i) < last)
            return false;
        last = text_end(i);
    }
    if (last > bytes.size() - head)
        return false;
    size_t before = head - 1;
    for (uint32_t i = 0; i < code_count; i++) {
        if (code_start(i) <= before || code_start(i) % 4 != 0)
            return false;
        before = code_start(i);
    }
    return before < bytes.size() - last;
}

/// Whether bytes are WTF-8: UTF-8 in which surrogates may stand, as three bytes.
bool is_wtf8(std::string_view text)
{
    for (;;) {
        size_t at = utf8::find_malformed(text);
        if (at == std::string_view::npos)
            return true;
        bool is_surrogate = text.size() - at >= 3 && uint8_t(text[at]) == 0xed && (text[at + 1] & 0xe0) == 0xa0 &&
            (text[at + 2] & 0xc0) == 0x80;
        if (!is_surrogate)
            return false;
        text.remove_prefix(at + 3);
    }
}

/// Reads a code. What is out of bounds reads as 0 and is remembered.
class CodeReader
{
public:
    /// Texts that are read are checked, and may have so many bytes together; null: they are trusted.
    CodeReader(const Tables& tables, uint32_t index, uint64_t* allowed)
        : tables_(tables)
        , bytes_(tables.code(index))
        , allowed_(allowed)
    {
    }

    bool has_failed() const { return has_failed_; }

    CodeOutline outline()
    {
        CodeOutline result;
        result.name = text();
        result.qualified_name = text();
        for (uint32_t* each :
            { &result.first_line, &result.flags, &result.argument_count, &result.positional_only_count,
                &result.keyword_only_count, &result.register_count, &result.self_attributes })
            *each = number();
        result.window_gap = result.flags & HeapFrame ? 1 : frame_header_words;
        result.constant_count = number();
        result.free_count = number();
        return result;
    }

    /// The outline has been read before.
    void body(CodeUnit& code, const CodeOutline& outline)
    {
        code.name = outline.name;
        code.qualified_name = outline.qualified_name;
        code.first_line = outline.first_line;
        code.flags = outline.flags;
        code.argument_count = outline.argument_count;
        code.positional_only_count = outline.positional_only_count;
        code.keyword_only_count = outline.keyword_only_count;
        code.register_count = outline.register_count;
        code.window_gap = outline.window_gap;
        code.self_attributes = outline.self_attributes;
        words(code.code);
        texts(code.names, count(1));
        texts(code.locals, count(1));
        texts(code.free_names, bounded(outline.free_count, 1));
        constants(code.constants, bounded(outline.constant_count, 1), 0);
        code.exceptions.resize(count(4));
        for (ExceptionRow& row : code.exceptions)
            for (uint32_t* each : { &row.start, &row.end, &row.target, &row.exception_register })
                *each = number();
    }

    /// The body has been read before.
    void rest(CodeUnit& code)
    {
        code.cells.resize(count(1));
        for (uint32_t& cell : code.cells)
            cell = number();
        code.has_doc = number() != 0;
        if (code.has_doc)
            code.doc = text();
        code.positions.resize(count(5));
        PositionRow last{};
        for (PositionRow& row : code.positions) {
            row.offset = narrow(uint64_t(last.offset) + number());
            row.line = narrow(uint64_t(last.line + signed_number()));
            row.end_line = narrow(uint64_t(row.line + signed_number()));
            row.column = number();
            row.end_column = narrow(uint64_t(row.column + signed_number()));
            last = row;
        }
    }

private:
    uint64_t fail()
    {
        has_failed_ = true;
        at_ = bytes_.size();
        return 0;
    }

    uint64_t long_number()
    {
        uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at_ == bytes_.size())
                return fail();
            auto byte = uint8_t(bytes_[at_++]);
            value |= uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        return fail();
    }
    uint32_t narrow(uint64_t value) { return value > UINT32_MAX ? uint32_t(fail()) : uint32_t(value); }
    uint32_t number() { return narrow(long_number()); }
    /// Sums of it and 32-bit numbers do not overflow.
    int64_t signed_number()
    {
        uint64_t value = long_number();
        auto number = int64_t(value >> 1) ^ -int64_t(value & 1);
        return number > INT64_C(1) << 33 || number < -(INT64_C(1) << 33) ? int64_t(fail()) : number;
    }
    /// A number of things that take at least `least` bytes each.
    size_t bounded(uint64_t count, size_t least) { return count > (bytes_.size() - at_) / least ? fail() : count; }
    size_t count(size_t least) { return bounded(long_number(), least); }

    std::string_view raw_text()
    {
        uint32_t index = number();
        if (index >= tables_.text_count) {
            fail();
            return {};
        }
        std::string_view text = tables_.text(index);
        if (allowed_ && text.size() > *allowed_) {
            fail();
            return {};
        }
        if (allowed_)
            *allowed_ -= text.size();
        return text;
    }
    std::string_view text()
    {
        std::string_view text = raw_text();
        if (allowed_ && !is_wtf8(text))
            fail();
        return text;
    }
    void texts(std::vector<std::string>& out, size_t count)
    {
        out.reserve(count);
        for (size_t i = 0; i < count && !has_failed_; i++)
            out.emplace_back(text());
    }

    void words(std::vector<uint32_t>& out)
    {
        size_t count = this->count(sizeof(uint32_t));
        at_ = (at_ + 3) / 4 * 4;
        if (at_ > bytes_.size() || count > (bytes_.size() - at_) / sizeof(uint32_t)) {
            fail();
            return;
        }
        out.resize(count);
        if (count)
            std::memcpy(out.data(), bytes_.data() + at_, count * sizeof(uint32_t));
        at_ += count * sizeof(uint32_t);
    }

    double read_double()
    {
        double value = 0;
        if (bytes_.size() - at_ < sizeof(value)) {
            fail();
            return value;
        }
        std::memcpy(&value, bytes_.data() + at_, sizeof(value));
        at_ += sizeof(value);
        return value;
    }

    void constants(std::vector<Constant>& out, size_t count, int depth)
    {
        if (depth > deepest_constant) {
            fail();
            return;
        }
        out.reserve(count);
        for (size_t i = 0; i < count && !has_failed_; i++)
            out.push_back(constant(depth));
    }
    std::vector<Constant> items(int depth)
    {
        std::vector<Constant> result;
        constants(result, count(1), depth + 1);
        return result;
    }

    Constant constant(int depth)
    {
        switch (Tag(number())) {
        case Tag::None:
            return { NoneConstant() };
        case Tag::Ellipsis:
            return { EllipsisConstant() };
        case Tag::False:
            return { false };
        case Tag::True:
            return { true };
        case Tag::Int: {
            uint64_t value = long_number();
            return { int64_t(value >> 1) ^ -int64_t(value & 1) };
        }
        case Tag::Float:
            return { read_double() };
        case Tag::Text:
            return { std::string(text()) };
        case Tag::Bytes:
            return { BytesConstant{ std::string(raw_text()) } };
        case Tag::BigInt:
            return { BigIntConstant{ std::string(text()) } };
        case Tag::Complex: {
            double real = read_double();
            return { ComplexConstant{ real, read_double() } };
        }
        case Tag::Tuple:
            return { TupleConstant{ items(depth) } };
        case Tag::FrozenSet:
            return { FrozenSetConstant{ items(depth) } };
        case Tag::Code: {
            uint32_t index = number();
            return { CodeConstant{ index, number() } };
        }
        }
        fail();
        return { NoneConstant() };
    }

    const Tables& tables_;
    std::string_view bytes_; ///< of the code, and what is behind it
    size_t at_ = 0;
    uint64_t* allowed_;
    bool has_failed_ = false;
};

} // namespace

StoredUnit::StoredUnit(std::string_view bytes)
    : bytes_(bytes)
{
    assert(bytes.size() > header_bytes && load_word(bytes, magic_bytes) == unit_format());
}

std::string_view StoredUnit::filename() const { return tables_in(bytes_).text(0); }

CodeOutline StoredUnit::outline(uint32_t index) const
{
    Tables tables = tables_in(bytes_);
    return CodeReader(tables, index, nullptr).outline();
}

CodeUnit StoredUnit::body(uint32_t index) const
{
    Tables tables = tables_in(bytes_);
    CodeReader reader(tables, index, nullptr);
    CodeUnit code;
    reader.body(code, reader.outline());
    return code;
}

CodeUnit StoredUnit::code(uint32_t index) const
{
    Tables tables = tables_in(bytes_);
    CodeReader reader(tables, index, nullptr);
    CodeUnit code;
    reader.body(code, reader.outline());
    reader.rest(code);
    return code;
}

std::unique_ptr<CheckedUnit> CheckedUnit::open(std::string bytes)
{
    std::unique_ptr<CheckedUnit> unit(new CheckedUnit(std::move(bytes)));
    return unit->check() ? std::move(unit) : nullptr;
}

bool CheckedUnit::check()
{
    if (bytes_.size() < header_bytes || bytes_.size() > INT32_MAX || !bytes_.starts_with(magic) ||
        load_word(bytes_, magic_bytes) != unit_format() || load_word(bytes_, magic_bytes + 4) != bytes_.size())
        return false;
    Tables tables = tables_in(bytes_);
    if (!tables.check() || !is_wtf8(tables.text(0)))
        return false;
    filename_ = tables.text(0);
    allowed_ = bytes_.size() * most_copies;
    free_counts_.reserve(tables.code_count);
    for (uint32_t i = 0; i < tables.code_count; i++) {
        CodeReader reader(tables, i, &allowed_);
        CodeOutline outline = reader.outline();
        if (reader.has_failed() || !validate_outline(outline, i).empty() || outline.constant_count > bytes_.size() ||
            outline.free_count > bytes_.size())
            return false;
        free_counts_.push_back(outline.free_count);
    }
    return true;
}

CodeOutline CheckedUnit::outline(uint32_t index) const
{
    Tables tables = tables_in(bytes_);
    return CodeReader(tables, index, nullptr).outline();
}

std::optional<CodeUnit> CheckedUnit::code(uint32_t index) const
{
    Tables tables = tables_in(bytes_);
    CodeReader reader(tables, index, &allowed_);
    CodeUnit code;
    reader.body(code, reader.outline());
    reader.rest(code);
    if (reader.has_failed() || !validate_code(code, index, free_counts_).empty())
        return {};
    return code;
}

} // namespace coil::internal
