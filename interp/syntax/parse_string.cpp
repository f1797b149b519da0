#include "syntax/parser_core.h"

#include <algorithm>

namespace coil::internal::syntax
{

using namespace ast;

/// Adjacent literals on their way to one node. The pending constant is the text that was collected since the last
/// value.
struct Parser::StringParts {
    explicit StringParts(Parser& parser)
        : values(parser)
    {
    }

    Builder<Expression> values;
    std::string text;
    uint32_t text_start = 0;
    uint32_t text_end = 0;
    bool has_text = false;
    bool is_bytes = false;
    bool is_unicode_prefixed = false;
    bool has_fields = false; ///< some part is an f-string
    bool is_template = false;
    bool is_malformed = false; ///< an escape in the current f-string, reported at its end
    uint32_t depth = 1;

    void extend(uint32_t start, uint32_t end)
    {
        if (!has_text)
            text_start = start;
        text_end = end;
        has_text = true;
    }
};

namespace
{

size_t quote_size(uint8_t flags) { return flags & TripleQuoted ? 3 : 1; }

} // namespace

void Parser::raise_decode_problem(const Token& token) { raise(token.start, token.end, decoder_.message()); }

/// Adds one literal without fields.
void Parser::append_string(StringParts& parts, const Token& token)
{
    size_t quotes = quote_size(token.string_flags);
    size_t start = token.start + token.prefix_size + quotes;
    std::string_view body = source_.text().substr(start, token.end - quotes - start);
    parts.extend(token.start, token.end);
    if ((token.string_flags & BytesString) && (token.string_flags & HasNonAscii))
        return raise(token.start, token.end, "bytes can only contain ASCII literal characters");
    if ((token.string_flags & RawString) || !(token.string_flags & HasBackslash)) {
        parts.text += body;
        return;
    }
    auto offset = static_cast<uint32_t>(start);
    bool is_good = token.string_flags & BytesString ? decoder_.decode_bytes(parts.text, body, offset)
                                                    : decoder_.decode_text(parts.text, body, offset);
    if (!is_good)
        raise_decode_problem(token);
}

/// Turns the text collected so far into a value, unless it is empty.
void Parser::flush_constant(StringParts& parts)
{
    if (parts.has_text && !parts.text.empty())
        parts.values.push(make_text(parts));
    parts.text.clear();
    parts.has_text = false;
}

Expression* Parser::make_text(const StringParts& parts)
{
    Literal literal;
    literal.kind = parts.is_bytes ? LiteralKind::Bytes : LiteralKind::Str;
    literal.is_unicode_prefixed = parts.is_unicode_prefixed;
    std::string_view text = arena_.copy(std::string_view(parts.text));
    literal.text = { text.data(), static_cast<uint32_t>(text.size()) };
    return make_literal(parts.text_start, parts.text_end, literal);
}

/// One or more adjacent strings, f-strings or t-strings.
Expression* Parser::parse_strings()
{
    uint32_t start = token_.start;
    if (at(TokenKind::String) && !(token_.string_flags & (HasBackslash | BytesString | UnicodeString))) {
        // The everyday case: one plain literal.
        size_t quotes = quote_size(token_.string_flags);
        size_t body = token_.start + token_.prefix_size + quotes;
        Token first = token_;
        advance();
        if (!at(TokenKind::String) && !at(TokenKind::FStringStart) && !at(TokenKind::TStringStart)) {
            Literal literal;
            literal.kind = LiteralKind::Str;
            std::string_view text = arena_.copy(source_.text().substr(body, first.end - quotes - body));
            literal.text = { text.data(), static_cast<uint32_t>(text.size()) };
            return make_literal(start, first.end, literal);
        }
        StringParts parts(*this);
        append_string(parts, first);
        return parse_more_strings(parts, start);
    }
    StringParts parts(*this);
    parts.is_bytes = at(TokenKind::String) && (token_.string_flags & BytesString);
    parts.is_unicode_prefixed = at(TokenKind::String) && (token_.string_flags & UnicodeString);
    parts.is_template = at(TokenKind::TStringStart);
    return parse_more_strings(parts, start);
}

Expression* Parser::parse_more_strings(StringParts& parts, uint32_t start)
{
    bool mixes_template = false;
    bool mixes_bytes = false;
    for (;;) {
        if (at(TokenKind::String)) {
            Token string = token_;
            advance();
            mixes_template = mixes_template || parts.is_template;
            mixes_bytes = mixes_bytes || ((string.string_flags & BytesString) != 0) != parts.is_bytes;
            append_string(parts, string);
        } else if (at(TokenKind::FStringStart) || at(TokenKind::TStringStart)) {
            mixes_template = mixes_template || at(TokenKind::TStringStart) != parts.is_template;
            mixes_bytes = mixes_bytes || parts.is_bytes;
            parse_fstring(parts);
        } else {
            break;
        }
    }
    if (mixes_template)
        raise(start, previous_end_, "cannot mix t-string literals with string or bytes literals");
    else if (mixes_bytes)
        raise_at_token("cannot mix bytes and nonbytes literals");
    if (!parts.has_fields) {
        Expression* node = make_text(parts);
        node->start = start;
        node->end = previous_end_;
        parts.values.drop();
        return node;
    }
    flush_constant(parts);
    Expression* node;
    if (parts.is_template) {
        auto* joined = make<TemplateStr>(start);
        joined->values = parts.values.take();
        node = finish(joined);
    } else {
        auto* joined = make<JoinedStr>(start);
        joined->values = parts.values.take();
        node = finish(joined);
    }
    deepen(node, parts.depth);
    return node;
}

/// An f-string or t-string from its start to its end.
void Parser::parse_fstring(StringParts& parts)
{
    bool is_template = at(TokenKind::TStringStart);
    parts.has_fields = true;
    parts.is_template = parts.is_template || is_template;
    advance();
    parse_fstring_parts(parts, is_template, false);
    if (parts.is_malformed)
        raise_decode_problem(token_);
    expect(is_template ? TokenKind::TStringEnd : TokenKind::FStringEnd);
}

/// Pieces of text and fields. Fields of a t-string are interpolations, but not those in a format spec.
void Parser::parse_fstring_parts(StringParts& parts, bool is_template, bool in_format_spec)
{
    TokenKind middle = is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle;
    for (;;) {
        if (at(middle))
            append_middle(parts);
        else if (at(TokenKind::LeftBrace))
            parse_replacement_field(parts, is_template, in_format_spec);
        else
            return;
    }
}

void Parser::append_middle(StringParts& parts)
{
    Token token = token_;
    std::string_view body = source_.text().substr(token.start, token.end - token.start);
    advance();
    // A doubled brace is one character of the text and two of the source.
    bool is_doubled = (body.back() == '{' || body.back() == '}') && source_.text()[token.end] == body.back();
    parts.extend(token.start, token.end + is_doubled);
    if ((token.string_flags & RawString) || !(token.string_flags & HasBackslash))
        parts.text += body;
    else if (!decoder_.decode_text(parts.text, body, token.start))
        parts.is_malformed = true;
}

/// The source of a field as it is shown: without comments.
std::string Parser::field_text(uint32_t start, uint32_t end) const
{
    std::string_view text = source_.text().substr(start, end - start);
    if (text.find('#') == std::string_view::npos)
        return std::string(text);
    std::string result;
    char quote = 0;
    for (size_t i = 0; i < text.size(); i++) {
        char c = text[i];
        if (quote == 0 && c == '#') {
            i = std::min(text.find('\n', i), text.size()) - 1;
            continue;
        }
        if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
        result += c;
    }
    return result;
}

int32_t Parser::parse_conversion(bool is_template)
{
    Token mark = token_;
    if (!accept(TokenKind::Exclamation))
        return -1;
    const char* letter = is_template ? "t" : "f";
    if (diagnosing_ && (at(TokenKind::Colon) || at(TokenKind::RightBrace)))
        raise(token_.start, token_.end, std::string(letter) + "-string: missing conversion character");
    if (!at(TokenKind::Name)) {
        if (diagnosing_)
            raise(token_.start, token_.end, std::string(letter) + "-string: invalid conversion character");
        fail();
        return -1;
    }
    if (token_.start != mark.end) {
        raise(mark.start, token_.end,
            std::string(letter) + "-string: conversion type must come right after the exclamation mark");
        return -1;
    }
    std::string_view name = source_.text().substr(token_.start, token_.end - token_.start);
    if (name != "s" && name != "r" && name != "a") {
        raise(token_.start, token_.end,
            std::string(letter) + "-string: invalid conversion character '" + std::string(name) +
                "': expected 's', 'r', or 'a'");
        return -1;
    }
    advance();
    return name[0];
}

/// The values of a format spec, up to the brace that closes the field.
Expression* Parser::parse_format_spec(uint32_t start, bool is_template)
{
    StringParts parts(*this);
    parse_fstring_parts(parts, is_template, true);
    flush_constant(parts);
    auto* spec = make<JoinedStr>(start);
    spec->values = parts.values.take();
    if (parts.is_malformed)
        raise_decode_problem(token_);
    deepen(spec, parts.depth);
    return finish(spec);
}

void Parser::parse_replacement_field(StringParts& parts, bool is_template, bool in_format_spec)
{
    Nesting nesting(*this);
    uint32_t start = token_.start;
    uint32_t text_start = token_.end;
    advance();
    if (diagnosing_)
        diagnose_field_start(is_template);
    Expression* value = diagnosing_ ? parse_diagnosed_field(is_template) : parse_annotated_rhs();
    uint32_t text_end = token_.start;
    bool is_debug = accept(TokenKind::Equal);
    uint32_t debug_end = token_.start;
    if (diagnosing_)
        diagnose_field_end(is_template, is_debug);
    int32_t conversion = parse_conversion(is_template);
    Expression* spec = nullptr;
    if (at(TokenKind::Colon)) {
        uint32_t spec_start = token_.start;
        advance();
        spec = parse_format_spec(spec_start, is_template);
    } else if (diagnosing_ && !at(TokenKind::RightBrace)) {
        raise_field(is_template, conversion >= 0 ? "expecting ':' or '}'" : "expecting '}'");
    }
    if (diagnosing_ && spec && !at(TokenKind::RightBrace))
        raise_field(is_template, "expecting '}', or format specs");
    expect(TokenKind::RightBrace);
    if (failed_)
        return;
    if (is_debug) {
        parts.text += field_text(text_start, debug_end);
        parts.extend(text_start, debug_end);
        if (conversion < 0 && !spec)
            conversion = 'r';
    }
    flush_constant(parts);
    Expression* field;
    if (is_template && !in_format_spec) {
        auto* node = make<Interpolation>(start);
        node->value = value;
        node->conversion = conversion;
        node->format_spec = spec;
        std::string text = field_text(text_start, text_end);
        text.erase(text.find_last_not_of(" \t\n\f") + 1);
        std::string_view copy = arena_.copy(std::string_view(text));
        node->text = { copy.data(), static_cast<uint32_t>(copy.size()) };
        field = node;
    } else {
        auto* node = make<FormattedValue>(start);
        node->value = value;
        node->conversion = conversion;
        node->format_spec = spec;
        field = node;
    }
    adopt(field, value);
    if (spec)
        adopt(field, spec);
    parts.depth = std::max<uint32_t>(parts.depth, field->depth + 1u);
    parts.values.push(finish(field));
}

} // namespace coil::internal::syntax
