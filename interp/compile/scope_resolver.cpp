#include "compile/scope_resolver.h"

#include "base/source.h"

namespace coil::internal
{

ScopeResolver::ScopeResolver(ScopeTable& table, const Source& source, const ScopeOptions& options)
    : table_(table)
    , source_(source)
    , options_(options)
    , class_cell_(table.symbols_.intern("__class__"))
    , class_namespace_(table.symbols_.intern("__classdict__"))
{
}

std::optional<SyntaxError> ScopeResolver::run()
{
    for (uint32_t number : table_.order_) {
        open(number);
        resolve(number);
        if (error_)
            break;
    }
    while (!open_.empty()) {
        table_.leave(open_.back());
        open_.pop_back();
    }
    return std::move(error_);
}

/// Makes `number` the innermost open scope.
void ScopeResolver::open(uint32_t number)
{
    uint32_t depth = table_.scopes_[number].depth;
    if (depth > 0) {
        uint32_t parent = table_.scopes_[number].parent;
        if (open_.size() < depth || open_[depth - 1] != parent)
            open(parent);
    }
    while (open_.size() > depth) {
        table_.leave(open_.back());
        open_.pop_back();
    }
    table_.enter(number);
    open_.push_back(number);
}

void ScopeResolver::resolve(uint32_t number)
{
    Scope& scope = table_.scopes_[number];
    if (scope.kind == ScopeKind::Class || (scope.kind == ScopeKind::Module && options_.use_namespace))
        scope.register_count = 1;
    if (scope.kind == ScopeKind::Annotate) {
        // Its parameter, the format.
        scope.register_count = 1;
    }
    if (scope.sees_class) {
        Scope& parent = table_.scopes_[scope.parent];
        add_free(number, class_namespace_); // which its parent has too, or is
        if (parent.kind == ScopeKind::Class && !parent.wants_class_namespace) {
            parent.wants_class_namespace = true;
            parent.namespace_register = parent.register_count++;
        }
    }
    for (uint32_t i = table_.scopes_[number].first_entry; i != no_entry; i = table_.entries_[i].next) {
        if (table_.entries_[i].place == Place::Unresolved)
            resolve_entry(number, i);
    }
}

void ScopeResolver::resolve_entry(uint32_t number, uint32_t index)
{
    Entry& entry = table_.entries_[index];
    const Scope& scope = table_.scopes_[number];
    if (entry.flags & NameNonlocal) {
        Binder binder = find_binder(number, index);
        bool is_type_parameter =
            binder.kind == Binder::Variable && (table_.entries_[binder.entry].flags & NameTypeParameter);
        if (binder.kind == Binder::Global || is_type_parameter) {
            std::string name = "'" + std::string(table_.symbols_.text(entry.name)) + "'";
            error_ = make_syntax_error(source_, entry.start, entry.end,
                is_type_parameter ? "nonlocal binding not allowed for type parameter " + name
                                  : "no binding for nonlocal " + name + " found");
            return;
        }
        return resolve_outer(number, index, Place::Global, Place::Free);
    }
    if (entry.flags & NameGlobal) {
        entry.place = Place::Global;
        return;
    }
    switch (scope.kind) {
    case ScopeKind::Module:
        entry.place = options_.use_namespace ? Place::Name : Place::Global;
        return;
    case ScopeKind::Class:
        if (entry.flags & NameBound)
            entry.place = Place::Name;
        else
            resolve_outer(number, index, Place::Name, Place::NameOrFree);
        return;
    case ScopeKind::Annotate:
    case ScopeKind::TypeParameters:
        if (entry.flags & NameBound)
            break;
        if (scope.sees_class)
            return resolve_outer(number, index, Place::Name, Place::NameOrFree);
        return resolve_outer(number, index, Place::Global, Place::Free);
    default:
        break;
    }
    if (!(entry.flags & NameBound)) {
        Place if_global = options_.use_namespace && scope.owner == 0 ? Place::Name : Place::Global;
        return resolve_outer(number, index, if_global, Place::Free);
    }
    if (scope.kind == ScopeKind::Comprehension && !(entry.flags & NameEarly)) {
        entry.place = Place::Temporary;
        return;
    }
    entry.place = Place::Register;
    entry.slot = take_register(number);
}

void ScopeResolver::resolve_outer(uint32_t number, uint32_t index, Place if_global, Place if_free)
{
    Binder binder = find_binder(number, index);
    if (binder.kind == Binder::Global) {
        table_.entries_[index].place = if_global;
        return;
    }
    uint32_t slot = capture(binder);
    Entry& entry = table_.entries_[index];
    if (binder.scope == table_.scopes_[number].owner) {
        entry.place = Place::Cell; // a comprehension that refers to the class it is part of
        entry.slot = slot;
        return;
    }
    entry.place = if_free;
    entry.slot = entry.free_index = add_free(table_.scopes_[number].owner, entry.name);
    thread_through(binder, number, index);
}

/// Finds out what an unbound name of scope `number` means, from the scopes around it.
ScopeResolver::Binder ScopeResolver::find_binder(uint32_t number, uint32_t index)
{
    Symbol name = table_.entries_[index].name;
    uint32_t outer = table_.entries_[index].outer;
    bool is_class_cell = name == class_cell_;
    for (uint32_t parent = table_.scopes_[number].parent; parent != 0; parent = table_.scopes_[parent].parent) {
        const Scope& scope = table_.scopes_[parent];
        while (outer != no_entry && table_.scopes_[table_.entries_[outer].scope].depth > scope.depth)
            outer = table_.entries_[outer].outer;
        if (is_class_cell && scope.kind == ScopeKind::Class)
            return { Binder::ClassCell, parent, no_entry };
        if (outer == no_entry)
            return is_class_cell ? find_class(parent) : Binder{};
        const Entry& entry = table_.entries_[outer];
        if (entry.scope != parent || !scope.has_variables())
            continue;
        if (entry.place == Place::Register || entry.place == Place::Temporary || entry.place == Place::Cell)
            return { Binder::Variable, parent, outer };
        if (entry.place == Place::Global)
            return {};
    }
    return {};
}

/// The innermost class from scope `number` outwards, for __class__.
ScopeResolver::Binder ScopeResolver::find_class(uint32_t number)
{
    for (; number != 0; number = table_.scopes_[number].parent) {
        if (table_.scopes_[number].kind == ScopeKind::Class)
            return { Binder::ClassCell, number, no_entry };
    }
    return {};
}

/// Makes the bound variable a cell; the register that holds it.
uint32_t ScopeResolver::capture(const Binder& binder)
{
    if (binder.kind == Binder::ClassCell) {
        Scope& scope = table_.scopes_[binder.scope];
        if (!scope.wants_class_cell) {
            scope.wants_class_cell = true;
            scope.class_cell_register = scope.register_count++;
        }
        return scope.class_cell_register;
    }
    Entry& entry = table_.entries_[binder.entry];
    if (entry.place == Place::Temporary)
        entry.slot = take_register(binder.scope);
    entry.place = Place::Cell;
    return entry.slot;
}

/// Gives every scope with code between `number` and the binder a free variable of the entry's name.
void ScopeResolver::thread_through(const Binder& binder, uint32_t number, uint32_t index)
{
    Symbol name = table_.entries_[index].name;
    uint32_t owner = table_.scopes_[number].owner;
    uint32_t inner = index;
    for (uint32_t parent = table_.scopes_[number].parent; parent != binder.scope;
         parent = table_.scopes_[parent].parent) {
        if (!table_.scopes_[parent].has_code())
            continue;
        uint32_t depth = table_.scopes_[parent].depth;
        uint32_t outer = table_.entries_[inner].outer;
        while (outer != no_entry && table_.scopes_[table_.entries_[outer].scope].depth > depth) {
            inner = outer;
            outer = table_.entries_[outer].outer;
        }
        bool is_new = outer == no_entry || table_.entries_[outer].scope != parent;
        if (is_new)
            outer = table_.insert_entry(parent, name, inner);
        Entry& entry = table_.entries_[outer];
        if (is_new)
            entry.place = table_.scopes_[parent].kind == ScopeKind::Class ? Place::Name : Place::Free;
        if (entry.free_index == UINT32_MAX) {
            entry.free_index = add_free(parent, name);
            if (is_new)
                entry.slot = entry.free_index;
        } else if (parent != owner) {
            return;
        }
        inner = outer;
    }
}

/// The index of a free variable of a scope with code, added when it is new.
uint32_t ScopeResolver::add_free(uint32_t number, Symbol name)
{
    std::vector<Symbol>& names = table_.scopes_[number].free_names;
    for (uint32_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return i;
    }
    names.push_back(name);
    return uint32_t(names.size()) - 1;
}

} // namespace coil::internal
