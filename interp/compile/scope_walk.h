#pragma once

#include "base/platform/native_stack.h"
#include "compile/scope.h"

namespace coil::internal
{

/// The first pass: fills scopes and entries from the tree and reports what can be told from one scope. Visits the
/// parts of each node in an order of its own where a later part binds what an earlier one uses.
class ScopeWalk
{
public:
    ScopeWalk(ScopeTable& table, const Source& source, size_t stack_budget);

    std::optional<SyntaxError> run(const ast::Module& module);

private:
    using Expressions = std::span<ast::Expression* const>;

    void fail(const ast::Node& node, std::string message) { fail(node.start, node.end, std::move(message)); }
    void fail(uint32_t start, uint32_t end, std::string message);
    std::string quoted(std::string_view before, Symbol name, std::string_view after) const;

    Scope& scope() { return table_.scopes_[current_]; }
    void open(uint32_t number, ScopeKind kind);
    void close();
    uint32_t open_annotate(uint32_t of);
    bool is_forbidden(const ast::Node& node, const char* what);

    // Names
    Symbol mangled(Symbol name);
    uint32_t entry_for(Symbol mangled);
    uint32_t entry_in(uint32_t scope, Symbol mangled);
    void use(const ast::Name& name);
    void note_reader(Symbol name);
    void bind(Symbol name, const ast::Node& where, uint16_t flags = NameBound | NameAssigned);
    void bind_walrus(const ast::NamedExpr& node);
    void declare(std::span<const Symbol> names, const ast::Node& statement, bool is_global);

    // Statements
    void block(std::span<ast::Statement* const> body);
    void statement(const ast::Statement& node);
    void function(const ast::FunctionDef& node);
    void class_body(const ast::ClassDef& node);
    void parameters(const ast::Arguments& arguments);

    // Type parameters (scope_walk_types.cpp)
    using TypeParameters = std::span<ast::TypeParam* const>;
    void open_type_parameters(TypeParameters parameters, uint32_t of, Symbol class_name = Symbol::Empty);
    void bind_hidden(const char* name, uint16_t flags = NameBound | NameUsed);
    void bind_type_parameter(const ast::TypeParam& parameter);
    void type_parameters(TypeParameters parameters);
    void evaluated_later(uint32_t number, const ast::Expression& value, const char* forbids);
    void type_alias(const ast::TypeAlias& node);

    void parameter(const ast::Arg* argument);
    void defaults(const ast::Arguments& arguments);
    void annotations(const ast::Arguments& arguments, const ast::Expression* returns, uint32_t of);
    void annotated_assignment(const ast::AnnAssign& node);
    void import(const ast::Import& node);
    void import_from(const ast::ImportFrom& node);
    void try_statement(const ast::Try& node);
    void with(const ast::With& node);
    void match(const ast::Match& node);
    void pattern(const ast::Pattern& node);
    void capture(Symbol name, const ast::Node& where);

    // Expressions
    void expression(const ast::Expression* node);
    void expressions(Expressions nodes);
    void rare_expression(const ast::Expression& node);
    void binary(const ast::BinOp& node);
    void lambda(const ast::Lambda& node);
    void yield(const ast::Expression& node, const ast::Expression* value);
    void comprehension(uint32_t number, ScopeKind kind, std::span<ast::Comprehension* const> generators,
        const ast::Expression* first, const ast::Expression* second);
    void bind_targets(const ast::Expression& target);
    void reach_targets(const ast::Expression& target);
    void note_await();

    ScopeTable& table_;
    const Source& source_;
    /// Whether the walk must not go deeper; an error is noted then.
    bool is_too_deep(const ast::Node& node);
    NativeStackGuard stack_;
    std::optional<SyntaxError> error_;
    uint32_t current_ = 0;
    uint32_t class_depth_ = 0;
    bool in_annotation_ = false;
    bool ignores_names_ = false; ///< inside an annotation that is never evaluated
    bool in_comprehension_iter_ = false;
    const char* comprehension_name_ = ""; ///< for the message about yield
    Symbol super_, class_cell_, iterator_;
    Symbol namespace_readers_[8];
};

} // namespace coil::internal
