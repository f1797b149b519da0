#include "compile/scope_walk.h"

#include "base/source.h"

namespace coil::internal
{

using namespace ast;

ScopeWalk::ScopeWalk(ScopeTable& table, const Source& source, size_t stack_budget)
    : table_(table)
    , source_(source)
    , stack_(stack_budget)
    , super_(table.symbols_.intern("super"))
    , class_cell_(table.symbols_.intern("__class__"))
    , iterator_(table.symbols_.intern(".0"))
    , namespace_readers_{ table.symbols_.intern("locals"), table.symbols_.intern("vars"), table.symbols_.intern("dir"),
        table.symbols_.intern("eval"), table.symbols_.intern("exec"), table.symbols_.intern("_getframe"),
        table.symbols_.intern("breakpoint"), table.symbols_.intern("set_trace") }
{
}

std::optional<SyntaxError> ScopeWalk::run(const Module& module)
{
    table_.scopes_.assign(module.scopes, Scope{});
    table_.order_.reserve(module.scopes);
    for (const Statement* statement : module.body) {
        auto* import = try_as<ImportFrom>(statement);
        if (import && import->level == 0 && table_.symbols_.text(import->module) == "__future__") {
            for (const Alias* alias : import->names)
                table_.has_future_annotations_ |= table_.symbols_.text(alias->name) == "annotations";
        }
    }
    table_.order_.push_back(0);
    block(module.body);
    table_.leave(0);
    return std::move(error_);
}

void ScopeWalk::fail(uint32_t start, uint32_t end, std::string message)
{
    if (!error_)
        error_ = make_syntax_error(source_, start, end, std::move(message));
}

std::string ScopeWalk::quoted(std::string_view before, Symbol name, std::string_view after) const
{
    return std::string(before) + std::string(table_.symbols_.text(name)) + std::string(after);
}

void ScopeWalk::open(uint32_t number, ScopeKind kind)
{
    Scope& opened = table_.scopes_[number];
    const Scope& parent = scope();
    opened.kind = kind;
    opened.parent = current_;
    opened.depth = parent.depth + 1;
    opened.owner = kind == ScopeKind::Comprehension ? parent.owner : number;
    opened.class_name = parent.class_name;
    opened.generic_class = kind == ScopeKind::Class ? 0 : parent.generic_class;
    if (kind == ScopeKind::Annotate || kind == ScopeKind::TypeParameters)
        opened.sees_class = parent.kind == ScopeKind::Class || parent.sees_class;
    if (kind == ScopeKind::Comprehension) {
        const Scope& owner = table_.scopes_[parent.owner];
        opened.is_in_class = owner.kind == ScopeKind::Class || owner.sees_class;
    }
    table_.order_.push_back(number);
    current_ = number;
}

void ScopeWalk::close()
{
    table_.leave(current_);
    current_ = scope().parent;
}

/// Opens the scope of the __annotate__ function that belongs to scope `of`.
uint32_t ScopeWalk::open_annotate(uint32_t of)
{
    uint32_t number = table_.scopes_[of].annotate;
    if (number != 0) {
        table_.enter(number);
        current_ = number;
        return number;
    }
    number = uint32_t(table_.scopes_.size());
    table_.scopes_.emplace_back();
    table_.scopes_[of].annotate = number;
    open(number, ScopeKind::Annotate);
    return number;
}

Symbol ScopeWalk::mangled(Symbol name)
{
    const Scope& here = scope();
    if (here.class_name == Symbol::Empty && here.generic_class == 0)
        return name;
    return table_.mangle_in(here, name);
}

/// The entry that a use of the name in the current scope refers to: a variable of a comprehension around it, or the one
/// of the scope that owns the code. Comprehensions in a class body don't see the class's names.
uint32_t ScopeWalk::entry_for(Symbol name)
{
    uint32_t found = table_.head(name);
    if (found != no_entry) {
        const Entry& entry = table_.entries_[found];
        if (entry.scope == current_)
            return found;
        const Scope& here = scope();
        const Scope& there = table_.scopes_[entry.scope];
        if (there.owner == here.owner && there.is_in_class == here.is_in_class)
            return found;
    }
    const Scope& here = scope();
    return here.is_in_class || here.owner == current_ ? table_.add_entry(current_, name) : entry_in(here.owner, name);
}

/// The entry of the name in an open scope, made if need be.
uint32_t ScopeWalk::entry_in(uint32_t number, Symbol name)
{
    uint32_t depth = table_.scopes_[number].depth;
    uint32_t inner = no_entry;
    uint32_t found = table_.head(name);
    while (found != no_entry && table_.scopes_[table_.entries_[found].scope].depth > depth) {
        inner = found;
        found = table_.entries_[found].outer;
    }
    if (found != no_entry && table_.entries_[found].scope == number)
        return found;
    if (inner == no_entry)
        return table_.add_entry(number, name);
    return table_.insert_entry(number, name, inner);
}

void ScopeWalk::use(const Name& node)
{
    if (ignores_names_)
        return;
    Symbol name = mangled(node.id);
    Entry& entry = table_.entries_[entry_for(name)];
    entry.flags |= NameUsed;
    if ((entry.flags & (NameIteration | NameReached)) == NameIteration)
        entry.flags |= NameEarly;
    if (name == super_ && class_depth_ > 0)
        table_.entries_[entry_for(class_cell_)].flags |= NameUsed;
    note_reader(name);
}

/// A name or an attribute of that name may give the function's variables.
void ScopeWalk::note_reader(Symbol name)
{
    for (Symbol reader : namespace_readers_) {
        if (name == reader)
            table_.scopes_[scope().owner].sees_locals = true;
    }
}

void ScopeWalk::bind(Symbol name, const Node& where, uint16_t flags)
{
    if (ignores_names_)
        return;
    name = mangled(name);
    Entry& entry = table_.entries_[entry_for(name)];
    if ((flags & NameParameter) && (entry.flags & NameParameter)) {
        fail(where, quoted("duplicate argument '", name, "' in function definition"));
        return;
    }
    entry.flags |= flags;
}

/// An assignment expression binds in the function, module or class around all comprehensions.
void ScopeWalk::bind_walrus(const NamedExpr& node)
{
    if (ignores_names_)
        return;
    if (in_comprehension_iter_) {
        fail(node, "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    Symbol name = mangled(node.target->id);
    uint32_t number = current_;
    for (; table_.scopes_[number].is_comprehension(); number = table_.scopes_[number].parent) {
        uint32_t found = table_.head(name);
        while (found != no_entry && table_.entries_[found].scope != number)
            found = table_.entries_[found].outer;
        if (found != no_entry && (table_.entries_[found].flags & NameIteration)) {
            if (!(table_.entries_[found].flags & NameReached)) {
                // The target of an inner loop, which is still to come, is at fault.
                table_.entries_[found].flags |= NameWalrus;
                return;
            }
            fail(*node.target,
                quoted("assignment expression cannot rebind comprehension iteration variable '", name, "'"));
            return;
        }
    }
    table_.scopes_[number].has_walrus = true;
    if (number == current_)
        return bind(node.target->id, *node.target);
    if (const char* forbids = table_.scopes_[number].forbids) {
        bool is_generic = table_.scopes_[number].kind == ScopeKind::TypeParameters;
        return fail(*node.target,
            std::string("assignment expression within a comprehension cannot be used ") +
                (is_generic ? "within " : "in ") + forbids);
    }
    if (table_.scopes_[number].kind == ScopeKind::Class) {
        fail(*node.target, "assignment expression within a comprehension cannot be used in a class body");
        return;
    }
    uint32_t home = entry_in(number, name);
    table_.entries_[home].flags |= NameBound;
    bool is_global = table_.scopes_[number].kind == ScopeKind::Module || (table_.entries_[home].flags & NameGlobal);
    for (uint32_t inner = current_; inner != number; inner = table_.scopes_[inner].parent) {
        if (table_.scopes_[inner].kind == ScopeKind::Generator)
            table_.entries_[entry_in(inner, name)].flags |= is_global ? NameGlobal | NameUsed : NameUsed;
    }
}

void ScopeWalk::declare(std::span<const Symbol> names, const Node& statement, bool is_global)
{
    if (!is_global && scope().kind == ScopeKind::Module)
        return fail(statement, "nonlocal declaration not allowed at module level");
    std::string kind = is_global ? "global" : "nonlocal";
    for (Symbol name : names) {
        name = mangled(name);
        // Where the module's names go through a namespace, this one does not.
        if (is_global)
            table_.entries_[entry_in(0, name)].flags |= NameGlobal;
        Entry& entry = table_.entries_[entry_for(name)];
        if (entry.flags & NameParameter)
            return fail(statement, quoted("name '", name, "' is parameter and " + kind));
        if (entry.flags & NameUsed)
            return fail(statement, quoted("name '", name, "' is used prior to " + kind + " declaration"));
        if (entry.flags & NameAnnotated)
            return fail(statement, quoted("annotated name '", name, "' can't be " + kind));
        if (entry.flags & NameAssigned)
            return fail(statement, quoted("name '", name, "' is assigned to before " + kind + " declaration"));
        if (!(entry.flags & (NameGlobal | NameNonlocal))) {
            entry.start = statement.start;
            entry.end = statement.end;
        }
        entry.flags |= is_global ? NameGlobal : NameNonlocal;
        if ((entry.flags & NameGlobal) && (entry.flags & NameNonlocal))
            return fail(entry.start, entry.end, quoted("name '", name, "' is nonlocal and global"));
    }
}

void ScopeWalk::note_await()
{
    for (uint32_t number = current_;; number = table_.scopes_[number].parent) {
        table_.scopes_[number].has_await = true;
        if (table_.scopes_[number].has_code())
            return;
    }
}

} // namespace coil::internal
