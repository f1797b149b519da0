// Generators and coroutines.
#include "compile/code_generator.h"

#include <algorithm>

namespace coil::internal
{

using namespace ast;

/// Whether `await` and its kin may stand in this code; if not, the error says what they are.
bool CodeGenerator::can_await(const Node& node, const char* what)
{
    if (scope().is_async)
        return true;
    bool in_function = scope().has_variables() || node.kind != NodeKind::Await;
    fail(node, std::string(what) + (in_function ? " outside async function" : " outside function"));
    return false;
}

void CodeGenerator::await(const Await& node, Register target)
{
    if (!can_await(node, "'await'"))
        return;
    TemporaryScope temporary_scope(state());
    Register awaitable = window_for(target);
    to(*node.value, awaitable);
    at(node);
    out().emit(Op::Await, target, awaitable);
}

/// The except clauses that are being run, outer ones first.
std::vector<Block> CodeGenerator::running_handlers() const
{
    std::vector<Block> handlers;
    for (const Block& block : state_->blocks) {
        if (block.kind == BlockKind::Handler)
            handlers.push_back(block);
    }
    return handlers;
}

void CodeGenerator::handle_again(const std::vector<Block>& handlers)
{
    for (const Block& block : handlers) {
        Label nothing = out().label();
        if (block.shared)
            out().emit_jump(Op::JumpIfTrue, nothing, block.shared->way);
        out().emit(Op::PushHandled, block.saved, block.exception);
        out().place(nothing);
    }
}

/// Emits an instruction at which a generator is suspended. What the except clauses around it handle is not handled
/// meanwhile, and handled again when it is resumed, be it by an exception. (What awaits is suspended as a chain of
/// frames, for which `resume` does the same.)
void CodeGenerator::yielding(Op op, Register target, Register source)
{
    std::vector<Block> handlers = running_handlers();
    auto has_code = [](const Block& block) { return block.kind != BlockKind::Loop; };
    if (!scope().is_async && std::ranges::any_of(state_->blocks, has_code))
        out().unit.flags |= EndsWhenDropped;
    if (handlers.empty())
        return out().emit(op, target, source);
    TemporaryScope temporary_scope(state());
    Register exception = temporary();
    Label resumed = out().label();
    // What was handled before the outermost of them; which that is, is not known of shared bodies.
    size_t outermost = 0;
    while (outermost + 1 < handlers.size() && handlers[outermost].shared)
        ++outermost;
    for (size_t i = outermost + 1; i-- > 0;)
        pop_handled(handlers[i].saved, handlers[i].shared);
    Region region;
    open_region(region, exception);
    out().emit(op, target, source);
    close_region(region);
    handle_again(handlers);
    out().emit_jump(Op::Jump, resumed);
    out().place(region.handler);
    handle_again(handlers);
    out().emit(Op::Reraise, exception);
    out().place(resumed);
}

void CodeGenerator::yield(const Yield& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register value;
    if (node.value) {
        value = any(*node.value);
    } else {
        value = temporary();
        load_none(value);
    }
    at(node);
    yielding(scope().is_async ? Op::YieldAsync : Op::Yield, target, value);
}

void CodeGenerator::yield_from(const YieldFrom& node, Register target)
{
    if (scope().is_async)
        return fail(node, "'yield from' inside async function");
    TemporaryScope temporary_scope(state());
    Register iterator = temporary();
    Register iterable = any(*node.value);
    at(node);
    out().emit(Op::GetYieldFromIter, iterator, iterable);
    yielding(Op::YieldFrom, target, iterator);
}

/// The item of the next pass in `item`: AsyncNext and the Await behind it, and where StopAsyncIteration leads.
void CodeGenerator::async_next(Register item, Register iterator, Region& region, Register exception, Label exit)
{
    open_region(region, exception);
    out().emit_jump(Op::AsyncNext, exit, item, iterator);
    out().emit(Op::AwaitSpecial, item, item, uint32_t(SpecialMethod::AsyncNext));
    close_region(region);
}

/// Behind an async loop: the end of the iteration goes on at `exit`, other exceptions go on their way.
void CodeGenerator::end_of_async(Region& region, Register exception, Label exit)
{
    place(region.handler);
    Label other = out().label();
    out().emit_jump(Op::JumpUnlessEndAsync, other, exception);
    out().emit_jump(Op::Jump, exit);
    place(other);
    out().emit(Op::Reraise, exception);
    state_->alive = false;
}

void CodeGenerator::async_for_loop(const For& node)
{
    if (!can_await(node, "'async for'"))
        return;
    TemporaryScope temporary_scope(state());
    Register iterator = temporary();
    {
        TemporaryScope iterable_scope(state());
        Register iterable = any(*node.iter);
        at(*node.iter);
        out().emit(Op::GetAsyncIter, iterator, iterable);
    }
    Register item = temporary();
    Register exception = temporary();
    Meeting at_break;
    Block loop = Block::of_loop(out(), at_break);
    state_->blocks.push_back(loop);
    Label exit = out().label();
    state_->assigned.subtract(state_->deleted);
    Assigned before = state_->assigned;
    place(loop.on_continue);
    at(*node.iter);
    Region region;
    async_next(item, iterator, region, exception, exit);
    assign_to(*node.target, item);
    block(node.body);
    if (state_->alive)
        out().emit_jump(Op::Loop, loop.on_continue);
    state_->blocks.pop_back();
    at(*node.iter);
    end_of_async(region, exception, exit);
    place(exit);
    state_->assigned = std::move(before);
    block(node.orelse);
    arrive(at_break);
    meet(at_break, loop.on_break);
}

} // namespace coil::internal
