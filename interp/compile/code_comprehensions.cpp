#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

/// What is done with every element: appended to, added to or set in the collection, or yielded.
struct CodeGenerator::ComprehensionBody {
    enum Kind : uint8_t { ToList, ToSet, ToDict, Yielded } kind;
    Register collection;
    const Expression* first;
    const Expression* second;
};

void CodeGenerator::list_comprehension(const ListComp& node, Register target)
{
    inlined(
        node, node.scope, node.generators, { ComprehensionBody::ToList, 0, node.elt, nullptr }, Op::BuildList, target);
}

void CodeGenerator::set_comprehension(const SetComp& node, Register target)
{
    inlined(
        node, node.scope, node.generators, { ComprehensionBody::ToSet, 0, node.elt, nullptr }, Op::BuildSet, target);
}

void CodeGenerator::dict_comprehension(const DictComp& node, Register target)
{
    inlined(node, node.scope, node.generators, { ComprehensionBody::ToDict, 0, node.key, node.value }, Op::BuildDict,
        target);
}

/// A comprehension as part of the code around it: its variables are registers, empty or new cells at its start.
void CodeGenerator::inlined(const Node& node, uint32_t scope_number, std::span<Comprehension* const> generators,
    ComprehensionBody body, Op build, Register target)
{
    if (scopes_.scope(scope_number).has_await && !scope().is_async)
        return fail(node, "asynchronous comprehension outside of an asynchronous function");
    TemporaryScope temporary_scope(state());
    body.collection = is_temporary(target) ? target : temporary();
    Register iterator = temporary();
    bool is_async = generators[0]->is_async;
    {
        TemporaryScope iterable_scope(state());
        Register iterable = any(*generators[0]->iter);
        at(*generators[0]->iter);
        emit_loop_iterator(is_async, iterator, iterable);
    }
    Assigned before = state_->assigned;
    scopes_.enter(scope_number);
    name_registers(scope_number);
    for (uint32_t i = scopes_.scope(scope_number).first_entry; i != no_entry; i = scopes_.entry(i).next) {
        Entry& entry = scopes_.entry(i);
        if (!(entry.flags & NameIteration))
            continue;
        if (entry.place == Place::Temporary) {
            entry.slot = temporary();
            continue;
        }
        state_->assigned.remove(entry.slot);
        out().emit(Op::Clear, entry.slot);
        if (entry.place == Place::Cell)
            out().emit(Op::MakeCell, entry.slot);
    }
    at(node);
    out().emit(build, body.collection, body.collection, 0);
    generate(generators, 0, body, iterator);
    scopes_.leave(scope_number);
    state_->assigned = std::move(before);
    move(target, body.collection);
}

void CodeGenerator::emit_loop_iterator(bool is_async, Register iterator, Register iterable)
{
    if (is_async)
        out().emit(Op::GetAsyncIter, iterator, iterable);
    else
        out().emit(Op::GetIter, iterator, iterable, 1);
}

void CodeGenerator::comprehension_element(const ComprehensionBody& body)
{
    TemporaryScope temporary_scope(state());
    Register first = body.second ? any_stable(*body.first, body.second) : any(*body.first);
    if (body.kind == ComprehensionBody::ToDict) {
        Register value = any(*body.second);
        at(*body.first);
        return out().emit(Op::DictSet, body.collection, first, value);
    }
    at(*body.first);
    if (body.kind == ComprehensionBody::Yielded) {
        Register sent = temporary();
        return yielding(scope().is_async ? Op::YieldAsync : Op::Yield, sent, first);
    }
    out().emit(body.kind == ComprehensionBody::ToList ? Op::ListAppend : Op::SetAdd, body.collection, first);
}

/// The loop of generator `index` over `iterator`, and those inside it.
void CodeGenerator::generate(
    std::span<Comprehension* const> generators, size_t index, const ComprehensionBody& body, Register iterator)
{
    const Comprehension& generator = *generators[index];
    if (is_too_deep(*generator.target))
        return;
    TemporaryScope temporary_scope(state());
    Label begin = out().label(); // of a pass: of what takes the item, or of what is done with it
    Label again = out().label();
    Label exit = out().label();
    Region region;
    Register exception = generator.is_async ? temporary() : 0;
    Register item;
    bool is_pair_taken_apart = false;
    state_->assigned.subtract(state_->deleted);
    at(*generator.iter);
    if (generator.is_async) {
        place(begin);
        item = temporary();
        async_next(item, iterator, region, exception, exit);
        assign_to(*generator.target, item);
    } else {
        auto* name = try_as<Name>(generator.target);
        auto variable = name && name->id != debug_ ? variable_of(name->id) : std::nullopt;
        item = variable ? *variable : temporary();
        is_pair_taken_apart = !variable && is_pair(*generator.target);
        jump(again);
        place(begin);
        if (!variable)
            assign_to(*generator.target, item);
        else
            state_->assigned.add(item);
    }
    for (const Expression* condition : generator.ifs)
        jump_if(*condition, false, again);
    if (index + 1 == generators.size()) {
        comprehension_element(body);
    } else {
        const Comprehension& inner = *generators[index + 1];
        TemporaryScope inner_scope(state());
        Register inner_iterator = temporary();
        {
            TemporaryScope iterable_scope(state());
            Register iterable = any(*inner.iter);
            at(*inner.iter);
            emit_loop_iterator(inner.is_async, inner_iterator, iterable);
        }
        generate(generators, index + 1, body, inner_iterator);
    }
    place(again);
    if (generator.is_async) {
        out().emit_jump(Op::Loop, begin);
        state_->alive = false;
        at(*generator.iter);
        end_of_async(region, exception, exit);
        place(exit);
    } else {
        at(*generator.iter);
        out().emit_jump(Op::ForIter, begin, item, iterator, is_pair_taken_apart);
    }
}

/// A function of its own, called with the first iterator.
void CodeGenerator::generator_expression(const GeneratorExp& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = window_for(target);
    state_->next = base + 1;
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(node.scope, "<genexpr>", node);
    Scope& opened = scopes_.scope(node.scope);
    opened.is_generator = true;
    opened.is_async = opened.has_await;
    out().unit.argument_count = out().unit.positional_only_count = 1;
    begin_code();
    generate(node.generators, 0, { ComprehensionBody::Yielded, 0, node.elt, nullptr }, 0);
    emit_return_none();
    close_function(index);

    Register cells = state_->next;
    push_closure(node.scope);
    at(node);
    emit_function(base, cells, 0, index);
    state_->next = base + state_->gap;
    Register iterator = temporary();
    Register iterable = any(*node.generators[0]->iter);
    at(*node.generators[0]->iter);
    if (node.generators[0]->is_async)
        out().emit(Op::GetAsyncIter, iterator, iterable);
    else
        out().emit(Op::GetIter, iterator, iterable, 0);
    at(node);
    out().emit(Op::Call, base, 1);
    move(target, base);
}

} // namespace coil::internal
