#pragma once
// From objects to the compiler's nodes. Every attribute that is read may run script code, which may change what was
// read before: so nothing of an object is kept but what was converted, and lists are read item by item, their size each
// time.
#include <unordered_map>

#include "base/arena.h"
#include "base/source.h"
#include "base/symbols.h"
#include "builtins/compilation.h"
#include "stdlib/tools/_ast/nodes.h"
#include "syntax/ast.h"

namespace coil::internal::trees
{

class Reader
{
public:
    Reader(Vm& vm, CompilationMemory& memory, Arena& arena, Symbols& symbols, bool future_annotations)
        : vm_(vm)
        , memory_(memory)
        , arena_(arena)
        , symbols_(symbols)
        , nodes_(vm)
        , future_annotations_(future_annotations)
    {
        add_place(1, 0);
    }

    /// The tree of a Module, Expression or Interactive.
    Result<ast::Module*> module(Value tree, NodeClass which);
    /// The places that the nodes' offsets stand for.
    Source take_source(std::string_view filename)
    {
        return Source(std::string(filename), std::move(places_), std::move(text_));
    }

private:
    /// An object that is being read, as an instance of which class.
    struct Object {
        Value value;
        NodeClass which;
        const char* name() const { return row_of(which).name; }
    };
    /// What may be left out. (The null of a Result of a pointer says that it failed.)
    template <class T> struct Nullable {
        T* node = nullptr;
        operator T*() const { return node; }
    };
    /// Counts levels of nesting.
    struct Level {
        explicit Level(uint32_t& depth)
            : depth_(++depth)
        {
        }
        ~Level() { --depth_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        uint32_t& depth_;
    };

    // ---- attributes
    NodeClass class_of(Value value);
    Result<std::optional<Value>> attribute(const Object& object, std::string_view name);
    Result<Value> given(const Object& object, std::string_view name);
    Result<Value> optional(const Object& object, std::string_view name);
    Result<Symbol> identifier(const Object& object, std::string_view name);
    Result<Symbol> optional_identifier(const Object& object, std::string_view name);
    Result<Symbol> to_identifier(Value value);
    Result<int> to_number(Value value);
    Result<int> number(const Object& object, std::string_view name);
    Result<std::string_view> string(const Object& object, std::string_view name);
    Result<void> check_type_comment(const Object& object);
    Result<void> check_kind(const Object& object);
    /// The number of an operator or a context among its kind.
    Result<int> sign(Value value, NodeClass sum);
    Result<int> sign(const Object& object, std::string_view name, NodeClass sum);
    Raised raise_unexpected(NodeClass wanted, Value got);
    Raised raise_required(const Object& object, std::string_view name);

    /// Reads a list field; read(value) gives one item.
    template <class T, class Read> Result<std::span<T>> list(const Object& object, std::string_view name, Read&& read)
    {
        std::optional<Value> found = TRY(attribute(object, name));
        if (!found)
            return std::span<T>();
        if (!is_kind(*found, Kind::List))
            return raise_no_list(object, name, *found);
        auto* items = static_cast<List*>(found->as_cell());
        size_t size = items->size;
        std::vector<T> out;
        for (size_t i = 0; i < size; i++) {
            out.push_back(TRY(read(items->array->data[i])));
            if (items->size != size)
                return raise_changed(object, name);
        }
        return arena_.copy(out.data(), out.size());
    }
    Raised raise_no_list(const Object& object, std::string_view name, Value found);
    Raised raise_changed(const Object& object, std::string_view name);
    using Expressions = std::span<ast::Expression*>;
    using Statements = std::span<ast::Statement*>;
    Result<Expressions> expressions(const Object& object, std::string_view name, bool may_be_none = false);
    Result<Statements> block(const Object& object, std::string_view name);
    Result<std::span<Symbol>> identifiers(const Object& object, std::string_view name);
    Result<std::span<ast::Pattern*>> patterns(const Object& object, std::string_view name);

