// Writes stored units.
#include <cstring>
#include <unordered_map>

#include "bytecode/stored_layout.h"
#include "bytecode/stored_unit.h"

namespace coil::internal
{

using namespace stored;

namespace
{

/// Goes up with what instructions_hash does not see: the layout, what instructions mean.
constexpr uint32_t layout = 3;

constexpr uint32_t add_text(uint32_t hash, const char* text)
{
    for (; *text; text++)
        hash = (hash ^ uint8_t(*text)) * 16777619u;
    return hash;
}

/// Changes with every change of opcodes.def but for the text of meanings.
constexpr uint32_t instructions_hash()
{
    uint32_t hash = 2166136261u;
#define OP(name, operands, words, effect, meaning) hash = add_text(hash, #name #operands #words #effect);
#include "bytecode/opcodes.def"
#undef OP
    return hash;
}

void put_word(std::string& out, uint32_t word) { out.append(reinterpret_cast<const char*>(&word), sizeof(word)); }

void put_number(std::string& out, uint64_t number)
{
    for (; number > 0x7f; number >>= 7)
        out += char(number | 0x80);
    out += char(number);
}

void put_signed(std::string& out, int64_t number) { put_number(out, uint64_t(number) << 1 ^ uint64_t(number >> 63)); }

class Writer
{
public:
    explicit Writer(const Unit& unit)
        : unit_(unit)
    {
    }

    std::string run()
    {
        text_number(unit_.filename);
        std::vector<size_t> starts;
        for (const CodeUnit& code : unit_.codes) {
            codes_.resize((codes_.size() + 3) / 4 * 4);
            starts.push_back(codes_.size());
            add_code(code);
        }
        codes_.resize((codes_.size() + 3) / 4 * 4);
        size_t tables = (texts_.size() + starts.size()) * sizeof(uint32_t);
        uint64_t size = header_bytes + tables + codes_.size() + text_bytes_;
        if (size > INT32_MAX || is_too_deep_)
            return {};
        std::string out(magic, magic_bytes);
        out.reserve(size);
        for (size_t word : { size_t(unit_format()), size_t(size), texts_.size(), starts.size() })
            put_word(out, uint32_t(word));
        uint32_t end = 0;
        for (std::string_view each : texts_)
            put_word(out, end += uint32_t(each.size()));
        for (size_t start : starts)
            put_word(out, uint32_t(header_bytes + tables + start));
        out += codes_;
        for (std::string_view each : texts_)
            out += each;
        return out;
    }

private:
    void number(uint64_t value) { put_number(codes_, value); }

    uint32_t text_number(std::string_view text)
    {
        auto [place, is_new] = numbers_.try_emplace(text, uint32_t(texts_.size()));
        if (is_new) {
            texts_.push_back(text);
            text_bytes_ += text.size();
        }
        return place->second;
    }
    void text(std::string_view text) { number(text_number(text)); }

    void texts(const std::vector<std::string>& items)
    {
        number(items.size());
        for (const std::string& item : items)
            text(item);
    }

    void add_code(const CodeUnit& code)
    {
        text(code.name);
        text(code.qualified_name);
        for (uint32_t each : { code.first_line, code.flags, code.argument_count, code.positional_only_count,
                 code.keyword_only_count, code.register_count, code.self_attributes })
            number(each);
        for (size_t each : { code.constants.size(), code.free_names.size(), code.code.size() })
            number(each);
        codes_.resize((codes_.size() + 3) / 4 * 4);
        codes_.append(reinterpret_cast<const char*>(code.code.data()), code.code.size() * sizeof(uint32_t));
        texts(code.names);
        texts(code.locals);
        for (const std::string& name : code.free_names)
            text(name);
        for (const Constant& constant : code.constants)
            add_constant(constant, 0);
        number(code.exceptions.size());
        for (const ExceptionRow& row : code.exceptions)
            for (uint32_t each : { row.start, row.end, row.target, row.exception_register })
                number(each);
        number(code.cells.size());
        for (uint32_t cell : code.cells)
            number(cell);
        number(code.has_doc);
        if (code.has_doc)
            text(code.doc);
        add_positions(code);
    }

    void add_positions(const CodeUnit& code)
    {
        number(code.positions.size());
        PositionRow last{};
        for (const PositionRow& row : code.positions) {
            number(row.offset - last.offset);
            put_signed(codes_, int64_t(row.line) - last.line);
            put_signed(codes_, int64_t(row.end_line) - row.line);
            number(row.column);
            put_signed(codes_, int64_t(row.end_column) - row.column);
            last = row;
        }
    }

    void add_constant(const Constant& constant, int depth)
    {
        is_too_deep_ |= depth > deepest_constant;
        if (!is_too_deep_)
            std::visit([&](const auto& value) { put(value, depth); }, constant.value);
    }
    void tag(Tag tag) { codes_ += char(tag); }
    void put(NoneConstant, int) { tag(Tag::None); }
    void put(EllipsisConstant, int) { tag(Tag::Ellipsis); }
    void put(bool truth, int) { tag(truth ? Tag::True : Tag::False); }
    void put(int64_t value, int)
    {
        tag(Tag::Int);
        put_signed(codes_, value);
    }
    void put_double(double value) { codes_.append(reinterpret_cast<const char*>(&value), sizeof(value)); }
    void put(double value, int)
    {
        tag(Tag::Float);
        put_double(value);
    }
    void put(const std::string& value, int)
    {
        tag(Tag::Text);
        text(value);
    }
    void put(const BytesConstant& value, int)
    {
        tag(Tag::Bytes);
        text(value.bytes);
    }
    void put(const BigIntConstant& value, int)
    {
        tag(Tag::BigInt);
        text(value.digits);
    }
    void put(const ComplexConstant& value, int)
    {
        tag(Tag::Complex);
        put_double(value.real);
        put_double(value.imaginary);
    }
    void put_items(const std::vector<Constant>& items, int depth)
    {
        number(items.size());
        for (const Constant& item : items)
            add_constant(item, depth + 1);
    }
    void put(const TupleConstant& value, int depth)
    {
        tag(Tag::Tuple);
        put_items(value.items, depth);
    }
    void put(const FrozenSetConstant& value, int depth)
    {
        tag(Tag::FrozenSet);
        put_items(value.items, depth);
    }
    void put(CodeConstant value, int)
    {
        tag(Tag::Code);
        number(value.index);
        number(value.free_count);
    }

    const Unit& unit_;
    std::string codes_;
    std::unordered_map<std::string_view, uint32_t> numbers_;
    std::vector<std::string_view> texts_;
    uint64_t text_bytes_ = 0;
    bool is_too_deep_ = false;
};

} // namespace

uint32_t unit_format()
{
    static constexpr uint32_t format = instructions_hash() + layout;
    return format;
}

std::string store_unit(const Unit& unit) { return Writer(unit).run(); }

} // namespace coil::internal
