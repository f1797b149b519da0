#include "compile/scope.h"

#include "base/source.h"
#include "compile/scope_resolver.h"
#include "compile/scope_walk.h"

#include <algorithm>

namespace coil::internal
{

std::optional<SyntaxError> ScopeTable::build(const ast::Module& module, const ScopeOptions& options)
{
    has_future_annotations_ = options.future_annotations;
    heads_.assign(symbols_.size() + 64, no_entry);
    entries_.reserve(std::max<size_t>(256, size_t(module.scopes) * 12));
    if (auto error = ScopeWalk(*this, source_, stack_budget_).run(module))
        return error;
    return ScopeResolver(*this, source_, options).run();
}

uint32_t& ScopeTable::head(Symbol name)
{
    auto index = static_cast<uint32_t>(name);
    if (index >= heads_.size())
        heads_.resize(index * 2, no_entry);
    return heads_[index];
}

uint32_t ScopeTable::add_entry(uint32_t scope, Symbol name)
{
    uint32_t& first = head(name);
    auto index = uint32_t(entries_.size());
    Entry& entry = entries_.emplace_back();
    entry.name = name;
    entry.scope = scope;
    entry.outer = first;
    first = index;
    append_to_scope(scope, index);
    return index;
}

uint32_t ScopeTable::insert_entry(uint32_t scope, Symbol name, uint32_t inner)
{
    auto index = uint32_t(entries_.size());
    Entry& entry = entries_.emplace_back();
    entry.name = name;
    entry.scope = scope;
    entry.outer = entries_[inner].outer;
    entries_[inner].outer = index;
    append_to_scope(scope, index);
    return index;
}

void ScopeTable::append_to_scope(uint32_t number, uint32_t index)
{
    Scope& scope = scopes_[number];
    if (scope.last_entry == no_entry)
        scope.first_entry = index;
    else
        entries_[scope.last_entry].next = index;
    scope.last_entry = index;
}

void ScopeTable::enter(uint32_t number)
{
    for (uint32_t i = scopes_[number].first_entry; i != no_entry; i = entries_[i].next) {
        uint32_t& first = head(entries_[i].name);
        entries_[i].outer = first;
        first = i;
    }
}

void ScopeTable::leave(uint32_t number)
{
    for (uint32_t i = scopes_[number].first_entry; i != no_entry; i = entries_[i].next)
        heads_[static_cast<uint32_t>(entries_[i].name)] = entries_[i].outer;
}

Symbol ScopeTable::mangle(Symbol name, Symbol class_name)
{
    auto index = static_cast<uint32_t>(name);
    if (index >= privacy_.size())
        privacy_.resize(symbols_.size() + 64, 0);
    std::string_view text = symbols_.text(name);
    if (privacy_[index] == 0) {
        bool is_private = text.starts_with("__") && !text.ends_with("__") && text.find('.') == std::string_view::npos;
        privacy_[index] = is_private ? 2 : 1;
    }
    if (privacy_[index] == 1)
        return name;
    std::string_view class_text = symbols_.text(class_name);
    size_t start = class_text.find_first_not_of('_');
    if (start == std::string_view::npos)
        return name;
    std::string mangled = "_";
    mangled += class_text.substr(start);
    mangled += text;
    return symbols_.intern(mangled);
}

Symbol ScopeTable::mangle_in(const Scope& scope, Symbol name)
{
    if (scope.generic_class != 0) {
        const Scope& generic = scopes_[scope.generic_class];
        Symbol own = mangle(name, generic.generic_class_name);
        for (uint32_t i = own == name ? no_entry : generic.first_entry; i != no_entry; i = entries_[i].next) {
            if (entries_[i].name == own && (entries_[i].flags & NameTypeParameter))
                return own;
        }
    }
    return scope.class_name == Symbol::Empty ? name : mangle(name, scope.class_name);
}

} // namespace coil::internal
