#include "stdlib/tools/_ast/check_tree.h"

#include "runtime/interpreter/interpreter.h"

namespace coil::internal::trees
{

namespace
{

// Only what objects have no names for: lists, dicts and tuples are both.
using ast::Context;
using ast::LiteralKind;
using ast::NodeKind;

constexpr const char* context_names[] = { "Load", "Store", "Del" };

bool is_number(const ast::Expression& node, bool may_be_real)
{
    auto* constant = ast::try_as<ast::Constant>(&node);
    if (!constant)
        return false;
    switch (constant->value.kind) {
    case LiteralKind::Int:
    case LiteralKind::BigInt:
    case LiteralKind::Float:
        return may_be_real;
    default:
        return constant->value.kind == LiteralKind::Imaginary || constant->value.kind == LiteralKind::Complex;
    }
}

bool is_negative_number(const ast::Expression& node)
{
    auto* unary = ast::try_as<ast::UnaryOp>(&node);
    return unary && unary->op == ast::UnaryOperator::USub && is_number(*unary->operand, true);
}

/// `real + imaginary` or `real - imaginary`.
bool is_complex_number(const ast::Expression& node)
{
    auto* binary = ast::try_as<ast::BinOp>(&node);
    return binary && (binary->op == ast::Operator::Add || binary->op == ast::Operator::Sub) &&
        (is_number(*binary->left, true) || is_negative_number(*binary->left)) && is_number(*binary->right, false);
}

class Checker
{
public:
    Checker(Vm& vm, const Symbols& symbols)
        : vm_(vm)
        , symbols_(symbols)
    {
    }

    Result<void> block(std::span<ast::Statement* const> body);

private:
    Result<void> body(std::span<ast::Statement* const> body, const char* owner);
    template <class T> Result<void> not_empty(const std::span<T>& items, const char* what, const char* owner)
    {
        if (items.empty())
            return vm_.raise(Error::ValueError, "empty {} on {}", what, owner);
        return {};
    }
    Result<void> statement(const ast::Statement& node);
    Result<void> rare_statement(const ast::Statement& node);
    Result<void> function(const ast::FunctionDef& node);
    Result<void> try_statement(const ast::Try& node);
    Result<void> if_chain(const ast::If& node);
    Result<void> name(Symbol symbol);
    Result<void> arguments(const ast::Arguments& node);
    Result<void> generators(std::span<ast::Comprehension* const> generators);
    Result<void> keywords(std::span<ast::Keyword* const> keywords);
    Result<void> type_parameters(std::span<ast::TypeParam* const> parameters);
    Result<void> expressions(std::span<ast::Expression* const> nodes, Context context, bool may_be_null = false);
    Result<void> expression(const ast::Expression* node, Context context = Context::Load);
    Result<void> parts(const ast::Expression& node);
    Result<void> rare_parts(const ast::Expression& node);
    Result<void> context_of(const ast::Expression& node, Context context);
    Result<void> patterns(std::span<ast::Pattern* const> patterns, bool may_be_star = false);
    Result<void> pattern(const ast::Pattern& node, bool may_be_star);
    Result<void> match_value(const ast::Expression& node);
    Result<void> capture(Symbol symbol);

    Raised value_error(std::string_view text) { return vm_.raise(Error::ValueError, text); }

