#include "runtime/interpreter/interpreter.h"
#include "stdlib/tools/_ast/reader.h"

namespace coil::internal::trees
{

using N = NodeClass;

Result<ast::Module*> Reader::module(Value tree, NodeClass which)
{
    Object object{ tree, which };
    ast::Module* module = make<ast::Module>({ 0, 0 });
    if (which == N::Expression) {
        auto* statement = make<ast::Expr>({ 0, 0 });
        statement->value = TRY(expression(object, "body"));
        statement->start = statement->value->start;
        statement->end = statement->value->end;
        ast::Statement* only = statement;
        module->body = arena_.copy(&only, 1);
    } else {
        module->body = TRY(block(object, "body"));
    }
    if (which == N::Module)
        TRY(list<Symbol>(object, "type_ignores", [&](Value item) -> Result<Symbol> {
            return class_of(item) == N::TypeIgnore ? Result<Symbol>(Symbol::Empty)
                                                   : raise_unexpected(N::type_ignore, item);
        }));
    if (!place_error_.empty())
        return vm_.raise(Error::ValueError, "{}", place_error_);
    module->scopes = scopes_;
    return module;
}

Result<ast::Statement*> Reader::statement(Value value)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " while traversing 'stmt' node");
    TRY(vm_.work(4));
    if (value.is_none())
        return vm_.raise(Error::ValueError, "None disallowed in statement list");
    NodeClass which = class_of(value);
    if (which == N::Count || (which != N::stmt && row_of(which).base != N::stmt)) {
        // What is no node at all has no place either; CPython asks for that first.
        Object object{ value, N::Pass };
        TRY(span_of(object, N::stmt));
        return raise_unexpected(N::stmt, value);
    }
    Object object{ value, which == N::stmt ? N::Pass : which };
    Span span = TRY(span_of(object, N::stmt));
    if (which == N::stmt)
        return raise_unexpected(N::stmt, value);
    return statement_of(object, span);
}

