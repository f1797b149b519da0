#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

namespace
{

uint32_t special(bool is_async, bool is_exit)
{
    SpecialMethod methods[] = { SpecialMethod::Enter, SpecialMethod::Exit, SpecialMethod::AsyncEnter,
        SpecialMethod::AsyncExit };
    return uint32_t(methods[(is_async ? 2 : 0) + (is_exit ? 1 : 0)]);
}

} // namespace

/// Calls the block's exit method: with the exception `exception`, or with three times None. The result is in the next
/// temporary, which the caller's TemporaryScope gives back.
void CodeGenerator::call_exit(const Block& block, Register exception, bool with_exception)
{
    Register base = temporary();
    state_->next = base + state_->gap;
    Register self = temporaries(4);
    move(base, block.exit);
    move(self, block.exit + 1);
    if (with_exception) {
        out().emit(Op::LoadExceptionParts, self + 1, exception);
    } else {
        for (Register i = 1; i <= 3; ++i)
            load_none(self + i);
    }
    out().emit(Op::CallMethod, base, 4);
    state_->next = base + 1;
    if (block.is_async)
        out().emit(Op::AwaitSpecial, base, base, special(true, true));
}

/// The with item `index` and, inside it, those after it and the body.
void CodeGenerator::with(const With& node, size_t index)
{
    if (index == node.items.size())
        return block(node.body);
    const WithItem& item = *node.items[index];
    if (is_too_deep(item))
        return;
    if (node.is_async && index == 0 && !can_await(node, "'async with'"))
        return;
    TemporaryScope temporary_scope(state());
    Block block;
    block.kind = BlockKind::With;
    block.is_async = node.is_async;
    block.exit = temporaries(2);
    block.with_item = item.context_expr;
    Register exception = temporary();
    Register saved = temporary();
    Region region;
    Assigned at_start;
    {
        TemporaryScope enter_scope(state());
        Register manager = any(*item.context_expr);
        at(*item.context_expr);
        Register base = temporary();
        need_registers(base + state_->gap + 1);
        out().emit(Op::LoadSpecial, base, manager, special(node.is_async, true));
        move(block.exit, base);
        move(block.exit + 1, base + state_->gap);
        out().emit(Op::LoadSpecial, base, manager, special(node.is_async, false));
        out().emit(Op::CallMethod, base, 1);
        if (node.is_async)
            out().emit(Op::AwaitSpecial, base, base, special(true, false));
        open_region(region, exception);
        block.region = &region;
        state_->blocks.push_back(block);
        at_start = state_->assigned;
        if (item.optional_vars)
            assign_to(*item.optional_vars, base);
        // Storing a variable can't raise, so it is bound wherever the exception came from.
        if (item.optional_vars && item.optional_vars->kind == NodeKind::Name)
            at_start = state_->assigned;
        at_start.subtract(state_->deleted);
    }
    with(node, index + 1);
    state_->blocks.pop_back();
    close_region(region);

    Label end = out().label();
    Meeting meeting;
    if (state_->alive) {
        TemporaryScope exit_scope(state());
        at(*item.context_expr);
        call_exit(block, 0, false);
        arrive(meeting);
        jump(end);
    }
    leave_with_exception(block, exception, saved, std::move(at_start), meeting);
    meet(meeting, end);
}

/// The handler of a with: asks the exit method whether to go on behind the statement.
void CodeGenerator::leave_with_exception(
    const Block& with_block, Register exception, Register saved, Assigned at_start, Meeting& meeting)
{
    place(with_block.region->handler);
    at(*with_block.with_item);
    out().emit(Op::PushHandled, saved, exception);
    Region cleanup;
    open_region(cleanup, exception);
    Label swallowed = out().label();
    {
        TemporaryScope exit_scope(state());
        state_->blocks.push_back(handler_block(exception, saved, cleanup));
        call_exit(with_block, exception, true);
        out().emit_jump(Op::JumpIfTrue, swallowed, state_->next - 1);
        state_->blocks.pop_back();
    }
    close_region(cleanup);
    out().emit(Op::PopHandled, saved);
    out().emit(Op::Reraise, exception);
    reraise_handler(cleanup, exception, saved, Symbol::Empty);
    place(swallowed);
    state_->assigned = std::move(at_start);
    out().emit(Op::PopHandled, saved);
    arrive(meeting);
}

} // namespace coil::internal
