#pragma once

#include "compile/scope.h"

namespace coil::internal
{

/// The second pass: decides for every name where it lives, outer scopes first, and threads captured variables through
/// the functions and classes between.
class ScopeResolver
{
public:
    ScopeResolver(ScopeTable& table, const Source& source, const ScopeOptions& options);

    std::optional<SyntaxError> run();

private:
    /// What a name of an outer scope turned out to be.
    struct Binder {
        enum Kind : uint8_t { Global, Variable, ClassCell } kind = Global;
        uint32_t scope = 0;
        uint32_t entry = no_entry;
    };

    void open(uint32_t number);
    void resolve(uint32_t number);
    void resolve_entry(uint32_t number, uint32_t index);
    void resolve_outer(uint32_t number, uint32_t index, Place if_global, Place if_free);
    Binder find_binder(uint32_t number, uint32_t index);
    Binder find_class(uint32_t number);
    uint32_t capture(const Binder& binder);
    void thread_through(const Binder& binder, uint32_t number, uint32_t index);
    uint32_t add_free(uint32_t number, Symbol name);
    uint32_t take_register(uint32_t number) { return table_.scopes_[table_.scopes_[number].owner].register_count++; }

    ScopeTable& table_;
    const Source& source_;
    ScopeOptions options_;
    std::vector<uint32_t> open_; ///< by depth
    std::optional<SyntaxError> error_;
    Symbol class_cell_, class_namespace_;
};

} // namespace coil::internal
