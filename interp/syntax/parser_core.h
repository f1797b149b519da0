#pragma once

#include "base/platform/native_stack.h"
#include "syntax/ast.h"
#include "syntax/lexer.h"
#include "syntax/literals.h"
#include "syntax/parser.h"

#include <span>
#include <string>
#include <vector>

namespace coil::internal::syntax
{

/// How a target is used; CPython's words for a wrong one depend on it.
enum class TargetUse : uint8_t { Assignment, Deletion, For };

/// The parser: recursive descent, one token ahead, with precedence climbing for binary operators.
///
/// After an error the current token is Failure, which no rule accepts, so that every function returns soon, with some
/// node; no caller tests for errors. A text is parsed once; only when that fails is it parsed again, "diagnosing",
/// where checks that would slow the first pass down look for the mistakes that have a message of their own. That is
/// CPython's way too, and decides which of several messages is given.
class Parser
{
public:
    Parser(Arena& arena, Symbols& symbols, const Source& source, ParseOptions options);

    ParseResult run();

private:
    // ---- tokens and errors (parser.cpp)

    struct Checkpoint {
        Lexer::State lexer;
        Token token;
        uint32_t previous_end;
        uint32_t scopes;
        uint32_t recursion;
        size_t scratch;
    };

    bool at(TokenKind kind) const { return token_.kind == kind; }
    void advance()
    {
        if (at(TokenKind::Failure))
            return;
        previous_end_ = token_.end;
        lexer_.next(token_);
    }
    bool accept(TokenKind kind)
    {
        if (token_.kind != kind)
            return false;
        advance();
        return true;
    }
    /// Accepts a token that has no text of its own (line ends, indentation), which no node covers.
    bool accept_layout(TokenKind kind)
    {
        if (token_.kind != kind)
            return false;
        lexer_.next(token_);
        return true;
    }
    void expect(TokenKind kind)
    {
        if (!accept(kind))
            fail();
    }
    /// Expects a token that CPython's grammar insists on: "expected ':'".
    void expect_forced(TokenKind kind);
    bool at_soft_keyword(Symbol word) const { return token_.kind == TokenKind::Name && token_.symbol == word; }

    Checkpoint mark() const;
    /// Goes back, unless an error was found that ends all parsing.
    void rewind(const Checkpoint& checkpoint);
    /// The kind of the token after the current one.
    TokenKind peek();

    /// "invalid syntax" here, unless diagnosing finds better words.
    void fail();
    /// An error with its own words; ends all parsing.
    void raise(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);
    void raise(const ast::Node* node, std::string message) { raise(node->start, node->end, std::move(message)); }
    void raise_at_token(std::string message, SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);
    SyntaxError make_layout_error(const Token& token, std::string message, SyntaxErrorKind kind) const;
    void raise_too_complex();
    /// To be called wherever the text decides how deep the parser recurses.
    void check_stack()
    {
        if (stack_.is_exhausted()) [[unlikely]]
            raise_too_complex();
    }
    /// Some node, for the rest of a function that has failed.
    ast::Expression* fail_expression();

    bool parse_all(ParseResult& result);
    void reset();
    void finish_error(ParseResult& result);
    void check_rest_of_text(uint32_t error_offset);
    bool check_text();

    // ---- nodes

    template <typename T> T* make(uint32_t start)
    {
        T* node = arena_.make<T>();
        node->kind = T::tag;
        node->start = start;
        return node;
    }
    template <typename T> T* finish(T* node)
    {
        node->end = previous_end_;
        return node;
    }
    /// Notes that `child` is an operand of `parent`, which is then at least one deeper.
    void adopt(ast::Expression* parent, const ast::Expression* child)
    {
        if (child->depth < parent->depth)
            return;
        if (child->depth < ast::max_depth)
            parent->depth = static_cast<uint16_t>(child->depth + 1u) & 0x7FFF;
        else
            raise_too_complex();
    }
    void deepen(ast::Expression* parent, uint32_t depth);
    ast::Expression* make_literal(uint32_t start, uint32_t end, const ast::Literal& literal);

    /// A list under construction on the scratch stack.
    template <typename T> class Builder
    {
    public:
        explicit Builder(Parser& parser)
            : parser_(parser)
            , base_(parser.scratch_.size())
        {
        }
        void push(T* item) { parser_.scratch_.push_back(item); }
        size_t size() const { return parser_.scratch_.size() - base_; }
        T* operator[](size_t index) const { return static_cast<T*>(parser_.scratch_[base_ + index]); }
        std::span<T*> take()
        {
            std::span<T*> result;
            if (size_t count = size()) {
                auto* items = static_cast<T**>(parser_.arena_.allocate(count * sizeof(T*)));
                for (size_t i = 0; i < count; i++)
                    items[i] = (*this)[i];
                result = { items, count };
            }
            drop();
            return result;
        }

        void drop() { parser_.scratch_.resize(base_); }

    private:
        Parser& parser_;
        size_t base_;
    };

