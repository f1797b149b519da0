#include "syntax/parser_core.h"

#include "syntax/encoding.h"

namespace coil::internal
{

ParseResult parse(Arena& arena, Symbols& symbols, const Source& source, ParseOptions options)
{
    return syntax::Parser(arena, symbols, source, options).run();
}

} // namespace coil::internal

namespace coil::internal::syntax
{

Parser::Parser(Arena& arena, Symbols& symbols, const Source& source, ParseOptions options)
    : arena_(arena)
    , symbols_(symbols)
    , source_(source)
    , options_(options)
    , stack_(options.stack_budget)
    , lexer_(source, symbols)
    , match_word_(symbols.intern("match"))
    , case_word_(symbols.intern("case"))
    , type_word_(symbols.intern("type"))
    , underscore_word_(symbols.intern("_"))
    , print_word_(symbols.intern("print"))
    , exec_word_(symbols.intern("exec"))
{
    scratch_.reserve(256);
}

ParseResult Parser::run()
{
    ParseResult result;
    if (std::optional<SyntaxError> error = check_encoding(source_, options_.is_decoded)) {
        result.error = std::move(*error);
        return result;
    }
    if (parse_all(result))
        return result;
    result.module = nullptr;
    result.is_incomplete = lexer_.has_reached_end();
    if (!lexer_.has_error() && !raised_) {
        Token stopped = failure_token_;
        reset();
        farthest_ = stopped;
        diagnosing_ = true;
        parse_all(result);
        result.module = nullptr;
        failure_token_ = stopped;
    }
    finish_error(result);
    if (last_compound_ != UINT32_MAX)
        result.error.context_line = source_.line_of(last_compound_);
    return result;
}

void Parser::reset()
{
    lexer_.reset();
    decoder_ = StringDecoder();
    previous_end_ = 0;
    recursion_ = 0;
    scopes_ = 1;
    failed_ = false;
    scratch_.clear();
}

bool Parser::parse_all(ParseResult& result)
{
    lexer_.next(token_);
    auto* module = make<ast::Module>(0);
    Builder<ast::Statement> statements(*this);
    if (options_.mode == ParseMode::Eval) {
        auto* statement = make<ast::Expr>(token_.start);
        statement->value = parse_expressions();
        statements.push(finish(statement));
        while (accept_layout(TokenKind::Newline)) { }
        expect(TokenKind::EndMarker);
    } else if (options_.mode == ParseMode::Interactive) {
        if (!accept_layout(TokenKind::Newline) && !at(TokenKind::EndMarker))
            parse_statement(statements);
        if (!failed_ && !at(TokenKind::EndMarker) && !at(TokenKind::Failure))
            raise(token_.start, token_.end, "multiple statements found while compiling a single statement");
    } else {
        while (!at(TokenKind::EndMarker) && !at(TokenKind::Failure))
            parse_statement(statements);
    }
    module->body = statements.take();
    module->end = static_cast<uint32_t>(source_.text().size());
    module->scopes = scopes_;
    if (failed_ || raised_ || lexer_.has_error())
        return false;
    result.module = module;
    result.warnings = std::move(lexer_.warnings());
    for (SyntaxWarning& warning : decoder_.warnings())
        result.warnings.push_back(std::move(warning));
    return true;
}

// ---- errors

void Parser::fail()
{
    if (failed_)
        return;
    failed_ = true;
    failure_token_ = token_.start >= farthest_.start || farthest_.kind == TokenKind::Failure ? token_ : farthest_;
    token_.kind = TokenKind::Failure;
}

ast::Expression* Parser::fail_expression()
{
    fail();
    return make<ast::Name>(token_.start);
}

void Parser::raise(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind)
{
    if (failed_ || lexer_.has_error())
        return;
    error_ = make_syntax_error(source_, start, end, std::move(message), kind);
    raised_ = true;
    failed_ = true;
    failure_token_ = token_;
    token_.kind = TokenKind::Failure;
}

/// Where CPython places indentation and the end of the text: they have a line but no column of their own.
SyntaxError Parser::make_layout_error(const Token& token, std::string message, SyntaxErrorKind kind) const
{
    auto size = static_cast<uint32_t>(source_.text().size());
    bool is_end = token.start == size;
    uint32_t offset = token.start;
    if (is_end && size > 0 && source_.text()[size - 1] == '\n')
        offset--;
    SyntaxError error = make_syntax_error(source_, offset, offset, std::move(message), kind);
    error.offset -= is_end ? 0 : 1;
    error.end_offset = 0;
    return error;
}

void Parser::raise_at_token(std::string message, SyntaxErrorKind kind)
{
    const Token& last = farthest_.kind != TokenKind::Failure && farthest_.start > token_.start ? farthest_ : token_;
    bool is_layout =
        last.kind == TokenKind::Indent || last.kind == TokenKind::Dedent || last.kind == TokenKind::EndMarker;
    if (!is_layout)
        return raise(last.start, last.end, std::move(message), kind);
    SyntaxError error = make_layout_error(last, message, kind);
    raise(last.start, last.end, std::move(message), kind);
    if (error_.message == error.message)
        error_ = std::move(error);
}

void Parser::raise_too_complex()
{
    raise(token_.start, token_.end, "Parser stack overflowed - Python source too complex to parse",
        SyntaxErrorKind::MemoryError);
    if (error_.kind == SyntaxErrorKind::MemoryError)
        error_.line = error_.offset = error_.end_line = error_.end_offset = 0;
}

void Parser::deepen(ast::Expression* parent, uint32_t depth)
{
    if (depth > ast::max_depth) {
        raise_too_complex();
        depth = 1;
    }
    parent->depth = static_cast<uint16_t>(depth & 0x7FFF);
}

void Parser::expect_forced(TokenKind kind)
{
    if (accept(kind))
        return;
    if (diagnosing_)
        raise(token_.start, token_.end, std::string("expected '") + token_text(kind) + "'");
    fail();
}

/// CPython reads on after an error of the grammar: an error of the tokenizer, or a bracket that stays open, is the
/// better message.
void Parser::check_rest_of_text(uint32_t error_offset)
{
    Token token;
    do {
        lexer_.next(token);
    } while (token.kind != TokenKind::EndMarker && token.kind != TokenKind::Failure);
    if (!lexer_.has_error())
        return;
    // These are no exceptions there until somebody asks for the token.
    if (lexer_.error().kind != SyntaxErrorKind::SyntaxError ||
        lexer_.error().message == "unexpected EOF while parsing" ||
        lexer_.error().message == "unexpected character after line continuation character")
        return;
    bool is_unclosed = lexer_.error().message.ends_with("' was never closed");
    if (is_unclosed && lexer_.error().line >= source_.line_of(error_offset))
        return;
    error_ = std::move(lexer_.error());
}

void Parser::finish_error(ParseResult& result)
{
    if (lexer_.has_error()) {
        result.error = std::move(lexer_.error());
        return;
    }
    uint32_t last = failure_token_.start;
    if (!raised_) {
        if (failure_token_.kind == TokenKind::Indent || failure_token_.kind == TokenKind::Dedent) {
            bool is_indent = failure_token_.kind == TokenKind::Indent;
            result.error = make_layout_error(failure_token_, is_indent ? "unexpected indent" : "unexpected unindent",
                SyntaxErrorKind::IndentationError);
            return;
        }
        if (failure_token_.kind == TokenKind::EndMarker) {
            error_ = make_layout_error(failure_token_, "invalid syntax", SyntaxErrorKind::SyntaxError);
            error_.offset = 0;
        } else {
            error_ = make_syntax_error(source_, failure_token_.start, failure_token_.end, "invalid syntax");
        }
    }
    if (error_.kind == SyntaxErrorKind::SyntaxError)
        check_rest_of_text(last);
    result.error = std::move(error_);
}

// ---- going back

Parser::Checkpoint Parser::mark() const
{
    return { lexer_.save(), token_, previous_end_, scopes_, recursion_, scratch_.size() };
}

void Parser::rewind(const Checkpoint& checkpoint)
{
    if (raised_ || lexer_.has_error())
        return;
    const Token& last = failed_ ? failure_token_ : token_;
    if (farthest_.kind == TokenKind::Failure || last.start > farthest_.start)
        farthest_ = last;
    failed_ = false;
    lexer_.restore(checkpoint.lexer);
    token_ = checkpoint.token;
    previous_end_ = checkpoint.previous_end;
    scopes_ = checkpoint.scopes;
    recursion_ = checkpoint.recursion;
    scratch_.resize(checkpoint.scratch);
}

TokenKind Parser::peek()
{
    if (failed_)
        return TokenKind::Failure;
    Checkpoint here = mark();
    advance();
    TokenKind kind = token_.kind;
    rewind(here);
    return kind;
}

ast::Expression* Parser::make_literal(uint32_t start, uint32_t end, const ast::Literal& literal)
{
    auto* node = make<ast::Constant>(start);
    node->end = end;
    node->value = literal;
    return node;
}

} // namespace coil::internal::syntax
