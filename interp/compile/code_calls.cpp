#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

namespace
{

/// Calls with more arguments gather them in a tuple first.
constexpr size_t max_window = 250;

} // namespace

void CodeGenerator::check_keywords(std::span<Keyword* const> keywords)
{
    for (size_t i = 0; i < keywords.size(); ++i) {
        if (keywords[i]->arg == Symbol::Empty)
            continue;
        if (forbidden_name(*keywords[i], keywords[i]->arg))
            return;
        for (size_t j = i + 1; j < keywords.size(); ++j) {
            if (keywords[j]->arg == keywords[i]->arg)
                return fail(*keywords[j], "keyword argument repeated: " + std::string(text(keywords[i]->arg)));
        }
    }
}

bool CodeGenerator::is_plain_arguments(Expressions arguments, std::span<Keyword* const> keywords) const
{
    for (const Expression* argument : arguments) {
        if (argument->kind == NodeKind::Starred)
            return false;
    }
    for (const Keyword* keyword : keywords) {
        if (keyword->arg == Symbol::Empty)
            return false;
    }
    return arguments.size() + keywords.size() <= max_window;
}

uint32_t CodeGenerator::keyword_names(std::span<Keyword* const> keywords)
{
    TupleConstant names;
    for (const Keyword* keyword : keywords)
        names.items.push_back({ std::string(text(keyword->arg)) });
    return constant({ std::move(names) });
}

/// Evaluates plain arguments behind the `leading` ones that are in the window at `base` already, and calls. The next
/// temporary must be the first argument's register.
void CodeGenerator::arguments(
    Expressions arguments, std::span<Keyword* const> keywords, Register base, uint32_t leading, bool is_method)
{
    auto [start, end] = out().position();
    run_of_registers(arguments);
    for (const Keyword* keyword : keywords) {
        Register r = temporary();
        to(*keyword->value, r);
    }
    auto count = leading + uint32_t(arguments.size() + keywords.size());
    out().set_position(start, end);
    if (keywords.empty())
        out().emit(is_method ? Op::CallMethod : Op::Call, base, count);
    else
        out().emit(Op::CallKeywords, base, count, is_method, keyword_names(keywords));
}

void CodeGenerator::call(const Call& node, Register target)
{
    check_callable(*node.func);
    check_keywords(node.keywords);
    if (is_super(node) && super_call(node, target))
        return;
    auto* method = try_as<Attribute>(node.func);
    if (method && is_plain_arguments(node.args, node.keywords) && node.args.size() < max_window)
        return method_call(node, *method, target);
    TemporaryScope temporary_scope(state());
    Register base = window_for(target);
    state_->next = base + 1;
    to(*node.func, base);
    if (is_plain_arguments(node.args, node.keywords)) {
        state_->next = base + state_->gap;
        need_registers(state_->next);
        at(node);
        arguments(node.args, node.keywords, base, 0, false);
    } else {
        spread_arguments(node.args, node.keywords, base, 0, node);
    }
    move(target, base);
}

void CodeGenerator::method_call(const Call& node, const Attribute& method, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = window_for(target);
    state_->next = base + 1;
    need_registers(state_->next);
    if (is_super(*method.value)) {
        Register cls, self;
        load_super_parts(cls, self);
        attribute_position(method);
        out().emit(Op::LoadSuperMethod, base, cls, self, out().name(mangled(method.attr)));
    } else {
        Register object = base;
        if (method.value->kind == NodeKind::Name) {
            // A variable is used where it is; another name is loaded into the window's base.
            state_->next = base;
            object = any(*method.value);
        } else {
            to(*method.value, base);
        }
        attribute_position(method);
        out().emit(Op::LoadMethod, base, object, 0, out().name(mangled(method.attr)));
    }
    auto [attribute_start, attribute_end] = out().position();
    (void)attribute_end;
    state_->next = base + state_->gap + 1;
    need_registers(state_->next);
    out().set_position(attribute_start == method.start ? node.start : attribute_start, node.end);
    arguments(node.args, node.keywords, base, 1, true);
    move(target, base);
}