    /// Counts levels of recursion that no bracket bounds.
    class Nesting
    {
    public:
        explicit Nesting(Parser& parser)
            : parser_(parser)
        {
            if (++parser_.recursion_ > ast::max_depth)
                parser_.raise_too_complex();
            parser_.check_stack();
        }
        ~Nesting() { parser_.recursion_--; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        Parser& parser_;
    };

    // ---- expressions (parse_expression.cpp)

    ast::Expression* parse_expression();
    ast::Expression* parse_named_expression();
    ast::Expression* parse_named_rest(ast::Expression* target, uint32_t start);
    ast::Expression* parse_disjunction() { return parse_binary(1); }
    ast::Expression* parse_bitwise_or() { return parse_binary(5); }
    ast::Expression* parse_binary(uint8_t lowest_level);
    ast::Expression* parse_bool_operation(ast::Expression* left, uint32_t start, uint8_t level);
    ast::Expression* parse_comparison(ast::Expression* left, uint32_t start);
    bool accept_comparison_operator(ast::CompareOperator& op);
    ast::Expression* parse_not();
    ast::Expression* parse_inversion();
    ast::Expression* parse_unary();
    /// An operand of a binary operator: a primary in the common case.
    ast::Expression* parse_operand()
    {
        if (at(TokenKind::Minus) || at(TokenKind::Plus) || at(TokenKind::Tilde))
            return parse_unary();
        uint32_t start = token_.start;
        ast::Expression* base = parse_primary();
        return at(TokenKind::DoubleStar) ? parse_power_rest(base, start) : base;
    }
    ast::Expression* parse_name()
    {
        auto* node = make<ast::Name>(token_.start);
        node->id = token_.symbol;
        advance();
        return finish(node);
    }
    ast::Expression* parse_power_rest(ast::Expression* base, uint32_t start);
    ast::Expression* parse_primary();
    ast::Expression* parse_attribute(ast::Expression* value, uint32_t start);
    ast::Expression* parse_atom();
    ast::Expression* parse_number();
    ast::Expression* parse_lambda();
    ast::Expression* parse_yield();
    ast::Expression* parse_star_expression();
    ast::Expression* parse_star_expressions();
    ast::Expression* parse_star_named_expression();
    ast::Expression* parse_starred(bool is_bitwise);
    ast::Expression* parse_expressions();
    ast::Expression* parse_annotated_rhs();
    ast::Expression* parse_tuple_rest(ast::Expression* first, uint32_t start, ast::Expression* (Parser::*item)());
    bool at_expression_start() const;

    // ---- brackets (parse_display.cpp)

    ast::Expression* parse_parenthesised();
    ast::Expression* parse_list();
    ast::Expression* parse_brace();
    ast::Expression* parse_dict(uint32_t start, ast::Expression* key);
    ast::Expression* parse_dict_value();
    ast::Expression* parse_dict_comprehension(uint32_t start, ast::Expression* key, ast::Expression* value);
    void split_pairs(
        std::span<ast::Expression*> pairs, std::span<ast::Expression*>& keys, std::span<ast::Expression*>& values);
    ast::Expression* parse_set(uint32_t start, ast::Expression* first);
    std::span<ast::Expression*> parse_elements(ast::Expression* parent, ast::Expression* first);
    ast::Expression* parse_subscript(ast::Expression* value, uint32_t start);
    ast::Expression* parse_slice();
    std::span<ast::Comprehension*> parse_comprehension_clauses(ast::Expression* parent);
    ast::Comprehension* parse_comprehension_clause(ast::Expression* parent);
    bool at_comprehension() const { return at(TokenKind::KeywordFor) || at(TokenKind::KeywordAsync); }
    template <typename T>
    ast::Expression* parse_element_comprehension(uint32_t start, ast::Expression* element, TokenKind close);

    /// What the arguments before the current one were.
    struct ArgumentOrder {
        size_t count = 0;
        size_t keywords = 0;
        bool has_double_star = false;
        bool allows_generator = false;
    };
    ast::Expression* parse_call(ast::Expression* function, uint32_t start);
    void parse_arguments(ast::Call* call, bool allows_generator);
    ast::Node* parse_argument(ast::Call* call, ArgumentOrder& order);
    ast::Node* parse_keyword_value(ast::Call* call, uint32_t start, Symbol name);
    ast::Expression* parse_generator_argument(ast::Expression* element, uint32_t start, const ArgumentOrder& order);

