#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

namespace
{

Operator binary_operator(TokenKind kind)
{
    switch (kind) {
    case TokenKind::VerticalBar:
        return Operator::BitOr;
    case TokenKind::Circumflex:
        return Operator::BitXor;
    case TokenKind::Ampersand:
        return Operator::BitAnd;
    case TokenKind::LeftShift:
        return Operator::LShift;
    case TokenKind::RightShift:
        return Operator::RShift;
    case TokenKind::Plus:
        return Operator::Add;
    case TokenKind::Minus:
        return Operator::Sub;
    case TokenKind::Star:
        return Operator::Mult;
    case TokenKind::Slash:
        return Operator::Div;
    case TokenKind::DoubleSlash:
        return Operator::FloorDiv;
    case TokenKind::Percent:
        return Operator::Mod;
    default:
        return Operator::MatMult;
    }
}

constexpr uint8_t not_level = 3;
constexpr uint8_t comparison_level = 4;
constexpr uint8_t arithmetic_level = 9;

} // namespace

/// Whether the current token can start an expression.
bool Parser::at_expression_start() const
{
    switch (token_.kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart:
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Tilde:
    case TokenKind::Ellipsis:
    case TokenKind::KeywordNone:
    case TokenKind::KeywordTrue:
    case TokenKind::KeywordFalse:
    case TokenKind::KeywordNot:
    case TokenKind::KeywordLambda:
    case TokenKind::KeywordAwait:
        return true;
    default:
        return false;
    }
}

Expression* Parser::parse_expression()
{
    if (at(TokenKind::KeywordLambda))
        return parse_lambda();
    uint32_t start = token_.start;
    if (diagnosing_)
        diagnose_statement_word();
    Expression* first = parse_disjunction();
    if (diagnosing_)
        diagnose_expression(first, start);
    if (!at(TokenKind::KeywordIf))
        return first;
    Nesting nesting(*this);
    advance();
    Expression* test = parse_disjunction();
    if (diagnosing_ && !failed_ && !at(TokenKind::KeywordElse) && !at(TokenKind::Colon))
        raise(first->start, test->end, "expected 'else' after 'if' expression");
    expect(TokenKind::KeywordElse);
    auto* node = make<IfExp>(start);
    node->body = first;
    node->test = test;
    node->orelse = diagnosing_ ? parse_diagnosed_else() : parse_expression();
    adopt(node, first);
    adopt(node, test);
    adopt(node, node->orelse);
    return finish(node);
}

Expression* Parser::parse_named_expression()
{
    uint32_t start = token_.start;
    Expression* expression = parse_expression();
    if (!at(TokenKind::ColonEqual)) {
        if (diagnosing_ && at(TokenKind::Equal))
            diagnose_named_expression(expression);
        return expression;
    }
    return parse_named_rest(expression, start);
}

/// The rest of an assignment expression; the current token is `:=`.
Expression* Parser::parse_named_rest(Expression* target, uint32_t start)
{
    if (target->kind != NodeKind::Name || target->parenthesised) {
        if (diagnosing_)
            raise(target, std::string("cannot use assignment expressions with ") + expression_name(target));
        return fail_expression();
    }
    advance();
    auto* node = make<NamedExpr>(start);
    target->context = Context::Store;
    node->target = as<Name>(target);
    node->value = parse_expression();
    adopt(node, node->value);
    return finish(node);
}

Expression* Parser::parse_atom()
{
    LiteralKind literal;
    switch (token_.kind) {
    case TokenKind::Name:
        return parse_name();
    case TokenKind::Number:
        return parse_number();
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart:
        return parse_strings();
    case TokenKind::LeftParenthesis:
        return parse_parenthesised();
    case TokenKind::LeftBracket:
        return parse_list();
    case TokenKind::LeftBrace:
        return parse_brace();
    case TokenKind::KeywordNone:
        literal = LiteralKind::None;
        break;
    case TokenKind::KeywordTrue:
        literal = LiteralKind::True;
        break;
    case TokenKind::KeywordFalse:
        literal = LiteralKind::False;
        break;
    case TokenKind::Ellipsis:
        literal = LiteralKind::Ellipsis;
        break;
    default:
        return fail_expression();
    }
    Literal value;
    value.kind = literal;
    Expression* node = make_literal(token_.start, token_.end, value);
    advance();
    return node;
}

Expression* Parser::parse_primary()
{
    uint32_t start = token_.start;
    bool is_awaited = accept(TokenKind::KeywordAwait);
    uint32_t primary_start = token_.start;
    Expression* value = at(TokenKind::Name) ? parse_name() : parse_atom();
    for (;;) {
        if (diagnosing_)
            note_operator();
        if (at(TokenKind::Dot))
            value = parse_attribute(value, primary_start);
        else if (at(TokenKind::LeftParenthesis))
            value = parse_call(value, primary_start);
        else if (at(TokenKind::LeftBracket))
            value = parse_subscript(value, primary_start);
        else
            break;
    }
    if (!is_awaited)
        return value;
    auto* node = make<Await>(start);
    node->value = value;
    adopt(node, value);
    return finish(node);
}

