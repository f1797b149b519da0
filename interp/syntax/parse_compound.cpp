#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

/// Parses a compound statement, or gives false when the current token starts none.
bool Parser::parse_compound_statement(Statements& out)
{
    switch (token_.kind) {
    case TokenKind::KeywordIf:
        out.push(parse_if());
        return true;
    case TokenKind::KeywordDef:
        out.push(parse_function(token_.start, false, {}));
        return true;
    case TokenKind::KeywordClass:
        out.push(parse_class({}));
        return true;
    case TokenKind::KeywordFor:
        out.push(parse_for(token_.start, false));
        return true;
    case TokenKind::KeywordWhile:
        out.push(parse_while());
        return true;
    case TokenKind::KeywordWith:
        out.push(parse_with(token_.start, false));
        return true;
    case TokenKind::KeywordTry:
        out.push(parse_try());
        return true;
    case TokenKind::KeywordAsync:
        out.push(parse_async({}));
        return true;
    case TokenKind::At:
        out.push(parse_decorated());
        return true;
    case TokenKind::Name:
        if (token_.symbol != match_word_)
            return false;
        if (Statement* match = parse_match()) {
            out.push(match);
            return true;
        }
        return false;
    default:
        return false;
    }
}

void Parser::expect_colon()
{
    if (diagnosing_ && at(TokenKind::Newline))
        raise_at_token("expected ':'");
    expect(TokenKind::Colon);
}

/// The statements behind a colon. `what` and `owner`, an offset on the line of the statement that they belong to, are
/// for the message when the lines are not indented.
std::span<Statement*> Parser::parse_block(const char* what, uint32_t owner)
{
    check_stack();
    Statements statements(*this);
    if (!accept_layout(TokenKind::Newline)) {
        parse_simple_statements(statements);
        return statements.take();
    }
    if (!accept_layout(TokenKind::Indent)) {
        if (diagnosing_) {
            raise_at_token(std::string("expected an indented block after ") + what + " on line " +
                    std::to_string(source_.line_of(owner)),
                SyntaxErrorKind::IndentationError);
        }
        fail();
        return statements.take();
    }
    do {
        parse_statement(statements);
    } while (!at(TokenKind::Dedent) && !at(TokenKind::Failure) && !at(TokenKind::EndMarker));
    if (!accept_layout(TokenKind::Dedent))
        fail();
    return statements.take();
}

/// `else:` and its block, or nothing.
std::span<Statement*> Parser::parse_else_block()
{
    uint32_t start = token_.start;
    if (!accept(TokenKind::KeywordElse))
        return {};
    expect_forced(TokenKind::Colon);
    std::span<Statement*> block = parse_block("'else' statement", start);
    return block;
}

/// An `if` with its `elif`s, which are parsed in a loop however many there are.
Statement* Parser::parse_if()
{
    If* first = nullptr;
    Statements chain(*this);
    for (;;) {
        auto* node = make<If>(token_.start);
        node->is_elif = first != nullptr;
        first = first ? first : node;
        chain.push(node);
        advance();
        node->test = parse_named_expression();
        expect_colon();
        node->body = parse_block(node->is_elif ? "'elif' statement" : "'if' statement", node->start);
        if (!at(TokenKind::KeywordElif))
            break;
    }
    auto* last = as<If>(static_cast<Node*>(chain[chain.size() - 1]));
    bool has_else = at(TokenKind::KeywordElse);
    last->orelse = parse_else_block();
    if (diagnosing_ && has_else && at(TokenKind::KeywordElif))
        raise_at_token("'elif' block follows an 'else' block");
    finish(last);
    for (size_t i = chain.size() - 1; i > 0; i--) {
        Statement* inner = chain[i];
        auto* outer = static_cast<If*>(chain[i - 1]);
        outer->orelse = arena_.copy(&inner, 1);
        outer->end = inner->end;
    }
    chain.drop();
    return first;
}