    Vm& vm_;
    const Symbols& symbols_;
};

Result<void> Checker::name(Symbol symbol)
{
    for (std::string_view constant : { "None", "True", "False" })
        if (symbols_.text(symbol) == constant)
            return vm_.raise(Error::ValueError, "identifier field can't represent '{}' constant", constant);
    return {};
}

Result<void> Checker::block(std::span<ast::Statement* const> body)
{
    for (const ast::Statement* node : body)
        TRY(statement(*node));
    return {};
}

Result<void> Checker::body(std::span<ast::Statement* const> body, const char* owner)
{
    TRY(not_empty(body, "body", owner));
    return block(body);
}

Result<void> Checker::expressions(std::span<ast::Expression* const> nodes, Context context, bool may_be_null)
{
    for (const ast::Expression* node : nodes)
        if (node || !may_be_null)
            TRY(expression(node, context));
    return {};
}

Result<void> Checker::context_of(const ast::Expression& node, Context context)
{
    switch (node.kind) {
    case NodeKind::Attribute:
    case NodeKind::Subscript:
    case NodeKind::Starred:
    case NodeKind::Name:
    case NodeKind::List:
    case NodeKind::Tuple:
        if (node.context != context)
            return vm_.raise(Error::ValueError, "expression must have {} context but has {} instead",
                context_names[int(context)], context_names[int(node.context)]);
        return {};
    default:
        if (context != Context::Load)
            return vm_.raise(
                Error::ValueError, "expression which can't be assigned to in {} context", context_names[int(context)]);
        return {};
    }
}

/// Null is nothing to check.
Result<void> Checker::expression(const ast::Expression* node, Context context)
{
    if (!node)
        return {};
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " during compilation");
    TRY(context_of(*node, context));
    return parts(*node);
}

Result<void> Checker::parts(const ast::Expression& node)
{
    switch (node.kind) {
    case NodeKind::Name:
        return name(ast::as<ast::Name>(&node)->id);
    case NodeKind::BoolOp:
        if (ast::as<ast::BoolOp>(&node)->values.size() < 2)
            return value_error("BoolOp with less than 2 values");
        return expressions(ast::as<ast::BoolOp>(&node)->values, Context::Load);
    case NodeKind::BinOp:
        TRY(expression(ast::as<ast::BinOp>(&node)->left));
        return expression(ast::as<ast::BinOp>(&node)->right);
    case NodeKind::UnaryOp:
        return expression(ast::as<ast::UnaryOp>(&node)->operand);
    case NodeKind::Compare: {
        auto& compare = *ast::as<ast::Compare>(&node);
        if (compare.comparators.empty())
            return value_error("Compare with no comparators");
        if (compare.comparators.size() != compare.ops.size())
            return value_error("Compare has a different number of comparators and operands");
        TRY(expressions(compare.comparators, Context::Load));
        return expression(compare.left);
    }
    case NodeKind::Call:
        TRY(expression(ast::as<ast::Call>(&node)->func));
        TRY(expressions(ast::as<ast::Call>(&node)->args, Context::Load));
        return keywords(ast::as<ast::Call>(&node)->keywords);
    case NodeKind::Attribute:
        return expression(ast::as<ast::Attribute>(&node)->value);
    case NodeKind::Subscript:
        TRY(expression(ast::as<ast::Subscript>(&node)->slice));
        return expression(ast::as<ast::Subscript>(&node)->value);
    case NodeKind::Starred:
        return expression(ast::as<ast::Starred>(&node)->value, node.context);
    case NodeKind::List:
        return expressions(ast::as<ast::List>(&node)->elts, node.context);
    case NodeKind::Tuple:
        return expressions(ast::as<ast::Tuple>(&node)->elts, node.context);
    default:
        return rare_parts(node);
    }
}

Result<void> Checker::rare_parts(const ast::Expression& node)
{
    auto of_elements = [&](auto& tree) -> Result<void> {
        TRY(generators(tree.generators));
        return expression(tree.elt);
    };
    switch (node.kind) {
    case NodeKind::NamedExpr:
        return expression(ast::as<ast::NamedExpr>(&node)->value);
    case NodeKind::Lambda:
        TRY(arguments(*ast::as<ast::Lambda>(&node)->args));
        return expression(ast::as<ast::Lambda>(&node)->body);
    case NodeKind::IfExp:
        TRY(expression(ast::as<ast::IfExp>(&node)->test));
        TRY(expression(ast::as<ast::IfExp>(&node)->body));
        return expression(ast::as<ast::IfExp>(&node)->orelse);
    case NodeKind::Dict:
        if (ast::as<ast::Dict>(&node)->keys.size() != ast::as<ast::Dict>(&node)->values.size())
            return value_error("Dict doesn't have the same number of keys as values");
        TRY(expressions(ast::as<ast::Dict>(&node)->keys, Context::Load, true));
        return expressions(ast::as<ast::Dict>(&node)->values, Context::Load);
    case NodeKind::Set:
        return expressions(ast::as<ast::Set>(&node)->elts, Context::Load);
    case NodeKind::ListComp:
        return of_elements(*ast::as<ast::ListComp>(&node));
    case NodeKind::SetComp:
        return of_elements(*ast::as<ast::SetComp>(&node));
    case NodeKind::GeneratorExp:
        return of_elements(*ast::as<ast::GeneratorExp>(&node));
    case NodeKind::DictComp:
        TRY(generators(ast::as<ast::DictComp>(&node)->generators));
        TRY(expression(ast::as<ast::DictComp>(&node)->key));
        return expression(ast::as<ast::DictComp>(&node)->value);
    case NodeKind::Await:
        return expression(ast::as<ast::Await>(&node)->value);
    case NodeKind::Yield:
        return expression(ast::as<ast::Yield>(&node)->value);
    case NodeKind::YieldFrom:
        return expression(ast::as<ast::YieldFrom>(&node)->value);
    case NodeKind::JoinedStr:
        return expressions(ast::as<ast::JoinedStr>(&node)->values, Context::Load);
    case NodeKind::TemplateStr:
        return expressions(ast::as<ast::TemplateStr>(&node)->values, Context::Load);
    case NodeKind::FormattedValue:
        TRY(expression(ast::as<ast::FormattedValue>(&node)->value));
        return expression(ast::as<ast::FormattedValue>(&node)->format_spec);
    case NodeKind::Interpolation:
        TRY(expression(ast::as<ast::Interpolation>(&node)->value));
        return expression(ast::as<ast::Interpolation>(&node)->format_spec);
    case NodeKind::Slice:
        TRY(expression(ast::as<ast::Slice>(&node)->lower));
        TRY(expression(ast::as<ast::Slice>(&node)->upper));
        return expression(ast::as<ast::Slice>(&node)->step);
    default:
        return {};
    }
}

Result<void> Checker::arguments(const ast::Arguments& node)
{
    auto annotations = [&](std::span<ast::Arg* const> parameters) -> Result<void> {
        for (const ast::Arg* each : parameters)
            TRY(expression(each->annotation));
        return {};
    };
    TRY(annotations(node.posonlyargs));
    TRY(annotations(node.args));
    if (node.vararg)
        TRY(expression(node.vararg->annotation));
    TRY(annotations(node.kwonlyargs));
    if (node.kwarg)
        TRY(expression(node.kwarg->annotation));
    if (node.defaults.size() > node.posonlyargs.size() + node.args.size())
        return value_error("more positional defaults than args on arguments");
    if (node.kw_defaults.size() != node.kwonlyargs.size())
        return value_error("length of kwonlyargs is not the same as kw_defaults on arguments");
    TRY(expressions(node.defaults, Context::Load));
    return expressions(node.kw_defaults, Context::Load, true);
}

Result<void> Checker::generators(std::span<ast::Comprehension* const> generators)
{
    if (generators.empty())
        return value_error("comprehension with no generators");
    for (const ast::Comprehension* each : generators) {
        TRY(expression(each->target, Context::Store));
        TRY(expression(each->iter));
        TRY(expressions(each->ifs, Context::Load));
    }
    return {};
}

Result<void> Checker::keywords(std::span<ast::Keyword* const> keywords)
{
    for (const ast::Keyword* each : keywords)
        TRY(expression(each->value));
    return {};
}

Result<void> Checker::type_parameters(std::span<ast::TypeParam* const> parameters)
{
    for (const ast::TypeParam* each : parameters) {
        if (auto* variable = ast::try_as<ast::TypeVar>(each)) {
            TRY(name(variable->name));
            TRY(expression(variable->bound));
            TRY(expression(variable->default_value));
        } else if (auto* specification = ast::try_as<ast::ParamSpec>(each)) {
            TRY(name(specification->name));
            TRY(expression(specification->default_value));
        } else {
            TRY(name(ast::as<ast::TypeVarTuple>(each)->name));
            TRY(expression(ast::as<ast::TypeVarTuple>(each)->default_value));
        }
    }
    return {};
}

Result<void> Checker::function(const ast::FunctionDef& node)
{
    const char* owner = node.is_async ? "AsyncFunctionDef" : "FunctionDef";
    TRY(body(node.body, owner));
    TRY(type_parameters(node.type_params));
    TRY(arguments(*node.args));
    TRY(expressions(node.decorator_list, Context::Load));
    return expression(node.returns);
}

Result<void> Checker::if_chain(const ast::If& first)
{
    for (const ast::If* node = &first;;) {
        TRY(expression(node->test));
        TRY(body(node->body, "If"));
        auto* next = node->orelse.size() == 1 ? ast::try_as<ast::If>(node->orelse[0]) : nullptr;
        if (!next || !next->is_elif)
            return block(node->orelse);
        node = next;
    }
}

Result<void> Checker::try_statement(const ast::Try& node)
{
    const char* owner = node.is_star ? "TryStar" : "Try";
    TRY(body(node.body, owner));
    if (node.handlers.empty() && node.finalbody.empty())
        return vm_.raise(Error::ValueError, "{} has neither except handlers nor finalbody", owner);
    if (node.handlers.empty() && !node.orelse.empty())
        return vm_.raise(Error::ValueError, "{} has orelse but no except handlers", owner);
    for (const ast::ExceptHandler* handler : node.handlers) {
        // The grammar has no such handler; CPython compiles one that matches everything.
        if (node.is_star && !handler->type)
            return value_error("TryStar handler without a type");
        TRY(expression(handler->type));
        TRY(body(handler->body, "ExceptHandler"));
    }
    TRY(block(node.finalbody));
    return block(node.orelse);
}

Result<void> Checker::statement(const ast::Statement& node)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " during compilation");
    switch (node.kind) {
    case NodeKind::FunctionDef:
        return function(*ast::as<ast::FunctionDef>(&node));
    case NodeKind::ClassDef: {
        auto& definition = *ast::as<ast::ClassDef>(&node);
        TRY(body(definition.body, "ClassDef"));
        TRY(type_parameters(definition.type_params));
        TRY(expressions(definition.bases, Context::Load));
        TRY(keywords(definition.keywords));
        return expressions(definition.decorator_list, Context::Load);
    }
    case NodeKind::Return:
        return expression(ast::as<ast::Return>(&node)->value);
    case NodeKind::Delete:
        TRY(not_empty(ast::as<ast::Delete>(&node)->targets, "targets", "Delete"));
        return expressions(ast::as<ast::Delete>(&node)->targets, Context::Del);
    case NodeKind::Assign:
        TRY(not_empty(ast::as<ast::Assign>(&node)->targets, "targets", "Assign"));
        TRY(expressions(ast::as<ast::Assign>(&node)->targets, Context::Store));
        return expression(ast::as<ast::Assign>(&node)->value);
    case NodeKind::AugAssign:
        TRY(expression(ast::as<ast::AugAssign>(&node)->target, Context::Store));
        return expression(ast::as<ast::AugAssign>(&node)->value);
    case NodeKind::For: {
        auto& loop = *ast::as<ast::For>(&node);
        TRY(expression(loop.target, Context::Store));
        TRY(expression(loop.iter));
        TRY(body(loop.body, loop.is_async ? "AsyncFor" : "For"));
        return block(loop.orelse);
    }
    case NodeKind::While:
        TRY(expression(ast::as<ast::While>(&node)->test));
        TRY(body(ast::as<ast::While>(&node)->body, "While"));
        return block(ast::as<ast::While>(&node)->orelse);
    case NodeKind::If:
        return if_chain(*ast::as<ast::If>(&node));
    case NodeKind::With: {
        auto& with = *ast::as<ast::With>(&node);
        const char* owner = with.is_async ? "AsyncWith" : "With";
        TRY(not_empty(with.items, "items", owner));
        for (const ast::WithItem* item : with.items) {
            TRY(expression(item->context_expr));
            TRY(expression(item->optional_vars, Context::Store));
        }
        return body(with.body, owner);
    }
    case NodeKind::Try:
        return try_statement(*ast::as<ast::Try>(&node));
    default:
        return rare_statement(node);
    }
}

