// The words for common mistakes. Each function is called while diagnosing, where the rule that it stands by has gone as
// far as it can; it either raises an error or leaves everything as it was.

#include "syntax/parser_core.h"

#include <algorithm>

namespace coil::internal::syntax
{

using namespace ast;

namespace
{

/// Whether the expression is of the level of `|` or tighter.
bool is_bitwise_or(const Expression* expression)
{
    if (expression->parenthesised)
        return true;
    switch (expression->kind) {
    case NodeKind::BoolOp:
    case NodeKind::Compare:
    case NodeKind::IfExp:
    case NodeKind::Lambda:
    case NodeKind::NamedExpr:
    case NodeKind::Starred:
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
        return false;
    case NodeKind::UnaryOp:
        return as<UnaryOp>(expression)->op != UnaryOperator::Not;
    case NodeKind::Tuple:
        return false;
    default:
        return true;
    }
}

/// The operand that the expression's text starts with.
const Expression* leftmost(const Expression* expression)
{
    for (;;) {
        switch (expression->kind) {
        case NodeKind::BinOp:
            expression = as<BinOp>(expression)->left;
            break;
        case NodeKind::Attribute:
            expression = as<Attribute>(expression)->value;
            break;
        case NodeKind::Call:
            expression = as<Call>(expression)->func;
            break;
        case NodeKind::Subscript:
            expression = as<Subscript>(expression)->value;
            break;
        default:
            return expression;
        }
    }
}

bool starts_with_display(const Expression* expression)
{
    const Expression* first = leftmost(expression);
    if (const auto* constant = try_as<Constant>(first)) {
        LiteralKind kind = constant->value.kind;
        return kind == LiteralKind::None || kind == LiteralKind::True || kind == LiteralKind::False;
    }
    return first->kind == NodeKind::List || first->kind == NodeKind::Tuple || first->kind == NodeKind::GeneratorExp;
}

} // namespace

Parser::Attempt Parser::try_parse(Expression* (Parser::*rule)())
{
    Attempt attempt;
    Checkpoint start = mark();
    bool was_diagnosing = diagnosing_;
    diagnosing_ = false;
    attempt.expression = (this->*rule)();
    diagnosing_ = was_diagnosing;
    attempt.is_good = !failed_;
    attempt.next = token_.kind;
    attempt.end = previous_end_;
    uint32_t depth = lexer_.bracket_depth();
    switch (token_.kind) {
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
        depth--;
        break;
    case TokenKind::RightParenthesis:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
        depth++;
        break;
    default:
        break;
    }
    attempt.is_in_brackets = depth > 0;
    rewind(start);
    return attempt;
}

Expression* Parser::parse_inversion() { return parse_binary(3); }

bool Parser::is_legacy_statement(const Expression* expression) const
{
    const auto* name = try_as<Name>(expression);
    return name && (name->id == print_word_ || name->id == exec_word_);
}

void Parser::raise_from(uint32_t start, std::string message)
{
    uint32_t end = farthest_.kind == TokenKind::Failure ? token_.end : std::max(farthest_.end, token_.end);
    bool was_failed = failed_;
    raise(start, end, std::move(message));
    // The end is where the tokenizer stands, in columns from 0.
    if (!was_failed && raised_ && error_.end_offset > 0)
        error_.end_offset--;
}

/// Where an expression should start: `pass if x else y`.
void Parser::diagnose_statement_word()
{
    if (!at(TokenKind::KeywordPass) && !at(TokenKind::KeywordBreak) && !at(TokenKind::KeywordContinue))
        return;
    Checkpoint start = mark();
    advance();
    if (accept(TokenKind::KeywordIf)) {
        parse_disjunction();
        if (accept(TokenKind::KeywordElse) && !failed_)
            raise(start.token.start, start.token.end, "expected expression before 'if', but statement is given");
    }
    rewind(start);
}

/// What stands behind the `else` of a conditional expression; it must be an expression: `x if y else pass`.
Expression* Parser::parse_diagnosed_else()
{
    if (failed_)
        return parse_expression();
    Checkpoint start = mark();
    Expression* expression = parse_expression();
    if (failed_ && !raised_ && !lexer_.has_error()) {
        rewind(start);
        if (!at(TokenKind::Newline))
            raise(token_.start, token_.end, "expected expression after 'else', but statement is given");
        fail();
    }
    return expression;
}

/// A star with nothing behind it, in a display, call or subscript.
void Parser::diagnose_bare_star()
{
    Checkpoint here = mark();
    bool is_in_display = token_.is_in_brackets && lexer_.bracket_depth() != field_depth_;
    advance();
    if (is_in_display && !at_expression_start() && !at(TokenKind::Equal))
        raise_at_token("Invalid star expression");
    rewind(here);
}

bool Parser::has_star(const Expression* targets)
{
    if (const auto* tuple = try_as<Tuple>(targets); tuple && !tuple->parenthesised) {
        return std::any_of(tuple->elts.begin(), tuple->elts.end(),
            [](const Expression* target) { return target->kind == NodeKind::Starred; });
    }
    return targets->kind == NodeKind::Starred;
}

/// Two expressions side by side: `print x`, or a missing comma.
void Parser::diagnose_expression(const Expression* first, uint32_t start)
{
    if (failed_ || !at_expression_start())
        return;
    bool is_name = first->kind == NodeKind::Name && !first->parenthesised;
    if (is_name) {
        Attempt rest = try_parse(&Parser::parse_star_expressions);
        if (rest.is_good && is_legacy_statement(first)) {
            std::string name(symbols_.text(as<Name>(first)->id));
            raise(first->start, rest.expression->end,
                "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
        }
        if (is_legacy_statement(first) || at(TokenKind::String))
            return;
    }
    if (const auto* name = try_as<Name>(leftmost(first)); name && name->start == start) {
        if (name->id == match_word_ || name->id == case_word_ || name->id == type_word_ || name->id == underscore_word_)
            return;
    }
    Attempt next = try_parse(&Parser::parse_expression);
    if (next.is_good && next.is_in_brackets)
        raise(first->start, next.expression->end, "invalid syntax. Perhaps you forgot a comma?");
}

/// `=` behind an expression where `==` or `:=` must have been meant.
void Parser::diagnose_named_expression(const Expression* expression)
{
    if (failed_ || !is_bitwise_or(expression))
        return;
    bool is_name = expression->kind == NodeKind::Name && !expression->parenthesised;
    if (!is_name && starts_with_display(expression))
        return;
    Checkpoint here = mark();
    advance();
    Attempt value = try_parse(&Parser::parse_bitwise_or);
    rewind(here);
    if (!value.is_good || value.next == TokenKind::Equal || value.next == TokenKind::ColonEqual)
        return;
    if (is_name)
        raise(expression->start, value.expression->end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    else
        raise(expression,
            std::string("cannot assign to ") + expression_name(expression) +
                " here. Maybe you meant '==' instead of '='?");
}

/// `a + not b` or `-not b`.
void Parser::diagnose_not_operand(bool is_unary)
{
    if (!at(TokenKind::KeywordNot))
        return;
    uint32_t start = token_.start;
    Checkpoint here = mark();
    advance();
    Attempt operand = try_parse(is_unary ? &Parser::parse_unary : &Parser::parse_inversion);
    rewind(here);
    if (operand.is_good)
        raise(start, operand.expression->end, "'not' after an operator must be parenthesized");
}

/// `(**a)`.
void Parser::diagnose_double_star()
{
    Checkpoint here = mark();
    advance();
    Attempt operand = try_parse(&Parser::parse_expression);
    rewind(here);
    if (operand.is_good && operand.next == TokenKind::RightParenthesis)
        raise(token_.start, token_.end, "cannot use double starred expression here");
}

/// `[a, b for …]`: the bytes are those of what should stand in parentheses.
void Parser::diagnose_unparenthesised_target(uint32_t start, uint32_t end)
{
    if (failed_)
        return;
    auto* parent = make<ListComp>(start);
    parse_comprehension_clauses(parent);
    raise(start, end, "did you forget parentheses around the comprehension target?");
}

void Parser::diagnose_starred_dict_value()
{
    uint32_t start = token_.start;
    advance();
    parse_bitwise_or();
    raise_from(start, "cannot use a starred expression in a dictionary value");
}

/// A key behind the first pair of a dictionary.
void Parser::diagnose_missing_dict_colon()
{
    if (failed_ || !at_expression_start())
        return;
    Attempt key = try_parse(&Parser::parse_expression);
    if (!key.is_good || key.next == TokenKind::Colon)
        return;
    raise(key.expression->end - 1, key.expression->end, "':' expected after dictionary key");
    error_.end_offset = 0;
}

/// `f(*a=1)`; the current token is the `=`.
void Parser::diagnose_unpacking_assignment(uint32_t start, const char* message)
{
    Checkpoint here = mark();
    advance();
    Attempt value = try_parse(&Parser::parse_expression);
    rewind(here);
    if (value.is_good)
        raise(start, value.end, message);
}

/// An argument before `=` that is no plain name.
void Parser::diagnose_keyword_name(const Expression* argument)
{
    uint32_t start = argument->start;
    const auto* constant = try_as<Constant>(argument);
    if (constant && !argument->parenthesised) {
        LiteralKind kind = constant->value.kind;
        if (kind == LiteralKind::None || kind == LiteralKind::True || kind == LiteralKind::False)
            raise(start, token_.end, std::string("cannot assign to ") + expression_name(argument));
    }
    raise(start, token_.end, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

/// A positional argument, or `*iterable` at its star, behind what it must not follow.
Expression* Parser::fail_argument_order(const ArgumentOrder& order)
{
    if (!diagnosing_)
        return fail_expression();
    if (at(TokenKind::Star)) {
        uint32_t comma = previous_end_ - 1;
        Expression* starred = parse_starred(false);
        raise_from(comma, "iterable argument unpacking follows keyword argument unpacking");
        return starred;
    }
    while (!failed_ && accept(TokenKind::Comma) && at_expression_start()) {
        parse_expression();
        if (accept(TokenKind::Equal))
            parse_expression();
    }
    raise_at_token(order.has_double_star ? "positional argument follows keyword argument unpacking"
                                         : "positional argument follows keyword argument");
    return fail_expression();
}

/// `value = …` where value can't be assigned to.
void Parser::diagnose_assignment(const Expression* value, bool is_first)
{
    if (is_first) {
        const auto* tuple = try_as<Tuple>(value);
        if (!tuple || tuple->parenthesised || tuple->elts.empty())
            diagnose_named_expression(value);
        else if (previous_end_ == tuple->elts.back()->end)
            diagnose_named_expression(tuple->elts.back());
    }
    if (value->kind == NodeKind::Yield || value->kind == NodeKind::YieldFrom) {
        if (!value->parenthesised)
            raise(value, "assignment to yield expression not possible");
    }
    raise_invalid_target(value, TargetUse::Assignment);
}

/// `target += …` where target can't be changed; the current token is the operator.
void Parser::diagnose_augmented_assignment(const Expression* target)
{
    Checkpoint here = mark();
    advance();
    Attempt value = try_parse(&Parser::parse_annotated_rhs);
    rewind(here);
    if (value.is_good)
        raise(
            target, std::string("'") + expression_name(target) + "' is an illegal expression for augmented assignment");
}

/// `target: …` where target can't be annotated; the current token is the colon.
void Parser::diagnose_annotation(const Expression* target)
{
    Checkpoint here = mark();
    advance();
    Attempt annotation = try_parse(&Parser::parse_expression);
    rewind(here);
    if (!annotation.is_good)
        return;
    if (target->kind == NodeKind::List)
        raise(target, "only single target (not list) can be annotated");
    else if (const auto* tuple = try_as<Tuple>(target))
        raise(tuple->parenthesised ? target : tuple->elts[0], "only single target (not tuple) can be annotated");
    else if (target->kind != NodeKind::Starred && target->kind != NodeKind::Yield &&
        target->kind != NodeKind::YieldFrom)
        raise(target, "illegal target for annotation");
}

/// The targets of a `for` statement, where the expression that stands there is named if it is no target.
Expression* Parser::parse_statement_targets()
{
    Checkpoint start = mark();
    Expression* targets = parse_for_targets();
    bool is_over = raised_ || lexer_.has_error() || (!failed_ && at(TokenKind::KeywordIn));
    if (!diagnosing_ || is_over)
        return targets;
    rewind(start);
    Expression* expression = parse_star_expressions();
    if (!failed_)
        raise_invalid_target(expression, TargetUse::For);
    return fail_expression();
}

/// `import a from b`; the current token is `from`.
void Parser::diagnose_import_order(uint32_t start)
{
    advance();
    parse_dotted_name();
    raise_from(start, "Did you mean to use 'from ... import ...' instead?");
}

/// What stands behind `as` in an import, an except clause or a pattern, when it is no name that ends there.
void Parser::diagnose_name_target(bool (*is_end)(TokenKind), bool needs_colon, const char* before, const char* after)
{
    if (at(TokenKind::Name) && is_end(peek()))
        return;
    Attempt target = try_parse(&Parser::parse_expression);
    if (target.is_good && (!needs_colon || target.next == TokenKind::Colon))
        raise(target.expression, std::string(before) + expression_name(target.expression) + after);
}

/// `except A, B as c`; the current token is `as`.
void Parser::diagnose_handled_types(uint32_t start)
{
    advance();
    if (!accept(TokenKind::Name) || !at(TokenKind::Colon))
        return;
    raise_from(start, "multiple exception types must be parenthesized when using 'as'");
}

// ---- parameters

void Parser::diagnose_parenthesised_parameters(bool is_lambda)
{
    uint32_t start = token_.start;
    Checkpoint here = mark();
    advance();
    bool is_list = at(TokenKind::Name);
    while (accept(TokenKind::Name) && accept(TokenKind::Comma)) { }
    uint32_t end = token_.end;
    is_list = is_list && accept(TokenKind::RightParenthesis);
    rewind(here);
    if (is_list)
        raise(start, end,
            is_lambda ? "Lambda expression parameters cannot be parenthesized"
                      : "Function parameters cannot be parenthesized");
}

/// Behind `**name`; the current token is a comma.
void Parser::diagnose_after_keyword_parameter()
{
    Checkpoint here = mark();
    advance();
    Token next = token_;
    rewind(here);
    if (next.kind == TokenKind::Name || next.kind == TokenKind::Star || next.kind == TokenKind::DoubleStar ||
        next.kind == TokenKind::Slash)
        raise(next.start, next.end, "arguments cannot follow var-keyword argument");
}

void Parser::diagnose_type_parameter_bound(bool is_star)
{
    uint32_t colon = token_.start;
    advance();
    Expression* bound = parse_expression();
    std::string message = bound->kind == NodeKind::Tuple ? "cannot use constraints with " : "cannot use bound with ";
    raise_from(colon, message + (is_star ? "TypeVarTuple" : "ParamSpec"));
}

/// A positional pattern behind a keyword pattern: all patterns up to the next keyword are meant.
void Parser::diagnose_positional_pattern()
{
    uint32_t start = token_.start;
    uint32_t end = start;
    do {
        if (at(TokenKind::RightParenthesis) || (at(TokenKind::Name) && peek() == TokenKind::Equal))
            break;
        parse_pattern();
        end = previous_end_;
    } while (accept(TokenKind::Comma));
    raise(start, end, "positional patterns follow keyword patterns");
}

// ---- f-strings

void Parser::raise_field(bool is_template, const char* message)
{
    raise(token_.start, token_.end, std::string(is_template ? "t" : "f") + "-string: " + message);
}

/// Behind the brace that opens a field.
void Parser::diagnose_field_start(bool is_template)
{
    switch (token_.kind) {
    case TokenKind::Equal:
    case TokenKind::Exclamation:
    case TokenKind::Colon:
    case TokenKind::RightBrace:
        raise_field(
            is_template, (std::string("valid expression required before '") + token_text(token_.kind) + "'").c_str());
        return;
    default:
        break;
    }
}

/// A field's expression. CPython's rules take as much of it as makes an expression, and complain about what comes then.
Expression* Parser::parse_diagnosed_field(bool is_template)
{
    if (failed_)
        return parse_annotated_rhs();
    Checkpoint start = mark();
    uint32_t outer_depth = field_depth_;
    Token outer_operator = field_operator_;
    field_depth_ = lexer_.bracket_depth();
    field_operator_ = Token();
    Expression* value = parse_annotated_rhs();
    Token last_operator = field_operator_;
    field_depth_ = outer_depth;
    field_operator_ = outer_operator;
    if (!failed_ || raised_ || lexer_.has_error())
        return value;
    rewind(start);
    if (last_operator.kind == TokenKind::Failure) {
        raise_field(is_template, "expecting a valid expression after '{'");
    } else {
        token_ = last_operator;
        raise_field(is_template, "expecting '=', or '!', or ':', or '}'");
    }
    return value;
}

/// Behind a field's expression, and its `=`.
void Parser::diagnose_field_end(bool is_template, bool is_debug)
{
    if (at(TokenKind::Exclamation) || at(TokenKind::Colon) || at(TokenKind::RightBrace))
        return;
    raise_field(is_template, is_debug ? "expecting '!', or ':', or '}'" : "expecting '=', or '!', or ':', or '}'");
}

} // namespace coil::internal::syntax
