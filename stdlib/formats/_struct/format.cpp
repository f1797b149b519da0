#include "stdlib/formats/_struct/format.h"

#include <optional>

#include "objects/exception.h"

namespace coil::internal::structs
{

namespace
{

constexpr uint64_t longest = INT64_MAX;

/// What a code means; a size of 0 is a text's or none at all.
struct Code {
    FieldKind kind;
    uint8_t size;
    uint8_t alignment; ///< of native formats
};

/// Nothing for a character that is no code. 'x' is a text without a value.
std::optional<Code> code_of(char character, bool native)
{
    auto number = [&](FieldKind kind, uint8_t standard, uint8_t own) {
        return Code{ kind, native ? own : standard, native ? own : uint8_t(1) };
    };
    switch (character) {
    case 'x':
        return Code{ FieldKind::Character, 1, 1 };
    case 's':
        return Code{ FieldKind::Text, 1, 1 };
    case 'p':
        return Code{ FieldKind::PascalText, 1, 1 };
    case 'c':
        return Code{ FieldKind::Character, 1, 1 };
    case '?':
        return Code{ FieldKind::Bool, 1, 1 };
    case 'b':
        return number(FieldKind::Signed, 1, 1);
    case 'B':
        return number(FieldKind::Unsigned, 1, 1);
    case 'h':
        return number(FieldKind::Signed, 2, 2);
    case 'H':
        return number(FieldKind::Unsigned, 2, 2);
    case 'i':
        return number(FieldKind::Signed, 4, sizeof(int));
    case 'I':
        return number(FieldKind::Unsigned, 4, sizeof(unsigned));
    case 'l':
        return number(FieldKind::Signed, 4, sizeof(long));
    case 'L':
        return number(FieldKind::Unsigned, 4, sizeof(unsigned long));
    case 'q':
        return number(FieldKind::Signed, 8, 8);
    case 'Q':
        return number(FieldKind::Unsigned, 8, 8);
    case 'e':
        return number(FieldKind::Half, 2, 2);
    case 'f':
        return number(FieldKind::Float, 4, 4);
    case 'd':
        return number(FieldKind::Double, 8, 8);
    case 'F':
        return Code{ FieldKind::FloatComplex, 8, uint8_t(native ? 4 : 1) };
    case 'D':
        return Code{ FieldKind::DoubleComplex, 16, uint8_t(native ? 8 : 1) };
    default:
        break;
    }
    if (!native)
        return std::nullopt;
    switch (character) {
    case 'n':
        return number(FieldKind::Signed, 0, sizeof(ssize_t));
    case 'N':
    case 'P':
        return number(FieldKind::Unsigned, 0, sizeof(size_t));
    default:
        return std::nullopt;
    }
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_space(char character) { return character == ' ' || (character >= '\t' && character <= '\r'); }

/// Parses into a vector of fields, whose number is not known before.
class Parser
{
public:
    Parser(Vm& vm, Class* error, std::string_view text)
        : vm_(vm)
        , error_(error)
        , text_(text)
    {
    }

    Result<Layout> run()
    {
        bool native = read_order();
        while (at_ < text_.size()) {
            char character = text_[at_++];
            if (is_space(character))
                continue;
            uint64_t count = 1;
            if (is_digit(character)) {
                if (!read_count(character, count))
                    return too_long();
                if (at_ == text_.size())
                    return raise_error(vm_, error_, "repeat count given without format specifier");
                character = text_[at_++];
            }
            std::optional<Code> code = code_of(character, native);
            if (!code)
                return raise_error(vm_, error_, "bad char in struct format");
            if (!add(character, *code, count))
                return too_long();
            if ((fields_.size() & 1023) == 1023)
                TRY(vm_.require_room(4 * fields_.size() * sizeof(Field)));
        }
        layout_.field_count = fields_.size();
        layout_.storage = TRY(make_byte_storage(vm_, fields_.size() * sizeof(Field)));
        if (!fields_.empty())
            std::memcpy(layout_.storage->data, fields_.data(), fields_.size() * sizeof(Field));
        return layout_;
    }

private:
    Raised too_long() { return raise_error(vm_, error_, "total struct size too long"); }
    /// Whether sizes and alignment are the machine's.
    bool read_order()
    {
        char first = text_.empty() ? '@' : text_[0];
        constexpr std::string_view orders = "@=<>!";
        if (orders.find(first) != std::string_view::npos)
            at_ += !text_.empty();
        else
            first = '@';
        layout_.swapped = (first == '>' || first == '!') == (std::endian::native == std::endian::little) &&
            (first == '>' || first == '!' || first == '<');
        return first == '@';
    }
    bool read_count(char digit, uint64_t& count)
    {
        count = uint64_t(digit - '0');
        for (; at_ < text_.size() && is_digit(text_[at_]); at_++) {
            auto next = uint64_t(text_[at_] - '0');
            if (count > (longest - next) / 10)
                return false;
            count = count * 10 + next;
        }
        return true;
    }
    /// False when it would be longer than anything can be.
    bool add(char character, const Code& code, uint64_t count)
    {
        uint64_t size = layout_.size;
        if (uint64_t rest = size % code.alignment)
            size += code.alignment - rest;
        if (size > longest || count > (longest - size) / code.size)
            return false;
        layout_.size = size + count * code.size;
        if (character == 'x')
            return true;
        if (code.kind == FieldKind::Text || code.kind == FieldKind::PascalText) {
            layout_.items++;
            fields_.push_back({ code.kind, character, count, size, 1 });
        } else if (count) {
            layout_.items += count;
            fields_.push_back({ code.kind, character, code.size, size, count });
        }
        return true;
    }

    Vm& vm_;
    Class* error_;
    std::string_view text_;
    size_t at_ = 0;
    std::vector<Field> fields_;
    Layout layout_;
};

} // namespace

Raised raise_error(Vm& vm, Class* error, std::string_view message)
{
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, error, message))));
}

Result<Layout> parse_format(Vm& vm, Class* error, std::string_view format)
{
    if (format.find('\0') != std::string_view::npos)
        return raise_error(vm, error, "embedded null character");
    return Parser(vm, error, format).run();
}

} // namespace coil::internal::structs