Result<void> Checker::rare_statement(const ast::Statement& node)
{
    switch (node.kind) {
    case NodeKind::TypeAlias:
        TRY(expression(ast::as<ast::TypeAlias>(&node)->name, Context::Store));
        TRY(type_parameters(ast::as<ast::TypeAlias>(&node)->type_params));
        return expression(ast::as<ast::TypeAlias>(&node)->value);
    case NodeKind::AnnAssign: {
        auto& assign = *ast::as<ast::AnnAssign>(&node);
        if (assign.simple && assign.target->kind != NodeKind::Name)
            return vm_.raise(Error::TypeError, "AnnAssign with simple non-Name target");
        TRY(expression(assign.target, Context::Store));
        TRY(expression(assign.value));
        return expression(assign.annotation);
    }
    case NodeKind::Match: {
        auto& match = *ast::as<ast::Match>(&node);
        TRY(expression(match.subject));
        TRY(not_empty(match.cases, "cases", "Match"));
        for (const ast::MatchCase* each : match.cases) {
            TRY(pattern(*each->pattern, false));
            TRY(expression(each->guard));
            TRY(body(each->body, "match_case"));
        }
        return {};
    }
    case NodeKind::Raise:
        if (!ast::as<ast::Raise>(&node)->exc && ast::as<ast::Raise>(&node)->cause)
            return value_error("Raise with cause but no exception");
        TRY(expression(ast::as<ast::Raise>(&node)->exc));
        return expression(ast::as<ast::Raise>(&node)->cause);
    case NodeKind::Assert:
        TRY(expression(ast::as<ast::Assert>(&node)->test));
        return expression(ast::as<ast::Assert>(&node)->msg);
    case NodeKind::Import:
        return not_empty(ast::as<ast::Import>(&node)->names, "names", "Import");
    case NodeKind::ImportFrom:
        return not_empty(ast::as<ast::ImportFrom>(&node)->names, "names", "ImportFrom");
    case NodeKind::Global:
        return not_empty(ast::as<ast::Global>(&node)->names, "names", "Global");
    case NodeKind::Nonlocal:
        return not_empty(ast::as<ast::Nonlocal>(&node)->names, "names", "Nonlocal");
    case NodeKind::Expr:
        return expression(ast::as<ast::Expr>(&node)->value);
    default:
        return {};
    }
}

