#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

/// The clauses from the first `for` on.
std::span<Comprehension*> Parser::parse_comprehension_clauses(Expression* parent)
{
    Builder<Comprehension> clauses(*this);
    do {
        clauses.push(parse_comprehension_clause(parent));
    } while (at_comprehension());
    return clauses.take();
}

Comprehension* Parser::parse_comprehension_clause(Expression* parent)
{
    auto* node = make<Comprehension>(token_.start);
    node->is_async = accept(TokenKind::KeywordAsync);
    expect(TokenKind::KeywordFor);
    node->target = parse_for_targets();
    if (diagnosing_ && !at(TokenKind::KeywordIn) && !has_star(node->target))
        raise_at_token("'in' expected after for-loop variables");
    expect(TokenKind::KeywordIn);
    node->iter = parse_disjunction();
    adopt(parent, node->target);
    adopt(parent, node->iter);
    Builder<Expression> conditions(*this);
    while (accept(TokenKind::KeywordIf)) {
        Expression* condition = parse_disjunction();
        conditions.push(condition);
        adopt(parent, condition);
    }
    node->ifs = conditions.take();
    return finish(node);
}

template <typename T>
Expression* Parser::parse_element_comprehension(uint32_t start, Expression* element, TokenKind close)
{
    if (element->kind == NodeKind::Starred) {
        if (diagnosing_)
            raise(element, "iterable unpacking cannot be used in comprehension");
        return fail_expression();
    }
    auto* node = make<T>(start);
    node->scope = scopes_++;
    node->elt = element;
    adopt(node, element);
    node->generators = parse_comprehension_clauses(node);
    expect(close);
    return finish(node);
}

Expression* Parser::parse_parenthesised()
{
    uint32_t start = token_.start;
    advance();
    if (accept(TokenKind::RightParenthesis)) {
        auto* node = finish(make<Tuple>(start));
        node->parenthesised = true;
        return node;
    }
    if (at(TokenKind::KeywordYield)) {
        Expression* node = parse_yield();
        expect(TokenKind::RightParenthesis);
        node->parenthesised = true;
        return node;
    }
    if (diagnosing_ && at(TokenKind::DoubleStar))
        diagnose_double_star();
    uint32_t first_start = token_.start;
    Expression* first = parse_star_named_expression();
    if (at_comprehension())
        return parse_element_comprehension<GeneratorExp>(start, first, TokenKind::RightParenthesis);
    if (at(TokenKind::Comma)) {
        auto* node = as<Tuple>(parse_tuple_rest(first, first_start, &Parser::parse_star_named_expression));
        expect(TokenKind::RightParenthesis);
        node->start = start;
        node->parenthesised = true;
        return finish(node);
    }
    if (first->kind == NodeKind::Starred) {
        if (diagnosing_ && at(TokenKind::RightParenthesis))
            raise(first, "cannot use starred expression here");
        fail();
    }
    expect(TokenKind::RightParenthesis);
    first->parenthesised = true;
    return first;
}

/// The elements of a list or set, the first of which is parsed.
std::span<Expression*> Parser::parse_elements(Expression* parent, Expression* first)
{
    Builder<Expression> items(*this);
    items.push(first);
    adopt(parent, first);
    uint32_t first_comma_end = token_.end;
    while (accept(TokenKind::Comma) && (at_expression_start() || at(TokenKind::Star))) {
        Expression* item = parse_star_named_expression();
        items.push(item);
        adopt(parent, item);
    }
    if (diagnosing_ && at_comprehension())
        diagnose_unparenthesised_target(
            first->start, items.size() > 1 ? items[items.size() - 1]->end : first_comma_end);
    return items.take();
}

Expression* Parser::parse_list()
{
    uint32_t start = token_.start;
    advance();
    auto* node = make<List>(start);
    if (!at(TokenKind::RightBracket)) {
        Expression* first = parse_star_named_expression();
        if (at_comprehension())
            return parse_element_comprehension<ListComp>(start, first, TokenKind::RightBracket);
        node->elts = parse_elements(node, first);
    }
    expect(TokenKind::RightBracket);
    return finish(node);
}

Expression* Parser::parse_brace()
{
    uint32_t start = token_.start;
    advance();
    if (at(TokenKind::RightBrace) || at(TokenKind::DoubleStar))
        return parse_dict(start, nullptr);
    if (at(TokenKind::Star))
        return parse_set(start, parse_star_named_expression());
    Expression* first = parse_named_expression();
    if (at(TokenKind::Colon) && (first->kind != NodeKind::NamedExpr || first->parenthesised))
        return parse_dict(start, first);
    return parse_set(start, first);
}

Expression* Parser::parse_set(uint32_t start, Expression* first)
{
    if (at_comprehension())
        return parse_element_comprehension<SetComp>(start, first, TokenKind::RightBrace);
    auto* node = make<Set>(start);
    node->elts = parse_elements(node, first);
    expect(TokenKind::RightBrace);
    return finish(node);
}

