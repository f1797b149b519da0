// Tuples, lists, sets and dicts that are written out.
#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

namespace
{

/// Longer displays are built piece by piece, so that they need few registers.
constexpr size_t max_run = 64;

bool has_starred(std::span<Expression* const> items)
{
    for (const Expression* item : items) {
        if (item->kind == NodeKind::Starred)
            return true;
    }
    return false;
}

} // namespace

/// The items in consecutive temporaries.
void CodeGenerator::run_of_registers(Expressions items)
{
    for (const Expression* item : items) {
        Register r = temporary();
        to(*item, r);
    }
}

/// A list with starred items or many items, in the temporary `target`.
void CodeGenerator::gather_list(Expressions items, Register target, const Node& where)
{
    size_t i = 0;
    {
        TemporaryScope temporary_scope(state());
        Register base = state_->next;
        while (i < items.size() && i < max_run && items[i]->kind != NodeKind::Starred)
            ++i;
        run_of_registers(items.first(i));
        at(where);
        out().emit(Op::BuildList, target, i ? base : target, uint32_t(i));
    }
    for (; i < items.size(); ++i) {
        TemporaryScope temporary_scope(state());
        bool is_starred = items[i]->kind == NodeKind::Starred;
        Register item = any(is_starred ? *static_cast<const Starred*>(items[i])->value : *items[i]);
        at(is_starred ? *items[i] : where);
        out().emit(is_starred ? Op::ListExtend : Op::ListAppend, target, item);
    }
}

void CodeGenerator::tuple(Expressions items, Register target, const Node& where)
{
    if (auto value = fold_items(items)) {
        at(where);
        return load_constant(target, { TupleConstant{ std::get<TupleConstant>(value->value).items } });
    }
    TemporaryScope temporary_scope(state());
    if (has_starred(items) || items.size() > max_run) {
        Register gathered = temporary();
        gather_list(items, gathered, where);
        at(where);
        return out().emit(Op::ListToTuple, target, gathered);
    }
    Register base = state_->next;
    run_of_registers(items);
    at(where);
    out().emit(Op::BuildTuple, target, base, uint32_t(items.size()));
}

void CodeGenerator::list(Expressions items, Register target, const Node& where)
{
    TemporaryScope temporary_scope(state());
    if (items.size() >= 3) {
        if (auto value = fold_items(items)) {
            Register result = is_temporary(target) ? target : temporary();
            Register all = temporary();
            at(where);
            out().emit(Op::BuildList, result, all, 0);
            load_constant(all, *value);
            out().emit(Op::ListExtend, result, all);
            return move(target, result);
        }
    }
    if (has_starred(items) || items.size() > max_run) {
        Register result = is_temporary(target) ? target : temporary();
        gather_list(items, result, where);
        return move(target, result);
    }
    Register base = state_->next;
    run_of_registers(items);
    at(where);
    out().emit(Op::BuildList, target, items.empty() ? target : base, uint32_t(items.size()));
}

void CodeGenerator::set(Expressions items, Register target, const Node& where)
{
    TemporaryScope temporary_scope(state());
    Register result = is_temporary(target) ? target : temporary();
    if (items.size() >= 3) {
        // As CPython does: the order of a set that was copied from another can differ from the order of adding.
        if (auto value = fold_items(items)) {
            TemporaryScope constants(state());
            Register all = temporary();
            at(where);
            load_constant(all, { FrozenSetConstant{ std::get<TupleConstant>(value->value).items } });
            out().emit(Op::BuildSet, result, result, 0);
            out().emit(Op::SetUpdate, result, all);
            return move(target, result);
        }
    }
    size_t i = 0;
    {
        TemporaryScope run_scope(state());
        Register base = state_->next;
        while (i < items.size() && i < max_run && items[i]->kind != NodeKind::Starred)
            ++i;
        run_of_registers(items.first(i));
        at(where);
        out().emit(Op::BuildSet, result, i ? base : result, uint32_t(i));
    }
    for (; i < items.size(); ++i) {
        TemporaryScope item_scope(state());
        bool is_starred = items[i]->kind == NodeKind::Starred;
        Register item = any(is_starred ? *static_cast<const Starred*>(items[i])->value : *items[i]);
        at(is_starred ? *items[i] : where);
        out().emit(is_starred ? Op::SetUpdate : Op::SetAdd, result, item);
    }
    move(target, result);
}

void CodeGenerator::dict(const Dict& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register result = is_temporary(target) ? target : temporary();
    size_t i = 0;
    {
        TemporaryScope run_scope(state());
        Register base = state_->next;
        for (; i < node.keys.size() && i < max_run / 2 && node.keys[i]; ++i) {
            Register key = temporary();
            to(*node.keys[i], key);
            Register value = temporary();
            to(*node.values[i], value);
        }
        at(node);
        out().emit(Op::BuildDict, result, i ? base : result, uint32_t(i));
    }
    for (; i < node.keys.size(); ++i) {
        TemporaryScope item_scope(state());
        if (!node.keys[i]) {
            Register mapping = any(*node.values[i]);
            at(node);
            out().emit(Op::DictUpdate, result, mapping);
            continue;
        }
        Register key = any_stable(*node.keys[i], node.values[i]);
        Register value = any(*node.values[i]);
        at(node);
        out().emit(Op::DictSet, result, key, value);
    }
    move(target, result);
}

} // namespace coil::internal