Result<void> Checker::capture(Symbol symbol)
{
    if (symbols_.text(symbol) == "_")
        return value_error("can't capture name '_' in patterns");
    return name(symbol);
}

Result<void> Checker::patterns(std::span<ast::Pattern* const> patterns, bool may_be_star)
{
    for (const ast::Pattern* each : patterns)
        TRY(pattern(*each, may_be_star));
    return {};
}

/// What a pattern may compare with: a literal (a number with a sign or of two parts), or names joined by dots.
Result<void> Checker::match_value(const ast::Expression& node)
{
    TRY(expression(&node));
    switch (node.kind) {
    case NodeKind::Constant:
        switch (ast::as<ast::Constant>(&node)->value.kind) {
        case LiteralKind::Int:
        case LiteralKind::BigInt:
        case LiteralKind::Float:
        case LiteralKind::Imaginary:
        case LiteralKind::Complex:
        case LiteralKind::Str:
        case LiteralKind::Bytes:
            return {};
        default:
            return value_error("unexpected constant inside of a literal pattern");
        }
    case NodeKind::Attribute:
    case NodeKind::JoinedStr:
    case NodeKind::TemplateStr:
        return {};
    default:
        if (is_negative_number(node) || is_complex_number(node))
            return {};
        return value_error("patterns may only match literals and attribute lookups");
    }
}

