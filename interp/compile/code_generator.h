#pragma once

#include "base/platform/native_stack.h"
#include "compile/compile.h"
#include "compile/function_state.h"

#include <memory>
#include <optional>

namespace coil::internal
{

/// Walks the tree and emits code, one FunctionState for each function that is open. The first error is kept and the
/// walk goes on, so that nothing has to be unwound.
///
/// Values are asked for in two ways: `to(expression, r)` puts the value into r, which is written only once the value is
/// complete when r is a variable; `any(expression)` says in which register the value is, a variable's own if that is
/// safe. Temporaries are a stack; whoever takes one gives it back with TemporaryScope.
class CodeGenerator
{
public:
    CodeGenerator(Symbols& symbols, const Source& source, ScopeTable& scopes, const CompileOptions& options);

    std::variant<Unit, SyntaxError> run(const ast::Module& module);

private:
    using Expressions = std::span<ast::Expression* const>;
    using Statements = std::span<ast::Statement* const>;

    struct TemporaryScope {
        explicit TemporaryScope(FunctionState& state)
            : state_(state)
            , next_(state.next)
        {
        }
        ~TemporaryScope() { state_.next = next_; }
        TemporaryScope(const TemporaryScope&) = delete;
        TemporaryScope& operator=(const TemporaryScope&) = delete;

    private:
        FunctionState& state_;
        Register next_;
    };

    // Basics (code_generator.cpp)
    void fail(const ast::Node& node, std::string message) { fail(node.start, node.end, std::move(message)); }
    void fail(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);
    void warn(const ast::Node& node, std::string message);
    std::string_view text(Symbol name) const { return symbols_.text(name); }
    FunctionState& state() { return *state_; }
    Builder& out() { return state_->builder; }
    const Scope& scope() const { return scopes_.scope(state_->scope); }
    void at(const ast::Node& node) { state_->builder.set_position(node.start, node.end); }
    Symbol mangled(Symbol name);
    Register temporary() { return temporaries(1); }
    Register temporaries(uint32_t count);
    void need_registers(Register limit);
    bool is_too_deep(const ast::Node& node);
    /// See CompileOptions::admit. Throws std::bad_alloc.
    void ask_to_go_on();
    bool is_temporary(Register r) const { return r >= state_->first_temporary; }
    /// Where a call window whose result is wanted in `target` can start without a move: target itself if it is the last
    /// temporary, else a new one.
    Register window_for(Register target);
    void move(Register target, Register source);
    void place(Label label);
    void jump(Label label);
    uint32_t constant(Constant value) { return out().constant(std::move(value)); }
    void load_constant(Register target, const Constant& value);
    void load_none(Register target);
    void open_function(uint32_t scope_number, std::string_view name, const ast::Node& where);
    void name_registers(uint32_t scope_number);
    void begin_code();
    uint32_t close_function(uint32_t index);
    std::string qualified(std::string_view name);
    void emit_return(Register value);
    void emit_return_none();
    void module_body(const ast::Module& module);

    // Names (code_names.cpp)
    Register load_name(const ast::Name& node, std::optional<Register> target);
    Register load_symbol(Symbol name, std::optional<Register> target);
    void store_symbol(Symbol name, Register source);
    void store_in_body(Symbol name, Register source);
    void delete_symbol(Symbol name);
    void check_bound(Register variable);
    std::optional<Register> variable_of(Symbol name);
    void load_closure_cell(Register target, Symbol name);

    // Expressions (code_expressions.cpp)
    Register any(const ast::Expression& node);
    /// As any, for operands after which something else is evaluated that could rebind a variable.
    Register any_stable(const ast::Expression& node);
    Register any_stable(const ast::Expression& node, const ast::Expression* later);
    void to(const ast::Expression& node, Register target);
    void to_rare(const ast::Expression& node, Register target);
    void for_effect(const ast::Expression& node);
    void binary(const ast::BinOp& node, Register target);
    void binary_step(ast::Operator op, bool in_place, Register target, Register left, const ast::Expression& right);
    bool binary_constant(
        BinaryOperator op, bool in_place, Register target, Register left, const ast::Expression& right);
    void unary(const ast::UnaryOp& node, Register target);
    void bool_value(const ast::BoolOp& node, Register target);
    void if_value(const ast::IfExp& node, Register target);
    void walrus(const ast::NamedExpr& node, Register target);
    void attribute(const ast::Attribute& node, Register target);
    void attribute_position(const ast::Attribute& node);
    void subscript(const ast::Subscript& node, Register target);
    bool is_simple_slice(const ast::Expression& node) const;
    void slice_parts(const ast::Slice& node, Register base, int count);
    void slice_value(const ast::Slice& node, Register target);
    void joined_string(const ast::JoinedStr& node, Register target);
    void join_parts(Expressions parts, Register target, const ast::Node& where);
    void formatted_value(const ast::FormattedValue& node, Register target);
    Register literal(const ast::Literal& value, Register target);
    void check_subscript(const ast::Subscript& node);

