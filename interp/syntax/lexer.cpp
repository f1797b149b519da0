#include "syntax/lexer.h"

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "syntax/characters.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace coil::internal::syntax
{

namespace
{

constexpr std::string_view keyword_texts[] = {
#define KEYWORD(name, text, level) text,
#include "grammar/tokens.def"
};
constexpr size_t keyword_count = sizeof keyword_texts / sizeof *keyword_texts;

/// Symbols::key, for a constant expression.
constexpr Symbols::Key keyword_key(std::string_view text)
{
    auto byte = [text](size_t at) { return static_cast<uint64_t>(static_cast<uint8_t>(text[at])); };
    Symbols::Key key{ 0, static_cast<uint32_t>(text.size()) };
    if (text.size() < 4) {
        key.word = byte(0) | byte(text.size() / 2) << 8 | byte(text.size() - 1) << 16;
        return key;
    }
    for (size_t i = 0; i < 4; i++)
        key.word |= byte(i) << 8 * i | byte(text.size() - 4 + i) << (32 + 8 * i);
    return key;
}

struct KeywordTable {
    struct Slot {
        Symbols::Key key{ 0, 0 };
        TokenKind kind = TokenKind::Name;
    };

    uint64_t factor = 0;
    Slot slots[256];

    constexpr const Slot& slot(const Symbols::Key& key) const { return slots[(key.word + key.size) * factor >> 56]; }
};

/// A perfect hash: the first factor that puts every keyword into a slot of its own.
constexpr KeywordTable make_keyword_table()
{
    for (uint64_t factor = 0x9E3779B97F4A7C15u;; factor += 0x7F4A7C159E3779B0u) {
        KeywordTable table;
        table.factor = factor;
        bool is_perfect = true;
        for (size_t i = 0; i < keyword_count && is_perfect; i++) {
            Symbols::Key key = keyword_key(keyword_texts[i]);
            auto& slot = const_cast<KeywordTable::Slot&>(table.slot(key));
            is_perfect = slot.kind == TokenKind::Name;
            slot = { key, static_cast<TokenKind>(static_cast<uint8_t>(TokenKind::KeywordFalse) + i) };
        }
        if (is_perfect)
            return table;
    }
}

constexpr KeywordTable keyword_table = make_keyword_table();

const char* find_line_end(const char* at, const char* end)
{
    const void* found = std::memchr(at, '\n', static_cast<size_t>(end - at));
    return found ? static_cast<const char*>(found) : end;
}

} // namespace

Lexer::Lexer(const Source& source, Symbols& symbols)
    : source_(source)
    , symbols_(symbols)
    , begin_(source.text().data())
    , end_(begin_ + source.text().size())
    , cursor_(begin_)
{
}

void Lexer::reset()
{
    cursor_ = begin_;
    at_line_start_ = is_special_ = true;
    has_error_ = false;
    has_reached_end_ = false;
    pending_ = 0;
    bracket_depth_ = 0;
    indent_depth_ = 0;
    fstrings_.clear();
    warnings_.clear();
}

Lexer::State Lexer::save() const
{
    State state{ cursor_, bracket_depth_, bracket_depth_ > 0 ? innermost_bracket() : 0, indent_depth_, pending_,
        at_line_start_, fstrings_.size(), {} };
    if (!fstrings_.empty())
        state.fstring = fstrings_.back();
    return state;
}

void Lexer::restore(const State& state)
{
    if (has_error_)
        return;
    cursor_ = state.cursor;
    bracket_depth_ = state.bracket_depth;
    if (bracket_depth_ > 0)
        brackets_[bracket_depth_ - 1] = state.innermost_bracket;
    indent_depth_ = state.indent_depth;
    pending_ = state.pending;
    at_line_start_ = state.at_line_start;
    is_special_ = true;
    fstrings_.resize(state.fstring_depth);
    if (!fstrings_.empty())
        fstrings_.back() = state.fstring;
}

void Lexer::fail(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind)
{
    if (has_error_)
        return;
    has_error_ = true;
    error_ = make_syntax_error(source_, start, end, std::move(message), kind);
}

void Lexer::fail_at(const char* at, std::string message, SyntaxErrorKind kind)
{
    uint32_t last = offset(at);
    fail(last == 0 ? 0 : last - 1, last, std::move(message), kind);
    SourcePosition position = source_.locate(last);
    error_.line = position.line;
    error_.offset = position.column_points;
    error_.end_line = position.line;
    error_.end_offset = position.column_points;
    error_.text = source_.line_text(position.line);
    if (position.line < source_.line_count())
        error_.text += '\n';
}

void Lexer::next(Token& token)
{
    if (is_special_ && next_special(token))
        return;
    const char* at = cursor_;
    while (*at == ' ')
        at++;
    cursor_ = at;
    if (has_class(*at, SkippedStart)) {
        skip();
        at = cursor_;
    }
    token.start = offset(at);
    token.is_in_brackets = bracket_depth_ > 0;
    if (has_class(*at, IdentifierStart))
        return scan_name(token, at);
    if (has_class(*at, Digit) || (*at == '.' && has_class(at[1], Digit)))
        scan_number(token);
    else
        scan_operator(token);
    if (has_error_)
        token.kind = TokenKind::Failure;
}

/// What is not a word of the current line: indentation and the text of f-strings. True when there was such a token.
bool Lexer::next_special(Token& token)
{
    if (!fstrings_.empty() && fstrings_.back().in_literal) {
        scan_fstring_literal(token);
        if (has_error_)
            token.kind = TokenKind::Failure;
        return true;
    }
    if (at_line_start_)
        start_line();
    if (pending_ != 0) {
        emit_pending(token);
        return true;
    }
    is_special_ = !fstrings_.empty();
    return false;
}

/// Steps over white space, comments, and line ends that are joined.
void Lexer::skip()
{
    for (;;) {
        while (has_class(*cursor_, Blank))
            cursor_++;
        if (*cursor_ == '\n' && bracket_depth_ > 0) {
            cursor_++;
        } else if (*cursor_ == '#') {
            cursor_ = find_line_end(cursor_, end_);
        } else if (*cursor_ != '\\' || !skip_continuation()) {
            return;
        }
    }
}

void Lexer::scan_name(Token& token, const char* start)
{
    const char* at = start + 1;
    while (has_class(*at, IdentifierContinue))
        at++;
    if (has_class(*at, StringStop) && *at != '\n' && scan_unusual_name(token, at)) {
        if (has_error_)
            token.kind = TokenKind::Failure;
        return;
    }
    std::string_view name(start, static_cast<size_t>(at - start));
    Symbols::Key key = Symbols::key(name);
    const KeywordTable::Slot& slot = keyword_table.slot(key);
    if (slot.key == key)
        return emit(token, slot.kind, at);
    token.symbol = symbols_.intern(name, key);
    emit(token, TokenKind::Name, at);
}

/// A name that goes on above 127, or that is the prefix of a string.
bool Lexer::scan_unusual_name(Token& token, const char* at)
{
    if (static_cast<uint8_t>(*at) >= 0x80) {
        scan_unicode_name(token, at);
        return true;
    }
    return (*at == '"' || *at == '\'') && at - cursor_ <= 5 && scan_prefixed_string(token, at);
}

/// Steps over a backslash and the line end behind it.
bool Lexer::skip_continuation()
{
    if (cursor_[1] != '\n' || cursor_ + 1 == end_) {
        bool is_end = cursor_ + 1 == end_;
        fail(offset(cursor_) + 1, offset(cursor_) + 1,
            is_end ? "unexpected EOF while parsing" : "unexpected character after line continuation character");
        has_reached_end_ = is_end;
        error_.end_offset = 0;
        return false;
    }
    cursor_ += 2;
    if (cursor_ == end_) {
        has_reached_end_ = true;
        fail(offset(cursor_) - 1, offset(cursor_) - 1, "unexpected EOF while parsing");
        error_.end_offset = 0;
        return false;
    }
    return true;
}

/// Skips lines without tokens and measures the indentation of the first with one.
void Lexer::start_line()
{
    at_line_start_ = false;
    for (;;) {
        Indent indent{ 0, 0 };
        Indent before_continuation{ 0, 0 };
        const char* first = cursor_;
        while (*cursor_ == ' ')
            cursor_++;
        indent.column = indent.alternate = static_cast<uint32_t>(cursor_ - first);
        for (;; cursor_++) {
            if (*cursor_ == ' ') {
                indent.column++;
                indent.alternate++;
            } else if (*cursor_ == '\t') {
                indent.column = (indent.column / 8 + 1) * 8;
                indent.alternate++;
            } else if (*cursor_ == '\f') {
                indent = { 0, 0 };
            } else if (*cursor_ == '\\') {
                if (before_continuation.column == 0)
                    before_continuation = indent;
                if (!skip_continuation())
                    return;
                cursor_--;
            } else {
                break;
            }
        }
        if (*cursor_ == '#')
            cursor_ = find_line_end(cursor_, end_);
        if (*cursor_ == '\n') {
            cursor_++;
            continue;
        }
        if (cursor_ == end_)
            indent = { 0, 0 };
        else if (before_continuation.column != 0)
            indent = before_continuation;
        indent_to(indent);
        if (cursor_ == end_)
            at_line_start_ = has_reached_end_ = true;
        return;
    }
}

/// An error of the line as a whole.
void Lexer::fail_line(const char* message, SyntaxErrorKind kind)
{
    uint32_t start = source_.line_start(source_.line_of(offset(cursor_)));
    fail(start, start, message, kind);
    error_.end_offset = 0;
}

void Lexer::indent_to(Indent indent)
{
    const Indent& current = indents_[indent_depth_];
    bool is_consistent = true;
    if (indent.column == current.column) {
        is_consistent = indent.alternate == current.alternate;
    } else if (indent.column > current.column) {
        if (indent_depth_ + 1 >= max_indents) {
            fail_line("too many levels of indentation", SyntaxErrorKind::IndentationError);
            return;
        }
        is_consistent = indent.alternate > current.alternate;
        indents_[++indent_depth_] = indent;
        pending_++;
    } else {
        while (indent_depth_ > 0 && indent.column < indents_[indent_depth_].column) {
            indent_depth_--;
            pending_--;
        }
        if (indent.column != indents_[indent_depth_].column) {
            const char* line_end = find_line_end(cursor_, end_);
            fail_at(line_end, "unindent does not match any outer indentation level", SyntaxErrorKind::IndentationError);
            error_.offset++;
            error_.end_offset = 0;
            return;
        }
        is_consistent = indent.alternate == indents_[indent_depth_].alternate;
    }
    if (!is_consistent)
        fail_line("inconsistent use of tabs and spaces in indentation", SyntaxErrorKind::TabError);
}

void Lexer::emit_pending(Token& token)
{
    token.start = token.end = offset(cursor_);
    token.is_in_brackets = false;
    token.kind = has_error_ ? TokenKind::Failure : pending_ > 0 ? TokenKind::Indent : TokenKind::Dedent;
    pending_ += pending_ > 0 ? -1 : 1;
}

void Lexer::emit_end(Token& token)
{
    if (bracket_depth_ > 0) {
        has_reached_end_ = true;
        fail_unclosed_bracket();
        return;
    }
    if (at_line_start_ || cursor_ == begin_) {
        emit(token, TokenKind::EndMarker, cursor_);
        return;
    }
    // The last line has no line end: the tokens are as if it had.
    emit(token, TokenKind::Newline, cursor_);
    token.end++;
    at_line_start_ = is_special_ = true;
}

void Lexer::fail_unclosed_bracket()
{
    uint32_t at = innermost_bracket();
    fail(at, at, std::string("'") + begin_[at] + "' was never closed");
    error_.end_offset = 0;
}

/// A name with characters above 127; `at` is somewhere in it, after what was already checked.
void Lexer::scan_unicode_name(Token& token, const char* at)
{
    std::string_view text(begin_, static_cast<size_t>(end_ - begin_));
    while (at < end_) {
        utf8::Decoded decoded = utf8::decode(text, offset(at));
        bool is_part = decoded.point < 0x80 ? has_class(*at, IdentifierContinue)
            : at == cursor_                 ? unicode::is_identifier_start(decoded.point)
                                            : unicode::is_identifier_continue(decoded.point);
        if (!is_part) {
            if (decoded.point < 0x80)
                break;
            char message[64];
            auto point = static_cast<unsigned>(decoded.point);
            if (unicode::is_printable(decoded.point))
                std::snprintf(message, sizeof message, "invalid character '%.*s' (U+%04X)",
                    static_cast<int>(decoded.size), at, point);
            else
                std::snprintf(message, sizeof message, "invalid non-printable character U+%04X", point);
            fail_at(at + decoded.size, message);
            return;
        }
        at += decoded.size;
    }
    std::string normal = utf8::normalise_nfkc({ cursor_, static_cast<size_t>(at - cursor_) });
    token.symbol = symbols_.intern(normal);
    emit(token, TokenKind::Name, at);
}

void Lexer::open_bracket(Token& token, TokenKind kind)
{
    if (bracket_depth_ >= max_brackets) {
        fail_at(cursor_ + 1, "too many nested parentheses");
        return;
    }
    brackets_[bracket_depth_++] = offset(cursor_);
    if (!fstrings_.empty())
        fstrings_.back().bracket_depth++;
    token.is_in_brackets = true;
    emit(token, kind, cursor_ + 1);
}

void Lexer::close_bracket(Token& token, TokenKind kind)
{
    char c = *cursor_;
    FString* fstring = fstrings_.empty() ? nullptr : &fstrings_.back();
    if (fstring && fstring->bracket_depth == 0 && c == '}') {
        fail_at(cursor_ + 1, std::string(fstring_letter()) + "-string: single '}' is not allowed");
        return;
    }
    if (bracket_depth_ == 0) {
        fail_at(cursor_ + 1, std::string("unmatched '") + c + "'");
        return;
    }
    uint32_t open = brackets_[--bracket_depth_];
    char expected = begin_[open] == '(' ? ')' : begin_[open] == '[' ? ']' : '}';
    if (c != expected) {
        if (fstring && begin_[open] == '{' && fstring->bracket_depth - 1 == fstring->expression_depth) {
            fail_at(cursor_ + 1, std::string(fstring_letter()) + "-string: unmatched '" + c + "'");
            return;
        }
        std::string message =
            std::string("closing parenthesis '") + c + "' does not match opening parenthesis '" + begin_[open] + "'";
        uint32_t line = source_.line_of(open);
        if (line != source_.line_of(offset(cursor_)))
            message += " on line " + std::to_string(line);
        fail_at(cursor_ + 1, message);
        return;
    }
    if (fstring) {
        fstring->bracket_depth--;
        if (fstring->bracket_depth < 0) {
            fail_at(cursor_ + 1, std::string(fstring_letter()) + "-string: unmatched '" + c + "'");
            return;
        }
        if (c == '}' && fstring->bracket_depth == fstring->expression_depth) {
            fstring->expression_depth--;
            fstring->in_literal = true;
            fstring->in_format_spec = fstring->expression_depth >= 0;
        }
    }
    token.is_in_brackets = bracket_depth_ > 0;
    emit(token, kind, cursor_ + 1);
}

/// The colon that starts a format spec.
bool Lexer::scan_fstring_punctuation(Token& token, char c)
{
    FString& fstring = fstrings_.back();
    if (c != ':' || fstring.expression_depth < 0 || fstring.bracket_depth - 1 != fstring.expression_depth)
        return false;
    fstring.in_literal = true;
    fstring.in_format_spec = true;
    emit(token, TokenKind::Colon, cursor_ + 1);
    return true;
}

void Lexer::fail_unexpected(Token& token)
{
    uint8_t c = static_cast<uint8_t>(*cursor_);
    if (c >= 0x80) {
        scan_unicode_name(token, cursor_);
        return;
    }
    if (c < ' ' || c == 0x7F) {
        char message[64];
        std::snprintf(message, sizeof message, "invalid non-printable character U+%04X", c);
        fail_at(cursor_ + 1, message);
        return;
    }
    emit(token, TokenKind::Unknown, cursor_ + 1);
}

void Lexer::scan_operator(Token& token)
{
    using enum TokenKind;
    const char* at = cursor_;
    // One, two or three characters: X, X=, XX, XX=.
    auto with_equal = [&](TokenKind plain, TokenKind equal) {
        bool is_long = at[1] == '=';
        emit(token, is_long ? equal : plain, at + 1 + is_long);
    };
    auto doubled = [&](TokenKind plain, TokenKind equal, TokenKind twice, TokenKind twice_equal) {
        if (at[1] != at[0])
            return with_equal(plain, equal);
        bool is_long = at[2] == '=';
        emit(token, is_long ? twice_equal : twice, at + 2 + is_long);
    };
    switch (*at) {
    case '\n':
        at_line_start_ = is_special_ = true;
        return emit(token, Newline, at + 1);
    case 0:
        return at == end_ ? emit_end(token) : fail_unexpected(token);
    case '"':
    case '\'':
        return scan_string(token, at, 0);
    case '(':
        return open_bracket(token, LeftParenthesis);
    case '[':
        return open_bracket(token, LeftBracket);
    case '{':
        return open_bracket(token, LeftBrace);
    case ')':
        return close_bracket(token, RightParenthesis);
    case ']':
        return close_bracket(token, RightBracket);
    case '}':
        return close_bracket(token, RightBrace);
    case ',':
        return emit(token, Comma, at + 1);
    case ';':
        return emit(token, Semicolon, at + 1);
    case '~':
        return emit(token, Tilde, at + 1);
    case ':':
        if (!fstrings_.empty() && scan_fstring_punctuation(token, ':'))
            return;
        return with_equal(Colon, ColonEqual);
    case '.':
        if (at[1] == '.' && at[2] == '.')
            return emit(token, Ellipsis, at + 3);
        return emit(token, Dot, at + 1);
    case '=':
        return with_equal(Equal, EqualEqual);
    case '!':
        return with_equal(Exclamation, NotEqual);
    case '+':
        return with_equal(Plus, PlusEqual);
    case '-':
        if (at[1] == '>')
            return emit(token, Arrow, at + 2);
        return with_equal(Minus, MinusEqual);
    case '*':
        return doubled(Star, StarEqual, DoubleStar, DoubleStarEqual);
    case '/':
        return doubled(Slash, SlashEqual, DoubleSlash, DoubleSlashEqual);
    case '%':
        return with_equal(Percent, PercentEqual);
    case '@':
        return with_equal(At, AtEqual);
    case '&':
        return with_equal(Ampersand, AmpersandEqual);
    case '|':
        return with_equal(VerticalBar, VerticalBarEqual);
    case '^':
        return with_equal(Circumflex, CircumflexEqual);
    case '<':
        // The operator of Python 2 is one token, which no rule accepts.
        if (at[1] == '>')
            return emit(token, Unknown, at + 2);
        return doubled(Less, LessEqual, LeftShift, LeftShiftEqual);
    case '>':
        return doubled(Greater, GreaterEqual, RightShift, RightShiftEqual);
    default:
        return fail_unexpected(token);
    }
}

} // namespace coil::internal::syntax