/// The value behind a dictionary's key; the current token is the colon.
Expression* Parser::parse_dict_value()
{
    Token colon = token_;
    advance();
    if (diagnosing_) {
        if (at(TokenKind::Star))
            diagnose_starred_dict_value();
        else if (at(TokenKind::RightBrace) || at(TokenKind::Comma))
            raise(colon.start, colon.end, "expression expected after dictionary key and ':'");
    }
    return parse_expression();
}

/// A dictionary, or a comprehension of one, from its first pair on; the first key is null at the brace's end or at
/// `**`.
Expression* Parser::parse_dict(uint32_t start, Expression* key)
{
    auto* node = make<Dict>(start);
    Builder<Expression> items(*this);
    bool is_first = true;
    while (key || !at(TokenKind::RightBrace)) {
        uint32_t item_start = token_.start;
        Expression* value;
        if (!key && accept(TokenKind::DoubleStar)) {
            value = parse_bitwise_or();
            if (diagnosing_ && is_first && at_comprehension())
                raise(item_start, item_start + 2, "dict unpacking cannot be used in dict comprehension");
        } else {
            if (!key) {
                if (diagnosing_ && !is_first)
                    diagnose_missing_dict_colon();
                key = parse_expression();
            }
            if (!at(TokenKind::Colon))
                fail();
            value = at(TokenKind::Colon) ? parse_dict_value() : key;
            if (is_first && at_comprehension())
                return parse_dict_comprehension(start, key, value);
            adopt(node, key);
        }
        items.push(key);
        items.push(value);
        adopt(node, value);
        key = nullptr;
        is_first = false;
        if (!accept(TokenKind::Comma))
            break;
    }
    split_pairs(items.take(), node->keys, node->values);
    expect(TokenKind::RightBrace);
    return finish(node);
}

Expression* Parser::parse_dict_comprehension(uint32_t start, Expression* key, Expression* value)
{
    auto* node = make<DictComp>(start);
    node->scope = scopes_++;
    node->key = key;
    node->value = value;
    adopt(node, key);
    adopt(node, value);
    node->generators = parse_comprehension_clauses(node);
    expect(TokenKind::RightBrace);
    return finish(node);
}

/// Keys and values in turn become two lists.
void Parser::split_pairs(std::span<Expression*> pairs, std::span<Expression*>& keys, std::span<Expression*>& values)
{
    size_t count = pairs.size() / 2;
    if (count == 0)
        return;
    auto* key_items = static_cast<Expression**>(arena_.allocate(count * sizeof(Expression*)));
    auto* value_items = static_cast<Expression**>(arena_.allocate(count * sizeof(Expression*)));
    for (size_t i = 0; i < count; i++) {
        key_items[i] = pairs[2 * i];
        value_items[i] = pairs[2 * i + 1];
    }
    keys = { key_items, count };
    values = { value_items, count };
}

Expression* Parser::parse_slice()
{
    uint32_t start = token_.start;
    if (at(TokenKind::Star)) {
        if (diagnosing_)
            diagnose_bare_star();
        return parse_starred(false);
    }
    Expression* lower = nullptr;
    if (!at(TokenKind::Colon)) {
        lower = parse_named_expression();
        if (!at(TokenKind::Colon) || (lower->kind == NodeKind::NamedExpr && !lower->parenthesised))
            return lower;
    }
    auto* node = make<Slice>(start);
    node->lower = lower;
    advance();
    auto parse_part = [&]() -> Expression* {
        return at(TokenKind::Colon) || at(TokenKind::Comma) || at(TokenKind::RightBracket) ? nullptr
                                                                                           : parse_expression();
    };
    node->upper = parse_part();
    if (accept(TokenKind::Colon))
        node->step = parse_part();
    for (Expression* part : { node->lower, node->upper, node->step }) {
        if (part)
            adopt(node, part);
    }
    return finish(node);
}

Expression* Parser::parse_subscript(Expression* value, uint32_t start)
{
    auto* node = make<Subscript>(start);
    node->open = token_.start;
    node->value = value;
    adopt(node, value);
    advance();
    uint32_t slice_start = token_.start;
    Expression* first = parse_slice();
    if (at(TokenKind::Comma) || first->kind == NodeKind::Starred) {
        auto* tuple = make<Tuple>(slice_start);
        Builder<Expression> items(*this);
        items.push(first);
        adopt(tuple, first);
        while (accept(TokenKind::Comma) && !at(TokenKind::RightBracket)) {
            Expression* item = parse_slice();
            items.push(item);
            adopt(tuple, item);
        }
        tuple->elts = items.take();
        first = finish(tuple);
    }
    node->slice = first;
    adopt(node, first);
    expect(TokenKind::RightBracket);
    return finish(node);
}

