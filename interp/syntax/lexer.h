#pragma once

#include "base/source.h"
#include "base/symbols.h"
#include "syntax/syntax_error.h"
#include "syntax/token.h"

#include <string>
#include <string_view>
#include <vector>

namespace coil::internal::syntax
{

/// Turns a source text into tokens, one at a call. Indentation, brackets and the nesting of f-strings are its business,
/// as they are in CPython's tokenizer, whose messages it gives. The text must be well-formed UTF-8 without NUL.
class Lexer
{
public:
    Lexer(const Source& source, Symbols& symbols);

    /// Goes back to the start of the text.
    void reset();

    /// Reads the next token. After an error it gives Failure for ever.
    void next(Token& token);

    bool has_error() const { return has_error_; }
    SyntaxError& error() { return error_; }
    /// Whether more was asked for than the text has.
    bool has_reached_end() const { return has_reached_end_; }
    /// Where reading goes on.
    uint32_t position() const { return offset(cursor_); }
    uint32_t bracket_depth() const { return bracket_depth_; }
    /// Where the innermost open bracket stands; bracket_depth() must not be 0.
    uint32_t innermost_bracket() const { return brackets_[bracket_depth_ - 1]; }
    /// Reports the innermost open bracket as never closed.
    void fail_unclosed_bracket();
    /// Warnings on number literals that touch a keyword.
    std::vector<SyntaxWarning>& warnings() { return warnings_; }

private:
    static constexpr uint32_t max_brackets = 200;
    static constexpr uint32_t max_indents = 100;
    static constexpr size_t max_fstrings = 150;
    static constexpr int max_format_nesting = 3;

    /// One f-string or t-string that is being read.
    struct FString {
        char quote;
        uint8_t quote_size;
        uint8_t flags;
        bool is_template;
        bool in_literal; ///< the next token is a piece of text, not of an expression
        bool in_format_spec;
        int bracket_depth;    ///< open brackets inside it
        int expression_depth; ///< replacement fields open, less one
        uint32_t start;
    };

    struct Indent {
        uint32_t column;
        uint32_t alternate; ///< the column when a tab counts one
    };

public:
    /// What restores the lexer at a token; see Parser's speculation. Brackets and f-strings that were open must still
    /// be.
    struct State {
        const char* cursor;
        uint32_t bracket_depth;
        uint32_t innermost_bracket; ///< the token may have opened it
        uint32_t indent_depth;
        int pending;
        bool at_line_start;
        size_t fstring_depth;
        FString fstring;
    };
    State save() const;
    void restore(const State& state);

private:
    uint32_t offset(const char* at) const { return static_cast<uint32_t>(at - begin_); }
    void emit(Token& token, TokenKind kind, const char* end)
    {
        token.kind = kind;
        token.end = offset(end);
        cursor_ = end;
    }
    void start_line();
    bool skip_continuation();
    void indent_to(Indent indent);
    void emit_pending(Token& token);
    void emit_end(Token& token);
    bool next_special(Token& token);
    void skip();
    void scan_name(Token& token, const char* start);
    bool scan_unusual_name(Token& token, const char* at);
    void scan_unicode_name(Token& token, const char* at);
    void scan_operator(Token& token);
    void open_bracket(Token& token, TokenKind kind);
    void close_bracket(Token& token, TokenKind kind);
    bool scan_fstring_punctuation(Token& token, char c);
    void fail_unexpected(Token& token);

    void scan_number(Token& token);
    bool scan_digits(const char*& at);
    void scan_radix_number(Token& token, char radix);
    bool scan_zero(const char*& at, bool& has_nonzero, const char*& zeros_end);
    void scan_number_tail(Token& token, const char* at, bool has_leading_zero, const char* zeros_end);
    bool verify_number_end(const char* at, const char* kind);

    bool scan_prefixed_string(Token& token, const char* quote);
    void scan_string(Token& token, const char* quote, uint8_t flags);
    uint32_t detection_line(const char* at) const;
    void fail_unterminated(const char* quote, size_t quote_size, const char* at, bool has_escaped_quote);
    void start_fstring(Token& token, const char* quote, uint8_t flags, bool is_template);
    void scan_fstring_literal(Token& token);
    void fail_unterminated_fstring(const char* at);
    const char* fstring_letter() const { return fstrings_.back().is_template ? "t" : "f"; }

    void fail(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);
    /// An error at the last character read, which is the one before `at`, as CPython's tokenizer reports it: without an
    /// end.
    void fail_line(const char* message, SyntaxErrorKind kind);
    void fail_at(const char* at, std::string message, SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);

    const Source& source_;
    Symbols& symbols_;
    const char* begin_;
    const char* end_;
    const char* cursor_;
    bool is_special_ = true; ///< next_special may have something to say; true too often is no harm
    bool at_line_start_ = true;
    bool has_error_ = false;
    bool has_reached_end_ = false;
    int pending_ = 0; ///< indents (positive) or dedents (negative) still to give
    uint32_t bracket_depth_ = 0;
    uint32_t indent_depth_ = 0;
    std::vector<FString> fstrings_;
    SyntaxError error_;
    std::vector<SyntaxWarning> warnings_;
    Indent indents_[max_indents] = {};
    uint32_t brackets_[max_brackets];
};

} // namespace coil::internal::syntax
