#pragma once
// The text of a pattern or of a template, by tokens: a character, or a backslash with the character behind it. What is
// wrong is told with its place, as CPython's tokenizer counts it.
#include "stdlib/text/_sre/parser.h"

namespace coil::internal::regex
{

inline bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_octal(char32_t c) { return c >= '0' && c <= '7'; }
inline bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// The text of these characters.
std::string text_of(std::u32string_view points);
/// The value of digits, or UINT64_MAX when it is huge.
uint64_t number_of(std::u32string_view digits, unsigned base);

class Reader
{
public:
    /// A token: its characters, none at the end.
    using Token = std::u32string_view;

    Reader(Vm& vm, const Reporter& reporter, Value source, std::u32string_view text, bool is_bytes)
        : vm(vm)
        , reporter(reporter)
        , source(source)
        , is_bytes(is_bytes)
        , text_(text)
    {
    }
    /// Reads the first token.
    Result<void> start() { return advance(); }

    Token next() const { return next_; }
    bool at_end() const { return next_.empty(); }
    /// Whether the next token is just this character.
    bool is_next(char32_t c) const { return next_.size() == 1 && next_[0] == c; }
    bool is_next_digit() const { return next_.size() == 1 && is_digit(next_[0]); }
    bool is_next_octal() const { return next_.size() == 1 && is_octal(next_[0]); }
    Result<Token> get()
    {
        Token token = next_;
        TRY(advance());
        return token;
    }
    Result<bool> match(char32_t c)
    {
        if (!is_next(c))
            return false;
        TRY(advance());
        return true;
    }
    /// Where the next token begins.
    size_t tell() const { return index_ - next_.size(); }
    Result<void> seek(size_t index)
    {
        index_ = index;
        return advance();
    }
    /// What stands before `terminator`; PatternError when that is missing or nothing stands there.
    Result<std::u32string> get_until(char32_t terminator, std::string_view name);
    /// Up to `most` digits of that base behind an escape, appended to it.
    Result<void> get_digits(std::u32string& escape, size_t most, unsigned base);

    /// A PatternError `offset` characters before the next token.
    Raised fail(std::string message, size_t offset = 0) const;
    /// repr() of a name, for messages.
    Result<std::string> shown(std::u32string_view name) const;
    /// Whether it is an identifier.
    static bool is_identifier(std::u32string_view name);
    /// PatternError for what is no name of a group.
    Result<void> check_group_name(std::u32string_view name, size_t offset);
    /// The number of a group that is written where a name may stand. `offset` is where that ends.
    Result<uint64_t> group_number(std::u32string_view name, size_t offset);

    Vm& vm;
    const Reporter& reporter;
    Value source;
    bool is_bytes;

private:
    Result<void> advance();
    std::u32string_view text_;
    size_t index_ = 0;
    Token next_;
};

} // namespace coil::internal::regex