Expression* Parser::parse_unary()
{
    UnaryOperator op;
    switch (token_.kind) {
    case TokenKind::Plus:
        op = UnaryOperator::UAdd;
        break;
    case TokenKind::Minus:
        op = UnaryOperator::USub;
        break;
    case TokenKind::Tilde:
        op = UnaryOperator::Invert;
        break;
    default:
        return parse_operand();
    }
    Nesting nesting(*this);
    auto* node = make<UnaryOp>(token_.start);
    advance();
    if (diagnosing_)
        diagnose_not_operand(true);
    node->op = op;
    node->operand = parse_unary();
    adopt(node, node->operand);
    return finish(node);
}

/// The exponent; the current token is `**`.
Expression* Parser::parse_power_rest(Expression* base, uint32_t start)
{
    Nesting nesting(*this);
    auto* node = make<BinOp>(start);
    node->op_start = token_.start;
    node->op = Operator::Pow;
    node->left = base;
    advance();
    node->right = parse_unary();
    adopt(node, base);
    adopt(node, node->right);
    return finish(node);
}

Expression* Parser::parse_binary(uint8_t lowest_level)
{
    check_stack();
    uint32_t start = token_.start;
    bool is_negated = at(TokenKind::KeywordNot) && lowest_level <= not_level;
    Expression* left = is_negated ? parse_not() : parse_operand();
    for (;;) {
        uint8_t level = binary_level(token_.kind);
        if (level < lowest_level || level == 0)
            return left;
        if (diagnosing_)
            note_operator();
        if (level < not_level) {
            left = parse_bool_operation(left, start, level);
            continue;
        }
        if (level == comparison_level) {
            Expression* comparison = parse_comparison(left, start);
            if (comparison == left)
                return left;
            left = comparison;
            continue;
        }
        auto* node = make<BinOp>(start);
        node->op_start = token_.start;
        node->op = binary_operator(token_.kind);
        node->left = left;
        advance();
        if (diagnosing_ && level >= arithmetic_level)
            diagnose_not_operand(false);
        node->right = parse_binary(static_cast<uint8_t>(level + 1));
        adopt(node, left);
        adopt(node, node->right);
        left = finish(node);
    }
}

Expression* Parser::parse_bool_operation(Expression* left, uint32_t start, uint8_t level)
{
    TokenKind word = token_.kind;
    auto* node = make<BoolOp>(start);
    node->op = word == TokenKind::KeywordOr ? BoolOperator::Or : BoolOperator::And;
    Builder<Expression> values(*this);
    values.push(left);
    adopt(node, left);
    while (at(word)) {
        if (diagnosing_)
            note_operator();
        advance();
        Expression* value = parse_binary(static_cast<uint8_t>(level + 1));
        values.push(value);
        adopt(node, value);
    }
    node->values = values.take();
    return finish(node);
}

bool Parser::accept_comparison_operator(CompareOperator& op)
{
    switch (token_.kind) {
    case TokenKind::EqualEqual:
        op = CompareOperator::Eq;
        break;
    case TokenKind::NotEqual:
        op = CompareOperator::NotEq;
        break;
    case TokenKind::Less:
        op = CompareOperator::Lt;
        break;
    case TokenKind::LessEqual:
        op = CompareOperator::LtE;
        break;
    case TokenKind::Greater:
        op = CompareOperator::Gt;
        break;
    case TokenKind::GreaterEqual:
        op = CompareOperator::GtE;
        break;
    case TokenKind::KeywordIn:
        op = CompareOperator::In;
        break;
    case TokenKind::KeywordIs:
        advance();
        op = accept(TokenKind::KeywordNot) ? CompareOperator::IsNot : CompareOperator::Is;
        return true;
    case TokenKind::KeywordNot:
        if (peek() != TokenKind::KeywordIn)
            return false;
        advance();
        op = CompareOperator::NotIn;
        break;
    default:
        return false;
    }
    advance();
    return true;
}

/// The chain of comparisons that `left` starts, or `left` when the current token is a `not` without `in`.
Expression* Parser::parse_comparison(Expression* left, uint32_t start)
{
    CompareOperator op;
    if (!accept_comparison_operator(op))
        return left;
    auto* node = make<Compare>(start);
    node->left = left;
    adopt(node, left);
    Builder<Expression> comparators(*this);
    size_t first_op = compare_operators_.size();
    do {
        compare_operators_.push_back(op);
        Expression* right = parse_bitwise_or();
        comparators.push(right);
        adopt(node, right);
    } while (accept_comparison_operator(op));
    node->comparators = comparators.take();
    node->ops = arena_.copy(compare_operators_.data() + first_op, compare_operators_.size() - first_op);
    compare_operators_.resize(first_op);
    return finish(node);
}

