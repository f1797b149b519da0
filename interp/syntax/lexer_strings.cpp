#include "syntax/lexer.h"

#include "syntax/characters.h"

#include <cstring>

namespace coil::internal::syntax
{

namespace
{

bool is_quote(const char* at, char quote, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (at[i] != quote)
            return false;
    }
    return true;
}

/// The first pair of prefix letters that exclude each other, or null.
const char* incompatible_prefixes(bool b, bool r, bool u, bool f, bool t)
{
    if (u && b)
        return "'u' and 'b' prefixes are incompatible";
    if (u && r)
        return "'u' and 'r' prefixes are incompatible";
    if (u && f)
        return "'u' and 'f' prefixes are incompatible";
    if (u && t)
        return "'u' and 't' prefixes are incompatible";
    if (b && f)
        return "'b' and 'f' prefixes are incompatible";
    if (b && t)
        return "'b' and 't' prefixes are incompatible";
    if (f && t)
        return "'f' and 't' prefixes are incompatible";
    return nullptr;
}

} // namespace

/// The letters from the cursor to the quote, when they are the prefix of a string; otherwise false and nothing is read.
bool Lexer::scan_prefixed_string(Token& token, const char* quote)
{
    bool b = false, r = false, u = false, f = false, t = false;
    for (const char* at = cursor_; at < quote; at++) {
        char letter = static_cast<char>(*at | 0x20);
        bool& seen = letter == 'b' ? b : letter == 'r' ? r : letter == 'u' ? u : letter == 'f' ? f : t;
        if (!std::strchr("bruft", letter) || seen)
            return false;
        seen = true;
    }
    if (const char* message = incompatible_prefixes(b, r, u, f, t)) {
        fail(offset(cursor_), offset(quote), message);
        return true;
    }
    auto flags = static_cast<uint8_t>((r ? RawString : 0) | (b ? BytesString : 0) | (u ? UnicodeString : 0));
    if (f || t)
        start_fstring(token, quote, flags, t);
    else
        scan_string(token, quote, flags);
    return true;
}

void Lexer::scan_string(Token& token, const char* quote, uint8_t flags)
{
    char mark = *quote;
    size_t quote_size = quote[1] == mark && quote[2] == mark ? 3 : 1;
    if (quote_size == 3)
        flags |= TripleQuoted;
    const char* at = quote + quote_size;
    bool has_escaped_quote = false;
    for (;;) {
        while (!has_class(*at, StringStop))
            at++;
        char c = *at;
        if (c == mark && is_quote(at, mark, quote_size))
            break;
        if ((c == '\n' && quote_size == 1) || (c == 0 && at == end_))
            return fail_unterminated(quote, quote_size, at, has_escaped_quote);
        if (c == '\\') {
            flags |= HasBackslash;
            has_escaped_quote = has_escaped_quote || at[1] == mark;
            at++;
            if (at == end_)
                continue;
        }
        if (static_cast<uint8_t>(*at) >= 0x80)
            flags |= HasNonAscii;
        at++;
    }
    token.string_flags = flags;
    token.prefix_size = static_cast<uint8_t>(quote - cursor_);
    emit(token, TokenKind::String, at + quote_size);
}

/// The line that a string without an end was followed to; the end of the text is on its last line.
uint32_t Lexer::detection_line(const char* at) const
{
    bool is_behind_line_end = at == end_ && at > begin_ && at[-1] == '\n';
    return source_.line_of(offset(at) - is_behind_line_end);
}

void Lexer::fail_unterminated(const char* quote, size_t quote_size, const char* at, bool has_escaped_quote)
{
    const FString* outer = fstrings_.empty() ? nullptr : &fstrings_.back();
    if (outer && outer->quote == *quote && outer->quote_size == quote_size)
        return fail_at(quote + quote_size, std::string(fstring_letter()) + "-string: expecting '}'");
    uint32_t line = detection_line(at);
    std::string message = quote_size == 3 ? "unterminated triple-quoted string literal" : "unterminated string literal";
    message += " (detected at line " + std::to_string(line) + ")";
    if (quote_size == 1 && has_escaped_quote)
        message += "; perhaps you escaped the end quote?";
    has_reached_end_ = at == end_ && quote_size == 3;
    fail_at(cursor_ + 1, message);
}

