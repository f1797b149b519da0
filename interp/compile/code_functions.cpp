#include "compile/code_generator.h"

#include "compile/docstring.h"

namespace coil::internal
{

using namespace ast;

/// The docstring at the start of a body, noted in the code; false when there is none.
bool CodeGenerator::docstring(Statements body)
{
    if (body.empty() || options_.optimize >= 2)
        return false;
    auto* statement = try_as<Expr>(body[0]);
    auto* literal = statement ? try_as<ast::Constant>(statement->value) : nullptr;
    if (!literal || literal->value.kind != LiteralKind::Str)
        return false;
    out().unit.doc = clean_docstring(literal->value.text.view());
    out().unit.has_doc = true;
    return true;
}

void CodeGenerator::parameters(const Arguments& arguments)
{
    CodeUnit& unit = out().unit;
    unit.positional_only_count = uint32_t(arguments.posonlyargs.size());
    unit.argument_count = uint32_t(arguments.posonlyargs.size() + arguments.args.size());
    unit.keyword_only_count = uint32_t(arguments.kwonlyargs.size());
    if (arguments.vararg)
        unit.flags |= HasVarArgs;
    if (arguments.kwarg)
        unit.flags |= HasVarKeywords;
    auto check = [&](const Arg* argument) {
        if (argument)
            forbidden_name(*argument, argument->arg);
    };
    for (const Arg* argument : arguments.posonlyargs)
        check(argument);
    for (const Arg* argument : arguments.args)
        check(argument);
    for (const Arg* argument : arguments.kwonlyargs)
        check(argument);
    check(arguments.vararg);
    check(arguments.kwarg);
}

/// Compiles the function's code; its number.
uint32_t CodeGenerator::function_code(const FunctionParts& parts)
{
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(parts.scope, parts.name, definition_start(parts.node, parts.decorators));
    parameters(parts.arguments);
    begin_code();
    if (parts.value) {
        Register value = any(*parts.value);
        at(*parts.value);
        if (scope().is_generator)
            emit_return_none();
        else
            emit_return(value);
    } else {
        Statements body = parts.body;
        if (docstring(body))
            body = body.subspan(1);
        block(body);
        if (state_->alive) {
            out().set_no_position();
            emit_return_none();
        }
    }
    return close_function(index);
}

/// Puts defaults where MakeFunction wants them; the flags that say which there are. At the next temporaries.
uint32_t CodeGenerator::push_defaults(const Arguments& arguments)
{
    uint32_t flags = 0;
    if (!arguments.defaults.empty()) {
        Register defaults = temporary();
        tuple(arguments.defaults, defaults, *arguments.defaults[0]);
        flags |= 1;
    }
    if (!has_keyword_defaults(arguments))
        return flags;
    Register dict = temporary();
    out().emit(Op::BuildDict, dict, dict, 0);
    for (size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
        if (!arguments.kw_defaults[i])
            continue;
        TemporaryScope temporary_scope(state());
        Register name = temporary();
        out().emit_const(Op::LoadConst, name, out().string_constant(text(mangled(arguments.kwonlyargs[i]->arg))));
        Register value = any(*arguments.kw_defaults[i]);
        out().emit(Op::DictSet, dict, name, value);
    }
    return flags | 2;
}

/// The cells that the function of a scope captures, in the next temporaries.
void CodeGenerator::push_closure(uint32_t scope_number)
{
    for (Symbol name : scopes_.scope(scope_number).free_names)
        load_closure_cell(temporary(), name);
}

void CodeGenerator::emit_function(Register target, Register base, uint32_t flags, uint32_t code_index)
{
    bool is_bare = base == state_->next;
    auto free_count = uint32_t(unit_.codes[code_index].free_names.size());
    out().emit(
        Op::MakeFunction, target, is_bare ? target : base, flags, constant({ CodeConstant{ code_index, free_count } }));
}

/// Makes a function, in code of its own when it is generic.
void CodeGenerator::define_function(const FunctionDef& node, const FunctionParts& parts, Register target)
{
    if (node.type_params.empty())
        make_function(parts, target);
    else
        generic_function(node, parts, target);
}

void CodeGenerator::make_function(const FunctionParts& parts, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = state_->next;
    at(parts.node);
    uint32_t flags = parts.are_defaults_passed ? push_passed_defaults(parts.arguments) : push_defaults(parts.arguments);
    if (auto annotations = function_annotations(parts.arguments, parts.returns); !annotations.empty()) {
        Register annotate = temporary();
        annotate_function(parts.scope, parts.node, annotations, annotate);
        flags |= 4;
    }
    uint32_t index = function_code(parts);
    push_closure(parts.scope);
    at(parts.node);
    emit_function(target, base, flags, index);
}

void CodeGenerator::lambda(const Lambda& node, Register target)
{
    make_function({ node, "<lambda>", node.scope, *node.args, {}, node.body }, target);
}

/// Evaluates decorators, each in a call window inside the one before; the window of the innermost.
Register CodeGenerator::decorators_begin(Expressions decorators)
{
    for (const Expression* decorator : decorators) {
        Register base = temporary();
        to(*decorator, base);
        state_->next = base + state_->gap;
        need_registers(state_->next);
    }
    return temporary();
}

/// Calls the decorators on the value in the register that decorators_begin gave; the result is in `value` again or,
/// when there were decorators, in the outermost window.
void CodeGenerator::decorators_end(Expressions decorators, Register value)
{
    for (size_t i = decorators.size(); i-- > 0;) {
        value -= state_->gap;
        at(*decorators[i]);
        out().emit(Op::Call, value, 1);
    }
}

void CodeGenerator::function_statement(const FunctionDef& node)
{
    if (forbidden_name(node, node.name))
        return;
    TemporaryScope temporary_scope(state());
    FunctionParts parts{ node, text(node.name), node.scope, *node.args, node.body, nullptr, node.returns,
        node.decorator_list };
    if (node.decorator_list.empty()) {
        if (auto variable = variable_of(node.name)) {
            define_function(node, parts, *variable);
            state_->assigned.add(*variable);
            return;
        }
    }
    Register value = decorators_begin(node.decorator_list);
    define_function(node, parts, value);
    decorators_end(node.decorator_list, value);
    at(node);
    store_symbol(node.name, value - Register(node.decorator_list.size()) * state_->gap);
}

} // namespace coil::internal
