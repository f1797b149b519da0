#include "syntax/dump.h"

#include <charconv>
#include <cstring>

namespace coil::internal::syntax
{

using namespace ast;

namespace
{

constexpr const char* operator_names[] = { "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift",
    "BitOr", "BitXor", "BitAnd", "FloorDiv" };
constexpr const char* bool_operator_names[] = { "And", "Or" };
constexpr const char* unary_operator_names[] = { "Invert", "Not", "UAdd", "USub" };
constexpr const char* compare_operator_names[] = { "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In",
    "NotIn" };
constexpr const char* context_names[] = { "Load", "Store", "Del" };

class Dumper
{
public:
    Dumper(const Symbols& symbols, const Source& source, bool has_places)
        : symbols_(symbols)
        , source_(source)
        , has_places_(has_places)
    {
    }

    void put(const Node* node);
    std::string take() { return std::move(out_); }

private:
    template <typename T> void put_fields(const T* node);
    void put(Symbol symbol) { out_ += symbols_.text(symbol); }
    void put(bool value) { out_ += value ? "True" : "False"; }
    void put(uint32_t value) { out_ += std::to_string(value); }
    void put(int32_t value) { out_ += std::to_string(value); }
    void put(Operator op) { out_ += operator_names[static_cast<int>(op)]; }
    void put(BoolOperator op) { out_ += bool_operator_names[static_cast<int>(op)]; }
    void put(UnaryOperator op) { out_ += unary_operator_names[static_cast<int>(op)]; }
    void put(CompareOperator op) { out_ += compare_operator_names[static_cast<int>(op)]; }
    void put(const Text& text) { put_bytes(text.view()); }
    void put(const Literal& literal);
    void put_bytes(std::string_view bytes);
    template <typename T> void put(std::span<T> items)
    {
        out_ += '[';
        for (size_t i = 0; i < items.size(); i++) {
            if (i > 0)
                out_ += ", ";
            put(items[i]);
        }
        out_ += ']';
    }
    template <typename T> void put_field(const char* name, const T& value)
    {
        for (const char* own : { "scope", "scopes", "op_start", "name_start", "open", "is_elif" }) {
            if (std::strcmp(name, own) == 0)
                return;
        }
        if (out_.back() != '(')
            out_ += ", ";
        out_ += name;
        out_ += '=';
        put(value);
    }

    const Symbols& symbols_;
    const Source& source_;
    bool has_places_;
    std::string out_;
};

/// Hexadecimal beyond plain letters, so that no other tool's idea of quoting matters.
void Dumper::put_bytes(std::string_view bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    out_ += '"';
    for (char c : bytes) {
        if (c > ' ' && c < 0x7F && c != '"' && c != '\\') {
            out_ += c;
            continue;
        }
        out_ += '\\';
        out_ += digits[static_cast<uint8_t>(c) >> 4];
        out_ += digits[c & 15];
    }
    out_ += '"';
}

void Dumper::put(const Literal& literal)
{
    switch (literal.kind) {
    case LiteralKind::None:
        out_ += "None";
        break;
    case LiteralKind::True:
        out_ += "True";
        break;
    case LiteralKind::False:
        out_ += "False";
        break;
    case LiteralKind::Ellipsis:
        out_ += "...";
        break;
    case LiteralKind::Int:
        out_ += std::to_string(literal.integer);
        break;
    case LiteralKind::BigInt:
        out_ += std::to_string(literal.base) + "#";
        out_ += literal.text.view();
        break;
    case LiteralKind::Float:
    case LiteralKind::Imaginary: {
        uint64_t bits;
        std::memcpy(&bits, &literal.real, sizeof bits);
        char digits[17];
        auto result = std::to_chars(digits, digits + 17, bits, 16);
        out_ += literal.kind == LiteralKind::Float ? "f" : "j";
        out_.append(digits, result.ptr);
        break;
    }
    case LiteralKind::Complex:
    case LiteralKind::Tuple:
    case LiteralKind::FrozenSet:
        out_ += "(made)";
        break;
    case LiteralKind::Bytes:
        out_ += 'b';
        [[fallthrough]];
    case LiteralKind::Str:
        put_bytes(literal.text.view());
        break;
    }
}

template <typename T> void Dumper::put_fields(const T* node)
{
    // The table's fields, each as its type says.
    switch (node->kind) {
#define Many(type) std::span<type>
#define F(type, name) put_field(#name, self->name);
#define NODE(name, base, fields)                                                                                       \
    case NodeKind::name: {                                                                                             \
        [[maybe_unused]] const auto* self = static_cast<const struct name*>(node);                                     \
        fields break;                                                                                                  \
    }
#include "grammar/ast.def"
#undef NODE
#undef F
#undef Many
    }
}

bool has_place(NodeKind kind)
{
    return kind != NodeKind::Module && kind != NodeKind::Arguments && kind != NodeKind::WithItem &&
        kind != NodeKind::Comprehension && kind != NodeKind::MatchCase;
}

bool has_context(NodeKind kind)
{
    return kind == NodeKind::Name || kind == NodeKind::Attribute || kind == NodeKind::Subscript ||
        kind == NodeKind::Starred || kind == NodeKind::List || kind == NodeKind::Tuple;
}

void Dumper::put(const Node* node)
{
    if (!node) {
        out_ += "None";
        return;
    }
    out_ += kind_name(node->kind);
    if (has_places_ && has_place(node->kind)) {
        SourcePosition start = source_.locate(node->start);
        SourcePosition end = source_.locate(node->end);
        out_ += '[' + std::to_string(start.line) + ':' + std::to_string(start.column) + '-' + std::to_string(end.line) +
            ':' + std::to_string(end.column) + ']';
    }
    out_ += '(';
    put_fields(node);
    if (has_context(node->kind))
        out_ += std::string(", ctx=") + context_names[static_cast<int>(node->context)];
    out_ += ')';
}

} // namespace

std::string dump(const Node* node, const Symbols& symbols, const Source& source, bool has_places)
{
    Dumper dumper(symbols, source, has_places);
    dumper.put(node);
    return dumper.take();
}

} // namespace coil::internal::syntax
