#include "compile/code_generator.h"

#include <cassert>

#include "bytecode/validate.h"
#include "compile/scope.h"

namespace coil::internal
{

std::variant<Unit, SyntaxError> compile(
    const ast::Module& module, Symbols& symbols, const Source& source, const CompileOptions& options)
{
    ScopeTable scopes(symbols, source, options.stack_budget);
    ScopeOptions scope_options;
    scope_options.use_namespace = options.use_namespace;
    scope_options.future_annotations = options.future_annotations;
    if (auto error = scopes.build(module, scope_options))
        return std::move(*error);
    return CodeGenerator(symbols, source, scopes, options).run(module);
}

CodeGenerator::CodeGenerator(Symbols& symbols, const Source& source, ScopeTable& scopes, const CompileOptions& options)
    : symbols_(symbols)
    , source_(source)
    , scopes_(scopes)
    , options_(options)
    , stack_(options.stack_budget)
    , debug_(symbols.intern("__debug__"))
    , super_(symbols.intern("super"))
    , class_cell_(symbols.intern("__class__"))
    , namespace_cell_(symbols.intern("__classdict__"))
    , conditional_annotations_(symbols.intern("__conditional_annotations__"))
    , add_(symbols.intern("add"))
{
}

std::variant<Unit, SyntaxError> CodeGenerator::run(const ast::Module& module)
{
    unit_.filename = source_.filename();
    unit_.codes.reserve(module.scopes);
    module_body(module);
    if (error_)
        return std::move(*error_);
    assert(validate(unit_) == "");
    return std::move(unit_);
}

void CodeGenerator::fail(uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind)
{
    if (!error_)
        error_ = make_syntax_error(source_, start, end, std::move(message), kind);
}

void CodeGenerator::warn(const ast::Node& node, std::string message)
{
    if (!options_.warnings)
        return;
    // The body of a finally may be compiled more than once.
    if (finally_depth_ > 0)
        for (const SyntaxWarning& other : *options_.warnings)
            if (other.start == node.start && other.end == node.end && other.message == message)
                return;
    options_.warnings->push_back({ std::move(message), node.start, node.end });
}

Symbol CodeGenerator::mangled(Symbol name)
{
    const Scope& here = scope();
    if (here.class_name == Symbol::Empty && here.generic_class == 0)
        return name;
    return scopes_.mangle_in(here, name);
}

Register CodeGenerator::temporaries(uint32_t count)
{
    Register first = state_->next;
    state_->next += count;
    need_registers(state_->next);
    return first;
}

void CodeGenerator::need_registers(Register limit)
{
    if (limit > state_->limit) {
        state_->limit = limit;
        if (limit > 0xfff0)
            fail(out().position().first, out().position().second, "code needs too many registers");
    }
}

/// Whether a walk must not go deeper. What it was to compile fails then.
bool CodeGenerator::is_too_deep(const ast::Node& node)
{
    if (!stack_.is_exhausted()) [[likely]]
        return false;
    fail(node.start, node.end, "source is nested too deeply to be compiled", SyntaxErrorKind::MemoryError);
    return true;
}

Register CodeGenerator::window_for(Register target)
{
    if (is_temporary(target) && target + 1 == state_->next)
        return target;
    return temporary();
}

void CodeGenerator::move(Register target, Register source)
{
    if (target != source)
        out().emit(Op::Move, target, source);
}

void CodeGenerator::place(Label label)
{
    out().place(label);
    state_->alive = true;
}

void CodeGenerator::jump(Label label)
{
    out().emit_jump(Op::Jump, label);
    state_->alive = false;
}

void CodeGenerator::load_constant(Register target, const Constant& value)
{
    if (auto* integer = std::get_if<int64_t>(&value.value); integer && *integer == int16_t(*integer))
        return out().emit_load_small(target, int32_t(*integer));
    out().emit_const(Op::LoadConst, target, constant(value));
}

void CodeGenerator::load_none(Register target) { load_constant(target, { NoneConstant{} }); }

void CodeGenerator::emit_return(Register value)
{
    out().emit(state_->is_heap_frame ? Op::ReturnCoroutine : Op::Return, value);
    state_->alive = false;
}

void CodeGenerator::emit_return_none()
{
    TemporaryScope scope(state());
    Register value = temporary();
    load_none(value);
    emit_return(value);
}

/// Names of functions inside functions have `<locals>`, those inside classes and generator expressions don't. The code
/// that binds the type parameters of a definition is not seen.
std::string CodeGenerator::qualified(std::string_view name)
{
    FunctionState* around = state_;
    if (around && scopes_.scope(around->scope).kind == ScopeKind::TypeParameters)
        around = around->outer;
    if (!around || scopes_.scope(around->scope).kind == ScopeKind::Module)
        return std::string(name);
    Symbol symbol = mangled(symbols_.intern(name));
    Entry* entry = scopes_.find_or_null(symbol);
    if (entry && entry->scope != around->scope && entry->scope == state_->scope && entry->outer != no_entry)
        entry = &scopes_.entry(entry->outer);
    if (entry && entry->scope == around->scope && (entry->flags & NameGlobal))
        return std::string(name);
    std::string result = around->builder.unit.qualified_name;
    ScopeKind kind = scopes_.scope(around->scope).kind;
    if (kind != ScopeKind::Class && kind != ScopeKind::Generator)
        result += ".<locals>";
    return result + "." + std::string(name);
}

/// Starts the code of a scope: what comes next is emitted into it until close_function.
void CodeGenerator::open_function(uint32_t scope_number, std::string_view name, const ast::Node& where)
{
    if (open_states_ == states_.size())
        states_.push_back(std::make_unique<FunctionState>(symbols_));
    FunctionState* opened = states_[open_states_++].get();
    opened->reset(scope_number, state_);
    CodeUnit& unit = opened->builder.unit;
    unit.name = name;
    unit.qualified_name = qualified(name);
    unit.first_line = source_.line_of(where.start);
    if (state_ && (scope().has_variables() || (out().unit.flags & IsNested)))
        unit.flags |= IsNested;
    if (scopes_.has_future_annotations())
        unit.flags |= HasFutureAnnotations;
    state_ = opened;
    scopes_.enter(scope_number);
    const Scope& entered = scope();
    state_->first_temporary = state_->next = entered.register_count;
    out().set_position(where.start, where.end);
    need_registers(entered.register_count);
    state_->has_walrus = entered.has_walrus;
    if (entered.has_variables()) {
        state_->assigned.resize(entered.register_count);
        state_->deleted.resize(entered.register_count);
        state_->checked.resize(entered.register_count);
    }
    unit.locals.resize(entered.register_count);
    name_registers(scope_number);
}

/// Enters the names of a scope's variables in the table of locals and notes what is bound at entry.
void CodeGenerator::name_registers(uint32_t scope_number)
{
    CodeUnit& unit = out().unit;
    for (uint32_t i = scopes_.scope(scope_number).first_entry; i != no_entry; i = scopes_.entry(i).next) {
        const Entry& entry = scopes_.entry(i);
        if (entry.place != Place::Register && entry.place != Place::Cell)
            continue;
        if (scope_number == state_->scope && scope().kind == ScopeKind::Class)
            continue;
        unit.locals[entry.slot] = symbols_.text(entry.name);
        if (entry.place == Place::Cell)
            unit.cells.push_back(entry.slot);
        if (scope_number != state_->scope)
            continue;
        if (entry.flags & NameParameter)
            state_->assigned.add(entry.slot);
        if (entry.flags & NameDeleted)
            state_->deleted.add(entry.slot);
    }
}

/// Sets the frame's kind from the flags and makes the cells of parameters and locals.
void CodeGenerator::begin_code()
{
    CodeUnit& unit = out().unit;
    const Scope& opened = scope();
    if (opened.is_async)
        unit.flags |= opened.is_generator ? IsAsyncGenerator : IsCoroutine;
    else if (opened.is_generator)
        unit.flags |= IsGenerator;
    state_->is_heap_frame = unit.flags & HeapFrame;
    state_->gap = unit.window_gap = state_->is_heap_frame ? 1 : frame_header_words;
    out().set_no_position();
    if (opened.sees_locals)
        unit.flags |= SeesLocals;
    if (opened.sees_locals && opened.has_variables()) {
        for (Register r = 0; r < opened.register_count; ++r) {
            if (!state_->assigned.has(r))
                state_->checked.add(r);
        }
    }
    for (uint32_t i = opened.first_entry; i != no_entry; i = scopes_.entry(i).next) {
        const Entry& entry = scopes_.entry(i);
        if (entry.place != Place::Cell || opened.kind == ScopeKind::Class)
            continue;
        if (!(entry.flags & NameParameter))
            out().emit(Op::Clear, entry.slot);
        out().emit(Op::MakeCell, entry.slot);
        state_->checked.remove(entry.slot);
    }
}

/// Ends the code, puts it into the unit at `index` and goes back to the code around it.
uint32_t CodeGenerator::close_function(uint32_t index)
{
    FunctionState* closed = state_;
    const Scope& opened = scope();
    CodeUnit& unit = closed->builder.unit;
    if (!opened.is_lambda && !closed->returns_value && opened.kind == ScopeKind::Function)
        unit.flags |= ReturnsNone;
    unit.register_count = std::max<uint32_t>(closed->limit, 1);
    if (closed->builder.has_overflowed())
        fail(out().position().first, out().position().second, "code is too large to be compiled");
    unit.self_attributes = uint32_t(closed->self_attributes.size());
    for (Symbol name : opened.free_names)
        unit.free_names.emplace_back(symbols_.text(name));
    std::vector<Register> cleared;
    // Parameters are bound at entry, wherever they are deleted later.
    Register parameters = unit.argument_count + unit.keyword_only_count + bool(unit.flags & HasVarArgs) +
        bool(unit.flags & HasVarKeywords);
    for (Register r = parameters; r < closed->first_temporary; ++r) {
        if (closed->checked.has(r))
            cleared.push_back(r);
    }
    closed->builder.clear_at_entry(cleared);
    unit_.codes[index] = closed->builder.finish(source_);
    scopes_.leave(closed->scope);
    state_ = closed->outer;
    --open_states_;
    return index;
}

void CodeGenerator::module_body(const ast::Module& module)
{
    unit_.codes.emplace_back();
    ast::Module start;
    open_function(0, "<module>", start);
    out().unit.first_line = 1;
    out().unit.flags |= IsModule;
    if (options_.use_namespace)
        out().unit.flags |= UsesNamespace;
    Scope& opened = scopes_.scope(0);
    opened.is_async = options_.top_level_await && opened.has_await;
    begin_code();
    Entry* super = scopes_.find_or_null(super_);
    is_super_rebound_ = super && (super->flags & NameBound);
    if (options_.mode == CompileMode::Eval) {
        auto* only = module.body.empty() ? nullptr : ast::try_as<ast::Expr>(module.body[0]);
        if (only)
            emit_return(any(*only->value));
    } else {
        Statements body = module.body;
        if (options_.mode == CompileMode::File && docstring(body)) {
            TemporaryScope temporaries(state());
            Register doc = temporary();
            at(*body[0]);
            out().emit_const(Op::LoadConst, doc, out().string_constant(out().unit.doc));
            store_in_body(symbols_.intern("__doc__"), doc);
            body = body.subspan(1);
        }
        body_annotations(module.body);
        block(body);
        if (state_->alive)
            emit_return_none();
    }
    close_function(0);
}

} // namespace coil::internal