    // Displays (code_displays.cpp)
    void tuple(Expressions items, Register target, const ast::Node& where);
    void list(Expressions items, Register target, const ast::Node& where);
    void set(Expressions items, Register target, const ast::Node& where);
    void dict(const ast::Dict& node, Register target);
    void gather_list(Expressions items, Register target, const ast::Node& where);
    void run_of_registers(Expressions items);

    // Conditions (code_conditions.cpp)
    void compare(const ast::Compare& node, Register target);
    void compare_step(ast::CompareOperator op, Register target, Register left, Register right);
    Register comparand(const ast::Expression& node, ast::CompareOperator op);
    Register spare_comparands(const ast::Compare& node);
    Register middle_comparand(const ast::Compare& node, size_t index, Register spare);
    void jump_if(const ast::Expression& node, bool when, Label target);
    void jump_if_compare(const ast::Compare& node, bool when, Label target);
    void jump_if_pair(const ast::Node& where, ast::CompareOperator op, Register left, const ast::Expression& right,
        bool when, Label target);
    void jump_if_bool(const ast::BoolOp& node, bool when, Label target);
    void check_is(const ast::Compare& node);

    // Calls (code_calls.cpp)
    void call(const ast::Call& node, Register target);
    bool super_call(const ast::Call& node, Register target);
    bool is_super(const ast::Expression& node);
    bool super_attribute(const ast::Attribute& node, Register target);
    void method_call(const ast::Call& node, const ast::Attribute& method, Register target);
    void load_super_parts(Register& cls, Register& self);
    bool is_plain_arguments(Expressions arguments, std::span<ast::Keyword* const> keywords) const;
    void arguments(Expressions arguments, std::span<ast::Keyword* const> keywords, Register base, uint32_t leading,
        bool is_method);
    void spread_arguments(Expressions arguments, std::span<ast::Keyword* const> keywords, Register base,
        uint32_t leading, const ast::Node& where);
    void spread_keywords(std::span<ast::Keyword* const> keywords, Register base, Register target);
    uint32_t keyword_names(std::span<ast::Keyword* const> keywords);
    void check_keywords(std::span<ast::Keyword* const> keywords);
    void check_callable(const ast::Expression& node);

    // Assignment (code_assign.cpp)
    void assign(const ast::Assign& node);
    void assign_to(const ast::Expression& target, Register source);
    void unpack(const ast::Expression& target, Expressions items, Register source);
    void augmented(const ast::AugAssign& node);
    void augmented_variable(const ast::AugAssign& node, const ast::Name& target);
    void annotated(const ast::AnnAssign& node);
    void annotated_value(const ast::AnnAssign& node);
    void delete_target(const ast::Expression& target);
    bool swap_assignment(const ast::Expression& target, const ast::Expression& value);
    void note_self_attribute(const ast::Attribute& node);
    bool forbidden_name(const ast::Node& node, Symbol name, bool deleting = false);

    // Statements (code_statements.cpp)
    void block(Statements body);
    // code_unreachable.cpp
    template <typename Compile> void unreachable(Compile compile);
    void unreachable_block(Statements body);
    void unreachable_loop(Statements body);
    void unreachable_value(const ast::Expression& node);
    void statement(const ast::Statement& node);
    void expression_statement(const ast::Expr& node);
    void if_statement(const ast::If& node);
    void return_statement(const ast::Return& node);
    void raise(const ast::Raise& node);
    void assertion(const ast::Assert& node);
    void import(const ast::Import& node);
    void import_from(const ast::ImportFrom& node);
    void check_future(const ast::ImportFrom& node);
    void while_loop(const ast::While& node);
    void for_loop(const ast::For& node);
    void async_for_loop(const ast::For& node);
    /// Whether the target of a loop is unpacked into two by one instruction.
    static bool is_pair(const ast::Expression& target);
    void for_target(const ast::Expression& target, Register item);
    void break_or_continue(const ast::Statement& node, bool is_break);
    void fail_jump(const ast::Statement& node);
    bool has_loop() const;
    std::optional<bool> constant_truth(const ast::Expression& node);