void Lexer::start_fstring(Token& token, const char* quote, uint8_t flags, bool is_template)
{
    char mark = *quote;
    bool is_triple = quote[1] == mark && quote[2] == mark;
    auto quote_size = static_cast<uint8_t>(is_triple ? 3 : 1);
    if (fstrings_.size() + 1 >= max_fstrings)
        return fail_at(quote + quote_size, "too many nested f-strings or t-strings");
    if (is_triple)
        flags |= TripleQuoted;
    is_special_ = true;
    fstrings_.push_back({ mark, quote_size, flags, is_template, true, false, 0, -1, offset(cursor_) });
    token.string_flags = flags;
    token.prefix_size = static_cast<uint8_t>(quote - cursor_);
    emit(token, is_template ? TokenKind::TStringStart : TokenKind::FStringStart, quote + quote_size);
}

void Lexer::fail_unterminated_fstring(const char* at)
{
    const FString& fstring = fstrings_.back();
    std::string message = fstring.quote_size == 3 ? "unterminated triple-quoted " : "unterminated ";
    message += fstring_letter();
    message += "-string literal (detected at line " + std::to_string(detection_line(at)) + ")";
    has_reached_end_ = at == end_ && fstring.quote_size == 3;
    fail_at(begin_ + fstring.start + 1, message);
}

/// A piece of text, or the token after it: the end of the string, or the brace that opens or closes an expression.
void Lexer::scan_fstring_literal(Token& token)
{
    FString& fstring = fstrings_.back();
    bool is_template = fstring.is_template;
    const char* at = cursor_;
    token.start = offset(at);
    token.is_in_brackets = bracket_depth_ > 0;
    token.string_flags = fstring.flags;
    bool in_format_spec = fstring.in_format_spec && fstring.expression_depth >= 0;
    auto leave_literal = [&](const char* end) {
        fstring.in_literal = false;
        if (end == cursor_)
            return next(token);
        emit(token, is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle, end);
    };
    bool in_named_escape = false;
    for (;;) {
        while (!has_class(*at, FStringStop))
            at++;
        char c = *at;
        if (c == fstring.quote && is_quote(at, c, fstring.quote_size)) {
            if (at == cursor_) {
                emit(token, is_template ? TokenKind::TStringEnd : TokenKind::FStringEnd, at + fstring.quote_size);
                fstrings_.pop_back();
                return;
            }
            return emit(token, is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle, at);
        }
        if ((c == 0 && at == end_) || (c == '\n' && fstring.quote_size == 1)) {
            if (in_format_spec && c == '\n')
                return fail(offset(at), offset(at),
                    std::string(fstring_letter()) +
                        "-string: newlines are not allowed in format specifiers for single quoted " + fstring_letter() +
                        "-strings");
            return fail_unterminated_fstring(at);
        }
        if (c == '{') {
            if (at[1] != '{' || in_format_spec) {
                if (++fstring.expression_depth >= max_format_nesting)
                    return fail_at(at, std::string(fstring_letter()) + "-string: expressions nested too deeply");
                fstring.in_format_spec = false;
                return leave_literal(at);
            }
            emit(token, is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle, at + 1);
            cursor_ = at + 2;
            return;
        }
        if (c == '}') {
            if (in_named_escape) {
                in_named_escape = false;
                at++;
                continue;
            }
            if (at[1] == '}' && !in_format_spec && fstring.bracket_depth == 0) {
                emit(token, is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle, at + 1);
                cursor_ = at + 2;
                return;
            }
            return leave_literal(at);
        }
        if (c == '\\') {
            token.string_flags |= HasBackslash;
            at++;
            if (at == end_ || *at == '{' || *at == '}')
                continue;
            if (*at == 'N' && at[1] == '{' && !(fstring.flags & RawString)) {
                in_named_escape = true;
                at++;
            }
        }
        if (static_cast<uint8_t>(*at) >= 0x80)
            token.string_flags |= HasNonAscii;
        at++;
    }
}

} // namespace coil::internal::syntax