/// The general call: all arguments in a tuple and a dict. The first `leading` stand in the window already.
void CodeGenerator::spread_arguments(
    Expressions arguments, std::span<Keyword* const> keywords, Register base, uint32_t leading, const Node& where)
{
    Register tuple_register = base + state_->gap;
    state_->next = tuple_register + 1;
    need_registers(state_->next);
    bool has_starred = false, is_alone = false;
    for (const Expression* argument : arguments)
        has_starred |= argument->kind == NodeKind::Starred;
    if (leading == 0 && !has_starred && arguments.size() <= 64) {
        tuple(arguments, tuple_register, where);
    } else if (leading == 0 && arguments.size() == 1) {
        const Expression& value = *static_cast<const Starred*>(arguments[0])->value;
        TemporaryScope argument_scope(state());
        // Its items are taken when the keywords' values are there: only then it is told that it has none.
        is_alone = !keywords.empty();
        if (is_alone) {
            to(value, tuple_register);
        } else {
            Register items = any(value);
            at(where);
            out().emit(Op::SpreadItems, tuple_register, items);
        }
    } else {
        out().emit(Op::BuildList, tuple_register, tuple_register, leading);
        for (const Expression* argument : arguments) {
            TemporaryScope argument_scope(state());
            bool is_starred = argument->kind == NodeKind::Starred;
            Register value = any(is_starred ? *static_cast<const Starred*>(argument)->value : *argument);
            at(where);
            if (is_starred)
                out().emit(Op::ListExtend, tuple_register, value);
            else
                out().emit(Op::ListAppend, tuple_register, value);
        }
        out().emit(Op::ListToTuple, tuple_register, tuple_register);
    }
    Register dict_register = temporary();
    if (keywords.empty())
        out().emit(Op::Clear, dict_register);
    else
        spread_keywords(keywords, base, dict_register);
    at(where);
    if (is_alone)
        out().emit(Op::SpreadItems, tuple_register, tuple_register);
    out().emit(Op::CallSpread, base);
}

/// The keyword arguments of the callee in r[base] as a dict in the temporary `target`.
void CodeGenerator::spread_keywords(std::span<Keyword* const> keywords, Register base, Register target)
{
    if (keywords.size() == 1 && keywords[0]->arg == Symbol::Empty) {
        TemporaryScope mapping_scope(state());
        Register mapping = any(*keywords[0]->value);
        at(*keywords[0]);
        return out().emit(Op::SpreadNames, target, mapping, base);
    }
    size_t i = 0;
    {
        TemporaryScope run_scope(state());
        Register run = state_->next;
        for (; i < keywords.size() && i < 32 && keywords[i]->arg != Symbol::Empty; ++i) {
            Register name = temporary();
            out().emit_const(Op::LoadConst, name, out().string_constant(text(keywords[i]->arg)));
            Register value = temporary();
            to(*keywords[i]->value, value);
        }
        out().emit(Op::BuildDict, target, i ? run : target, uint32_t(i));
    }
    for (; i < keywords.size(); ++i) {
        TemporaryScope pair_scope(state());
        Register mapping;
        if (keywords[i]->arg == Symbol::Empty) {
            mapping = any(*keywords[i]->value);
            at(*keywords[i]);
        } else {
            mapping = temporary();
            out().emit_const(Op::LoadConst, mapping, out().string_constant(text(keywords[i]->arg)));
            Register value = temporary();
            to(*keywords[i]->value, value);
            out().emit(Op::BuildDict, mapping, mapping, 1);
        }
        out().emit(Op::DictMerge, target, mapping, base);
    }
}

/// Whether the expression is `super()` without arguments, with the builtin super, where __class__ and a first
/// parameter are known.
bool CodeGenerator::is_super(const Expression& node)
{
    auto* call = try_as<Call>(&node);
    if (!call || !call->args.empty() || !call->keywords.empty())
        return false;
    auto* function = try_as<Name>(call->func);
    if (!function || function->id != super_)
        return false;
    Place place = scopes_.find(super_).place;
    if (place != Place::Global || is_super_rebound_)
        return false;
    const Scope& here = scope();
    if (here.kind != ScopeKind::Function || out().unit.argument_count == 0)
        return false;
    Entry* cell = scopes_.find_or_null(class_cell_);
    return cell && cell->scope == state_->scope && cell->place == Place::Free;
}