Expression* Parser::parse_call(Expression* function, uint32_t start)
{
    auto* node = make<Call>(start);
    node->open = token_.start;
    node->func = function;
    adopt(node, function);
    advance();
    if (!at(TokenKind::RightParenthesis))
        parse_arguments(node, true);
    expect(TokenKind::RightParenthesis);
    finish(node);
    // A lone generator expression is written with the call's parentheses, which are then its span.
    if (node->args.size() == 1 && node->args[0]->kind == NodeKind::GeneratorExp && node->args[0]->end == 0) {
        node->args[0]->start = node->open;
        node->args[0]->end = node->end;
    }
    return node;
}

/// The arguments up to the closing parenthesis. A lone generator expression is left without an end, for parse_call to
/// set.
void Parser::parse_arguments(Call* call, bool allows_generator)
{
    Builder<Node> items(*this);
    ArgumentOrder order;
    order.allows_generator = allows_generator;
    do {
        if (at(TokenKind::RightParenthesis))
            break;
        Node* item = parse_argument(call, order);
        items.push(item);
        order.keywords += item->kind == NodeKind::Keyword;
        order.count++;
    } while (accept(TokenKind::Comma));
    size_t count = items.size() - order.keywords;
    if (count != 0)
        call->args = { static_cast<Expression**>(arena_.allocate(count * sizeof(Expression*))), count };
    if (order.keywords != 0)
        call->keywords = { static_cast<Keyword**>(arena_.allocate(order.keywords * sizeof(Keyword*))), order.keywords };
    size_t arg = 0;
    size_t keyword = 0;
    for (size_t i = 0; i < items.size(); i++) {
        if (items[i]->kind == NodeKind::Keyword)
            call->keywords[keyword++] = static_cast<Keyword*>(items[i]);
        else
            call->args[arg++] = static_cast<Expression*>(items[i]);
    }
    items.drop();
}

Node* Parser::parse_argument(Call* call, ArgumentOrder& order)
{
    uint32_t start = token_.start;
    if (at(TokenKind::Star)) {
        if (order.has_double_star)
            return fail_argument_order(order);
        if (diagnosing_)
            diagnose_bare_star();
        Expression* starred = parse_starred(false);
        if (diagnosing_ && at(TokenKind::Equal))
            diagnose_unpacking_assignment(start, "cannot assign to iterable argument unpacking");
        adopt(call, starred);
        return starred;
    }
    if (accept(TokenKind::DoubleStar)) {
        order.has_double_star = true;
        Node* keyword = parse_keyword_value(call, start, Symbol::Empty);
        if (diagnosing_ && at(TokenKind::Equal))
            diagnose_unpacking_assignment(start, "cannot assign to keyword argument unpacking");
        return keyword;
    }
    Expression* argument = parse_expression();
    if (at(TokenKind::ColonEqual) && argument->kind == NodeKind::Name && !argument->parenthesised) {
        argument = parse_named_rest(argument, start);
    } else if (at(TokenKind::Equal)) {
        if (argument->kind == NodeKind::Name && !argument->parenthesised) {
            uint32_t equal_end = token_.end;
            advance();
            if (diagnosing_ && (at(TokenKind::Comma) || at(TokenKind::RightParenthesis)))
                raise(start, equal_end, "expected argument value expression");
            Node* keyword = parse_keyword_value(call, start, as<Name>(argument)->id);
            if (diagnosing_ && at_comprehension())
                raise(start, equal_end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            return keyword;
        }
        if (diagnosing_)
            diagnose_keyword_name(argument);
        fail();
    }
    if (at_comprehension())
        argument = parse_generator_argument(argument, start, order);
    if (order.keywords != 0 && !failed_)
        return fail_argument_order(order);
    adopt(call, argument);
    return argument;
}

Node* Parser::parse_keyword_value(Call* call, uint32_t start, Symbol name)
{
    auto* keyword = make<Keyword>(start);
    keyword->arg = name;
    keyword->value = parse_expression();
    adopt(call, keyword->value);
    return finish(keyword);
}

/// A generator expression without parentheses, which must be the only argument.
Expression* Parser::parse_generator_argument(Expression* element, uint32_t start, const ArgumentOrder& order)
{
    if ((order.count != 0 || !order.allows_generator) && !diagnosing_)
        fail();
    auto* node = make<GeneratorExp>(start);
    node->scope = scopes_++;
    node->elt = element;
    adopt(node, element);
    node->generators = parse_comprehension_clauses(node);
    if (order.count != 0 || !order.allows_generator || !at(TokenKind::RightParenthesis)) {
        if (diagnosing_ && (order.count != 0 || at(TokenKind::Comma)))
            raise(element->start, previous_end_, "Generator expression must be parenthesized");
        fail();
    }
    return node;
}

} // namespace coil::internal::syntax
