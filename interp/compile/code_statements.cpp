#include "compile/code_generator.h"

#include <algorithm>
#include <new>

namespace coil::internal
{

using namespace ast;

void CodeGenerator::block(Statements body)
{
    for (const Statement* node : body)
        statement(*node);
}

void CodeGenerator::statement(const Statement& node)
{
    if (is_too_deep(node))
        return;
    if (--statements_until_asked_ == 0)
        ask_to_go_on();
    if (!state_->alive)
        state_->assigned.add_all();
    bool futures_allowed = std::exchange(futures_allowed_, false);
    out().begin_statement(node.start, node.end);
    switch (node.kind) {
    case NodeKind::Expr:
        return expression_statement(static_cast<const Expr&>(node));
    case NodeKind::Assign:
        return assign(static_cast<const Assign&>(node));
    case NodeKind::AugAssign:
        return augmented(static_cast<const AugAssign&>(node));
    case NodeKind::AnnAssign:
        return annotated(static_cast<const AnnAssign&>(node));
    case NodeKind::If:
        return if_statement(static_cast<const If&>(node));
    case NodeKind::For:
        if (as<For>(&node)->is_async)
            return async_for_loop(static_cast<const For&>(node));
        return for_loop(static_cast<const For&>(node));
    case NodeKind::While:
        return while_loop(static_cast<const While&>(node));
    case NodeKind::Return:
        return return_statement(static_cast<const Return&>(node));
    case NodeKind::FunctionDef:
        return function_statement(static_cast<const FunctionDef&>(node));
    case NodeKind::TypeAlias:
        return type_alias(static_cast<const TypeAlias&>(node));
    case NodeKind::ClassDef:
        return class_statement(static_cast<const ClassDef&>(node));
    case NodeKind::Import:
        return import(static_cast<const Import&>(node));
    case NodeKind::ImportFrom:
        futures_allowed_ = futures_allowed;
        return import_from(static_cast<const ImportFrom&>(node));
    case NodeKind::Try:
        return try_statement(static_cast<const Try&>(node));
    case NodeKind::With:
        return with(static_cast<const With&>(node), 0);
    case NodeKind::Raise:
        return raise(static_cast<const Raise&>(node));
    case NodeKind::Assert:
        return assertion(static_cast<const Assert&>(node));
    case NodeKind::Delete:
        for (const Expression* target : as<Delete>(&node)->targets)
            delete_target(*target);
        return;
    case NodeKind::Break:
        return break_or_continue(node, true);
    case NodeKind::Continue:
        return break_or_continue(node, false);
    case NodeKind::Match:
        return match(static_cast<const Match&>(node));
    case NodeKind::Pass:
        return out().begin_line(node.start, node.end);
    default:
        return; // global, nonlocal
    }
}

void CodeGenerator::ask_to_go_on()
{
    statements_until_asked_ = statements_at_once;
    size_t taken = state_->builder.bytes_taken();
    size_t grown = taken > bytes_told_ ? taken - bytes_told_ : 0;
    bytes_told_ = taken;
    if (options_.admit && !options_.admit(options_.admit_context, grown))
        throw std::bad_alloc();
}

void CodeGenerator::expression_statement(const Expr& node)
{
    const Expression& value = *node.value;
    if (options_.mode == CompileMode::Single && scope().kind == ScopeKind::Module) {
        TemporaryScope temporary_scope(state());
        Register result = any(value);
        at(value);
        return out().emit(Op::Display, result);
    }
    if (value.kind == NodeKind::Constant)
        return out().begin_line(node.start, node.end);
    TemporaryScope temporary_scope(state());
    uint32_t offset = out().offset();
    Register result = any(value);
    if (out().offset() == offset) // a variable
        out().begin_line(node.start, node.end);
    if (value.kind == NodeKind::Call) {
        at(value);
        out().emit(Op::Drop, result);
    }
}

/// A chain of elifs is walked in a loop: it may be very long.
void CodeGenerator::if_statement(const If& node)
{
    Label end = out().label();
    Meeting meeting;
    auto leave = [&](bool is_last) {
        arrive(meeting);
        // Where control meets again an instruction would be another branch's too.
        if (state_->alive && (!is_last || out().wants_line()))
            jump(end);
    };
    for (const If* branch = &node; branch;) {
        auto* next = branch->orelse.size() == 1 ? try_as<If>(branch->orelse[0]) : nullptr;
        if (next && !next->is_elif)
            next = nullptr;
        auto truth = constant_truth(*branch->test);
        if (truth) {
            out().begin_line(branch->test->start, branch->test->end);
            unreachable_block(*truth ? branch->orelse : branch->body);
        }
        if (truth && *truth) {
            block(branch->body);
            leave(true);
            break;
        }
        if (!truth) {
            Label otherwise = out().label();
            jump_if(*branch->test, false, otherwise);
            Assigned after_test = state_->assigned;
            block(branch->body);
            leave(branch->orelse.empty() ? true : false);
            place(otherwise);
            state_->assigned = std::move(after_test);
        }
        if (next) {
            branch = next;
            continue;
        }
        block(branch->orelse);
        leave(true);
        break;
    }
    meet(meeting, end);
}

void CodeGenerator::return_statement(const Return& node)
{
    if (!scope().has_variables())
        return fail(node, "'return' outside function");
    if (node.value && scope().is_async && scope().is_generator)
        return fail(node, "'return' with value in async generator");
    for (const Block& block : state_->blocks) {
        if (block.is_star)
            return fail(node, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
    auto* literal = try_as<ast::Constant>(node.value);
    bool is_none = !node.value || (literal && literal->value.kind == LiteralKind::None);
    state_->returns_value |= !is_none;
    TemporaryScope temporary_scope(state());
    Register value = 0;
    if (!is_none) {
        value = any(*node.value);
        if (needs_unwinding() && !is_temporary(value)) {
            Register copy = temporary();
            move(copy, value);
            value = copy;
        }
    }
    check_finally(node, 0, "return");
    state_->leaving = is_none ? nullptr : &value;
    auto blocks = unwind_to(0);
    state_->leaving = nullptr;
    at(node);
    if (is_none)
        emit_return_none();
    else
        emit_return(value);
    restore_blocks(std::move(blocks));
}

void CodeGenerator::raise(const Raise& node)
{
    TemporaryScope temporary_scope(state());
    if (!node.exc) {
        at(node);
        out().emit(Op::RaiseAgain);
    } else if (node.cause) {
        Register exception = any_stable(*node.exc, node.cause);
        Register cause = any(*node.cause);
        at(node);
        out().emit(Op::RaiseFrom, exception, cause);
    } else {
        Register exception = any(*node.exc);
        at(node);
        out().emit(Op::Raise, exception);
    }
    state_->alive = false;
}

void CodeGenerator::assertion(const Assert& node)
{
    if (auto* tuple = try_as<Tuple>(node.test); tuple && !tuple->elts.empty())
        warn(node, "assertion is always true, perhaps remove parentheses?");
    if (options_.optimize > 0)
        return;
    Label holds = out().label();
    jump_if(*node.test, true, holds);
    Assigned after_test = state_->assigned;
    TemporaryScope temporary_scope(state());
    at(*node.test);
    Register base = temporary();
    out().emit(Op::LoadAssertionError, base);
    if (node.msg) {
        state_->next = base + state_->gap;
        Register argument = temporary();
        to(*node.msg, argument);
        at(*node.test);
        out().emit(Op::Call, base, 1);
    }
    out().emit(Op::Raise, base);
    state_->assigned = std::move(after_test);
    place(holds);
}

void CodeGenerator::import(const Import& node)
{
    for (const Alias* alias : node.names) {
        TemporaryScope temporary_scope(state());
        std::string_view name = text(alias->name);
        Symbol first = symbols_.intern(name.substr(0, name.find('.')));
        if (forbidden_name(*alias, alias->asname != Symbol::Empty ? alias->asname : first))
            return;
        at(node);
        Register module = temporary();
        load_none(module);
        out().emit(Op::ImportName, module, module, 0, out().name(alias->name));
        if (alias->asname == Symbol::Empty) {
            store_symbol(first, module);
            continue;
        }
        // `import a.b.c as d` gives a.b.c: its parts are taken one after the other.
        for (size_t dot = name.find('.'); dot != std::string_view::npos;) {
            size_t end = name.find('.', dot + 1);
            Symbol part = symbols_.intern(name.substr(dot + 1, end == std::string_view::npos ? end : end - dot - 1));
            out().emit(Op::ImportFrom, module, module, 0, out().name(part));
            dot = end;
        }
        store_symbol(alias->asname, module);
    }
}

void CodeGenerator::check_future(const ast::ImportFrom& node)
{
    if (!futures_allowed_)
        return fail(node, "from __future__ imports must occur at the beginning of the file");
    const char* known[] = { "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations" };
    for (const Alias* alias : node.names) {
        std::string_view name = text(alias->name);
        if (name == "braces")
            return fail(*alias, "not a chance");
        if (std::find(std::begin(known), std::end(known), name) == std::end(known))
            return fail(*alias, "future feature " + std::string(name) + " is not defined");
    }
}

void CodeGenerator::import_from(const ast::ImportFrom& node)
{
    if (node.level == 0 && text(node.module) == "__future__")
        check_future(node);
    else
        futures_allowed_ = false;
    TemporaryScope temporary_scope(state());
    at(node);
    TupleConstant names;
    for (const Alias* alias : node.names)
        names.items.push_back({ std::string(text(alias->name)) });
    Register module = temporary();
    load_constant(module, { std::move(names) });
    out().emit(Op::ImportName, module, module, node.level, out().name(node.module));
    Register value = temporary();
    for (const Alias* alias : node.names) {
        if (text(alias->name) == "*") {
            Register space = 0;
            if (!(out().unit.flags & UsesNamespace)) {
                space = value;
                out().emit(Op::Clear, space);
            }
            return out().emit(Op::ImportStar, module, space);
        }
        Symbol target = alias->asname != Symbol::Empty ? alias->asname : alias->name;
        if (forbidden_name(*alias, target))
            return;
        at(node);
        out().emit(Op::ImportFrom, value, module, 0, out().name(alias->name));
        store_symbol(target, value);
    }
}

} // namespace coil::internal