Result<void> Checker::pattern(const ast::Pattern& node, bool may_be_star)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " during compilation");
    switch (node.kind) {
    case NodeKind::MatchValue:
        return match_value(*ast::as<ast::MatchValue>(&node)->value);
    case NodeKind::MatchSingleton:
        if (ast::as<ast::MatchSingleton>(&node)->value.kind > LiteralKind::False)
            return value_error("MatchSingleton can only contain True, False and None");
        return {};
    case NodeKind::MatchSequence:
        return patterns(ast::as<ast::MatchSequence>(&node)->patterns, true);
    case NodeKind::MatchMapping: {
        auto& mapping = *ast::as<ast::MatchMapping>(&node);
        if (mapping.keys.size() != mapping.patterns.size())
            return value_error("MatchMapping doesn't have the same number of keys as patterns");
        if (mapping.rest != Symbol::Empty)
            TRY(capture(mapping.rest));
        for (const ast::Expression* key : mapping.keys) {
            auto* constant = ast::try_as<ast::Constant>(key);
            if (!constant || constant->value.kind > LiteralKind::False)
                TRY(match_value(*key));
        }
        return patterns(mapping.patterns);
    }
    case NodeKind::MatchClass: {
        auto& match = *ast::as<ast::MatchClass>(&node);
        if (match.kwd_attrs.size() != match.kwd_patterns.size())
            return value_error("MatchClass doesn't have the same number of keyword attributes as patterns");
        TRY(expression(match.cls));
        const ast::Expression* cls = match.cls;
        while (cls->kind == NodeKind::Attribute)
            cls = ast::as<ast::Attribute>(cls)->value;
        if (cls->kind != NodeKind::Name)
            return value_error("MatchClass cls field can only contain Name or Attribute nodes.");
        for (Symbol attribute : match.kwd_attrs)
            TRY(name(attribute));
        TRY(patterns(match.patterns));
        return patterns(match.kwd_patterns);
    }
    case NodeKind::MatchStar:
        if (!may_be_star)
            return value_error("can't use MatchStar here");
        return ast::as<ast::MatchStar>(&node)->name == Symbol::Empty ? Result<void>()
                                                                     : capture(ast::as<ast::MatchStar>(&node)->name);
    case NodeKind::MatchAs: {
        auto& match = *ast::as<ast::MatchAs>(&node);
        if (match.name != Symbol::Empty)
            TRY(capture(match.name));
        else if (match.pattern)
            return value_error("MatchAs must specify a target name if a pattern is given");
        return match.pattern ? pattern(*match.pattern, false) : Result<void>();
    }
    default:
        if (ast::as<ast::MatchOr>(&node)->patterns.size() < 2)
            return value_error("MatchOr requires at least 2 patterns");
        return patterns(ast::as<ast::MatchOr>(&node)->patterns);
    }
}

} // namespace

Result<void> check_tree(Vm& vm, const Symbols& symbols, const ast::Module& module)
{
    return Checker(vm, symbols).block(module.body);
}

} // namespace coil::internal::trees
