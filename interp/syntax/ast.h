#pragma once

#include "base/arena.h"
#include "base/symbols.h"

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

/// The abstract syntax tree: plain structs in an Arena, one for each row of grammar/ast.def, told apart by `kind`.
/// Nodes are immutable for all but the parser, own nothing and know nothing of scopes, bytecode or the heap. Nesting is
/// bounded: no expression is deeper than max_depth levels and no block than 100, so that a consumer may recurse; only
/// chains of `elif` are as long as the source says. Numbers called `scope` (FunctionDef, ClassDef, Lambda,
/// comprehensions, TypeAlias) are dense from 1 to Module::scopes - 1, each used once; the module is scope 0.
namespace coil::internal::ast
{

/// The bound on Expression::depth.
constexpr uint32_t max_depth = 3000;

enum class NodeKind : uint8_t {
#define NODE(name, base, fields) name,
#include "grammar/ast.def"
#undef NODE
};

enum class Context : uint8_t { Load, Store, Del };
enum class Operator : uint8_t {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv
};
enum class BoolOperator : uint8_t { And, Or };
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

/// A piece of text in the arena; strings are WTF-8 (lone surrogates are encoded as three bytes).
struct Text {
    const char* data;
    uint32_t size;

    std::string_view view() const { return { data, size }; }
};

enum class LiteralKind : uint8_t {
    None,
    True,
    False,
    Ellipsis,
    Int,       ///< `integer`
    BigInt,    ///< `text`: digits in `base` without prefix or underscores, for values above 2**63 - 1
    Float,     ///< `real`
    Imaginary, ///< `real`
    Str,       ///< `text`, decoded, adjacent literals joined
    Bytes,     ///< `text`
    // Only of trees that a script made:
    Complex,   ///< `parts`
    Tuple,     ///< `items`
    FrozenSet, ///< `items`
};

struct Literal;
struct Literals {
    const Literal* data;
    uint32_t size;
};
struct ComplexParts {
    double real, imaginary;
};

/// The value of a constant. A BigInt's digits may have a minus in front in a tree that a script made.
struct Literal {
    LiteralKind kind = LiteralKind::None;
    uint8_t base = 10;                ///< of BigInt: 2, 8, 10 or 16
    bool is_unicode_prefixed = false; ///< the first string of the literal is written u'…'
    union {
        int64_t integer = 0;
        double real;
        Text text;
        Literals items;
        ComplexParts parts;
    };
};

/// What every node starts with: its kind and the bytes [start, end) of the source that it covers. Parentheses around an
/// expression are not part of it; those of a tuple are.
struct Node {
    NodeKind kind;
    Context context = Context::Load; ///< of Name, Attribute, Subscript, Starred, List and Tuple
    bool parenthesised : 1 = false;  ///< of expressions: written in parentheses of its own
    uint16_t depth : 15 = 1;         ///< of expressions: 1 + the deepest operand's
    uint32_t start = 0;
    uint32_t end = 0;
};

struct Statement : Node {
};
struct Expression : Node {
};
struct Pattern : Node {
};
struct TypeParam : Node {
};

#define NODE(name, base, fields) struct name;
#include "grammar/ast.def"
#undef NODE

// The kind is taken from the type: make<Name>(…) needs no tag.
#define Many(type) std::span<type>
#define F(type, name) type name{};
#define NODE(name, base, fields)                                                                                       \
    struct name : base {                                                                                               \
        static constexpr NodeKind tag = NodeKind::name;                                                                \
        fields                                                                                                         \
    };
#include "grammar/ast.def"
#undef NODE
#undef F
#undef Many

/// The node as a T; its kind must be T's.
template <typename T> T* as(Node* node)
{
    assert(node->kind == T::tag);
    return static_cast<T*>(node);
}

template <typename T> const T* as(const Node* node)
{
    assert(node->kind == T::tag);
    return static_cast<const T*>(node);
}

/// The node as a T, or null when it is null or of another kind.
template <typename T> T* try_as(Node* node) { return node && node->kind == T::tag ? static_cast<T*>(node) : nullptr; }

template <typename T> const T* try_as(const Node* node)
{
    return node && node->kind == T::tag ? static_cast<const T*>(node) : nullptr;
}

/// The name of a kind, as in grammar/ast.def.
const char* kind_name(NodeKind kind);

} // namespace coil::internal::ast
