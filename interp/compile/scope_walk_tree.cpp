// The walk's way through the tree.
#include "compile/scope_walk.h"

#include <algorithm>

namespace coil::internal
{

using namespace ast;

void ScopeWalk::block(std::span<Statement* const> body)
{
    for (const Statement* node : body)
        statement(*node);
}

bool ScopeWalk::is_too_deep(const Node& node)
{
    if (!stack_.is_exhausted()) [[likely]]
        return false;
    if (!error_)
        error_ = make_syntax_error(
            source_, node.start, node.end, "source is nested too deeply to be compiled", SyntaxErrorKind::MemoryError);
    return true;
}

void ScopeWalk::statement(const Statement& node)
{
    if (is_too_deep(node))
        return;
    switch (node.kind) {
    case NodeKind::FunctionDef:
        return function(static_cast<const FunctionDef&>(node));
    case NodeKind::ClassDef:
        return class_body(static_cast<const ClassDef&>(node));
    case NodeKind::Return:
        return expression(as<Return>(&node)->value);
    case NodeKind::Delete:
        return expressions(as<Delete>(&node)->targets);
    case NodeKind::Assign:
        expression(as<Assign>(&node)->value);
        return expressions(as<Assign>(&node)->targets);
    case NodeKind::AugAssign:
        expression(as<AugAssign>(&node)->target);
        return expression(as<AugAssign>(&node)->value);
    case NodeKind::AnnAssign:
        return annotated_assignment(static_cast<const AnnAssign&>(node));
    case NodeKind::For: {
        auto& loop = static_cast<const For&>(node);
        if (loop.is_async)
            note_await();
        expression(loop.iter);
        expression(loop.target);
        block(loop.body);
        return block(loop.orelse);
    }
    case NodeKind::While:
        expression(as<While>(&node)->test);
        block(as<While>(&node)->body);
        return block(as<While>(&node)->orelse);
    case NodeKind::If:
        for (auto* branch = as<If>(&node);;) {
            expression(branch->test);
            block(branch->body);
            auto* next = branch->orelse.size() == 1 ? try_as<If>(branch->orelse[0]) : nullptr;
            if (!next || !next->is_elif)
                return block(branch->orelse);
            branch = next;
        }
    case NodeKind::With:
        return with(static_cast<const With&>(node));
    case NodeKind::Match:
        return match(static_cast<const Match&>(node));
    case NodeKind::Raise:
        expression(as<Raise>(&node)->exc);
        return expression(as<Raise>(&node)->cause);
    case NodeKind::Try:
        return try_statement(static_cast<const Try&>(node));
    case NodeKind::Assert:
        expression(as<Assert>(&node)->test);
        return expression(as<Assert>(&node)->msg);
    case NodeKind::Import:
        return import(static_cast<const Import&>(node));
    case NodeKind::ImportFrom:
        return import_from(static_cast<const ImportFrom&>(node));
    case NodeKind::Global:
        return declare(as<Global>(&node)->names, node, true);
    case NodeKind::Nonlocal:
        return declare(as<Nonlocal>(&node)->names, node, false);
    case NodeKind::Expr:
        return expression(as<Expr>(&node)->value);
    case NodeKind::TypeAlias:
        return type_alias(static_cast<const TypeAlias&>(node));
    default:
        return;
    }
}

bool has_keyword_defaults(const Arguments& arguments)
{
    return std::any_of(arguments.kw_defaults.begin(), arguments.kw_defaults.end(),
        [](const Expression* value) { return value != nullptr; });
}

void ScopeWalk::function(const FunctionDef& node)
{
    bind(node.name, node);
    defaults(*node.args);
    expressions(node.decorator_list);
    bool is_generic = !node.type_params.empty();
    if (is_generic) {
        open_type_parameters(node.type_params, node.scope);
        if (!node.args->defaults.empty())
            bind_hidden(".defaults", NameBound | NameParameter);
        if (has_keyword_defaults(*node.args))
            bind_hidden(".kwdefaults", NameBound | NameParameter);
        type_parameters(node.type_params);
    }
    annotations(*node.args, node.returns, node.scope);
    open(node.scope, ScopeKind::Function);
    scope().is_async = node.is_async;
    parameters(*node.args);
    block(node.body);
    close();
    if (is_generic)
        close();
}

void ScopeWalk::class_body(const ClassDef& node)
{
    bind(node.name, node);
    expressions(node.decorator_list);
    bool is_generic = !node.type_params.empty();
    if (is_generic) {
        open_type_parameters(node.type_params, node.scope, node.name);
        bind_hidden(".type_params");
        bind_hidden(".generic_base");
        type_parameters(node.type_params);
    }
    expressions(node.bases);
    for (const Keyword* keyword : node.keywords)
        expression(keyword->value);
    open(node.scope, ScopeKind::Class);
    scope().class_name = node.name;
    if (is_generic)
        bind_hidden(".type_params", NameUsed);
    ++class_depth_;
    block(node.body);
    --class_depth_;
    close();
    if (is_generic)
        close();
}

void ScopeWalk::parameter(const Arg* argument)
{
    if (argument)
        bind(argument->arg, *argument, NameBound | NameParameter);
}

/// In the order of their registers.
void ScopeWalk::parameters(const Arguments& arguments)
{
    for (const Arg* argument : arguments.posonlyargs)
        parameter(argument);
    for (const Arg* argument : arguments.args)
        parameter(argument);
    for (const Arg* argument : arguments.kwonlyargs)
        parameter(argument);
    parameter(arguments.vararg);
    parameter(arguments.kwarg);
}

void ScopeWalk::defaults(const Arguments& arguments)
{
    expressions(arguments.defaults);
    expressions(arguments.kw_defaults);
}

void ScopeWalk::annotations(const Arguments& arguments, const Expression* returns, uint32_t of)
{
    bool any = returns;
    auto has_any = [&](std::span<Arg* const> list) {
        for (const Arg* argument : list)
            any |= argument->annotation != nullptr;
    };
    has_any(arguments.posonlyargs);
    has_any(arguments.args);
    has_any(arguments.kwonlyargs);
    any |= (arguments.vararg && arguments.vararg->annotation) || (arguments.kwarg && arguments.kwarg->annotation);
    if (!any)
        return;
    open_annotate(of);
    bool was_in_annotation = std::exchange(in_annotation_, true);
    bool ignored = std::exchange(ignores_names_, ignores_names_ || table_.has_future_annotations_);
    auto visit = [&](const Arg* argument) {
        if (argument)
            expression(argument->annotation);
    };
    for (const Arg* argument : arguments.posonlyargs)
        visit(argument);
    for (const Arg* argument : arguments.args)
        visit(argument);
    visit(arguments.vararg);
    for (const Arg* argument : arguments.kwonlyargs)
        visit(argument);
    visit(arguments.kwarg);
    expression(returns);
    ignores_names_ = ignored;
    in_annotation_ = was_in_annotation;
    close();
}

void ScopeWalk::annotated_assignment(const AnnAssign& node)
{
    bool is_function = scope().kind == ScopeKind::Function;
    if (auto* name = try_as<Name>(node.target); name && node.simple) {
        uint16_t flags = table_.entries_[entry_for(mangled(name->id))].flags;
        if ((flags & (NameGlobal | NameNonlocal)) && scope().kind != ScopeKind::Module)
            return fail(node,
                quoted("annotated name '", name->id, flags & NameGlobal ? "' can't be global" : "' can't be nonlocal"));
        bind(name->id, node, NameAnnotated | NameBound);
    } else if (!name || node.value) {
        // `(name): type` alone binds nothing.
        expression(node.target);
    }
    bool evaluated = node.simple && !is_function;
    if (evaluated)
        open_annotate(current_);
    bool was_in_annotation = std::exchange(in_annotation_, true);
    bool ignored = std::exchange(ignores_names_, ignores_names_ || !evaluated || table_.has_future_annotations_);
    expression(node.annotation);
    ignores_names_ = ignored;
    in_annotation_ = was_in_annotation;
    if (evaluated)
        close();
    expression(node.value);
}

void ScopeWalk::import(const Import& node)
{
    for (const Alias* alias : node.names) {
        if (alias->asname != Symbol::Empty) {
            bind(alias->asname, *alias, NameBound);
            continue;
        }
        std::string_view name = table_.symbols_.text(alias->name);
        size_t dot = name.find('.');
        bind(dot == std::string_view::npos ? alias->name : table_.symbols_.intern(name.substr(0, dot)), *alias,
            NameBound);
    }
}

void ScopeWalk::import_from(const ImportFrom& node)
{
    for (const Alias* alias : node.names) {
        if (table_.symbols_.text(alias->name) == "*") {
            if (scope().kind != ScopeKind::Module)
                fail(*alias, "import * only allowed at module level");
            continue;
        }
        bind(alias->asname != Symbol::Empty ? alias->asname : alias->name, *alias, NameBound);
    }
}

void ScopeWalk::try_statement(const Try& node)
{
    block(node.body);
    for (const ExceptHandler* handler : node.handlers) {
        expression(handler->type);
        if (handler->name != Symbol::Empty)
            bind(handler->name, *handler, NameBound | NameAssigned | NameDeleted);
        block(handler->body);
    }
    block(node.orelse);
    block(node.finalbody);
}

void ScopeWalk::with(const With& node)
{
    if (node.is_async)
        note_await();
    for (const WithItem* item : node.items) {
        expression(item->context_expr);
        expression(item->optional_vars);
    }
    block(node.body);
}

void ScopeWalk::match(const Match& node)
{
    expression(node.subject);
    for (const MatchCase* match_case : node.cases) {
        pattern(*match_case->pattern);
        expression(match_case->guard);
        block(match_case->body);
    }
}

void ScopeWalk::capture(Symbol name, const Node& where)
{
    if (name != Symbol::Empty)
        bind(name, where);
}

void ScopeWalk::pattern(const Pattern& node)
{
    if (is_too_deep(node))
        return;
    auto each = [&](std::span<Pattern* const> patterns) {
        for (const Pattern* item : patterns)
            pattern(*item);
    };
    switch (node.kind) {
    case NodeKind::MatchValue:
        return expression(as<MatchValue>(&node)->value);
    case NodeKind::MatchSequence:
        return each(as<MatchSequence>(&node)->patterns);
    case NodeKind::MatchMapping:
        expressions(as<MatchMapping>(&node)->keys);
        each(as<MatchMapping>(&node)->patterns);
        return capture(as<MatchMapping>(&node)->rest, node);
    case NodeKind::MatchClass:
        expression(as<MatchClass>(&node)->cls);
        each(as<MatchClass>(&node)->patterns);
        return each(as<MatchClass>(&node)->kwd_patterns);
    case NodeKind::MatchStar:
        return capture(as<MatchStar>(&node)->name, node);
    case NodeKind::MatchAs:
        if (auto* inner = as<MatchAs>(&node)->pattern)
            pattern(*inner);
        return capture(as<MatchAs>(&node)->name, node);
    case NodeKind::MatchOr:
        return each(as<MatchOr>(&node)->patterns);
    default:
        return;
    }
}

void ScopeWalk::expressions(Expressions nodes)
{
    for (const Expression* node : nodes)
        expression(node);
}

/// Chains of left operands may be thousands long: they are walked in a loop, from the left.
void ScopeWalk::binary(const BinOp& node)
{
    std::vector<const BinOp*> chain{ &node };
    while (auto* left = try_as<BinOp>(chain.back()->left))
        chain.push_back(left);
    expression(chain.back()->left);
    for (size_t i = chain.size(); i-- > 0;)
        expression(chain[i]->right);
}

void ScopeWalk::lambda(const Lambda& node)
{
    if (ignores_names_)
        return;
    defaults(*node.args);
    open(node.scope, ScopeKind::Function);
    scope().is_lambda = true;
    bool was_in_annotation = std::exchange(in_annotation_, false);
    bool was_in_iter = std::exchange(in_comprehension_iter_, false);
    parameters(*node.args);
    expression(node.body);
    in_comprehension_iter_ = was_in_iter;
    in_annotation_ = was_in_annotation;
    close();
}

void ScopeWalk::yield(const Expression& node, const Expression* value)
{
    if (is_forbidden(node, "yield expression"))
        return;
    expression(value);
    if (scope().is_comprehension())
        return fail(node, std::string("'yield' inside ") + comprehension_name_);
    if (scope().kind != ScopeKind::Function)
        return fail(node, "'yield' outside function");
    scope().is_generator = true;
}

void ScopeWalk::bind_targets(const Expression& target)
{
    if (is_too_deep(target))
        return;
    switch (target.kind) {
    case NodeKind::Name: {
        Symbol name = mangled(as<Name>(&target)->id);
        table_.entries_[entry_in(current_, name)].flags |= NameBound | NameIteration;
        return;
    }
    case NodeKind::Starred:
        return bind_targets(*as<Starred>(&target)->value);
    case NodeKind::Tuple:
        for (const Expression* item : as<Tuple>(&target)->elts)
            bind_targets(*item);
        return;
    case NodeKind::List:
        for (const Expression* item : as<List>(&target)->elts)
            bind_targets(*item);
        return;
    default:
        return;
    }
}

/// Passes a target of a comprehension's for: what stands behind it finds its names bound.
void ScopeWalk::reach_targets(const Expression& target)
{
    if (is_too_deep(target))
        return;
    switch (target.kind) {
    case NodeKind::Name: {
        Symbol name = mangled(as<Name>(&target)->id);
        Entry& entry = table_.entries_[entry_in(current_, name)];
        if (entry.flags & NameWalrus)
            fail(target, quoted("comprehension inner loop cannot rebind assignment expression target '", name, "'"));
        entry.flags |= NameReached;
        return;
    }
    case NodeKind::Starred:
        return reach_targets(*as<Starred>(&target)->value);
    case NodeKind::Tuple:
        for (const Expression* item : as<Tuple>(&target)->elts)
            reach_targets(*item);
        return;
    case NodeKind::List:
        for (const Expression* item : as<List>(&target)->elts)
            reach_targets(*item);
        return;
    default:
        return expression(&target);
    }
}

void ScopeWalk::comprehension(uint32_t number, ScopeKind kind, std::span<Comprehension* const> generators,
    const Expression* first, const Expression* second)
{
    bool was_in_iter = std::exchange(in_comprehension_iter_, true);
    expression(generators[0]->iter);
    in_comprehension_iter_ = was_in_iter;
    if (ignores_names_)
        return;
    open(number, kind);
    if (kind == ScopeKind::Generator)
        table_.entries_[entry_in(number, iterator_)].flags |= NameBound | NameParameter;
    for (const Comprehension* generator : generators)
        bind_targets(*generator->target);
    for (size_t i = 0; i < generators.size(); ++i) {
        if (generators[i]->is_async)
            note_await();
        if (i > 0) {
            in_comprehension_iter_ = true;
            expression(generators[i]->iter);
        }
        in_comprehension_iter_ = false;
        reach_targets(*generators[i]->target);
        expressions(generators[i]->ifs);
    }
    in_comprehension_iter_ = false;
    expression(first);
    expression(second);
    in_comprehension_iter_ = was_in_iter;
    bool awaits = scope().has_await;
    close();
    if (awaits && kind == ScopeKind::Comprehension)
        note_await();
}

void ScopeWalk::expression(const Expression* node)
{
    if (!node)
        return;
    if (is_too_deep(*node))
        return;
    switch (node->kind) {
    case NodeKind::Name: {
        auto& name = static_cast<const Name&>(*node);
        if (name.context == Context::Load)
            return use(name);
        return bind(name.id, name,
            name.context == Context::Del ? NameBound | NameAssigned | NameDeleted : NameBound | NameAssigned);
    }
    case NodeKind::Constant:
        return;
    case NodeKind::Attribute:
        note_reader(as<Attribute>(node)->attr);
        return expression(as<Attribute>(node)->value);
    case NodeKind::Call:
        expression(as<Call>(node)->func);
        expressions(as<Call>(node)->args);
        for (const Keyword* keyword : as<Call>(node)->keywords)
            expression(keyword->value);
        return;
    case NodeKind::Subscript:
        expression(as<Subscript>(node)->value);
        return expression(as<Subscript>(node)->slice);
    case NodeKind::BinOp:
        return binary(static_cast<const BinOp&>(*node));
    case NodeKind::UnaryOp:
        return expression(as<UnaryOp>(node)->operand);
    case NodeKind::BoolOp:
        return expressions(as<BoolOp>(node)->values);
    case NodeKind::Compare:
        expression(as<Compare>(node)->left);
        return expressions(as<Compare>(node)->comparators);
    case NodeKind::IfExp:
        expression(as<IfExp>(node)->test);
        expression(as<IfExp>(node)->body);
        return expression(as<IfExp>(node)->orelse);
    case NodeKind::Tuple:
        return expressions(as<Tuple>(node)->elts);
    case NodeKind::List:
        return expressions(as<List>(node)->elts);
    case NodeKind::Set:
        return expressions(as<Set>(node)->elts);
    case NodeKind::Dict:
        expressions(as<Dict>(node)->keys);
        return expressions(as<Dict>(node)->values);
    case NodeKind::Starred:
        return expression(as<Starred>(node)->value);
    case NodeKind::Slice:
        expression(as<Slice>(node)->lower);
        expression(as<Slice>(node)->upper);
        return expression(as<Slice>(node)->step);
    case NodeKind::JoinedStr:
        return expressions(as<JoinedStr>(node)->values);
    case NodeKind::FormattedValue:
        expression(as<FormattedValue>(node)->value);
        return expression(as<FormattedValue>(node)->format_spec);
    case NodeKind::Lambda:
        return lambda(static_cast<const Lambda&>(*node));
    default:
        return rare_expression(*node);
    }
}

void ScopeWalk::rare_expression(const Expression& node)
{
    auto walk = [&](const char* name, uint32_t number, ScopeKind kind, auto& tree, const Expression* first,
                    const Expression* second) {
        const char* outer = std::exchange(comprehension_name_, name);
        comprehension(number, kind, tree.generators, first, second);
        comprehension_name_ = outer;
    };
    switch (node.kind) {
    case NodeKind::NamedExpr: {
        auto& named = static_cast<const NamedExpr&>(node);
        if (is_forbidden(node, "named expression"))
            return;
        expression(named.value);
        return bind_walrus(named);
    }
    case NodeKind::Await:
        if (is_forbidden(node, "await expression"))
            return;
        note_await();
        return expression(as<Await>(&node)->value);
    case NodeKind::Yield:
        return yield(node, as<Yield>(&node)->value);
    case NodeKind::YieldFrom:
        return yield(node, as<YieldFrom>(&node)->value);
    case NodeKind::ListComp: {
        auto& list = *as<ListComp>(&node);
        return walk("list comprehension", list.scope, ScopeKind::Comprehension, list, list.elt, nullptr);
    }
    case NodeKind::SetComp: {
        auto& set = *as<SetComp>(&node);
        return walk("set comprehension", set.scope, ScopeKind::Comprehension, set, set.elt, nullptr);
    }
    case NodeKind::DictComp: {
        auto& dict = *as<DictComp>(&node);
        return walk("dict comprehension", dict.scope, ScopeKind::Comprehension, dict, dict.key, dict.value);
    }
    case NodeKind::GeneratorExp: {
        auto& generator = *as<GeneratorExp>(&node);
        return walk("generator expression", generator.scope, ScopeKind::Generator, generator, generator.elt, nullptr);
    }
    case NodeKind::TemplateStr:
        return expressions(as<TemplateStr>(&node)->values);
    case NodeKind::Interpolation:
        expression(as<Interpolation>(&node)->value);
        return expression(as<Interpolation>(&node)->format_spec);
    default:
        return;
    }
}

} // namespace coil::internal