    // ---- nodes
    /// Throws std::bad_alloc.
    uint32_t add_place(int line, int column)
    {
        constexpr size_t bytes = sizeof(SourcePosition) + 1;
        if (places_.size() == places_.capacity() && !memory_.take((places_.size() + 1) * 2 * bytes))
            throw std::bad_alloc();
        places_.push_back(
            { uint32_t(std::max(line, 0)), uint32_t(std::max(column, 0)), uint32_t(std::max(column, 0)) });
        text_ += ' ';
        return uint32_t(places_.size() - 1);
    }
    struct Span {
        uint32_t start = 0, end = 0;
    };
    Result<Span> span_of(const Object& object, NodeClass sum, bool is_checked = true);
    void note_wrong_places(int line, int column, int end_line, int end_column);
    template <class T> T* make(Span span)
    {
        T* node = arena_.make<T>();
        node->kind = T::tag;
        node->start = span.start;
        node->end = span.end;
        last_ = span;
        return node;
    }

    Result<ast::Statement*> statement(Value value);
    Result<ast::Statement*> statement_of(const Object& object, Span span);
    Result<ast::Statement*> rare_statement(const Object& object, Span span);
    Result<ast::Statement*> definition(const Object& object, Span span);
    Result<ast::Statement*> class_definition(const Object& object, Span span);
    Result<ast::Statement*> if_chain(Object object, Span span);
    Result<ast::Statement*> import_from(const Object& object, Span span);

    /// Null for None.
    Result<Nullable<ast::Expression>> expression_or_null(Value value);
    Result<ast::Expression*> expression(const Object& object, std::string_view name);
    Result<Nullable<ast::Expression>> optional_expression(const Object& object, std::string_view name);
    Result<ast::Expression*> expression_of(const Object& object, Span span);
    Result<ast::Expression*> rare_expression(const Object& object, Span span);
    Result<ast::Expression*> comprehension(const Object& object, Span span);
    Result<ast::Expression*> formatted_value(const Object& object, Span span);
    Result<Expressions> string_parts(const Object& object);
    Result<Nullable<ast::Expression>> annotation(const Object& object, std::string_view name, bool is_optional);
    Result<ast::Name*> name_target(const Object& object, std::string_view name);
    template <class T> Result<ast::Expression*> with_context(const Object& object, T* node);
    Result<ast::Literal> constant(Value value, int depth = 0);
    Result<ast::Literals> constants(std::span<const Value> values, int depth);

    Result<ast::Arguments*> arguments(const Object& object, std::string_view name);
    Result<ast::Arg*> argument(Value value, bool is_checked = true);
    Result<ast::Keyword*> keyword(Value value);
    Result<ast::Alias*> alias(Value value);
    Result<ast::WithItem*> with_item(Value value);
    Result<ast::Comprehension*> generator(Value value);
    Result<ast::ExceptHandler*> handler(Value value);
    Result<ast::MatchCase*> match_case(Value value);
    Result<Nullable<ast::Pattern>> pattern_or_null(Value value);
    Result<ast::Pattern*> pattern(const Object& object, std::string_view name);
    Result<ast::Pattern*> pattern_of(const Object& object, Span span);
    Result<ast::TypeParam*> type_parameter(Value value);
    Result<std::span<ast::TypeParam*>> type_parameters(const Object& object);
    /// The object as one of the class `wanted`, which is no sum: CPython asks only for the attributes.
    static Object part(Value value, NodeClass wanted) { return { value, wanted }; }
    void set_span(ast::Node* node, Span span)
    {
        node->start = span.start;
        node->end = span.end;
    }

    Vm& vm_;
    CompilationMemory& memory_;
    Arena& arena_;
    Symbols& symbols_;
    Nodes nodes_;
    bool future_annotations_;
    std::unordered_map<Class*, NodeClass> known_;
    std::vector<SourcePosition> places_;
    std::string text_;
    std::string place_error_; ///< what is wrong with the first place that is
    Span last_;               ///< of the node made last, for those without places
    uint32_t scopes_ = 1;
    uint32_t expression_depth_ = 0;
    uint32_t block_depth_ = 0;
};

} // namespace coil::internal::trees