    // Ways out of blocks, exceptions, with (code_exceptions.cpp, code_with.cpp)
    void open_region(Region& region, Register exception);
    void close_region(Region& region);
    void suspend_region(Region& region);
    void resume_region(Region& region);
    bool needs_unwinding() const;
    void check_finally(const ast::Statement& node, size_t depth, const char* what);
    /// Emits what leaving all blocks above `depth` takes, and takes them off. They are put back by restore_blocks,
    /// after the jump or return that the caller emits: it must not be covered by them.
    std::vector<Block> unwind_to(size_t depth);
    void unwind_block(const Block& block);
    void restore_blocks(std::vector<Block>&& blocks);
    Block handler_block(Register exception, Register saved, Region& region);
    void reraise_handler(Region& region, Register exception, Register saved, Symbol name);
    void arrive(Meeting& meeting);
    void meet(Meeting& meeting, Label label);
    void try_statement(const ast::Try& node);
    void try_finally(const ast::Try& node);
    void try_shared_finally(const ast::Try& node);
    void guarded_by_finally(const ast::Try& node, Region& region, SharedFinally* shared);
    void finally_body(const ast::Try& node);
    void pop_handled(Register saved, const SharedFinally* shared);
    void go_through(SharedFinally& shared, Label behind);
    void end_shared_finally(SharedFinally& shared, Register exception, Meeting& meeting);
    void try_except(const ast::Try& node);
    struct Clauses;
    void begin_clause(const Clauses& clauses, const ast::ExceptHandler& node);
    void plain_clauses(Clauses& clauses);
    void star_clauses(Clauses& clauses);
    void star_clause(const ast::ExceptHandler& node, Register raised, Label next);
    void except_clause(const ast::ExceptHandler& node, Meeting& meeting, Label end);
    void unbind_exception(Symbol name);
    void with(const ast::With& node, size_t index);
    void call_exit(const Block& block, Register exception, bool with_exception);
    void leave_with_exception(
        const Block& with_block, Register exception, Register saved, Assigned at_start, Meeting& meeting);

    // Match statements (code_match.cpp)
    struct Captures;
    void match(const ast::Match& node);
    void match_case(const ast::MatchCase& node, Register subject, Label next, bool is_last);
    void pattern(const ast::Pattern& node, Register subject, Label fail, Captures& captures);
    void inner_pattern(const ast::Pattern& node, Register subject, Label fail, Captures& captures);
    void capture(const ast::Node& where, Symbol name, Register value, Captures& captures);
    void value_pattern(const ast::MatchValue& node, Register subject, Label fail);
    void singleton_pattern(const ast::MatchSingleton& node, Register subject, Label fail);
    void as_pattern(const ast::MatchAs& node, Register subject, Label fail, Captures& captures);
    void or_pattern(const ast::MatchOr& node, Register subject, Label fail, Captures& captures);
    void check_length(Register length, size_t size, bool or_more, Label fail);
    void sequence_pattern(const ast::MatchSequence& node, Register subject, Label fail, Captures& captures);
    void items_around_star(
        const ast::MatchSequence& node, size_t star, Register subject, Label fail, Captures& captures);
    bool mapping_keys(const ast::MatchMapping& node, Register base);
    void mapping_pattern(const ast::MatchMapping& node, Register subject, Label fail, Captures& captures);
    std::optional<uint32_t> attribute_names(const ast::MatchClass& node);
    void class_pattern(const ast::MatchClass& node, Register subject, Label fail, Captures& captures);

    // Generators and coroutines (code_async.cpp)
    bool can_await(const ast::Node& node, const char* what);
    void await(const ast::Await& node, Register target);
    void async_next(Register item, Register iterator, Region& region, Register exception, Label exit);
    void end_of_async(Region& region, Register exception, Label exit);
    std::vector<Block> running_handlers() const;
    void handle_again(const std::vector<Block>& handlers);
    void yielding(Op op, Register target, Register source);
    void yield(const ast::Yield& node, Register target);
    void yield_from(const ast::YieldFrom& node, Register target);

    // Comprehensions (code_comprehensions.cpp)
    struct ComprehensionBody;
    void list_comprehension(const ast::ListComp& node, Register target);
    void set_comprehension(const ast::SetComp& node, Register target);
    void dict_comprehension(const ast::DictComp& node, Register target);
    void generator_expression(const ast::GeneratorExp& node, Register target);
    void inlined(const ast::Node& node, uint32_t scope_number, std::span<ast::Comprehension* const> generators,
        ComprehensionBody body, Op build, Register target);
    void generate(std::span<ast::Comprehension* const> generators, size_t index, const ComprehensionBody& body,
        Register iterator);
    void comprehension_element(const ComprehensionBody& body);
    /// The iterator of a loop that nothing but its ForIter or AsyncNext uses.
    void emit_loop_iterator(bool is_async, Register iterator, Register iterable);

