#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

namespace
{

std::span<Expression*> elements_of(Expression* expression)
{
    return expression->kind == NodeKind::List ? as<List>(expression)->elts : as<Tuple>(expression)->elts;
}

/// The first part of a would-be target that can't be one, or null.
const Expression* find_invalid_target(const Expression* expression, TargetUse use)
{
    switch (expression->kind) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
        return nullptr;
    case NodeKind::List:
    case NodeKind::Tuple:
        for (const Expression* element : elements_of(const_cast<Expression*>(expression))) {
            if (const Expression* invalid = find_invalid_target(element, use))
                return invalid;
        }
        return nullptr;
    case NodeKind::Starred:
        if (use == TargetUse::Deletion)
            return expression;
        return find_invalid_target(as<Starred>(expression)->value, use);
    case NodeKind::Compare: {
        const auto* comparison = as<Compare>(expression);
        if (use != TargetUse::For)
            return expression;
        return comparison->ops[0] == CompareOperator::In ? find_invalid_target(comparison->left, use) : nullptr;
    }
    default:
        return expression;
    }
}

} // namespace

bool Parser::set_context(Expression* expression, Context context)
{
    switch (expression->kind) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
        break;
    case NodeKind::Starred:
        if (context == Context::Del || !set_context(as<Starred>(expression)->value, context))
            return false;
        break;
    case NodeKind::List:
    case NodeKind::Tuple:
        for (Expression* element : elements_of(expression)) {
            if (!set_context(element, context))
                return false;
        }
        break;
    default:
        return false;
    }
    expression->context = context;
    return true;
}

void Parser::raise_invalid_target(const Expression* expression, TargetUse use)
{
    const Expression* invalid = find_invalid_target(expression, use);
    if (!invalid)
        return;
    const char* verb = use == TargetUse::Deletion ? "cannot delete " : "cannot assign to ";
    raise(invalid, std::string(verb) + expression_name(invalid));
}

void Parser::make_target(Expression* expression, TargetUse use)
{
    if (set_context(expression, use == TargetUse::Deletion ? Context::Del : Context::Store))
        return;
    if (diagnosing_)
        raise_invalid_target(expression, use);
    fail();
}

/// One target as a bitwise or, so that `in` is left to `for`.
Expression* Parser::parse_star_target() { return at(TokenKind::Star) ? parse_starred(true) : parse_bitwise_or(); }

/// The targets of `for`, up to `in`.
Expression* Parser::parse_for_targets()
{
    uint32_t start = token_.start;
    Expression* target = parse_star_target();
    if (at(TokenKind::Comma))
        target = parse_tuple_rest(target, start, &Parser::parse_star_target);
    make_target(target, TargetUse::For);
    return target;
}

bool Parser::is_single_target(const Expression* expression)
{
    return expression->kind == NodeKind::Name || expression->kind == NodeKind::Attribute ||
        expression->kind == NodeKind::Subscript;
}

const char* expression_name(const Expression* expression)
{
    switch (expression->kind) {
    case NodeKind::Attribute:
        return "attribute";
    case NodeKind::Subscript:
        return "subscript";
    case NodeKind::Starred:
        return "starred";
    case NodeKind::Name:
        return "name";
    case NodeKind::List:
        return "list";
    case NodeKind::Tuple:
        return "tuple";
    case NodeKind::Lambda:
        return "lambda";
    case NodeKind::Call:
        return "function call";
    case NodeKind::BoolOp:
    case NodeKind::BinOp:
    case NodeKind::UnaryOp:
        return "expression";
    case NodeKind::GeneratorExp:
        return "generator expression";
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
        return "yield expression";
    case NodeKind::Await:
        return "await expression";
    case NodeKind::ListComp:
        return "list comprehension";
    case NodeKind::SetComp:
        return "set comprehension";
    case NodeKind::DictComp:
        return "dict comprehension";
    case NodeKind::Dict:
        return "dict literal";
    case NodeKind::Set:
        return "set display";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
        return "f-string expression";
    case NodeKind::TemplateStr:
    case NodeKind::Interpolation:
        return "t-string expression";
    case NodeKind::Compare:
        return "comparison";
    case NodeKind::IfExp:
        return "conditional expression";
    case NodeKind::NamedExpr:
        return "named expression";
    case NodeKind::Constant:
        break;
    default:
        return "expression";
    }
    switch (as<Constant>(expression)->value.kind) {
    case LiteralKind::None:
        return "None";
    case LiteralKind::True:
        return "True";
    case LiteralKind::False:
        return "False";
    case LiteralKind::Ellipsis:
        return "ellipsis";
    default:
        return "literal";
    }
}

} // namespace coil::internal::syntax
