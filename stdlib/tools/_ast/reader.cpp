#include "stdlib/tools/_ast/reader.h"

#include "objects/bytes.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal::trees
{

NodeClass Reader::class_of(Value value)
{
    auto [known, is_new] = known_.try_emplace(vm_.class_of(value), NodeClass::Count);
    if (is_new)
        known->second = nodes_.class_of(value);
    return known->second;
}

Result<std::optional<Value>> Reader::attribute(const Object& object, std::string_view name)
{
    for (Value each : *nodes_.names(object.which)) {
        auto* known = as<Str>(each);
        if (known->view() == name)
            return find_attribute(vm_, object.value, known);
    }
    return find_attribute(vm_, object.value, intern(vm_, name));
}

/// A field that must be there; None is for the caller to judge.
Result<Value> Reader::given(const Object& object, std::string_view name)
{
    if (std::optional<Value> found = TRY(attribute(object, name)))
        return *found;
    return vm_.raise(Error::TypeError, "required field \"{}\" missing from {}", name, object.name());
}

Result<Value> Reader::optional(const Object& object, std::string_view name)
{
    return TRY(attribute(object, name)).value_or(None);
}

Raised Reader::raise_required(const Object& object, std::string_view name)
{
    return vm_.raise(Error::ValueError, "field '{}' is required for {}", name, object.name());
}

Raised Reader::raise_unexpected(NodeClass wanted, Value got)
{
    Str* text = TRY(repr(vm_, got));
    return vm_.raise(Error::TypeError, "expected some sort of {}, but got {}", row_of(wanted).name, text->view());
}

Raised Reader::raise_no_list(const Object& object, std::string_view name, Value found)
{
    return vm_.raise(
        Error::TypeError, "{} field \"{}\" must be a list, not a {}", object.name(), name, type_name(vm_, found));
}

Raised Reader::raise_changed(const Object& object, std::string_view name)
{
    return vm_.raise(Error::RuntimeError, "{} field \"{}\" changed size during iteration", object.name(), name);
}

Result<Symbol> Reader::to_identifier(Value value)
{
    auto* text = as_if<Str>(value);
    if (!text || text->shape != vm_.exact.str)
        return vm_.raise(Error::TypeError, "AST identifier must be of type str");
    return symbols_.intern(text->view());
}

Result<Symbol> Reader::identifier(const Object& object, std::string_view name)
{
    Value value = TRY(given(object, name));
    return value.is_none() ? raise_required(object, name) : to_identifier(value);
}

Result<Symbol> Reader::optional_identifier(const Object& object, std::string_view name)
{
    Value value = TRY(optional(object, name));
    return value.is_none() ? Result<Symbol>(Symbol::Empty) : to_identifier(value);
}

Result<int> Reader::to_number(Value value)
{
    if (!is_int(value))
        return vm_.raise(Error::ValueError, "invalid integer value: {}", TRY(repr(vm_, value))->view());
    return to_c_int(vm_, value);
}

Result<int> Reader::number(const Object& object, std::string_view name) { return to_number(TRY(given(object, name))); }

/// A text that must be a str; it is copied.
Result<std::string_view> Reader::string(const Object& object, std::string_view name)
{
    Value value = TRY(given(object, name));
    if (!is_kind(value, Kind::Str))
        return vm_.raise(Error::TypeError, "AST string must be of type str");
    return arena_.copy(as<Str>(value)->view());
}

Result<void> Reader::check_type_comment(const Object& object)
{
    Value value = TRY(optional(object, "type_comment"));
    if (!value.is_none() && !is_kind(value, Kind::Str) && !is_kind(value, Kind::Bytes))
        return vm_.raise(Error::TypeError, "AST string must be of type str");
    return {};
}

Result<void> Reader::check_kind(const Object& object)
{
    Value value = TRY(optional(object, "kind"));
    if (!value.is_none() && !is_kind(value, Kind::Str) && !is_kind(value, Kind::Bytes))
        return vm_.raise(Error::TypeError, "AST string must be of type str");
    return {};
}

Result<int> Reader::sign(Value value, NodeClass sum)
{
    NodeClass which = class_of(value);
    if (which == NodeClass::Count || row_of(which).base != sum || !row_of(which).fields)
        return raise_unexpected(sum, value);
    return int(which) - int(sum) - 1;
}

Result<int> Reader::sign(const Object& object, std::string_view name, NodeClass sum)
{
    return sign(TRY(given(object, name)), sum);
}

/// A place that ends before it starts is an error that waits until the whole tree is read.
void Reader::note_wrong_places(int line, int column, int end_line, int end_column)
{
    if (line > end_line)
        place_error_ = format_text("AST node line range ({}, {}) is not valid", { line, end_line });
    else if ((line < 0 && end_line != line) || (column < 0 && column != end_column))
        place_error_ = format_text("AST node column range ({}, {}) for line range ({}, {}) is not valid",
            { column, end_column, line, end_line });
    else if (line == end_line && column > end_column)
        place_error_ = format_text("line {}, column {}-{} is not a valid range", { line, column, end_column });
}

/// Where the object stands. Raises what is missing in the name of the sum, as CPython does.
Result<Reader::Span> Reader::span_of(const Object& object, NodeClass sum, bool is_checked)
{
    auto read = [&](std::string_view name) -> Result<int> {
        if (std::optional<Value> found = TRY(attribute(object, name)))
            return to_number(*found);
        return vm_.raise(Error::TypeError, "required field \"{}\" missing from {}", name, row_of(sum).name);
    };
    bool must_end = places_of(object.which) == Places::Whole;
    auto read_end = [&](std::string_view name, int start) -> Result<int> {
        if (must_end)
            return read(name);
        Value found = TRY(optional(object, name));
        return found.is_none() ? Result<int>(start) : to_number(found);
    };
    int line = TRY(read("lineno")), column = TRY(read("col_offset"));
    int end_line = TRY(read_end("end_lineno", line)), end_column = TRY(read_end("end_col_offset", column));
    if (place_error_.empty() && is_checked)
        note_wrong_places(line, column, end_line, end_column);
    uint32_t start = add_place(line, column);
    return Span{ start, add_place(end_line, end_column) };
}

Result<Reader::Expressions> Reader::expressions(const Object& object, std::string_view name, bool may_be_none)
{
    return list<ast::Expression*>(object, name, [&](Value item) -> Result<Nullable<ast::Expression>> {
        Nullable<ast::Expression> node = TRY(expression_or_null(item));
        if (!node && !may_be_none)
            return vm_.raise(Error::ValueError, "None disallowed in expression list");
        return node;
    });
}

Result<Reader::Statements> Reader::block(const Object& object, std::string_view name)
{
    Level level(block_depth_);
    if (block_depth_ > 100)
        return raise_native_recursion(vm_, " during compilation");
    return list<ast::Statement*>(object, name, [&](Value item) { return statement(item); });
}

Result<std::span<Symbol>> Reader::identifiers(const Object& object, std::string_view name)
{
    return list<Symbol>(object, name, [&](Value item) { return to_identifier(item); });
}

Result<std::span<ast::Pattern*>> Reader::patterns(const Object& object, std::string_view name)
{
    return list<ast::Pattern*>(object, name, [&](Value item) -> Result<ast::Pattern*> {
        ast::Pattern* node = TRY(pattern_or_null(item));
        if (!node)
            return vm_.raise(Error::ValueError, "None disallowed in pattern list");
        return node;
    });
}

Result<ast::Literals> Reader::constants(std::span<const Value> values, int depth)
{
    std::vector<ast::Literal> items;
    for (Value value : values)
        items.push_back(TRY(constant(value, depth + 1)));
    auto copied = arena_.copy(items.data(), items.size());
    return ast::Literals{ copied.data(), uint32_t(copied.size()) };
}

/// A constant of just the types that constants have. Nothing here runs script code.
Result<ast::Literal> Reader::constant(Value value, int depth)
{
    constexpr int deepest = 100;
    if (depth > deepest)
        return raise_native_recursion(vm_, " during compilation");
    TRY(vm_.work_in_one_step(2));
    ast::Literal literal;
    auto text = [&](ast::LiteralKind kind, std::string_view bytes) {
        std::string_view copy = arena_.copy(bytes);
        literal.kind = kind;
        literal.text = { copy.data(), uint32_t(copy.size()) };
    };
    Class* cls = vm_.class_of(value);
    if (value.is_none()) {
        literal.kind = ast::LiteralKind::None;
    } else if (value.is_bool()) {
        literal.kind = value.is_true() ? ast::LiteralKind::True : ast::LiteralKind::False;
    } else if (value == Ellipsis) {
        literal.kind = ast::LiteralKind::Ellipsis;
    } else if (cls == vm_.classes->integer) {
        literal.kind = ast::LiteralKind::Int;
        if (auto small = int_to_int64(value)) {
            literal.integer = *small;
        } else {
            text(ast::LiteralKind::BigInt, TRY(int_to_text(vm_, value, 16)));
            literal.base = 16;
        }
    } else if (cls == vm_.classes->real) {
        literal.kind = ast::LiteralKind::Float;
        literal.real = float_of(value);
    } else if (cls == vm_.classes->complex) {
        literal.kind = ast::LiteralKind::Complex;
        literal.parts = { as<Complex>(value)->real, as<Complex>(value)->imaginary };
    } else if (cls == vm_.classes->str) {
        text(ast::LiteralKind::Str, as<Str>(value)->view());
    } else if (cls == vm_.classes->bytes) {
        text(ast::LiteralKind::Bytes, as<Bytes>(value)->view());
    } else if (cls == vm_.classes->tuple) {
        literal.kind = ast::LiteralKind::Tuple;
        literal.items = TRY(constants({ as<Tuple>(value)->begin(), as<Tuple>(value)->end() }, depth));
    } else if (cls == vm_.classes->frozenset) {
        List* items = TRY(list_of(vm_, value));
        literal.kind = ast::LiteralKind::FrozenSet;
        literal.items = TRY(constants({ items->begin(), items->end() }, depth));
    } else {
        return vm_.raise(Error::TypeError, "got an invalid type in Constant: {}", class_name(cls));
    }
    return literal;
}

} // namespace coil::internal::trees