Result<ast::Statement*> Reader::statement_of(const Object& object, Span span)
{
    switch (object.which) {
    case N::FunctionDef:
    case N::AsyncFunctionDef:
        return definition(object, span);
    case N::ClassDef:
        return class_definition(object, span);
    case N::Return: {
        auto* node = make<ast::Return>(span);
        node->value = TRY(optional_expression(object, "value"));
        return node;
    }
    case N::Delete: {
        auto* node = make<ast::Delete>(span);
        node->targets = TRY(expressions(object, "targets"));
        return node;
    }
    case N::Assign: {
        auto* node = make<ast::Assign>(span);
        node->targets = TRY(expressions(object, "targets"));
        node->value = TRY(expression(object, "value"));
        TRY(check_type_comment(object));
        return node;
    }
    case N::AugAssign: {
        auto* node = make<ast::AugAssign>(span);
        node->op_start = span.start;
        node->target = TRY(expression(object, "target"));
        node->op = ast::Operator(TRY(sign(object, "op", N::operator_)));
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::For:
    case N::AsyncFor: {
        auto* node = make<ast::For>(span);
        node->is_async = object.which == N::AsyncFor;
        node->target = TRY(expression(object, "target"));
        node->iter = TRY(expression(object, "iter"));
        node->body = TRY(block(object, "body"));
        node->orelse = TRY(block(object, "orelse"));
        TRY(check_type_comment(object));
        return node;
    }
    case N::While: {
        auto* node = make<ast::While>(span);
        node->test = TRY(expression(object, "test"));
        node->body = TRY(block(object, "body"));
        node->orelse = TRY(block(object, "orelse"));
        return node;
    }
    case N::If:
        return if_chain(object, span);
    case N::With:
    case N::AsyncWith: {
        auto* node = make<ast::With>(span);
        node->is_async = object.which == N::AsyncWith;
        node->items = TRY(list<ast::WithItem*>(object, "items", [&](Value item) { return with_item(item); }));
        node->body = TRY(block(object, "body"));
        TRY(check_type_comment(object));
        return node;
    }
    case N::Try:
    case N::TryStar: {
        auto* node = make<ast::Try>(span);
        node->is_star = object.which == N::TryStar;
        node->body = TRY(block(object, "body"));
        node->handlers = TRY(list<ast::ExceptHandler*>(object, "handlers", [&](Value item) { return handler(item); }));
        node->orelse = TRY(block(object, "orelse"));
        node->finalbody = TRY(block(object, "finalbody"));
        return node;
    }
    case N::Expr: {
        auto* node = make<ast::Expr>(span);
        node->value = TRY(expression(object, "value"));
        return node;
    }
    default:
        return rare_statement(object, span);
    }
}

Result<ast::Statement*> Reader::rare_statement(const Object& object, Span span)
{
    switch (object.which) {
    case N::TypeAlias: {
        auto* node = make<ast::TypeAlias>(span);
        node->scope = scopes_++;
        node->name = TRY(name_target(object, "name"));
        node->type_params = TRY(type_parameters(object));
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::AnnAssign: {
        auto* node = make<ast::AnnAssign>(span);
        node->target = TRY(expression(object, "target"));
        node->annotation = TRY(annotation(object, "annotation", false));
        node->value = TRY(optional_expression(object, "value"));
        node->simple = TRY(number(object, "simple")) != 0;
        return node;
    }
    case N::Match: {
        auto* node = make<ast::Match>(span);
        node->subject = TRY(expression(object, "subject"));
        node->cases = TRY(list<ast::MatchCase*>(object, "cases", [&](Value item) { return match_case(item); }));
        return node;
    }
    case N::Raise: {
        auto* node = make<ast::Raise>(span);
        node->exc = TRY(optional_expression(object, "exc"));
        node->cause = TRY(optional_expression(object, "cause"));
        return node;
    }
    case N::Assert: {
        auto* node = make<ast::Assert>(span);
        node->test = TRY(expression(object, "test"));
        node->msg = TRY(optional_expression(object, "msg"));
        return node;
    }
    case N::Import: {
        auto* node = make<ast::Import>(span);
        node->names = TRY(list<ast::Alias*>(object, "names", [&](Value item) { return alias(item); }));
        return node;
    }
    case N::ImportFrom:
        return import_from(object, span);
    case N::Global: {
        auto* node = make<ast::Global>(span);
        node->names = TRY(identifiers(object, "names"));
        return node;
    }
    case N::Nonlocal: {
        auto* node = make<ast::Nonlocal>(span);
        node->names = TRY(identifiers(object, "names"));
        return node;
    }
    case N::Break:
        return make<ast::Break>(span);
    case N::Continue:
        return make<ast::Continue>(span);
    default:
        return make<ast::Pass>(span);
    }
}

Result<ast::Statement*> Reader::import_from(const Object& object, Span span)
{
    auto* node = make<ast::ImportFrom>(span);
    node->module = TRY(optional_identifier(object, "module"));
    node->names = TRY(list<ast::Alias*>(object, "names", [&](Value item) { return alias(item); }));
    Value level = TRY(optional(object, "level"));
    int count = level.is_none() ? 0 : TRY(to_number(level));
    if (count < 0)
        return vm_.raise(Error::ValueError, "Negative ImportFrom level");
    node->level = uint32_t(count);
    // The compiler notes the same of a tree that was parsed.
    if (count == 0 && symbols_.text(node->module) == "__future__")
        for (const ast::Alias* each : node->names)
            future_annotations_ |= symbols_.text(each->name) == "annotations";
    return node;
}

/// An `if` whose only else is another one is read in a loop: such chains may be long.
Result<ast::Statement*> Reader::if_chain(Object object, Span span)
{
    auto* first = make<ast::If>(span);
    for (ast::If* node = first;;) {
        node->test = TRY(expression(object, "test"));
        node->body = TRY(block(object, "body"));
        std::optional<Value> orelse = TRY(attribute(object, "orelse"));
        auto* items = orelse ? as_if<List>(*orelse) : nullptr;
        if (!items || items->size != 1 || class_of(items->array->data[0]) != N::If) {
            node->orelse = TRY(block(object, "orelse"));
            return first;
        }
        TRY(vm_.work(4));
        if (items->size != 1)
            return raise_changed(object, "orelse");
        object = { items->array->data[0], N::If };
        auto* next = make<ast::If>(TRY(span_of(object, N::stmt)));
        next->is_elif = true;
        ast::Statement* only = next;
        node->orelse = arena_.copy(&only, 1);
        node = next;
    }
}

Result<ast::Statement*> Reader::definition(const Object& object, Span span)
{
    auto* node = make<ast::FunctionDef>(span);
    node->is_async = object.which == N::AsyncFunctionDef;
    node->scope = scopes_++;
    node->name_start = span.start;
    node->name = TRY(identifier(object, "name"));
    node->args = TRY(arguments(object, "args"));
    node->body = TRY(block(object, "body"));
    node->decorator_list = TRY(expressions(object, "decorator_list"));
    node->returns = TRY(annotation(object, "returns", true));
    TRY(check_type_comment(object));
    node->type_params = TRY(type_parameters(object));
    return node;
}

Result<ast::Statement*> Reader::class_definition(const Object& object, Span span)
{
    auto* node = make<ast::ClassDef>(span);
    node->scope = scopes_++;
    node->name_start = span.start;
    node->name = TRY(identifier(object, "name"));
    node->bases = TRY(expressions(object, "bases"));
    node->keywords = TRY(list<ast::Keyword*>(object, "keywords", [&](Value item) { return keyword(item); }));
    node->body = TRY(block(object, "body"));
    node->decorator_list = TRY(expressions(object, "decorator_list"));
    node->type_params = TRY(type_parameters(object));
    return node;
}

Result<ast::WithItem*> Reader::with_item(Value value)
{
    Object object = part(value, N::withitem);
    auto* node = make<ast::WithItem>(last_);
    node->context_expr = TRY(expression(object, "context_expr"));
    node->optional_vars = TRY(optional_expression(object, "optional_vars"));
    node->start = node->context_expr->start;
    node->end = node->context_expr->end;
    return node;
}

Result<ast::Alias*> Reader::alias(Value value)
{
    Object object = part(value, N::alias);
    auto* node = make<ast::Alias>(last_);
    node->name = TRY(identifier(object, "name"));
    node->asname = TRY(optional_identifier(object, "asname"));
    set_span(node, TRY(span_of(object, N::alias, false)));
    return node;
}

Result<ast::ExceptHandler*> Reader::handler(Value value)
{
    if (class_of(value) != N::ExceptHandler)
        return raise_unexpected(N::excepthandler, value);
    Object object{ value, N::ExceptHandler };
    auto* node = make<ast::ExceptHandler>(TRY(span_of(object, N::excepthandler)));
    node->type = TRY(optional_expression(object, "type"));
    node->name = TRY(optional_identifier(object, "name"));
    node->body = TRY(block(object, "body"));
    return node;
}

Result<ast::MatchCase*> Reader::match_case(Value value)
{
    Object object = part(value, N::match_case);
    auto* node = make<ast::MatchCase>(last_);
    node->pattern = TRY(pattern(object, "pattern"));
    node->guard = TRY(optional_expression(object, "guard"));
    node->body = TRY(block(object, "body"));
    node->start = node->pattern->start;
    node->end = node->pattern->end;
    return node;
}

Result<Reader::Nullable<ast::Pattern>> Reader::pattern_or_null(Value value)
{
    if (value.is_none())
        return Nullable<ast::Pattern>();
    NodeClass which = class_of(value);
    if (which == N::Count || row_of(which).base != N::pattern)
        return raise_unexpected(N::pattern, value);
    Level level(expression_depth_);
    if (!native_stack_ok(vm_) || expression_depth_ >= ast::max_depth)
        return raise_native_recursion(vm_, " while traversing 'pattern' node");
    TRY(vm_.work(4));
    Object object{ value, which };
    return Nullable<ast::Pattern>{ TRY(pattern_of(object, TRY(span_of(object, N::pattern)))) };
}

Result<ast::Pattern*> Reader::pattern(const Object& object, std::string_view name)
{
    ast::Pattern* node = TRY(pattern_or_null(TRY(given(object, name))));
    return node ? Result<ast::Pattern*>(node) : raise_required(object, name);
}

Result<ast::Pattern*> Reader::pattern_of(const Object& object, Span span)
{
    switch (object.which) {
    case N::MatchValue: {
        auto* node = make<ast::MatchValue>(span);
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::MatchSingleton: {
        auto* node = make<ast::MatchSingleton>(span);
        // What is no constant at all is refused with the other wrong ones.
        Value value = TRY(given(object, "value"));
        node->value = TRY(constant(value.is_none() || value.is_bool() ? value : Ellipsis));
        return node;
    }
    case N::MatchSequence: {
        auto* node = make<ast::MatchSequence>(span);
        node->patterns = TRY(patterns(object, "patterns"));
        return node;
    }
    case N::MatchMapping: {
        auto* node = make<ast::MatchMapping>(span);
        node->keys = TRY(expressions(object, "keys"));
        node->patterns = TRY(patterns(object, "patterns"));
        node->rest = TRY(optional_identifier(object, "rest"));
        return node;
    }
    case N::MatchClass: {
        auto* node = make<ast::MatchClass>(span);
        node->cls = TRY(expression(object, "cls"));
        node->patterns = TRY(patterns(object, "patterns"));
        node->kwd_attrs = TRY(identifiers(object, "kwd_attrs"));
        node->kwd_patterns = TRY(patterns(object, "kwd_patterns"));
        return node;
    }
    case N::MatchStar: {
        auto* node = make<ast::MatchStar>(span);
        node->name = TRY(optional_identifier(object, "name"));
        return node;
    }
    case N::MatchAs: {
        auto* node = make<ast::MatchAs>(span);
        node->pattern = TRY(pattern_or_null(TRY(optional(object, "pattern"))));
        node->name = TRY(optional_identifier(object, "name"));
        return node;
    }
    default: {
        auto* node = make<ast::MatchOr>(span);
        node->patterns = TRY(patterns(object, "patterns"));
        return node;
    }
    }
}

Result<ast::TypeParam*> Reader::type_parameter(Value value)
{
    NodeClass which = class_of(value);
    if (which == N::Count || row_of(which).base != N::type_param)
        return raise_unexpected(N::type_param, value);
    Object object{ value, which };
    Span span = TRY(span_of(object, N::type_param));
    if (which == N::TypeVar) {
        auto* node = make<ast::TypeVar>(span);
        node->name = TRY(identifier(object, "name"));
        node->bound = TRY(optional_expression(object, "bound"));
        node->default_value = TRY(optional_expression(object, "default_value"));
        return node;
    }
    if (which == N::ParamSpec) {
        auto* node = make<ast::ParamSpec>(span);
        node->name = TRY(identifier(object, "name"));
        node->default_value = TRY(optional_expression(object, "default_value"));
        return node;
    }
    auto* node = make<ast::TypeVarTuple>(span);
    node->name = TRY(identifier(object, "name"));
    node->default_value = TRY(optional_expression(object, "default_value"));
    return node;
}

Result<std::span<ast::TypeParam*>> Reader::type_parameters(const Object& object)
{
    return list<ast::TypeParam*>(object, "type_params", [&](Value item) { return type_parameter(item); });
}

} // namespace coil::internal::trees