Statement* Parser::parse_while()
{
    auto* node = make<While>(token_.start);
    advance();
    node->test = parse_named_expression();
    expect_colon();
    node->body = parse_block("'while' statement", node->start);
    node->orelse = parse_else_block();
    return finish(node);
}

Statement* Parser::parse_for(uint32_t start, bool is_async)
{
    auto* node = make<For>(start);
    uint32_t word = token_.start;
    advance();
    node->is_async = is_async;
    node->target = parse_statement_targets();
    expect(TokenKind::KeywordIn);
    node->iter = parse_star_expressions();
    expect_colon();
    node->body = parse_block("'for' statement", word);
    node->orelse = parse_else_block();
    return finish(node);
}

WithItem* Parser::parse_with_item()
{
    auto* node = make<WithItem>(token_.start);
    node->context_expr = parse_expression();
    if (accept(TokenKind::KeywordAs)) {
        node->optional_vars = parse_star_target();
        bool lacks_colon = diagnosing_ && at(TokenKind::Newline);
        if (!at(TokenKind::Comma) && !at(TokenKind::RightParenthesis) && !at(TokenKind::Colon) && !lacks_colon)
            fail();
        make_target(node->optional_vars, TargetUse::Assignment);
    }
    return finish(node);
}

/// Items in parentheses, up to the colon; false, with nothing read, when the parentheses turn out to belong to an
/// expression.
bool Parser::parse_parenthesised_with_items(Builder<WithItem>& items)
{
    Checkpoint start = mark();
    advance();
    do {
        if (items.size() != 0 && at(TokenKind::RightParenthesis))
            break;
        items.push(parse_with_item());
    } while (accept(TokenKind::Comma));
    bool is_closed = accept(TokenKind::RightParenthesis);
    if (is_closed && at(TokenKind::Colon))
        return true;
    if (is_closed && diagnosing_ && at(TokenKind::Newline))
        raise_at_token("expected ':'");
    fail();
    rewind(start);
    return failed_;
}

Statement* Parser::parse_with(uint32_t start, bool is_async)
{
    auto* node = make<With>(start);
    uint32_t word = token_.start;
    node->is_async = is_async;
    advance();
    Builder<WithItem> items(*this);
    if (!at(TokenKind::LeftParenthesis) || !parse_parenthesised_with_items(items)) {
        do {
            items.push(parse_with_item());
        } while (accept(TokenKind::Comma));
    }
    node->items = items.take();
    expect_colon();
    node->body = parse_block("'with' statement", word);
    return finish(node);
}

/// The types of a handler: an expression, or several without parentheses and then without `as`.
Expression* Parser::parse_handled_types()
{
    uint32_t start = token_.start;
    Expression* type = parse_expression();
    if (!at(TokenKind::Comma))
        return type;
    type = parse_tuple_rest(type, start, &Parser::parse_expression);
    if (at(TokenKind::KeywordAs)) {
        if (diagnosing_)
            diagnose_handled_types(start);
        fail();
    }
    return type;
}

ExceptHandler* Parser::parse_handler(Try* statement, bool is_first)
{
    auto* node = make<ExceptHandler>(token_.start);
    advance();
    bool is_star = accept(TokenKind::Star);
    uint32_t word_end = previous_end_;
    if (is_first)
        statement->is_star = is_star;
    if (at(TokenKind::Colon) || at(TokenKind::Newline)) {
        if (is_star) {
            if (diagnosing_)
                raise_at_token("expected one or more exception types");
            fail();
        }
    } else {
        node->type = parse_handled_types();
        if (accept(TokenKind::KeywordAs)) {
            node->name = token_.symbol;
            if (diagnosing_)
                diagnose_name_target([](TokenKind kind) { return kind == TokenKind::Colon; }, true,
                    is_star ? "cannot use except* statement with " : "cannot use except statement with ", "");
            expect(TokenKind::Name);
        }
    }
    expect_colon();
    if (is_star != statement->is_star) {
        if (diagnosing_)
            raise(node->start, word_end, "cannot have both 'except' and 'except*' on the same 'try'");
        fail();
    }
    node->body = parse_block(is_star ? "'except*' statement" : "'except' statement", node->start);
    return finish(node);
}

