#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

namespace
{

bool augmented_operator(TokenKind kind, Operator& op)
{
    switch (kind) {
    case TokenKind::PlusEqual:
        op = Operator::Add;
        return true;
    case TokenKind::MinusEqual:
        op = Operator::Sub;
        return true;
    case TokenKind::StarEqual:
        op = Operator::Mult;
        return true;
    case TokenKind::SlashEqual:
        op = Operator::Div;
        return true;
    case TokenKind::DoubleSlashEqual:
        op = Operator::FloorDiv;
        return true;
    case TokenKind::PercentEqual:
        op = Operator::Mod;
        return true;
    case TokenKind::AtEqual:
        op = Operator::MatMult;
        return true;
    case TokenKind::AmpersandEqual:
        op = Operator::BitAnd;
        return true;
    case TokenKind::VerticalBarEqual:
        op = Operator::BitOr;
        return true;
    case TokenKind::CircumflexEqual:
        op = Operator::BitXor;
        return true;
    case TokenKind::LeftShiftEqual:
        op = Operator::LShift;
        return true;
    case TokenKind::RightShiftEqual:
        op = Operator::RShift;
        return true;
    case TokenKind::DoubleStarEqual:
        op = Operator::Pow;
        return true;
    default:
        return false;
    }
}

} // namespace

void Parser::parse_statement(Statements& out)
{
    if (!parse_compound_statement(out))
        parse_simple_statements(out);
    else if (!failed_)
        last_compound_ = out[out.size() - 1]->start;
}

/// One logical line of simple statements.
void Parser::parse_simple_statements(Statements& out)
{
    do {
        if (at(TokenKind::Newline))
            break;
        out.push(parse_simple_statement());
    } while (accept(TokenKind::Semicolon));
    if (!accept_layout(TokenKind::Newline))
        fail();
}

template <typename T> Statement* Parser::parse_word_statement()
{
    if (diagnosing_)
        diagnose_statement_word();
    auto* node = make<T>(token_.start);
    advance();
    return finish(node);
}

Statement* Parser::parse_simple_statement()
{
    switch (token_.kind) {
    case TokenKind::KeywordReturn:
        return parse_return();
    case TokenKind::KeywordImport:
        return parse_import();
    case TokenKind::KeywordFrom:
        return parse_import_from();
    case TokenKind::KeywordRaise:
        return parse_raise();
    case TokenKind::KeywordPass:
        return parse_word_statement<Pass>();
    case TokenKind::KeywordBreak:
        return parse_word_statement<Break>();
    case TokenKind::KeywordContinue:
        return parse_word_statement<Continue>();
    case TokenKind::KeywordDel:
        return parse_delete();
    case TokenKind::KeywordAssert:
        return parse_assert();
    case TokenKind::KeywordGlobal:
        return parse_names<Global>();
    case TokenKind::KeywordNonlocal:
        return parse_names<Nonlocal>();
    case TokenKind::Name:
        if (token_.symbol == type_word_ && peek() == TokenKind::Name)
            return parse_type_alias();
        return parse_expression_statement();
    default:
        return parse_expression_statement();
    }
}

/// An expression, or an assignment of any kind.
Statement* Parser::parse_expression_statement()
{
    uint32_t start = token_.start;
    Expression* expression = parse_annotated_rhs();
    switch (token_.kind) {
    case TokenKind::Equal:
        return parse_assignment(expression, start);
    case TokenKind::Colon:
        return parse_annotated_assignment(expression, start);
    default: {
        Operator op;
        if (augmented_operator(token_.kind, op))
            return parse_augmented_assignment(expression, start, op);
        auto* node = make<Expr>(start);
        node->value = expression;
        return finish(node);
    }
    }
}

Statement* Parser::parse_assignment(Expression* first, uint32_t start)
{
    auto* node = make<Assign>(start);
    Builder<Expression> targets(*this);
    Expression* value = first;
    while (at(TokenKind::Equal)) {
        if (!set_context(value, Context::Store)) {
            if (diagnosing_)
                diagnose_assignment(value, targets.size() == 0);
            fail();
        }
        targets.push(value);
        advance();
        value = parse_annotated_rhs();
    }
    node->targets = targets.take();
    node->value = value;
    return finish(node);
}

Statement* Parser::parse_augmented_assignment(Expression* target, uint32_t start, Operator op)
{
    auto* node = make<AugAssign>(start);
    if (!is_single_target(target)) {
        if (diagnosing_)
            diagnose_augmented_assignment(target);
        fail();
    }
    target->context = Context::Store;
    node->target = target;
    node->op = op;
    node->op_start = token_.start;
    advance();
    node->value = parse_annotated_rhs();
    return finish(node);
}

Statement* Parser::parse_annotated_assignment(Expression* target, uint32_t start)
{
    auto* node = make<AnnAssign>(start);
    if (!is_single_target(target)) {
        if (diagnosing_)
            diagnose_annotation(target);
        fail();
    }
    target->context = Context::Store;
    node->target = target;
    node->simple = target->kind == NodeKind::Name && !target->parenthesised;
    advance();
    node->annotation = parse_expression();
    if (accept(TokenKind::Equal))
        node->value = parse_annotated_rhs();
    return finish(node);
}

