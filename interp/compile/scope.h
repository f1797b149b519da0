#pragma once
// Which name means what: one walk over the tree collects the names of every scope, a second one over the scopes decides
// where each lives. The code generator then enters and leaves the scopes in the tree's order and asks for names.
//
// A name's entry belongs to one scope; scopes that are open form a chain for each name (Entry::outer), so that every
// question is answered by an array access. Comprehensions other than generator expressions are scopes without code of
// their own: their variables live in the registers of the code around them.
#include "base/symbols.h"
#include "syntax/ast.h"
#include "syntax/syntax_error.h"

#include <optional>
#include <vector>

namespace coil::internal
{

class Source;

enum class ScopeKind : uint8_t {
    Module,
    Class,
    Function,       ///< lambdas too
    Generator,      ///< generator expressions
    Comprehension,  ///< part of the code around it
    Annotate,       ///< what is evaluated when somebody asks: an __annotate__ function, a type parameter's bound …
    TypeParameters, ///< around a generic function, class or type alias: its type parameters (PEP 695)
};

/// Where the value of a name is.
enum class Place : uint8_t {
    Unresolved,
    Register,  ///< in register `slot`
    Temporary, ///< a comprehension's variable: in a register that the code generator chooses
    Cell,      ///< in the cell in register `slot`
    Free,      ///< in the cell closure[slot]
    Global,
    Name,       ///< in the namespace, else global
    NameOrFree, ///< in the class's namespace, else in closure[slot]
};

enum NameFlag : uint16_t {
    NameBound = 1,
    NameParameter = 2,
    NameUsed = 4,
    NameGlobal = 8,    ///< declared so
    NameNonlocal = 16, ///< declared so
    NameAnnotated = 32,
    NameDeleted = 64,    ///< by `del` or the end of an except clause
    NameIteration = 128, ///< the target of a comprehension's for
    NameWalrus = 256,    ///< the target of an assignment expression in a comprehension
    NameEarly = 512,     ///< a comprehension's variable that may be used before it is bound
    NameReached = 1024,  ///< the walk has passed the target
    NameAssigned = 2048, ///< bound otherwise than by an import
    NameTypeParameter = 4096,
};

inline constexpr uint32_t no_entry = UINT32_MAX;

/// A name in a scope.
struct Entry {
    Symbol name;
    uint32_t scope;
    uint32_t outer = no_entry; ///< the entry of the same name in the next scope around that has one
    uint32_t next = no_entry;  ///< the scope's next entry
    uint16_t flags = 0;
    Place place = Place::Unresolved;
    uint32_t slot = 0;
    uint32_t free_index = UINT32_MAX; ///< in a class: where functions inside find the outer variable of this name
    uint32_t start = 0, end = 0;      ///< the nonlocal declaration
};

struct Scope {
    ScopeKind kind = ScopeKind::Module;
    bool is_async = false;
    bool is_generator = false; ///< has a yield
    bool has_await = false;    ///< await, async for, async with, also in comprehensions that are part of it
    bool is_lambda = false;
    bool wants_class_cell = false;      ///< a class: something inside refers to __class__
    bool wants_class_namespace = false; ///< a class: annotations inside look names up in it
    bool sees_locals = false;           ///< mentions locals(), vars() and the like
    bool has_walrus = false;            ///< assignment expressions bind in its code
    bool is_in_class = false;           ///< a comprehension that is part of a class body
    bool sees_class = false;            ///< looks names up in the namespace of the class around it too
    uint32_t depth = 0;                 ///< how many scopes are around it
    uint32_t parent = 0;
    uint32_t owner = 0;    ///< the scope whose code this one is part of
    uint32_t annotate = 0; ///< the scope of its __annotate__ function; 0: none
    /// The scope of the type parameters of what it is the body of; 0: none. The scopes of their bounds and defaults
    /// have the numbers behind it, in the order of the source.
    uint32_t type_parameters = 0;
    uint32_t generic_class = 0; ///< the scope of type parameters of a class whose private ones are mangled here
    uint32_t first_entry = no_entry, last_entry = no_entry;
    uint32_t register_count = 0;               ///< of parameters, locals and cells
    uint32_t class_cell_register = 0;          ///< of a class that wants it
    uint32_t namespace_register = 0;           ///< likewise: the cell that holds the namespace
    Symbol class_name = Symbol::Empty;         ///< for private names
    Symbol generic_class_name = Symbol::Empty; ///< of a class's type parameters: its name
    const char* forbids = nullptr;  ///< what messages call it that say that nothing in it may yield, await or bind
    std::vector<Symbol> free_names; ///< closure order

