// Loading, storing and deleting names.
#include "compile/code_generator.h"

namespace coil::internal
{

/// The register of a name that is a plain variable of the code that is being generated.
std::optional<Register> CodeGenerator::variable_of(Symbol name)
{
    const Entry& entry = scopes_.find(mangled(name));
    if (entry.place == Place::Register || entry.place == Place::Temporary)
        return entry.slot;
    return std::nullopt;
}

/// Emits a check where the variable may be unbound.
void CodeGenerator::check_bound(Register variable)
{
    if (!state_->alive || is_temporary(variable) || state_->assigned.has(variable))
        return;
    out().emit(Op::CheckBound, variable);
    state_->checked.add(variable);
    state_->assigned.add(variable);
}

Register CodeGenerator::load_name(const ast::Name& node, std::optional<Register> target)
{
    if (node.id == debug_) {
        Register r = target ? *target : temporary();
        load_constant(r, { options_.optimize == 0 });
        return r;
    }
    at(node);
    return load_symbol(node.id, target);
}

/// The value of a name in `target`, or without one in a register of the generator's choice.
Register CodeGenerator::load_symbol(Symbol name, std::optional<Register> target)
{
    name = mangled(name);
    const Entry entry = scopes_.find(name);
    if (entry.place == Place::Register || entry.place == Place::Temporary) {
        check_bound(entry.slot);
        if (target)
            move(*target, entry.slot);
        return target ? *target : entry.slot;
    }
    Register r = target ? *target : temporary();
    switch (entry.place) {
    case Place::Cell:
        out().emit(Op::LoadCell, r, entry.slot);
        break;
    case Place::Free:
        out().emit(Op::LoadFree, r, entry.slot);
        break;
    case Place::Name:
    case Place::NameOrFree: {
        TemporaryScope temporaries(state());
        Register space = 0;
        if (scope().sees_class) {
            space = temporary();
            out().emit(Op::LoadFree, space, 0); // __classdict__ is its first free variable
        }
        if (entry.place == Place::Name)
            out().emit(Op::LoadName, r, space, 0, out().name(name));
        else
            out().emit(Op::LoadNameOrFree, r, space, entry.slot, out().name(name));
        break;
    }
    default:
        out().emit(Op::LoadGlobal, r, 0, 0, out().name(name));
    }
    return r;
}

void CodeGenerator::store_symbol(Symbol name, Register source)
{
    name = mangled(name);
    const Entry& entry = scopes_.find(name);
    switch (entry.place) {
    case Place::Register:
        state_->assigned.add(entry.slot);
        return move(entry.slot, source);
    case Place::Temporary:
        return move(entry.slot, source);
    case Place::Cell:
        return out().emit(Op::StoreCell, entry.slot, source);
    case Place::Free:
        return out().emit(Op::StoreFree, source, entry.slot);
    case Place::Name:
    case Place::NameOrFree:
        return out().emit(Op::StoreName, 0, source, 0, out().name(name));
    default:
        return out().emit(Op::StoreGlobal, source, 0, 0, out().name(name));
    }
}

/// Stores a name that the source need not mention in the namespace of the module or class.
void CodeGenerator::store_in_body(Symbol name, Register source)
{
    if (out().unit.flags & UsesNamespace)
        out().emit(Op::StoreName, 0, source, 0, out().name(name));
    else
        out().emit(Op::StoreGlobal, source, 0, 0, out().name(name));
}

void CodeGenerator::delete_symbol(Symbol name)
{
    name = mangled(name);
    const Entry& entry = scopes_.find(name);
    switch (entry.place) {
    case Place::Register:
        check_bound(entry.slot);
        out().emit(Op::Clear, entry.slot);
        state_->assigned.remove(entry.slot);
        return;
    case Place::Temporary:
        return out().emit(Op::Clear, entry.slot);
    case Place::Cell:
        return out().emit(Op::ClearCell, entry.slot);
    case Place::Free:
        return out().emit(Op::ClearFree, 0, entry.slot);
    case Place::Name:
    case Place::NameOrFree:
        return out().emit(Op::DeleteName, 0, 0, 0, out().name(name));
    default:
        return out().emit(Op::DeleteGlobal, 0, 0, 0, out().name(name));
    }
}

/// Puts the cell that a function made here captures under `name` into `target`.
void CodeGenerator::load_closure_cell(Register target, Symbol name)
{
    const Scope& here = scope();
    if (here.kind == ScopeKind::Class) {
        if (name == class_cell_ && here.wants_class_cell)
            return move(target, here.class_cell_register);
        if (name == namespace_cell_ && here.wants_class_namespace)
            return move(target, here.namespace_register);
    }
    if (name == namespace_cell_ && here.sees_class)
        return out().emit(Op::LoadFreeCell, target, 0); // its first free variable
    const Entry& entry = scopes_.find(name);
    if (entry.place == Place::Cell)
        return move(target, entry.slot);
    uint32_t index = entry.place == Place::Free ? entry.slot : entry.free_index;
    out().emit(Op::LoadFreeCell, target, index);
}

} // namespace coil::internal