Statement* Parser::parse_return()
{
    auto* node = make<Return>(token_.start);
    advance();
    if (at_expression_start() || at(TokenKind::Star))
        node->value = parse_star_expressions();
    return finish(node);
}

Statement* Parser::parse_raise()
{
    auto* node = make<Raise>(token_.start);
    advance();
    if (at_expression_start()) {
        node->exc = parse_expression();
        if (accept(TokenKind::KeywordFrom))
            node->cause = parse_expression();
    }
    return finish(node);
}

Statement* Parser::parse_assert()
{
    auto* node = make<Assert>(token_.start);
    advance();
    node->test = parse_expression();
    if (accept(TokenKind::Comma))
        node->msg = parse_expression();
    return finish(node);
}

Statement* Parser::parse_delete()
{
    auto* node = make<Delete>(token_.start);
    advance();
    Expression* target = parse_star_expressions();
    auto* tuple = try_as<Tuple>(target);
    bool is_list = tuple && !tuple->parenthesised;
    node->targets = is_list ? tuple->elts : arena_.copy(&target, 1);
    for (Expression* item : node->targets)
        make_target(item, TargetUse::Deletion);
    return finish(node);
}

/// `global` or `nonlocal`.
template <typename T> Statement* Parser::parse_names()
{
    auto* node = make<T>(token_.start);
    advance();
    std::vector<Symbol> names;
    do {
        names.push_back(token_.symbol);
        expect(TokenKind::Name);
    } while (accept(TokenKind::Comma));
    node->names = arena_.copy(names.data(), names.size());
    return finish(node);
}

/// `type Name[…] = value`; the current token is `type`.
Statement* Parser::parse_type_alias()
{
    auto* node = make<TypeAlias>(token_.start);
    node->scope = scopes_++;
    advance();
    Expression* name = parse_atom();
    name->context = Context::Store;
    node->name = as<Name>(name);
    node->type_params = parse_type_parameters();
    expect(TokenKind::Equal);
    node->value = parse_expression();
    return finish(node);
}

Symbol Parser::parse_dotted_name()
{
    Symbol name = token_.symbol;
    expect(TokenKind::Name);
    if (!at(TokenKind::Dot))
        return name;
    std::string joined(symbols_.text(name));
    while (accept(TokenKind::Dot)) {
        joined += '.';
        if (at(TokenKind::Name))
            joined += symbols_.text(token_.symbol);
        expect(TokenKind::Name);
    }
    return symbols_.intern(joined);
}

/// `as name`, or the empty name.
Symbol Parser::parse_as_name()
{
    if (!accept(TokenKind::KeywordAs))
        return Symbol::Empty;
    if (diagnosing_)
        diagnose_name_target(
            [](TokenKind kind) {
                return kind == TokenKind::Comma || kind == TokenKind::RightParenthesis || kind == TokenKind::Newline ||
                    kind == TokenKind::Semicolon;
            },
            false, "cannot use ", " as import target");
    Symbol name = token_.symbol;
    expect(TokenKind::Name);
    return name;
}

Statement* Parser::parse_import()
{
    auto* node = make<Import>(token_.start);
    advance();
    if (diagnosing_ && at(TokenKind::Newline))
        raise_from(token_.start, "Expected one or more names after 'import'");
    Builder<Alias> names(*this);
    do {
        auto* alias = make<Alias>(token_.start);
        alias->name = parse_dotted_name();
        alias->asname = parse_as_name();
        names.push(finish(alias));
    } while (accept(TokenKind::Comma));
    if (diagnosing_ && at(TokenKind::KeywordFrom))
        diagnose_import_order(node->start);
    node->names = names.take();
    return finish(node);
}

Statement* Parser::parse_import_from()
{
    auto* node = make<ImportFrom>(token_.start);
    advance();
    for (; at(TokenKind::Dot) || at(TokenKind::Ellipsis); advance())
        node->level += at(TokenKind::Dot) ? 1 : 3;
    if (node->level == 0 || at(TokenKind::Name))
        node->module = parse_dotted_name();
    expect(TokenKind::KeywordImport);
    Builder<Alias> names(*this);
    bool has_parentheses = accept(TokenKind::LeftParenthesis);
    if (at(TokenKind::Star) && !has_parentheses) {
        auto* alias = make<Alias>(token_.start);
        alias->name = symbols_.intern("*");
        advance();
        names.push(finish(alias));
    } else {
        if (diagnosing_ && at(TokenKind::Newline))
            raise_from(token_.start, "Expected one or more names after 'import'");
        do {
            if (has_parentheses && names.size() != 0 && at(TokenKind::RightParenthesis))
                break;
            if (diagnosing_ && !has_parentheses && names.size() != 0 && at(TokenKind::Newline))
                raise_at_token("trailing comma not allowed without surrounding parentheses");
            auto* alias = make<Alias>(token_.start);
            alias->name = token_.symbol;
            expect(TokenKind::Name);
            alias->asname = parse_as_name();
            names.push(finish(alias));
        } while (accept(TokenKind::Comma));
    }
    if (has_parentheses)
        expect(TokenKind::RightParenthesis);
    node->names = names.take();
    return finish(node);
}

} // namespace coil::internal::syntax
