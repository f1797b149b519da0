#include "compile/code_generator.h"

#include <algorithm>

namespace coil::internal
{

using namespace ast;

/// __debug__ can't be assigned to.
bool CodeGenerator::forbidden_name(const Node& node, Symbol name, bool deleting)
{
    if (name != debug_)
        return false;
    fail(node, deleting ? "cannot delete __debug__" : "cannot assign to __debug__");
    return true;
}

void CodeGenerator::assign(const Assign& node)
{
    if (node.targets.size() == 1) {
        const Expression& target = *node.targets[0];
        if (auto* name = try_as<Name>(&target)) {
            if (forbidden_name(target, name->id))
                return;
            if (auto variable = variable_of(name->id)) {
                to(*node.value, *variable);
                state_->assigned.add(*variable);
                return;
            }
        }
        if (swap_assignment(target, *node.value))
            return;
    }
    TemporaryScope temporary_scope(state());
    Register value = any(*node.value);
    if (!is_temporary(value) && node.targets.size() > 1) {
        // `a = b[a] = c`: the first target may be the variable itself.
        Register copy = temporary();
        move(copy, value);
        value = copy;
    }
    for (const Expression* target : node.targets)
        assign_to(*target, value);
}

/// `a, b = x, y` without making the tuple: the values first, then the targets from left to right.
bool CodeGenerator::swap_assignment(const Expression& target, const Expression& value)
{
    auto* targets = try_as<Tuple>(&target);
    auto* values = try_as<Tuple>(&value);
    if (!targets || !values || targets->elts.size() != values->elts.size() || targets->elts.empty() ||
        targets->elts.size() > 16)
        return false;
    for (size_t i = 0; i < targets->elts.size(); ++i) {
        if (targets->elts[i]->kind == NodeKind::Starred || values->elts[i]->kind == NodeKind::Starred)
            return false;
    }
    TemporaryScope temporary_scope(state());
    Register first = state_->next;
    run_of_registers(values->elts);
    for (size_t i = 0; i < targets->elts.size(); ++i)
        assign_to(*targets->elts[i], first + Register(i));
    return true;
}

void CodeGenerator::note_self_attribute(const Attribute& node)
{
    auto* object = try_as<Name>(node.value);
    if (!object || out().unit.argument_count == 0 || scope().kind != ScopeKind::Function)
        return;
    const Entry& first = scopes_.entry(scope().first_entry);
    if (mangled(object->id) != first.name)
        return;
    auto note = [&](std::vector<Symbol>& names) {
        if (names.size() < 64 && std::find(names.begin(), names.end(), node.attr) == names.end())
            names.push_back(node.attr);
    };
    note(state_->self_attributes);
    if (state_->outer && scopes_.scope(state_->outer->scope).kind == ScopeKind::Class)
        note(state_->outer->self_attributes);
}

/// Stores the value in `source` into any kind of target.
void CodeGenerator::assign_to(const Expression& target, Register source)
{
    if (is_too_deep(target))
        return;
    TemporaryScope temporary_scope(state());
    switch (target.kind) {
    case NodeKind::Name: {
        auto& name = static_cast<const Name&>(target);
        if (forbidden_name(name, name.id))
            return;
        at(target);
        return store_symbol(name.id, source);
    }
    case NodeKind::Attribute: {
        auto& attribute = static_cast<const Attribute&>(target);
        if (forbidden_name(attribute, attribute.attr))
            return;
        note_self_attribute(attribute);
        Register object = any(*attribute.value);
        attribute_position(attribute);
        return out().emit(Op::StoreAttr, object, source, 0, out().name(mangled(attribute.attr)));
    }
    case NodeKind::Subscript: {
        auto& subscript = static_cast<const Subscript&>(target);
        Register object = any_stable(*subscript.value, subscript.slice);
        Register index = any(*subscript.slice);
        at(target);
        return out().emit(Op::SetItem, object, index, source);
    }
    case NodeKind::Tuple:
        return unpack(target, static_cast<const Tuple&>(target).elts, source);
    case NodeKind::List:
        return unpack(target, static_cast<const List&>(target).elts, source);
    case NodeKind::Starred:
        return fail(target, "starred assignment target must be in a list or tuple");
    default:
        return fail(target, "cannot assign to this expression");
    }
}

void CodeGenerator::unpack(const Expression& target, Expressions items, Register source)
{
    size_t star = items.size();
    for (size_t i = 0; i < items.size(); ++i) {
        if (items[i]->kind != NodeKind::Starred)
            continue;
        if (star < items.size())
            return fail(target, "multiple starred expressions in assignment");
        star = i;
    }
    auto count = uint32_t(items.size());
    if (count > 0xf000)
        return fail(target, "too many expressions in star-unpacking assignment");
    Register base = temporaries(count);
    at(target);
    if (star < items.size())
        out().emit(Op::UnpackStarred, source, base, uint32_t(star), uint32_t(items.size() - star - 1));
    else
        out().emit(Op::UnpackSequence, source, count ? base : source, count);
    for (size_t i = 0; i < items.size(); ++i) {
        auto* starred = try_as<Starred>(items[i]);
        assign_to(starred ? *starred->value : *items[i], base + Register(i));
    }
}

void CodeGenerator::augmented_variable(const AugAssign& node, const Name& target)
{
    if (forbidden_name(target, target.id))
        return;
    if (auto variable = variable_of(target.id)) {
        TemporaryScope temporary_scope(state());
        Register left = any_stable(target, node.value);
        at(node);
        return binary_step(node.op, true, *variable, left, *node.value);
    }
    TemporaryScope temporary_scope(state());
    Register value = temporary();
    at(target);
    load_symbol(target.id, value);
    at(node);
    binary_step(node.op, true, value, value, *node.value);
    at(node);
    store_symbol(target.id, value);
}

void CodeGenerator::augmented(const AugAssign& node)
{
    if (auto* name = try_as<Name>(node.target))
        return augmented_variable(node, *name);
    TemporaryScope temporary_scope(state());
    if (auto* attribute = try_as<Attribute>(node.target)) {
        if (forbidden_name(*attribute, attribute->attr))
            return;
        note_self_attribute(*attribute);
        Register object = any_stable(*attribute->value, node.value);
        Register value = temporary();
        uint32_t name = out().name(mangled(attribute->attr));
        attribute_position(*attribute);
        out().emit(Op::LoadAttr, value, object, 0, name);
        at(node);
        binary_step(node.op, true, value, value, *node.value);
        attribute_position(*attribute);
        return out().emit(Op::StoreAttr, object, value, 0, name);
    }
    auto* subscript = try_as<Subscript>(node.target);
    if (!subscript)
        return fail(*node.target, "illegal expression for augmented assignment");
    Register object = any_stable(*subscript->value);
    Register index = any_stable(*subscript->slice, node.value);
    Register value = temporary();
    at(*subscript);
    out().emit(Op::GetItem, value, object, index);
    at(node);
    binary_step(node.op, true, value, value, *node.value);
    at(*subscript);
    out().emit(Op::SetItem, object, index, value);
}

void CodeGenerator::annotated(const AnnAssign& node)
{
    annotated_value(node);
    if (node.simple && !state_->annotations.empty())
        note_conditional_annotation(node);
}

void CodeGenerator::annotated_value(const AnnAssign& node)
{
    if (node.value) {
        auto* name = try_as<Name>(node.target);
        std::optional<Register> variable = name ? variable_of(name->id) : std::nullopt;
        if (variable) {
            to(*node.value, *variable);
            state_->assigned.add(*variable);
        } else {
            TemporaryScope temporary_scope(state());
            assign_to(*node.target, any(*node.value));
        }
        return;
    }
    // `object.name: type` and `object[index]: type` evaluate the object and the index.
    if (auto* name = try_as<Name>(node.target))
        forbidden_name(*name, name->id);
    if (auto* attribute = try_as<Attribute>(node.target)) {
        if (!forbidden_name(*attribute, attribute->attr))
            for_effect(*attribute->value);
    }
    if (auto* subscript = try_as<Subscript>(node.target)) {
        for_effect(*subscript->value);
        for_effect(*subscript->slice);
    }
}

void CodeGenerator::delete_target(const Expression& target)
{
    TemporaryScope temporary_scope(state());
    switch (target.kind) {
    case NodeKind::Name: {
        auto& name = static_cast<const Name&>(target);
        if (forbidden_name(name, name.id, true))
            return;
        at(target);
        return delete_symbol(name.id);
    }
    case NodeKind::Attribute: {
        auto& attribute = static_cast<const Attribute&>(target);
        if (forbidden_name(attribute, attribute.attr, true))
            return;
        Register object = any(*attribute.value);
        attribute_position(attribute);
        return out().emit(Op::DeleteAttr, object, 0, 0, out().name(mangled(attribute.attr)));
    }
    case NodeKind::Subscript: {
        auto& subscript = static_cast<const Subscript&>(target);
        Register object = any_stable(*subscript.value, subscript.slice);
        Register index = any(*subscript.slice);
        at(target);
        return out().emit(Op::DeleteItem, object, index);
    }
    case NodeKind::Tuple:
        for (const Expression* item : static_cast<const Tuple&>(target).elts)
            delete_target(*item);
        return;
    case NodeKind::List:
        for (const Expression* item : static_cast<const List&>(target).elts)
            delete_target(*item);
        return;
    default:
        return fail(target, "cannot delete this expression");
    }
}

} // namespace coil::internal