    // ---- strings (parse_string.cpp)

    struct StringParts;
    ast::Expression* parse_strings();
    ast::Expression* parse_more_strings(StringParts& parts, uint32_t start);
    void append_string(StringParts& parts, const Token& token);
    void flush_constant(StringParts& parts);
    ast::Expression* make_text(const StringParts& parts);
    void parse_fstring(StringParts& parts);
    void parse_fstring_parts(StringParts& parts, bool is_template, bool in_format_spec);
    void append_middle(StringParts& parts);
    void parse_replacement_field(StringParts& parts, bool is_template, bool in_format_spec);
    ast::Expression* parse_format_spec(uint32_t start, bool is_template);
    int32_t parse_conversion(bool is_template);
    std::string field_text(uint32_t start, uint32_t end) const;
    void raise_decode_problem(const Token& token);

    // ---- parameters (parse_parameters.cpp)

    ast::Arguments* parse_parameters(bool is_lambda);
    void parse_star_parameters(ast::Arguments* node, bool is_lambda);
    void parse_double_star_parameter(ast::Arguments* node, bool is_lambda);
    ast::Arg* parse_parameter(bool is_lambda, bool allows_star_annotation);
    ast::Expression* parse_default();
    void raise_bare_star(const Token& star, bool is_lambda);
    std::span<ast::TypeParam*> parse_type_parameters();
    ast::TypeParam* parse_type_parameter();

    // ---- targets (parse_target.cpp)

    /// Makes the expression a target; false when it can't be one.
    bool set_context(ast::Expression* expression, ast::Context context);
    /// The same, failing with CPython's words.
    void make_target(ast::Expression* expression, TargetUse use);
    ast::Expression* parse_for_targets();
    ast::Expression* parse_statement_targets();
    ast::Expression* parse_star_target();
    static bool is_single_target(const ast::Expression* expression);

    // ---- statements (parse_statement.cpp)

    using Statements = Builder<ast::Statement>;
    void parse_statement(Statements& out);
    void parse_simple_statements(Statements& out);
    ast::Statement* parse_simple_statement();
    ast::Statement* parse_expression_statement();
    ast::Statement* parse_assignment(ast::Expression* first, uint32_t start);
    ast::Statement* parse_augmented_assignment(ast::Expression* target, uint32_t start, ast::Operator op);
    ast::Statement* parse_annotated_assignment(ast::Expression* target, uint32_t start);
    ast::Statement* parse_return();
    ast::Statement* parse_delete();
    ast::Statement* parse_raise();
    ast::Statement* parse_assert();
    template <typename T> ast::Statement* parse_word_statement();
    template <typename T> ast::Statement* parse_names();
    ast::Statement* parse_type_alias();
    ast::Statement* parse_import();
    ast::Statement* parse_import_from();
    Symbol parse_dotted_name();
    Symbol parse_as_name();

    // ---- compound statements (parse_compound.cpp)

    std::span<ast::Statement*> parse_block(const char* what, uint32_t owner);
    std::span<ast::Statement*> parse_else_block();
    bool parse_compound_statement(Statements& out);
    ast::Statement* parse_if();
    ast::Statement* parse_while();
    ast::Statement* parse_for(uint32_t start, bool is_async);
    ast::Statement* parse_with(uint32_t start, bool is_async);
    bool parse_parenthesised_with_items(Builder<ast::WithItem>& items);
    ast::WithItem* parse_with_item();
    ast::Statement* parse_try();
    ast::ExceptHandler* parse_handler(ast::Try* statement, bool is_first);
    ast::Expression* parse_handled_types();
    ast::Statement* parse_async(std::span<ast::Expression*> decorators);
    ast::Statement* parse_decorated();
    ast::Statement* parse_function(uint32_t start, bool is_async, std::span<ast::Expression*> decorators);
    ast::Statement* parse_class(std::span<ast::Expression*> decorators);
    /// The colon of a compound statement whose header is otherwise complete.
    void expect_colon();

    // ---- match (parse_pattern.cpp)

    ast::Statement* parse_match();
    ast::Expression* parse_subject();
    ast::MatchCase* parse_case();
    bool at_pattern_start() const;
    bool at_pattern_end() const;
    bool is_imaginary(const ast::Expression* number) const;
    ast::Pattern* parse_case_patterns();
    ast::Pattern* parse_maybe_star_pattern();
    ast::Pattern* parse_pattern();
    ast::Pattern* parse_or_pattern();
    ast::Pattern* parse_closed_pattern();
    ast::Pattern* parse_literal_pattern();
    ast::Expression* parse_literal_expression();
    ast::Expression* parse_signed_number();
    ast::Pattern* parse_name_pattern();
    ast::Pattern* parse_class_pattern(ast::Expression* cls, uint32_t start);
    ast::Pattern* parse_sequence_pattern(TokenKind close);
    ast::Pattern* parse_mapping_pattern();
    ast::Expression* parse_attribute_name();