    bool has_code() const { return kind != ScopeKind::Comprehension; }
    bool is_comprehension() const { return kind == ScopeKind::Comprehension || kind == ScopeKind::Generator; }
    /// Whether its names are variables of a function rather than of a namespace.
    bool has_variables() const { return kind != ScopeKind::Module && kind != ScopeKind::Class; }
};

/// Whether a parameter that only keywords reach has a default.
bool has_keyword_defaults(const ast::Arguments& arguments);

struct ScopeOptions {
    bool use_namespace = false; ///< the module's names go through a namespace
    bool future_annotations = false;
};

class ScopeTable
{
public:
    ScopeTable(Symbols& symbols, const Source& source, size_t stack_budget)
        : symbols_(symbols)
        , source_(source)
        , stack_budget_(stack_budget)
    {
    }

    /// Fills the table; the first error, if there is one.
    std::optional<SyntaxError> build(const ast::Module& module, const ScopeOptions& options);

    Scope& scope(uint32_t number) { return scopes_[number]; }
    const Scope& scope(uint32_t number) const { return scopes_[number]; }

    /// Opens a scope inside the one that is open: its names are found from here on.
    void enter(uint32_t number);
    void leave(uint32_t number);

    /// The innermost open scope's entry for the name, which the walk has seen there.
    Entry& find(Symbol mangled) { return entries_[heads_[static_cast<uint32_t>(mangled)]]; }
    /// Null when no open scope mentions the name.
    Entry* find_or_null(Symbol mangled)
    {
        auto index = static_cast<uint32_t>(mangled);
        return index < heads_.size() && heads_[index] != no_entry ? &entries_[heads_[index]] : nullptr;
    }
    Entry& entry(uint32_t index) { return entries_[index]; }

    /// `__name` inside `class C` is `_C__name`.
    Symbol mangle(Symbol name, Symbol class_name);
    /// The name as the scope has it. Among the type parameters and bases of a class only the private names of type
    /// parameters are the class's own.
    Symbol mangle_in(const Scope& scope, Symbol name);

    /// Whether the module says `from __future__ import annotations`: annotations are text.
    bool has_future_annotations() const { return has_future_annotations_; }

private:
    friend class ScopeWalk;
    friend class ScopeResolver;

    /// Adds an entry to the innermost open scope that mentions the name.
    uint32_t add_entry(uint32_t scope, Symbol name);
    void append_to_scope(uint32_t scope, uint32_t index);
    /// Adds an entry to an open scope just outside that of the entry `inner`, which is of the same name.
    uint32_t insert_entry(uint32_t scope, Symbol name, uint32_t inner);
    uint32_t& head(Symbol name);

    Symbols& symbols_;
    const Source& source_;
    size_t stack_budget_;
    bool has_future_annotations_ = false;
    std::vector<Scope> scopes_;
    std::vector<Entry> entries_;
    std::vector<uint32_t> heads_;  ///< by symbol: its entry in the innermost open scope
    std::vector<uint8_t> privacy_; ///< by symbol: 0 unknown, 1 public, 2 private
    std::vector<uint32_t> order_;  ///< the scopes, outer before inner
};

} // namespace coil::internal
