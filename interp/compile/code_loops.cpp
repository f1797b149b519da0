#include "compile/code_generator.h"

#include <algorithm>

namespace coil::internal
{

using namespace ast;

/// One test at the top that leaves the loop, and one jump back.
void CodeGenerator::while_loop(const While& node)
{
    auto truth = constant_truth(*node.test);
    if (truth)
        out().begin_line(node.start, node.end);
    if (truth && !*truth) {
        unreachable_loop(node.body);
        return block(node.orelse);
    }
    Meeting at_break;
    state_->blocks.push_back(Block::of_loop(out(), at_break));
    Block loop = state_->blocks.back();
    Label exit = out().label();
    state_->assigned.subtract(state_->deleted);
    place(loop.on_continue);
    if (!truth)
        jump_if(*node.test, false, exit);
    Assigned after_test = state_->assigned;
    block(node.body);
    if (state_->alive) {
        if (!out().wants_line())
            at(*node.test);
        out().emit_jump(Op::Loop, loop.on_continue);
    }
    state_->blocks.pop_back();
    state_->alive = !truth;
    out().place(exit);
    state_->assigned = std::move(after_test);
    if (truth)
        state_->assigned.add_all();
    state_->assigned.subtract(state_->deleted);
    block(node.orelse);
    arrive(at_break);
    meet(at_break, loop.on_break);
}

bool CodeGenerator::is_pair(const Expression& target)
{
    auto holds_two = [](Expressions items) {
        return items.size() == 2 && items[0]->kind != NodeKind::Starred && items[1]->kind != NodeKind::Starred;
    };
    if (auto* tuple = try_as<Tuple>(&target))
        return holds_two(tuple->elts);
    auto* list = try_as<List>(&target);
    return list && holds_two(list->elts);
}

void CodeGenerator::for_target(const Expression& target, Register item) { assign_to(target, item); }

/// What takes an item stands behind the body and goes back to it: one instruction an item, and no other jump.
void CodeGenerator::for_loop(const For& node)
{
    TemporaryScope temporary_scope(state());
    Register iterator = temporary();
    {
        TemporaryScope iterable_scope(state());
        Register iterable = any(*node.iter);
        at(*node.iter);
        out().emit(Op::GetIter, iterator, iterable, 1);
    }
    Meeting at_break;
    state_->blocks.push_back(Block::of_loop(out(), at_break));
    Block loop = state_->blocks.back();
    state_->assigned.subtract(state_->deleted);
    Assigned before = state_->assigned;
    Label body = out().label();
    at(*node.iter);
    jump(loop.on_continue);
    place(body);
    auto* name = try_as<Name>(node.target);
    auto variable = name && !forbidden_name(*name, name->id) ? variable_of(name->id) : std::nullopt;
    Register item;
    if (variable) {
        item = *variable;
        state_->assigned.add(item);
    } else {
        TemporaryScope item_scope(state());
        item = temporary();
        at(*node.iter);
        for_target(*node.target, item);
    }
    block(node.body);
    state_->blocks.pop_back();
    place(loop.on_continue);
    at(*node.iter);
    out().emit_jump(Op::ForIter, body, item, iterator, !variable && is_pair(*node.target));
    state_->assigned = std::move(before);
    state_->next = iterator;
    block(node.orelse);
    arrive(at_break);
    meet(at_break, loop.on_break);
}

void CodeGenerator::break_or_continue(const Statement& node, bool is_break)
{
    auto& blocks = state_->blocks;
    for (size_t i = blocks.size(); i-- > 0;) {
        if (blocks[i].is_star)
            return fail(node, "'break', 'continue' and 'return' cannot appear in an except* block");
        if (blocks[i].kind != BlockKind::Loop)
            continue;
        check_finally(node, i + 1, is_break ? "break" : "continue");
        auto removed = unwind_to(i + 1);
        Block& loop = state_->blocks[i];
        at(node);
        if (is_break) {
            arrive(*loop.at_break);
            jump(loop.on_break);
        } else if (out().is_placed(loop.on_continue)) {
            out().emit_jump(Op::Loop, loop.on_continue);
            state_->alive = false;
        } else {
            jump(loop.on_continue);
        }
        return restore_blocks(std::move(removed));
    }
    fail_jump(node);
}

bool CodeGenerator::has_loop() const
{
    return std::any_of(
        state_->blocks.begin(), state_->blocks.end(), [](const Block& block) { return block.kind == BlockKind::Loop; });
}

void CodeGenerator::fail_jump(const Statement& node)
{
    fail(node, node.kind == NodeKind::Break ? "'break' outside loop" : "'continue' not properly in loop");
}

} // namespace coil::internal
