// _scopes: what the compiler's first pass (compile/scope.h) finds out about names, for _symtable. The names that a
// comprehension only uses stand with the function around it, whose code it is part of.
#include "builtins/compilation.h"
#include "compile/scope.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// Where a scope begins, and what CPython calls it.
struct ScopeName {
    std::string name = "top";
    uint32_t start = 0;
};
using ScopeNames = std::vector<ScopeName>;

/// Finds the nodes that have scopes. The parser bounds how deep nodes nest; long chains of elif are walked in a loop.
class ScopeFinder
{
public:
    ScopeFinder(Vm& vm, const Symbols& symbols, ScopeNames& names)
        : vm_(vm)
        , symbols_(symbols)
        , names_(names)
    {
    }

    void visit(const ast::Node* node);
    bool is_exhausted() const { return is_exhausted_; }

private:
    void note(const ast::FunctionDef& node)
    {
        names_[node.scope] = { std::string(symbols_.text(node.name)), node.start };
    }
    void note(const ast::ClassDef& node) { names_[node.scope] = { std::string(symbols_.text(node.name)), node.start }; }
    void note(const ast::TypeAlias& node)
    {
        names_[node.scope] = { std::string(symbols_.text(node.name->id)), node.start };
    }
    void note(const ast::Lambda& node) { names_[node.scope] = { "lambda", node.start }; }
    void note(const ast::ListComp& node) { names_[node.scope] = { "listcomp", node.start }; }
    void note(const ast::SetComp& node) { names_[node.scope] = { "setcomp", node.start }; }
    void note(const ast::DictComp& node) { names_[node.scope] = { "dictcomp", node.start }; }
    void note(const ast::GeneratorExp& node) { names_[node.scope] = { "genexpr", node.start }; }
    void note(const ast::Node&) { }

    template <class T> void field(T* const& child)
    {
        if (child)
            visit(child);
    }
    template <class T> void field(const std::span<T*>& children)
    {
        for (const T* child : children)
            if (child)
                visit(child);
    }
    template <class T> void field(const T&) { }

    Vm& vm_;
    const Symbols& symbols_;
    ScopeNames& names_;
    bool is_exhausted_ = false;
};

void ScopeFinder::visit(const ast::Node* node)
{
    is_exhausted_ = is_exhausted_ || !native_stack_ok(vm_);
    if (is_exhausted_)
        return;
    switch (node->kind) {
#define Many(type) std::span<type>
#define F(type, name) field(self.name);
#define NODE(name, base, fields)                                                                                       \
    case ast::NodeKind::name: {                                                                                        \
        [[maybe_unused]] auto& self = static_cast<const ast::name&>(*node);                                            \
        note(self);                                                                                                    \
        fields break;                                                                                                  \
    }
#include "grammar/ast.def"
#undef NODE
#undef F
#undef Many
    }
}

/// Flags of a name as CPython numbers them.
namespace flag
{
constexpr int64_t global = 1, local = 2, parameter = 4, nonlocal = 8, use = 16, import = 128, annotated = 256,
                  iteration = 512;
constexpr int64_t scope_offset = 12;
} // namespace flag

/// Scopes of names as CPython numbers them; Shared with closures.
enum : int64_t { Local = 1, DeclaredGlobal, Global, Free, Shared };

int64_t scope_number(const Entry& entry)
{
    bool is_bound = entry.flags & (NameBound | NameParameter);
    switch (entry.place) {
    case Place::Cell:
        return is_bound ? Shared : Free;
    case Place::Free:
    case Place::NameOrFree:
        return Free;
    case Place::Register:
    case Place::Temporary:
        return Local;
    default:
        return entry.flags & NameGlobal ? DeclaredGlobal : is_bound ? Local : Global;
    }
}

int64_t flags_of(const Entry& entry)
{
    bool is_import = (entry.flags & (NameBound | NameAssigned | NameParameter | NameIteration)) == NameBound;
    int64_t flags = scope_number(entry) << flag::scope_offset;
    flags |= entry.flags & NameGlobal ? flag::global : 0;
    flags |= entry.flags & NameNonlocal ? flag::nonlocal : 0;
    flags |= entry.flags & NameUsed ? flag::use : 0;
    flags |= entry.flags & NameAnnotated ? flag::annotated : 0;
    flags |= entry.flags & NameIteration ? flag::iteration | flag::local : 0;
    if (entry.flags & NameParameter)
        flags |= flag::parameter;
    else if (entry.flags & NameBound)
        flags |= is_import ? flag::import : flag::local;
    return flags;
}

class TableMaker
{
public:
    TableMaker(Vm& vm, const SyntaxTree& tree, ScopeTable& table, const ScopeNames& names)
        : vm_(vm)
        , tree_(tree)
        , table_(table)
        , names_(names)
        , children_(tree.module.scopes)
    {
        for (uint32_t number = 1; number < tree.module.scopes; number++)
            if (uint32_t parent = parent_of(number); parent != number)
                children_[parent].push_back(number);
    }