    // ---- diagnosing (diagnose.cpp)

    /// What came of parsing ahead without diagnosing; everything is back where it was.
    struct Attempt {
        ast::Expression* expression = nullptr;
        bool is_good = false;
        bool is_in_brackets = false; ///< where the expression ends
        TokenKind next = TokenKind::Failure;
        uint32_t end = 0;
    };
    Attempt try_parse(ast::Expression* (Parser::*rule)());
    /// Raises an error from `start` to the end of the current token.
    void raise_from(uint32_t start, std::string message);
    void raise_invalid_target(const ast::Expression* expression, TargetUse use);
    void raise_field(bool is_template, const char* message);
    bool is_legacy_statement(const ast::Expression* expression) const;
    /// Whether the first pass stopped at the current token.
    bool is_failure_token() const { return farthest_.start == token_.start; }

    void diagnose_statement_word();
    void diagnose_expression(const ast::Expression* first, uint32_t start);
    ast::Expression* parse_diagnosed_else();
    void diagnose_bare_star();
    static bool has_star(const ast::Expression* targets);
    void diagnose_named_expression(const ast::Expression* expression);
    void diagnose_not_operand(bool is_unary);
    void diagnose_double_star();
    void diagnose_unparenthesised_target(uint32_t start, uint32_t end);
    void diagnose_starred_dict_value();
    void diagnose_missing_dict_colon();
    void diagnose_unpacking_assignment(uint32_t start, const char* message);
    void diagnose_keyword_name(const ast::Expression* argument);
    ast::Expression* fail_argument_order(const ArgumentOrder& order);
    void diagnose_assignment(const ast::Expression* value, bool is_first);
    void diagnose_augmented_assignment(const ast::Expression* target);
    void diagnose_annotation(const ast::Expression* target);
    void diagnose_import_order(uint32_t start);
    void diagnose_name_target(bool (*is_end)(TokenKind), bool needs_colon, const char* before, const char* after);
    void diagnose_handled_types(uint32_t start);
    void diagnose_parenthesised_parameters(bool is_lambda);
    void diagnose_after_keyword_parameter();
    void diagnose_type_parameter_bound(bool is_star);
    void diagnose_positional_pattern();
    void diagnose_field_start(bool is_template);
    ast::Expression* parse_diagnosed_field(bool is_template);
    /// Parses something optional; when it has no error of its own, "expected 'token'" where it starts.
    template <typename Parse> auto parse_optional(TokenKind forced, Parse parse)
    {
        if (!diagnosing_ || failed_)
            return parse();
        Checkpoint start = mark();
        auto result = parse();
        if (failed_ && !raised_ && !lexer_.has_error()) {
            rewind(start);
            expect_forced(forced);
        }
        return result;
    }
    /// Notes an operator behind a complete operand, where a field's expression might have ended.
    void note_operator()
    {
        if (lexer_.bracket_depth() == field_depth_)
            field_operator_ = token_;
    }
    void diagnose_field_end(bool is_template, bool is_debug);

    Arena& arena_;
    Symbols& symbols_;
    const Source& source_;
    ParseOptions options_;
    NativeStackGuard stack_;
    Lexer lexer_;
    StringDecoder decoder_;
    Token token_;
    uint32_t previous_end_ = 0;
    uint32_t recursion_ = 0;
    uint32_t scopes_ = 1;
    uint32_t last_compound_ = UINT32_MAX; ///< where the last compound statement that is whole starts
    bool failed_ = false;
    bool raised_ = false;
    bool diagnosing_ = false;
    Token failure_token_;               ///< where parsing stopped
    Token farthest_;                    ///< the last token that was read before going back
    uint32_t field_depth_ = UINT32_MAX; ///< brackets around the expression of the field that is being diagnosed
    Token field_operator_;              ///< the last operator in that expression
    SyntaxError error_;
    std::vector<void*> scratch_;
    std::vector<ast::CompareOperator> compare_operators_;
    std::vector<ast::Expression*> defaults_;

    Symbol match_word_, case_word_, type_word_, underscore_word_, print_word_, exec_word_;
};

/// What CPython's messages call an expression.
const char* expression_name(const ast::Expression* expression);

} // namespace coil::internal::syntax
