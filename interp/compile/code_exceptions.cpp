// Regions, the ways out of blocks, try.
#include "compile/code_generator.h"

#include <utility>

namespace coil::internal
{

using namespace ast;

void CodeGenerator::open_region(Region& region, Register exception)
{
    region.handler = out().label();
    region.exception = exception;
    resume_region(region);
}

void CodeGenerator::suspend_region(Region& region)
{
    if (!region.is_open)
        return;
    region.is_open = false;
    if (region.open_at < out().offset())
        region.ranges.push_back({ region.open_at, out().offset() });
}

void CodeGenerator::resume_region(Region& region)
{
    region.is_open = true;
    region.open_at = out().offset();
}

/// Ends the region and writes its rows. Regions inside it have been closed before.
void CodeGenerator::close_region(Region& region)
{
    suspend_region(region);
    for (auto [start, end] : region.ranges)
        out().add_exception_row(start, end, region.handler, region.exception);
}

void CodeGenerator::arrive(Meeting& meeting)
{
    if (!state_->alive)
        return;
    if (meeting.reached)
        meeting.assigned.intersect(state_->assigned);
    else
        meeting.assigned = state_->assigned;
    meeting.reached = true;
}

/// Places the label at which the ways of the meeting go on, if there are any.
void CodeGenerator::meet(Meeting& meeting, Label label)
{
    out().place(label);
    state_->alive = meeting.reached;
    if (meeting.reached)
        state_->assigned = std::move(meeting.assigned);
}

/// Whether a return from here runs code of the blocks around it.
bool CodeGenerator::needs_unwinding() const
{
    for (const Block& block : state_->blocks) {
        if (block.kind == BlockKind::Finally || block.kind == BlockKind::With || block.clause)
            return true;
    }
    return false;
}

/// Warns of a statement that leaves a finally's body, and with it forgets the exception.
void CodeGenerator::check_finally(const Statement& node, size_t depth, const char* what)
{
    for (size_t i = depth; i < state_->blocks.size(); ++i) {
        if (state_->blocks[i].is_finally)
            return warn(node, "'" + std::string(what) + "' in a 'finally' block");
    }
}

std::vector<Block> CodeGenerator::unwind_to(size_t depth)
{
    std::vector<Block>& blocks = state_->blocks;
    std::vector<Block> removed;
    while (blocks.size() > depth) {
        Block block = blocks.back();
        blocks.pop_back();
        if (block.region)
            suspend_region(*block.region);
        removed.push_back(block);
        if (state_->alive)
            unwind_block(block);
    }
    return removed;
}

void CodeGenerator::restore_blocks(std::vector<Block>&& blocks)
{
    for (size_t i = blocks.size(); i-- > 0;) {
        if (blocks[i].region)
            resume_region(*blocks[i].region);
        state_->blocks.push_back(blocks[i]);
    }
}

void CodeGenerator::unwind_block(const Block& block)
{
    auto [start, end] = out().position();
    switch (block.kind) {
    case BlockKind::Finally:
        if (!block.shared) {
            finally_body(*block.try_statement);
            break;
        }
        if (Register* leaving = state_->leaving) {
            move(block.shared->result, *leaving);
            *leaving = block.shared->result;
        }
        {
            Label behind = out().label();
            go_through(*block.shared, behind);
            place(behind);
            state_->assigned = block.shared->assigned;
        }
        break;
    case BlockKind::Handler:
        pop_handled(block.saved, block.shared);
        if (block.clause)
            unbind_exception(block.clause->name);
        break;
    case BlockKind::With: {
        at(*block.with_item);
        TemporaryScope temporary_scope(state());
        call_exit(block, 0, false);
        break;
    }
    default:
        break;
    }
    out().set_position(start, end);
}

Block CodeGenerator::handler_block(Register exception, Register saved, Region& region)
{
    Block block;
    block.kind = BlockKind::Handler;
    block.exception = exception;
    block.saved = saved;
    block.region = &region;
    return block;
}

/// Where exceptions go that are raised while another is being handled: what was handled before is put back.
void CodeGenerator::reraise_handler(Region& region, Register exception, Register saved, Symbol name)
{
    place(region.handler);
    out().set_no_position();
    if (name != Symbol::Empty)
        unbind_exception(name);
    out().emit(Op::PopHandled, saved);
    out().emit(Op::Reraise, exception);
    state_->alive = false;
}

void CodeGenerator::try_statement(const Try& node)
{
    for (size_t i = 0; i + 1 < node.handlers.size(); ++i) {
        if (!node.handlers[i]->type)
            return fail(*node.handlers[i], "default 'except:' must be last");
    }
    out().begin_line(node.start, node.end);
    if (node.finalbody.empty())
        try_except(node);
    else
        try_finally(node);
}

void CodeGenerator::finally_body(const Try& node)
{
    // What leaves blocks inside the body takes nothing along of a return that the body is run for.
    Register* leaving = std::exchange(state_->leaving, nullptr);
    ++finally_depth_;
    block(node.finalbody);
    --finally_depth_;
    state_->leaving = leaving;
}

/// All of a try statement but its finally, which the open region leads to.
void CodeGenerator::guarded_by_finally(const Try& node, Region& region, SharedFinally* shared)
{
    Block block;
    block.kind = BlockKind::Finally;
    block.try_statement = &node;
    block.region = &region;
    block.shared = shared;
    state_->blocks.push_back(block);
    if (node.handlers.empty())
        this->block(node.body);
    else
        try_except(node);
    state_->blocks.pop_back();
    close_region(region);
}

void CodeGenerator::try_finally(const Try& node)
{
    // Each copy of a body has copies of those in it: from some depth on there is one of each.
    constexpr size_t deepest_copied = 2;
    if (finally_depth_ >= deepest_copied)
        return try_shared_finally(node);
    TemporaryScope temporary_scope(state());
    Register exception = temporary();
    Register saved = temporary();
    Assigned at_start = state_->assigned;
    at_start.subtract(state_->deleted);
    Region region;
    open_region(region, exception);
    guarded_by_finally(node, region, nullptr);

    Label end = out().label();
    Meeting meeting;
    if (state_->alive) {
        finally_body(node);
        arrive(meeting);
        if (state_->alive)
            jump(end);
    }

    place(region.handler);
    state_->assigned = std::move(at_start);
    out().set_no_position();
    out().emit(Op::PushHandled, saved, exception);
    Region cleanup;
    open_region(cleanup, exception);
    state_->blocks.push_back(handler_block(exception, saved, cleanup));
    state_->blocks.back().is_finally = true;
    finally_body(node);
    state_->blocks.pop_back();
    close_region(cleanup);
    if (state_->alive) {
        out().set_no_position();
        out().emit(Op::PopHandled, saved);
        out().emit(Op::Reraise, exception);
        state_->alive = false;
    }
    reraise_handler(cleanup, exception, saved, Symbol::Empty);
    meet(meeting, end);
}

/// A try whose finally is there once: what leaves the try says in a register where it goes on behind the body.
void CodeGenerator::try_shared_finally(const Try& node)
{
    TemporaryScope temporary_scope(state());
    Register exception = temporary();
    SharedFinally shared;
    shared.saved = temporary();
    shared.way = temporary();
    shared.result = temporary();
    shared.start = out().label();
    shared.assigned = state_->assigned;
    shared.assigned.subtract(state_->deleted);
    // The body is reached on ways on which nothing is raised or returned: then these hold nothing.
    out().emit(Op::Clear, exception);
    out().emit(Op::Clear, shared.saved);
    load_none(shared.result);
    Region region;
    open_region(region, exception);
    guarded_by_finally(node, region, &shared);

    Label end = out().label();
    Meeting meeting;
    if (state_->alive)
        go_through(shared, end);

    place(region.handler);
    state_->assigned = shared.assigned;
    out().set_no_position();
    out().emit_load_small(shared.way, 0);
    out().emit(Op::PushHandled, shared.saved, exception);
    place(shared.start);
    Region cleanup;
    open_region(cleanup, exception);
    state_->blocks.push_back(handler_block(exception, shared.saved, cleanup));
    state_->blocks.back().is_finally = true;
    state_->blocks.back().shared = &shared;
    finally_body(node);
    state_->blocks.pop_back();
    close_region(cleanup);
    if (state_->alive)
        end_shared_finally(shared, exception, meeting);
    place(cleanup.handler);
    out().set_no_position();
    pop_handled(shared.saved, &shared);
    out().emit(Op::Reraise, exception);
    state_->alive = false;
    meet(meeting, end);
}

/// The end of a handler. The body of a shared finally handles something only if it was reached by an exception.
void CodeGenerator::pop_handled(Register saved, const SharedFinally* shared)
{
    if (!shared)
        return out().emit(Op::PopHandled, saved);
    Label nothing = out().label();
    out().emit_jump(Op::JumpIfTrue, nothing, shared->way);
    out().emit(Op::PopHandled, saved);
    out().place(nothing);
}

/// Goes to the shared body, which goes on at `behind`.
void CodeGenerator::go_through(SharedFinally& shared, Label behind)
{
    shared.ways.push_back(behind);
    load_constant(shared.way, { int64_t(shared.ways.size()) });
    jump(shared.start);
}

/// Behind the shared body: to where the way that led to it goes on.
void CodeGenerator::end_shared_finally(SharedFinally& shared, Register exception, Meeting& meeting)
{
    out().set_no_position();
    pop_handled(shared.saved, &shared);
    arrive(meeting);
    for (size_t i = 0; i < shared.ways.size(); ++i) {
        TemporaryScope temporary_scope(state());
        Register number = temporary();
        load_constant(number, { int64_t(i + 1) });
        if (!out().is_placed(shared.ways[i])) {
            out().emit_jump(Op::JumpIfEqual, shared.ways[i], shared.way, number);
            continue;
        }
        // A continue: only Loop goes back, as it serves the poll.
        Label other = out().label();
        out().emit_jump(Op::JumpUnlessEqual, other, shared.way, number);
        out().emit_jump(Op::Loop, shared.ways[i]);
        out().place(other);
    }
    out().emit(Op::Reraise, exception);
    state_->alive = false;
}

/// The clauses of a try whose body raised, and what runs when none of them takes the exception.
struct CodeGenerator::Clauses {
    std::span<ExceptHandler* const> handlers;
    Register exception, saved; ///< what was raised, and what was handled before
    Region& cleanup;           ///< open; it ends with the clauses
    const Assigned& at_start;
    Meeting& meeting;
    Label end;
};

void CodeGenerator::try_except(const Try& node)
{
    TemporaryScope temporary_scope(state());
    Register exception = temporary();
    Register saved = temporary();
    Assigned at_start = state_->assigned;
    at_start.subtract(state_->deleted);
    Region region;
    open_region(region, exception);
    Block block;
    block.region = &region;
    state_->blocks.push_back(block);
    this->block(node.body);
    state_->blocks.pop_back();
    close_region(region);

    Label end = out().label();
    Meeting meeting;
    if (state_->alive)
        this->block(node.orelse);
    else
        unreachable_block(node.orelse);
    arrive(meeting);
    if (state_->alive)
        jump(end);

    place(region.handler);
    out().set_no_position();
    out().emit(Op::PushHandled, saved, exception);
    Region cleanup;
    open_region(cleanup, exception);
    Clauses clauses{ node.handlers, exception, saved, cleanup, at_start, meeting, end };
    if (node.is_star)
        star_clauses(clauses);
    else
        plain_clauses(clauses);
    reraise_handler(cleanup, exception, saved, Symbol::Empty);
    meet(meeting, end);
}

/// Pushes the block of a clause. The exception can have come from anywhere in the body.
void CodeGenerator::begin_clause(const Clauses& clauses, const ExceptHandler& node)
{
    state_->alive = true;
    state_->assigned = clauses.at_start;
    state_->blocks.push_back(handler_block(clauses.exception, clauses.saved, clauses.cleanup));
    out().begin_line(node.start, node.end);
}

void CodeGenerator::plain_clauses(Clauses& clauses)
{
    bool catches_all = false;
    for (const ExceptHandler* handler : clauses.handlers) {
        Label next = out().label();
        begin_clause(clauses, *handler);
        if (handler->type) {
            TemporaryScope type_scope(state());
            Register type = any(*handler->type);
            at(*handler);
            out().emit_jump(Op::JumpUnlessMatch, next, clauses.exception, type);
        }
        catches_all = !handler->type;
        except_clause(*handler, clauses.meeting, clauses.end);
        state_->blocks.pop_back();
        out().place(next);
    }
    close_region(clauses.cleanup);
    if (!catches_all) {
        out().set_no_position();
        out().emit(Op::PopHandled, clauses.saved);
        out().emit(Op::Reraise, clauses.exception);
    }
}

/// Every clause runs for the part of the exception that it matches. The rest and what clauses raise goes on.
void CodeGenerator::star_clauses(Clauses& clauses)
{
    Register rest = temporary();
    Register raised = temporary();
    Register match = temporary();
    out().emit(Op::BuildList, raised, raised, 0);
    move(rest, clauses.exception);
    for (const ExceptHandler* handler : clauses.handlers) {
        Label next = out().label();
        begin_clause(clauses, *handler);
        to(*handler->type, match);
        at(*handler);
        out().emit(Op::MatchGroup, match, rest);
        out().emit_jump(Op::JumpIfNone, next, match);
        state_->blocks.back().exception = match;
        state_->blocks.back().is_star = true;
        star_clause(*handler, raised, next);
        state_->blocks.pop_back();
        out().place(next);
    }
    out().set_no_position();
    out().emit(Op::ListAppend, raised, rest);
    out().emit(Op::JoinExceptions, rest, clauses.exception, raised);
    close_region(clauses.cleanup);
    out().emit(Op::PopHandled, clauses.saved);
    state_->alive = true;
    state_->assigned = clauses.at_start;
    arrive(clauses.meeting);
    out().emit_jump(Op::JumpIfNone, clauses.end, rest);
    out().emit(Op::Reraise, rest);
}

/// The body of a clause whose block has been pushed, and goes on at the next one however it ends.
void CodeGenerator::star_clause(const ExceptHandler& node, Register raised, Label next)
{
    TemporaryScope temporary_scope(state());
    Register exception = temporary();
    bool is_named = node.name != Symbol::Empty && !forbidden_name(node, node.name);
    if (is_named)
        store_symbol(node.name, state_->blocks.back().exception);
    Region body;
    open_region(body, exception);
    Block guard;
    guard.region = &body;
    state_->blocks.push_back(guard);
    block(node.body);
    state_->blocks.pop_back();
    close_region(body);
    out().set_no_position();
    if (state_->alive) {
        if (is_named)
            unbind_exception(node.name);
        jump(next);
    }
    place(body.handler);
    if (is_named)
        unbind_exception(node.name);
    out().emit(Op::ListAppend, raised, exception);
}

/// The body of a clause whose block has been pushed, and the way out of it. Its name is unbound however it ends.
void CodeGenerator::except_clause(const ExceptHandler& node, Meeting& meeting, Label end)
{
    Block& handler = state_->blocks.back();
    Region& cleanup = *handler.region;
    Register exception = handler.exception, saved = handler.saved;
    Region unbinding;
    bool is_named = node.name != Symbol::Empty && !forbidden_name(node, node.name);
    if (is_named) {
        store_symbol(node.name, exception);
        handler.clause = &node;
        open_region(unbinding, exception);
        Block guard;
        guard.region = &unbinding;
        state_->blocks.push_back(guard);
        block(node.body);
        state_->blocks.pop_back();
        close_region(unbinding);
    } else {
        block(node.body);
    }
    suspend_region(cleanup);
    if (state_->alive) {
        out().set_no_position();
        out().emit(Op::PopHandled, saved);
        if (is_named)
            unbind_exception(node.name);
        arrive(meeting);
        jump(end);
    }
    if (is_named)
        reraise_handler(unbinding, exception, saved, node.name);
    resume_region(cleanup);
}

/// `name = None; del name`, so that it works when the name has been unbound already.
void CodeGenerator::unbind_exception(Symbol name)
{
    if (auto variable = variable_of(name)) {
        out().emit(Op::Clear, *variable);
        state_->assigned.remove(*variable);
        return;
    }
    TemporaryScope temporary_scope(state());
    Register none = temporary();
    load_none(none);
    store_symbol(name, none);
    delete_symbol(name);
}

} // namespace coil::internal