    // Functions and classes (code_functions.cpp, code_classes.cpp, code_annotations.cpp)
    void function_statement(const ast::FunctionDef& node);
    void lambda(const ast::Lambda& node, Register target);
    /// What makes a function: shared by def and lambda.
    struct FunctionParts {
        const ast::Node& node;
        std::string_view name;
        uint32_t scope;
        const ast::Arguments& arguments;
        Statements body;
        const ast::Expression* value = nullptr; ///< of a lambda
        const ast::Expression* returns = nullptr;
        Expressions decorators = {};
        bool are_defaults_passed = false; ///< to the code that binds its type parameters
    };
    void define_function(const ast::FunctionDef& node, const FunctionParts& parts, Register target);
    void make_function(const FunctionParts& parts, Register target);
    uint32_t function_code(const FunctionParts& parts);
    void parameters(const ast::Arguments& arguments);
    uint32_t push_defaults(const ast::Arguments& arguments);
    void push_closure(uint32_t scope_number);
    void emit_function(Register target, Register base, uint32_t flags, uint32_t code_index);
    bool docstring(Statements body);
    Register decorators_begin(Expressions decorators);
    void decorators_end(Expressions decorators, Register value);
    /// Where the source of a definition starts for its first line: at the first decorator.
    static const ast::Node& definition_start(const ast::Node& node, Expressions decorators)
    {
        return decorators.empty() ? node : *decorators[0];
    }
    void class_statement(const ast::ClassDef& node);
    void build_class(const ast::ClassDef& node, Expressions bases, Register value);
    uint32_t class_code(const ast::ClassDef& node);
    void annotate_function(
        uint32_t of, const ast::Node& where, std::span<const Annotation> annotations, Register target);
    uint32_t open_evaluator(uint32_t number, std::string_view name, const ast::Node& where);
    void close_and_make(uint32_t number, uint32_t index, const ast::Node& where, Register target);
    void annotation_value(const ast::Expression& node, Register target);
    void collect_annotations(Statements body, bool is_conditional);
    void load_conditional_annotations(Register target);
    void note_conditional_annotation(const ast::AnnAssign& node);
    /// The __annotate__ function of a class's or module's body, if it has annotations.
    void body_annotations(Statements body);
    std::vector<Annotation> function_annotations(const ast::Arguments& arguments, const ast::Expression* returns);

    // Type parameters and aliases (code_type_parameters.cpp)
    struct HelperCall;
    uint32_t push_passed_defaults(const ast::Arguments& arguments);
    uint32_t open_generic(uint32_t number, std::string_view name, const ast::Node& where, uint32_t argument_count);
    void run_generic(uint32_t number, uint32_t index, const ast::Node& where, Register window, uint32_t count);
    void generic_function(const ast::FunctionDef& node, FunctionParts parts, Register target);
    void generic_class(const ast::ClassDef& node, Register target);
    void type_parameters(std::span<ast::TypeParam* const> parameters, Register target);
    void evaluator(uint32_t number, Symbol name, const ast::Expression& value, Register target);
    void type_alias(const ast::TypeAlias& node);
    void make_alias(const ast::TypeAlias& node, std::optional<Register> parameters, Register target);

    // t-strings (code_templates.cpp)
    void template_string(const ast::TemplateStr& node, Register target);

    // Folding (fold.cpp)
    std::optional<Constant> fold(const ast::Expression& node);
    std::optional<Constant> fold_items(Expressions items);
    Constant literal_constant(const ast::Literal& value);
    std::vector<Constant> literal_constants(const ast::Literals& items);
    std::optional<int64_t> small_constant(const ast::Expression& node, int64_t low, int64_t high);

    Symbols& symbols_;
    const Source& source_;
    ScopeTable& scopes_;
    const CompileOptions& options_;
    NativeStackGuard stack_;
    static constexpr uint32_t statements_at_once = 4096;
    uint32_t statements_until_asked_ = statements_at_once;
    size_t bytes_told_ = 0;
    size_t finally_depth_ = 0; ///< bodies of finally around what is compiled, those around its function included
    Unit unit_;
    std::optional<SyntaxError> error_;
    std::vector<std::unique_ptr<FunctionState>> states_; ///< by nesting; used again and again
    size_t open_states_ = 0;
    FunctionState* state_ = nullptr;
    bool is_super_rebound_ = false; ///< the module binds the name super
    bool futures_allowed_ = true;   ///< from __future__ imports may still come
    Symbol debug_, super_, class_cell_, namespace_cell_, conditional_annotations_, add_;
};

/// The operator of the instruction set for one of the tree.
BinaryOperator binary_operator(ast::Operator op);
/// The value of a binary operation on constants; nothing when it is not worth it, too large or an error.
std::optional<Constant> fold_binary(ast::Operator op, const Constant& left, const Constant& right);
std::optional<Constant> fold_unary(ast::UnaryOperator op, const Constant& operand);
bool constant_is_true(const Constant& value);

} // namespace coil::internal