/// __class__ and the first parameter in registers.
void CodeGenerator::load_super_parts(Register& cls, Register& self)
{
    cls = temporary();
    out().emit(Op::LoadFree, cls, scopes_.find(class_cell_).slot);
    const Entry& first = scopes_.entry(scope().first_entry);
    if (first.place == Place::Cell) {
        self = temporary();
        out().emit(Op::LoadCell, self, first.slot);
    } else {
        check_bound(first.slot);
        self = first.slot;
    }
}

/// `super()` by itself: called with the arguments that it would find.
bool CodeGenerator::super_call(const Call& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = window_for(target);
    state_->next = base + 1;
    to(*node.func, base);
    state_->next = base + state_->gap;
    Register window = temporaries(2);
    {
        TemporaryScope parts(state());
        Register cls, self;
        at(node);
        load_super_parts(cls, self);
        move(window, cls);
        move(window + 1, self);
    }
    out().emit(Op::Call, base, 2);
    move(target, base);
    return true;
}

bool CodeGenerator::super_attribute(const Attribute& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register cls, self;
    attribute_position(node);
    load_super_parts(cls, self);
    out().emit(Op::LoadSuperAttr, target, cls, self, out().name(mangled(node.attr)));
    return true;
}

namespace
{

/// The type that a literal or display has for certain, for warnings.
const char* certain_type(const Expression& node)
{
    switch (node.kind) {
    case NodeKind::Constant:
        switch (static_cast<const ast::Constant&>(node).value.kind) {
        case LiteralKind::None:
            return "NoneType";
        case LiteralKind::True:
        case LiteralKind::False:
            return "bool";
        case LiteralKind::Ellipsis:
            return "ellipsis";
        case LiteralKind::Int:
        case LiteralKind::BigInt:
            return "int";
        case LiteralKind::Float:
            return "float";
        case LiteralKind::Imaginary:
        case LiteralKind::Complex:
            return "complex";
        case LiteralKind::Tuple:
            return "tuple";
        case LiteralKind::FrozenSet:
            return "frozenset";
        case LiteralKind::Str:
            return "str";
        case LiteralKind::Bytes:
            return "bytes";
        }
        return nullptr;
    case NodeKind::Tuple:
        return "tuple";
    case NodeKind::List:
    case NodeKind::ListComp:
        return "list";
    case NodeKind::Dict:
    case NodeKind::DictComp:
        return "dict";
    case NodeKind::Set:
    case NodeKind::SetComp:
        return "set";
    case NodeKind::GeneratorExp:
        return "generator";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
        return "str";
    case NodeKind::TemplateStr:
        return "string.templatelib.Template";
    case NodeKind::Lambda:
        return "function";
    default:
        return nullptr;
    }
}

} // namespace

void CodeGenerator::check_callable(const Expression& node)
{
    if (node.kind == NodeKind::Name || node.kind == NodeKind::Attribute || node.kind == NodeKind::Lambda)
        return;
    if (const char* type = certain_type(node))
        warn(node, "'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
}

/// Warns of `[1, 2] [3, 4]` and the like.
void CodeGenerator::check_subscript(const Subscript& node)
{
    if (!options_.warnings || node.value->kind == NodeKind::Name || node.value->kind == NodeKind::Attribute)
        return;
    const char* type = certain_type(*node.value);
    if (!type || node.value->kind == NodeKind::Dict || node.value->kind == NodeKind::DictComp)
        return;
    std::string name = type;
    bool is_sequence = name == "str" || name == "bytes" || name == "tuple" || name == "list";
    if (!is_sequence)
        return warn(node, "'" + name + "' object is not subscriptable; perhaps you missed a comma?");
    const char* index = certain_type(*node.slice);
    std::string index_type = index ? index : "";
    if (index && index_type != "int" && index_type != "bool")
        warn(node, name + " indices must be integers or slices, not " + index_type + "; perhaps you missed a comma?");
}

} // namespace coil::internal