Expression* Parser::parse_not()
{
    Nesting nesting(*this);
    auto* node = make<UnaryOp>(token_.start);
    advance();
    node->op = UnaryOperator::Not;
    node->operand = parse_binary(not_level);
    adopt(node, node->operand);
    return finish(node);
}

Expression* Parser::parse_attribute(Expression* value, uint32_t start)
{
    advance();
    auto* node = make<Attribute>(start);
    node->value = value;
    node->attr = token_.symbol;
    adopt(node, value);
    expect(TokenKind::Name);
    return finish(node);
}

Expression* Parser::parse_number()
{
    std::string_view text = source_.text().substr(token_.start, token_.end - token_.start);
    // No more than 18 digits fit for sure.
    if (token_.is_plain_integer && text.size() <= 18) {
        Literal value;
        value.kind = LiteralKind::Int;
        for (char c : text)
            value.integer = value.integer * 10 + (c - '0');
        Expression* node = make_literal(token_.start, token_.end, value);
        advance();
        return node;
    }
    size_t digits = 0;
    if (has_too_many_digits(text, digits)) {
        raise(token_.start, token_.end,
            "Exceeds the limit (4300 digits) for integer string conversion: value has " + std::to_string(digits) +
                " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                "integer "
                "literals to avoid decimal conversion limits.");
        return fail_expression();
    }
    Expression* node = make_literal(token_.start, token_.end, decode_number(arena_, text));
    advance();
    return node;
}

Expression* Parser::parse_lambda()
{
    Nesting nesting(*this);
    auto* node = make<Lambda>(token_.start);
    node->scope = scopes_++;
    uint32_t start = token_.start;
    advance();
    node->args = parse_parameters(true);
    uint32_t colon_end = token_.end;
    expect(TokenKind::Colon);
    if (diagnosing_ && (at(TokenKind::FStringMiddle) || at(TokenKind::TStringMiddle))) {
        raise(start, colon_end,
            std::string(at(TokenKind::TStringMiddle) ? "t" : "f") +
                "-string: lambda expressions are not allowed without parentheses");
    }
    node->body = parse_expression();
    adopt(node, node->body);
    return finish(node);
}

Expression* Parser::parse_yield()
{
    uint32_t start = token_.start;
    advance();
    if (accept(TokenKind::KeywordFrom)) {
        auto* node = make<YieldFrom>(start);
        node->value = parse_expression();
        adopt(node, node->value);
        return finish(node);
    }
    auto* node = make<Yield>(start);
    if (at_expression_start() || at(TokenKind::Star)) {
        node->value = parse_star_expressions();
        adopt(node, node->value);
    }
    return finish(node);
}

/// `*value`; the operand is a bitwise or in displays and a whole expression in calls and slices.
Expression* Parser::parse_starred(bool is_bitwise)
{
    auto* node = make<Starred>(token_.start);
    advance();
    node->value = is_bitwise ? parse_bitwise_or() : parse_expression();
    adopt(node, node->value);
    return finish(node);
}

Expression* Parser::parse_star_expression() { return at(TokenKind::Star) ? parse_starred(true) : parse_expression(); }

Expression* Parser::parse_star_named_expression()
{
    if (!at(TokenKind::Star))
        return parse_named_expression();
    if (diagnosing_)
        diagnose_bare_star();
    return parse_starred(true);
}

/// What follows the first item of a tuple without parentheses, up to a token that can't start another item.
Expression* Parser::parse_tuple_rest(Expression* first, uint32_t start, Expression* (Parser::*item)())
{
    auto* node = make<Tuple>(start);
    Builder<Expression> items(*this);
    items.push(first);
    adopt(node, first);
    while (accept(TokenKind::Comma) && (at_expression_start() || at(TokenKind::Star))) {
        Expression* next = (this->*item)();
        items.push(next);
        adopt(node, next);
    }
    node->elts = items.take();
    return finish(node);
}

Expression* Parser::parse_star_expressions()
{
    uint32_t start = token_.start;
    Expression* first = parse_star_expression();
    if (!at(TokenKind::Comma))
        return first;
    return parse_tuple_rest(first, start, &Parser::parse_star_expression);
}

Expression* Parser::parse_expressions()
{
    uint32_t start = token_.start;
    Expression* first = parse_expression();
    if (!at(TokenKind::Comma))
        return first;
    return parse_tuple_rest(first, start, &Parser::parse_expression);
}

Expression* Parser::parse_annotated_rhs()
{
    return at(TokenKind::KeywordYield) ? parse_yield() : parse_star_expressions();
}

} // namespace coil::internal::syntax
