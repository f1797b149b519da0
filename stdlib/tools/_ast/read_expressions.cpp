#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "stdlib/tools/_ast/reader.h"

namespace coil::internal::trees
{

using N = NodeClass;

Result<Reader::Nullable<ast::Expression>> Reader::expression_or_null(Value value)
{
    if (value.is_none())
        return Nullable<ast::Expression>();
    Level level(expression_depth_);
    if (!native_stack_ok(vm_) || expression_depth_ >= ast::max_depth)
        return raise_native_recursion(vm_, " while traversing 'expr' node");
    TRY(vm_.work(4));
    NodeClass which = class_of(value);
    if (which == N::Count || row_of(which).base != N::expr) {
        // What is no node at all has no place either; CPython asks for that first.
        TRY(span_of({ value, N::Yield }, N::expr));
        return raise_unexpected(N::expr, value);
    }
    Object object{ value, which };
    return Nullable<ast::Expression>{ TRY(expression_of(object, TRY(span_of(object, N::expr)))) };
}

Result<ast::Expression*> Reader::expression(const Object& object, std::string_view name)
{
    ast::Expression* node = TRY(expression_or_null(TRY(given(object, name))));
    return node ? Result<ast::Expression*>(node) : raise_required(object, name);
}

Result<Reader::Nullable<ast::Expression>> Reader::optional_expression(const Object& object, std::string_view name)
{
    return expression_or_null(TRY(optional(object, name)));
}

template <class T> Result<ast::Expression*> Reader::with_context(const Object& object, T* node)
{
    node->context = ast::Context(TRY(sign(object, "ctx", N::expr_context)));
    return node;
}

Result<ast::Expression*> Reader::expression_of(const Object& object, Span span)
{
    switch (object.which) {
    case N::Name: {
        auto* node = make<ast::Name>(span);
        node->id = TRY(identifier(object, "id"));
        return with_context(object, node);
    }
    case N::Constant: {
        auto* node = make<ast::Constant>(span);
        node->value = TRY(constant(TRY(given(object, "value"))));
        TRY(check_kind(object));
        return node;
    }
    case N::Attribute: {
        auto* node = make<ast::Attribute>(span);
        node->value = TRY(expression(object, "value"));
        node->attr = TRY(identifier(object, "attr"));
        return with_context(object, node);
    }
    case N::Call: {
        auto* node = make<ast::Call>(span);
        node->open = span.start;
        node->func = TRY(expression(object, "func"));
        node->args = TRY(expressions(object, "args"));
        node->keywords = TRY(list<ast::Keyword*>(object, "keywords", [&](Value item) { return keyword(item); }));
        return node;
    }
    case N::Subscript: {
        auto* node = make<ast::Subscript>(span);
        node->open = span.start;
        node->value = TRY(expression(object, "value"));
        node->slice = TRY(expression(object, "slice"));
        return with_context(object, node);
    }
    case N::BinOp: {
        auto* node = make<ast::BinOp>(span);
        node->op_start = span.start;
        node->left = TRY(expression(object, "left"));
        node->op = ast::Operator(TRY(sign(object, "op", N::operator_)));
        node->right = TRY(expression(object, "right"));
        return node;
    }
    case N::Compare: {
        auto* node = make<ast::Compare>(span);
        node->left = TRY(expression(object, "left"));
        node->ops = TRY(list<ast::CompareOperator>(object, "ops", [&](Value item) -> Result<ast::CompareOperator> {
            return ast::CompareOperator(TRY(sign(item, N::cmpop)));
        }));
        node->comparators = TRY(expressions(object, "comparators"));
        return node;
    }
    case N::BoolOp: {
        auto* node = make<ast::BoolOp>(span);
        node->op = ast::BoolOperator(TRY(sign(object, "op", N::boolop)));
        node->values = TRY(expressions(object, "values"));
        return node;
    }
    case N::UnaryOp: {
        auto* node = make<ast::UnaryOp>(span);
        node->op = ast::UnaryOperator(TRY(sign(object, "op", N::unaryop)));
        node->operand = TRY(expression(object, "operand"));
        return node;
    }
    case N::Tuple: {
        auto* node = make<ast::Tuple>(span);
        node->elts = TRY(expressions(object, "elts"));
        return with_context(object, node);
    }
    case N::List: {
        auto* node = make<ast::List>(span);
        node->elts = TRY(expressions(object, "elts"));
        return with_context(object, node);
    }
    case N::ListComp:
    case N::SetComp:
    case N::DictComp:
    case N::GeneratorExp:
        return comprehension(object, span);
    default:
        return rare_expression(object, span);
    }
}

Result<ast::Expression*> Reader::rare_expression(const Object& object, Span span)
{
    switch (object.which) {
    case N::NamedExpr: {
        auto* node = make<ast::NamedExpr>(span);
        node->target = TRY(name_target(object, "target"));
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::Lambda: {
        auto* node = make<ast::Lambda>(span);
        node->scope = scopes_++;
        node->args = TRY(arguments(object, "args"));
        node->body = TRY(expression(object, "body"));
        return node;
    }
    case N::IfExp: {
        auto* node = make<ast::IfExp>(span);
        node->test = TRY(expression(object, "test"));
        node->body = TRY(expression(object, "body"));
        node->orelse = TRY(expression(object, "orelse"));
        return node;
    }
    case N::Dict: {
        auto* node = make<ast::Dict>(span);
        node->keys = TRY(expressions(object, "keys", true));
        node->values = TRY(expressions(object, "values"));
        return node;
    }
    case N::Set: {
        auto* node = make<ast::Set>(span);
        node->elts = TRY(expressions(object, "elts"));
        return node;
    }
    case N::Await: {
        auto* node = make<ast::Await>(span);
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::Yield: {
        auto* node = make<ast::Yield>(span);
        node->value = TRY(optional_expression(object, "value"));
        return node;
    }
    case N::YieldFrom: {
        auto* node = make<ast::YieldFrom>(span);
        node->value = TRY(expression(object, "value"));
        return node;
    }
    case N::FormattedValue:
    case N::Interpolation:
        return formatted_value(object, span);
    case N::JoinedStr: {
        auto* node = make<ast::JoinedStr>(span);
        node->values = TRY(string_parts(object));
        return node;
    }
    case N::TemplateStr: {
        auto* node = make<ast::TemplateStr>(span);
        node->values = TRY(expressions(object, "values"));
        return node;
    }
    case N::Starred: {
        auto* node = make<ast::Starred>(span);
        node->value = TRY(expression(object, "value"));
        return with_context(object, node);
    }
    default: {
        auto* node = make<ast::Slice>(span);
        node->lower = TRY(optional_expression(object, "lower"));
        node->upper = TRY(optional_expression(object, "upper"));
        node->step = TRY(optional_expression(object, "step"));
        return node;
    }
    }
}

Result<ast::Expression*> Reader::comprehension(const Object& object, Span span)
{
    auto generators = [&] {
        return list<ast::Comprehension*>(object, "generators", [&](Value item) { return generator(item); });
    };
    auto of_elements = [&](auto* node) -> Result<ast::Expression*> {
        node->scope = scopes_++;
        node->elt = TRY(expression(object, "elt"));
        node->generators = TRY(generators());
        return node;
    };
    if (object.which == N::ListComp)
        return of_elements(make<ast::ListComp>(span));
    if (object.which == N::SetComp)
        return of_elements(make<ast::SetComp>(span));
    if (object.which == N::GeneratorExp)
        return of_elements(make<ast::GeneratorExp>(span));
    auto* node = make<ast::DictComp>(span);
    node->scope = scopes_++;
    node->key = TRY(expression(object, "key"));
    node->value = TRY(expression(object, "value"));
    node->generators = TRY(generators());
    return node;
}

Result<ast::Expression*> Reader::formatted_value(const Object& object, Span span)
{
    ast::Expression* value = TRY(expression(object, "value"));
    std::string_view text = object.which == N::Interpolation ? TRY(string(object, "str")) : std::string_view();
    int conversion = TRY(number(object, "conversion"));
    if (conversion != -1 && conversion != 's' && conversion != 'r' && conversion != 'a')
        return vm_.raise(Error::SystemError, "Unrecognized conversion character {}", conversion);
    ast::Expression* spec = TRY(optional_expression(object, "format_spec"));
    if (object.which == N::Interpolation) {
        auto* node = make<ast::Interpolation>(span);
        node->value = value;
        node->text = { text.data(), uint32_t(text.size()) };
        node->conversion = conversion;
        node->format_spec = spec;
        return node;
    }
    // A spec is a text for the instruction that takes it.
    if (spec && spec->kind != ast::NodeKind::JoinedStr) {
        auto* shown = make<ast::FormattedValue>(span);
        shown->value = spec;
        shown->conversion = -1;
        spec = shown;
    }
    auto* node = make<ast::FormattedValue>(span);
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    return node;
}

/// The parts of an f-string. What the parser would not have put there is formatted: the instruction that joins them
/// takes texts.
Result<Reader::Expressions> Reader::string_parts(const Object& object)
{
    Expressions parts = TRY(expressions(object, "values"));
    for (ast::Expression*& part : parts) {
        auto* constant = ast::try_as<ast::Constant>(part);
        if (part->kind == ast::NodeKind::FormattedValue || part->kind == ast::NodeKind::JoinedStr ||
            (constant && constant->value.kind == ast::LiteralKind::Str))
            continue;
        auto* shown = make<ast::FormattedValue>({ part->start, part->end });
        shown->value = part;
        shown->conversion = -1;
        part = shown;
    }
    return parts;
}

/// An annotation. Where annotations are texts, the node's place has the text that ast.unparse makes of it.
Result<Reader::Nullable<ast::Expression>> Reader::annotation(
    const Object& object, std::string_view name, bool is_optional)
{
    Value value = is_optional ? TRY(optional(object, name)) : TRY(given(object, name));
    ast::Expression* node = TRY(expression_or_null(value));
    if (!node)
        return is_optional ? Result<Nullable<ast::Expression>>(Nullable<ast::Expression>())
                           : raise_required(object, name);
    if (!future_annotations_)
        return Nullable<ast::Expression>{ node };
    Value module = TRY(import_absolute(vm_, "ast"));
    Value unparsed = TRY(call_method(vm_, module, intern(vm_, "unparse"), { value }));
    auto* text = as_if<Str>(unparsed);
    if (!text)
        return vm_.raise(Error::TypeError, "ast.unparse() must give a str, not {}", type_name(vm_, unparsed));
    SourcePosition start = places_[node->start], end = places_[node->end];
    node->start = uint32_t(places_.size());
    node->end = node->start + uint32_t(text->size);
    places_.resize(node->end, start);
    places_.push_back(end);
    text_ += text->view();
    text_ += ' ';
    return Nullable<ast::Expression>{ node };
}

Result<ast::Name*> Reader::name_target(const Object& object, std::string_view name)
{
    ast::Expression* target = TRY(expression(object, name));
    if (auto* found = ast::try_as<ast::Name>(target))
        return found;
    return object.which == N::TypeAlias ? vm_.raise(Error::TypeError, "TypeAlias with non-Name name")
                                        : vm_.raise(Error::TypeError, "NamedExpr target must be a Name");
}

Result<ast::Arguments*> Reader::arguments(const Object& owner, std::string_view name)
{
    Value value = TRY(given(owner, name));
    if (value.is_none())
        return raise_required(owner, name);
    Object object = part(value, N::arguments);
    auto* node = make<ast::Arguments>(last_);
    auto parameters = [&](std::string_view field) {
        return list<ast::Arg*>(object, field, [&](Value item) { return argument(item); });
    };
    auto optional_parameter = [&](std::string_view field) -> Result<Nullable<ast::Arg>> {
        Value found = TRY(optional(object, field));
        return found.is_none() ? Nullable<ast::Arg>() : Nullable<ast::Arg>{ TRY(argument(found, false)) };
    };
    node->posonlyargs = TRY(parameters("posonlyargs"));
    node->args = TRY(parameters("args"));
    node->vararg = TRY(optional_parameter("vararg"));
    node->kwonlyargs = TRY(parameters("kwonlyargs"));
    node->kw_defaults = TRY(expressions(object, "kw_defaults", true));
    node->kwarg = TRY(optional_parameter("kwarg"));
    node->defaults = TRY(expressions(object, "defaults"));
    return node;
}

Result<ast::Arg*> Reader::argument(Value value, bool is_checked)
{
    Object object = part(value, N::arg);
    auto* node = make<ast::Arg>(last_);
    node->arg = TRY(identifier(object, "arg"));
    node->annotation = TRY(annotation(object, "annotation", true));
    TRY(check_type_comment(object));
    set_span(node, TRY(span_of(object, N::arg, is_checked)));
    return node;
}

Result<ast::Keyword*> Reader::keyword(Value value)
{
    Object object = part(value, N::keyword);
    auto* node = make<ast::Keyword>(last_);
    node->arg = TRY(optional_identifier(object, "arg"));
    node->value = TRY(expression(object, "value"));
    set_span(node, TRY(span_of(object, N::keyword, false)));
    return node;
}

Result<ast::Comprehension*> Reader::generator(Value value)
{
    Object object = part(value, N::comprehension);
    auto* node = make<ast::Comprehension>(last_);
    node->target = TRY(expression(object, "target"));
    node->iter = TRY(expression(object, "iter"));
    node->ifs = TRY(expressions(object, "ifs"));
    node->is_async = TRY(number(object, "is_async")) != 0;
    node->start = node->target->start;
    node->end = node->iter->end;
    return node;
}

} // namespace coil::internal::trees
