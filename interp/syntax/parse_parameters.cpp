#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

Arg* Parser::parse_parameter(bool is_lambda, bool allows_star_annotation)
{
    auto* node = make<Arg>(token_.start);
    node->arg = token_.symbol;
    expect(TokenKind::Name);
    if (!is_lambda && accept(TokenKind::Colon))
        node->annotation = allows_star_annotation ? parse_star_expression() : parse_expression();
    return finish(node);
}

/// A default value, or null when the current token is not `=`.
Expression* Parser::parse_default()
{
    Token equal = token_;
    if (!accept(TokenKind::Equal))
        return nullptr;
    if (diagnosing_ && (at(TokenKind::RightParenthesis) || at(TokenKind::Comma)))
        raise(equal.start, equal.end, "expected default value expression");
    return parse_expression();
}

/// Parameters up to `)` or, in a lambda, `:`.
Arguments* Parser::parse_parameters(bool is_lambda)
{
    TokenKind close = is_lambda ? TokenKind::Colon : TokenKind::RightParenthesis;
    auto* node = make<Arguments>(token_.start);
    if (at(close)) {
        node->end = node->start;
        return node;
    }
    Builder<Arg> names(*this);
    std::vector<Expression*>& defaults = defaults_;
    size_t first_default = defaults.size();
    bool is_done = false;
    while (!is_done && !at(close)) {
        if (at(TokenKind::Slash)) {
            if (names.size() == 0 || node->posonlyargs.data()) {
                if (diagnosing_ && (node->posonlyargs.data() || peek() == TokenKind::Comma))
                    raise(token_.start, token_.end,
                        node->posonlyargs.data() ? "/ may appear only once" : "at least one argument must precede /");
                fail();
            }
            advance();
            node->posonlyargs = names.take();
            if (diagnosing_ && at(TokenKind::Star))
                raise(token_.start, token_.end, "expected comma between / and *");
        } else if (at(TokenKind::Star)) {
            node->args = names.take();
            node->defaults = arena_.copy(defaults.data() + first_default, defaults.size() - first_default);
            defaults.resize(first_default);
            parse_star_parameters(node, is_lambda);
            break;
        } else if (at(TokenKind::DoubleStar)) {
            parse_double_star_parameter(node, is_lambda);
            is_done = true;
        } else {
            if (diagnosing_ && at(TokenKind::LeftParenthesis))
                diagnose_parenthesised_parameters(is_lambda);
            Arg* parameter = parse_parameter(is_lambda, false);
            names.push(parameter);
            if (Expression* value = parse_default()) {
                defaults.push_back(value);
            } else if (defaults.size() > first_default) {
                if (diagnosing_ && (at(TokenKind::Comma) || at(close)))
                    raise(parameter, "parameter without a default follows parameter with a default");
                fail();
            }
        }
        if (!accept(TokenKind::Comma))
            is_done = true;
    }
    if (names.size() != 0 || defaults.size() > first_default) {
        node->args = names.take();
        node->defaults = arena_.copy(defaults.data() + first_default, defaults.size() - first_default);
    }
    names.drop();
    defaults.resize(first_default);
    return finish(node);
}

void Parser::raise_bare_star(const Token& star, bool is_lambda)
{
    constexpr const char* message = "named arguments must follow bare *";
    if (is_lambda)
        raise_at_token(message);
    else
        raise(star.start, star.end, message);
}

/// From `*` to the end of the parameters.
void Parser::parse_star_parameters(Arguments* node, bool is_lambda)
{
    TokenKind close = is_lambda ? TokenKind::Colon : TokenKind::RightParenthesis;
    Token star = token_;
    advance();
    if (!at(TokenKind::Comma)) {
        if (diagnosing_ && at(close))
            raise_bare_star(star, is_lambda);
        node->vararg = parse_parameter(is_lambda, true);
        if (diagnosing_ && at(TokenKind::Equal))
            raise(token_.start, token_.end, "var-positional argument cannot have default value");
    }
    Builder<Arg> names(*this);
    std::vector<Expression*>& defaults = defaults_;
    size_t first_default = defaults.size();
    while (accept(TokenKind::Comma) && !at(close)) {
        if (at(TokenKind::DoubleStar)) {
            if (!node->vararg && names.size() == 0) {
                if (diagnosing_)
                    raise_bare_star(star, is_lambda);
                fail();
            }
            parse_double_star_parameter(node, is_lambda);
            accept(TokenKind::Comma);
            break;
        }
        if (diagnosing_ && at(TokenKind::Star))
            raise(token_.start, token_.end, "* argument may appear only once");
        if (diagnosing_ && at(TokenKind::Slash))
            raise(token_.start, token_.end, "/ must be ahead of *");
        names.push(parse_parameter(is_lambda, false));
        defaults.push_back(parse_default());
    }
    if (!node->vararg && names.size() == 0) {
        if (diagnosing_)
            raise_bare_star(star, is_lambda);
        fail();
    }
    node->kwonlyargs = names.take();
    node->kw_defaults = arena_.copy(defaults.data() + first_default, defaults.size() - first_default);
    defaults.resize(first_default);
}

void Parser::parse_double_star_parameter(Arguments* node, bool is_lambda)
{
    advance();
    node->kwarg = parse_parameter(is_lambda, false);
    if (!diagnosing_)
        return;
    if (at(TokenKind::Equal))
        raise(token_.start, token_.end, "var-keyword argument cannot have default value");
    if (at(TokenKind::Comma))
        diagnose_after_keyword_parameter();
}

std::span<TypeParam*> Parser::parse_type_parameters()
{
    if (!accept(TokenKind::LeftBracket))
        return {};
    if (diagnosing_ && at(TokenKind::RightBracket))
        raise_from(token_.start, "Type parameter list cannot be empty");
    Builder<TypeParam> parameters(*this);
    do {
        parameters.push(parse_type_parameter());
    } while (accept(TokenKind::Comma) && !at(TokenKind::RightBracket));
    expect(TokenKind::RightBracket);
    return parameters.take();
}

TypeParam* Parser::parse_type_parameter()
{
    uint32_t start = token_.start;
    bool is_star = accept(TokenKind::Star);
    bool is_double = !is_star && accept(TokenKind::DoubleStar);
    Symbol name = token_.symbol;
    expect(TokenKind::Name);
    if (diagnosing_ && (is_star || is_double) && at(TokenKind::Colon))
        diagnose_type_parameter_bound(is_star);
    if (is_star) {
        auto* node = make<TypeVarTuple>(start);
        node->name = name;
        if (accept(TokenKind::Equal))
            node->default_value = parse_star_expression();
        return finish(node);
    }
    if (is_double) {
        auto* node = make<ParamSpec>(start);
        node->name = name;
        if (accept(TokenKind::Equal))
            node->default_value = parse_expression();
        return finish(node);
    }
    auto* node = make<TypeVar>(start);
    node->name = name;
    if (accept(TokenKind::Colon))
        node->bound = parse_expression();
    if (accept(TokenKind::Equal))
        node->default_value = parse_expression();
    return finish(node);
}

} // namespace coil::internal::syntax