    /// (type, name, line, whether it is nested, {name: flags}, [parameter], [child]) of a scope.
    Result<Value> make(uint32_t number);

private:
    Result<void> add_declared_globals(Dict* symbols);
    /// The scope around it that is no __annotate__ function; itself when nothing came of it.
    uint32_t parent_of(uint32_t number)
    {
        const Scope* scope = &table_.scope(number);
        if (scope->depth == 0)
            return number;
        uint32_t parent = scope->parent;
        while (table_.scope(parent).kind == ScopeKind::Annotate)
            parent = table_.scope(parent).parent;
        return parent;
    }
    bool is_nested(uint32_t number)
    {
        for (uint32_t at = number; at != 0;) {
            at = table_.scope(at).parent;
            if (at != 0 && table_.scope(at).has_variables())
                return true;
        }
        return false;
    }

    Vm& vm_;
    const SyntaxTree& tree_;
    ScopeTable& table_;
    const ScopeNames& names_;
    std::vector<std::vector<uint32_t>> children_;
};

/// Names that functions declare global are names of the module, declared so.
Result<void> TableMaker::add_declared_globals(Dict* symbols)
{
    for (uint32_t number = 1; number < tree_.module.scopes; number++) {
        for (uint32_t i = table_.scope(number).first_entry; i != no_entry; i = table_.entry(i).next) {
            const Entry& entry = table_.entry(i);
            if (!(entry.flags & NameGlobal))
                continue;
            Str* name = intern(vm_, tree_.symbols.text(entry.name));
            Value* known = find_str(vm_, symbols, name);
            int64_t flags = known ? known->as_small() & ((1 << flag::scope_offset) - 1) : 0;
            flags |= flag::global | int64_t(DeclaredGlobal) << flag::scope_offset;
            TRY(dict_set_str(vm_, symbols, name, Value::small(flags)));
        }
    }
    return {};
}

Result<Value> TableMaker::make(uint32_t number)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " in symtable");
    TRY(vm_.work_in_one_step(16));
    const Scope& scope = table_.scope(number);
    int64_t type = number == 0 ? 3 : scope.kind == ScopeKind::Class ? 2 : 1;
    Dict* symbols = TRY(make_dict(vm_));
    List* parameters = TRY(make_list(vm_));
    for (uint32_t i = scope.first_entry; i != no_entry; i = table_.entry(i).next) {
        const Entry& entry = table_.entry(i);
        Str* name = intern(vm_, tree_.symbols.text(entry.name));
        TRY(dict_set_str(vm_, symbols, name, Value::small(flags_of(entry))));
        if (entry.flags & NameParameter)
            TRY(list_append(vm_, parameters, Value::cell(name)));
    }
    if (number == 0)
        TRY(add_declared_globals(symbols));
    List* children = TRY(make_list(vm_));
    for (uint32_t child : children_[number])
        TRY(list_append(vm_, children, TRY(make(child))));
    int64_t line = number == 0 ? 0 : tree_.source.line_of(names_[number].start);
    Value name = Value::cell(intern(vm_, names_[number].name));
    return Value::cell(TRY(make_tuple(vm_,
        { Value::small(type), name, Value::small(line), Value::boolean(is_nested(number)), Value::cell(symbols),
            Value::cell(parameters), Value::cell(children) })));
}

Result<Value> make_table(Vm& vm, const SyntaxTree& tree)
{
    ScopeTable table(tree.symbols, tree.source, stack_budget_of(vm));
    if (auto error = table.build(tree.module, {}))
        return raise_syntax_error(vm, *error);
    ScopeNames names(tree.module.scopes);
    ScopeFinder finder(vm, tree.symbols, names);
    finder.visit(&tree.module);
    if (finder.is_exhausted())
        return raise_native_recursion(vm, " in symtable");
    return TableMaker(vm, tree, table, names).make(0);
}

Result<Value> get_scopes(Vm& vm, Value source, Str* filename, Str* mode)
{
    SourceOptions options;
    options.is_decoded = is_kind(source, Kind::Str);
    options.mode = mode->view() == "eval" ? CompileMode::Eval
        : mode->view() == "single"        ? CompileMode::Single
                                          : CompileMode::File;
    std::string_view text;
    if (auto* str = as_if<Str>(source))
        text = str->view();
    else if (!TRY(buffer_view(vm, source, text)))
        return vm.raise(Error::TypeError, "symtable() arg 1 must be a string or bytes");
    std::string copy(text);
    return parse_source(
        vm, copy, filename->view(), options, [&](const SyntaxTree& tree) { return make_table(vm, tree); });
}

constexpr NativeDef definitions[] = {
    def<"scopes(source, filename, mode, /)", get_scopes>("The scopes of a source, as nested tuples."),
};

} // namespace

const NativeModule _scopes_module{ "_scopes", definitions, nullptr, nullptr };

} // namespace coil::internal