Statement* Parser::parse_try()
{
    auto* node = make<Try>(token_.start);
    advance();
    expect_forced(TokenKind::Colon);
    node->body = parse_block("'try' statement", node->start);
    Builder<ExceptHandler> handlers(*this);
    while (at(TokenKind::KeywordExcept))
        handlers.push(parse_handler(node, handlers.size() == 0));
    node->handlers = handlers.take();
    if (!node->handlers.empty())
        node->orelse = parse_else_block();
    uint32_t final_start = token_.start;
    if (accept(TokenKind::KeywordFinally)) {
        expect_forced(TokenKind::Colon);
        node->finalbody = parse_block("'finally' statement", final_start);
    } else if (node->handlers.empty()) {
        if (diagnosing_)
            raise_at_token("expected 'except' or 'finally' block");
        fail();
    }
    return finish(node);
}

/// `async def`, `async for` or `async with`.
Statement* Parser::parse_async(std::span<Expression*> decorators)
{
    uint32_t start = token_.start;
    advance();
    if (at(TokenKind::KeywordDef))
        return parse_function(start, true, decorators);
    if (at(TokenKind::KeywordFor) && decorators.empty())
        return parse_for(start, true);
    if (at(TokenKind::KeywordWith) && decorators.empty())
        return parse_with(start, true);
    fail();
    return make<Pass>(start);
}

Statement* Parser::parse_decorated()
{
    Builder<Expression> builder(*this);
    while (accept(TokenKind::At)) {
        builder.push(parse_named_expression());
        if (!accept_layout(TokenKind::Newline))
            fail();
    }
    std::span<Expression*> decorators = builder.take();
    if (at(TokenKind::KeywordDef))
        return parse_function(token_.start, false, decorators);
    if (at(TokenKind::KeywordClass))
        return parse_class(decorators);
    if (at(TokenKind::KeywordAsync))
        return parse_async(decorators);
    fail();
    return make<Pass>(token_.start);
}

Statement* Parser::parse_function(uint32_t start, bool is_async, std::span<Expression*> decorators)
{
    auto* node = make<FunctionDef>(start);
    uint32_t word = token_.start;
    advance();
    node->is_async = is_async;
    node->decorator_list = decorators;
    node->name = token_.symbol;
    node->name_start = token_.start;
    node->scope = scopes_++;
    expect(TokenKind::Name);
    node->type_params = parse_optional(TokenKind::LeftParenthesis, [this] { return parse_type_parameters(); });
    expect_forced(TokenKind::LeftParenthesis);
    node->args = parse_parameters(false);
    expect(TokenKind::RightParenthesis);
    if (at(TokenKind::Arrow)) {
        node->returns = parse_optional(TokenKind::Colon, [this] {
            advance();
            return parse_expression();
        });
    }
    expect_forced(TokenKind::Colon);
    node->body = parse_block("function definition", word);
    return finish(node);
}

Statement* Parser::parse_class(std::span<Expression*> decorators)
{
    auto* node = make<ClassDef>(token_.start);
    advance();
    node->decorator_list = decorators;
    node->name = token_.symbol;
    node->name_start = token_.start;
    node->scope = scopes_++;
    expect(TokenKind::Name);
    node->type_params = parse_type_parameters();
    if (accept(TokenKind::LeftParenthesis)) {
        if (!at(TokenKind::RightParenthesis)) {
            auto* arguments = make<Call>(node->start);
            parse_arguments(arguments, false);
            node->bases = arguments->args;
            node->keywords = arguments->keywords;
        }
        expect(TokenKind::RightParenthesis);
    }
    expect_colon();
    node->body = parse_block("class definition", node->start);
    return finish(node);
}

} // namespace coil::internal::syntax
