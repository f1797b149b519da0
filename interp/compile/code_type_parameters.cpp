// Type parameters and type aliases (PEP 695, 696): see scope_walk_types.cpp for what is made of a generic definition.
// Classes of the library stand behind them, which compiled code reaches by helpers (bytecode/helpers.def).
#include "bytecode/helpers.h"
#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

/// A call of a helper whose result is wanted in `target`: its arguments are the next temporaries.
struct CodeGenerator::HelperCall {
    HelperCall(CodeGenerator& generator, Helper helper, Register target)
        : generator_(generator)
        , temporaries_(generator.state())
        , target_(target)
        , window_(generator.window_for(target))
    {
        generator.out().emit(Op::LoadHelper, window_, uint32_t(helper));
        generator.state_->next = first_ = window_ + generator.state_->gap;
        generator.need_registers(first_);
    }

    void call()
    {
        generator_.out().emit(Op::Call, window_, generator_.state_->next - first_);
        generator_.move(target_, window_);
    }

private:
    CodeGenerator& generator_;
    TemporaryScope temporaries_;
    Register target_, window_, first_;
};

/// The defaults that were passed to the code that binds the type parameters, where MakeFunction wants them. They are
/// made anew, for only of what a code makes itself is it known that they are a tuple and a dict.
uint32_t CodeGenerator::push_passed_defaults(const Arguments& arguments)
{
    uint32_t flags = 0;
    auto take_passed = [&](std::string_view name, Op op, Register into) {
        TemporaryScope scope(state());
        Register passed = temporary();
        load_symbol(symbols_.intern(name), passed);
        out().emit(op, into, passed);
    };
    if (!arguments.defaults.empty()) {
        Register defaults = temporary();
        out().emit(Op::BuildList, defaults, defaults, 0);
        take_passed(".defaults", Op::ListExtend, defaults);
        out().emit(Op::ListToTuple, defaults, defaults);
        flags |= 1;
    }
    if (has_keyword_defaults(arguments)) {
        Register defaults = temporary();
        out().emit(Op::BuildDict, defaults, defaults, 0);
        take_passed(".kwdefaults", Op::DictUpdate, defaults);
        flags |= 2;
    }
    return flags;
}

/// Starts the code that binds type parameters; its number.
uint32_t CodeGenerator::open_generic(uint32_t number, std::string_view name, const Node& where, uint32_t argument_count)
{
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(number, "<generic parameters of " + std::string(name) + ">", where);
    out().unit.argument_count = out().unit.positional_only_count = argument_count;
    begin_code();
    at(where);
    return index;
}

/// Ends that code, makes its function in `window` and calls it with what stands there.
void CodeGenerator::run_generic(uint32_t number, uint32_t index, const Node& where, Register window, uint32_t count)
{
    close_and_make(number, index, where, window);
    need_registers(window + state_->gap + count);
    out().emit(Op::Call, window, count);
}

void CodeGenerator::generic_function(const FunctionDef& node, FunctionParts parts, Register target)
{
    uint32_t number = scopes_.scope(parts.scope).type_parameters;
    TemporaryScope temporary_scope(state());
    at(node);
    Register window = window_for(target);
    Register first = state_->next = window + state_->gap;
    need_registers(first);
    push_defaults(parts.arguments);
    uint32_t count = state_->next - first;
    uint32_t index = open_generic(number, parts.name, node, count);
    {
        TemporaryScope inside(state());
        Register types = temporary();
        type_parameters(node.type_params, types);
        Register made = temporary();
        parts.are_defaults_passed = true;
        make_function(parts, made);
        at(node);
        out().emit(Op::StoreAttr, made, types, 0, out().name(symbols_.intern("__type_params__")));
        emit_return(made);
    }
    run_generic(number, index, node, window, count);
    move(target, window);
}

void CodeGenerator::generic_class(const ClassDef& node, Register target)
{
    uint32_t number = scopes_.scope(node.scope).type_parameters;
    uint32_t index = open_generic(number, text(node.name), node, 0);
    {
        TemporaryScope inside(state());
        Register types = temporary();
        type_parameters(node.type_params, types);
        store_symbol(symbols_.intern(".type_params"), types);
        Name generic;
        generic.kind = NodeKind::Name;
        generic.start = node.start;
        generic.end = node.end;
        generic.id = symbols_.intern(".generic_base");
        {
            Register base = temporary();
            HelperCall helper(*this, Helper::GenericBase, base);
            move(temporary(), types);
            helper.call();
            store_symbol(generic.id, base);
        }
        std::vector<Expression*> bases(node.bases.begin(), node.bases.end());
        bases.push_back(&generic);
        Register made = temporary();
        build_class(node, bases, made);
        emit_return(made);
    }
    run_generic(number, index, node, target, 0);
}

/// Makes the type parameters of the scope whose code is generated, binds them, and puts the tuple of them into
/// `target`.
void CodeGenerator::type_parameters(std::span<TypeParam* const> parameters, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = temporaries(uint32_t(parameters.size()));
    uint32_t number = state_->scope;
    bool had_default = false;
    for (size_t i = 0; i < parameters.size(); ++i) {
        const TypeParam& node = *parameters[i];
        const Expression* bound = nullptr;
        const Expression* default_value;
        Helper helper = Helper::TypeVariable;
        Symbol name;
        if (auto* variable = try_as<TypeVar>(&node)) {
            bound = variable->bound;
            default_value = variable->default_value;
            name = variable->name;
        } else if (auto* several = try_as<TypeVarTuple>(&node)) {
            helper = Helper::TypeVariableTuple;
            default_value = several->default_value;
            name = several->name;
        } else {
            helper = Helper::ParameterSpecification;
            default_value = as<ParamSpec>(&node)->default_value;
            name = as<ParamSpec>(&node)->name;
        }
        if (forbidden_name(node, name))
            return;
        if (had_default && !default_value)
            return fail(
                node, "non-default type parameter '" + std::string(text(name)) + "' follows default type parameter");
        had_default = default_value;
        at(node);
        HelperCall call(*this, helper, base + Register(i));
        out().emit_const(Op::LoadConst, temporary(), out().string_constant(text(name)));
        auto argument = [&](const Expression* value) {
            Register given = temporary();
            if (value)
                evaluator(++number, name, *value, given);
            else
                load_none(given);
        };
        if (helper == Helper::TypeVariable) {
            bool is_choice = bound && bound->kind == NodeKind::Tuple;
            argument(is_choice ? nullptr : bound);
            argument(is_choice ? bound : nullptr);
        }
        argument(default_value);
        at(node);
        call.call();
        store_symbol(name, base + Register(i));
    }
    out().emit(Op::BuildTuple, target, base, uint32_t(parameters.size()));
}

/// Makes the function that evaluates an expression in its scope.
void CodeGenerator::evaluator(uint32_t number, Symbol name, const Expression& value, Register target)
{
    uint32_t index = open_evaluator(number, text(name), value);
    Register result = temporary();
    if (auto* starred = try_as<Starred>(&value)) {
        Register items = any(*starred->value);
        at(value);
        out().emit(Op::UnpackSequence, items, result, 1);
    } else {
        to(value, result);
    }
    emit_return(result);
    close_function(index);
    TemporaryScope temporary_scope(state());
    Register defaults = temporary();
    TupleConstant format;
    format.items.push_back({ int64_t(1) });
    load_constant(defaults, { std::move(format) });
    push_closure(number);
    at(value);
    emit_function(target, defaults, 1, index);
}

void CodeGenerator::make_alias(const TypeAlias& node, std::optional<Register> parameters, Register target)
{
    at(node);
    HelperCall helper(*this, Helper::TypeAlias, target);
    out().emit_const(Op::LoadConst, temporary(), out().string_constant(text(node.name->id)));
    Register types = temporary();
    if (parameters)
        move(types, *parameters);
    else
        out().emit(Op::BuildTuple, types, types, 0);
    evaluator(node.scope, node.name->id, *node.value, temporary());
    at(node);
    helper.call();
}

void CodeGenerator::type_alias(const TypeAlias& node)
{
    if (forbidden_name(*node.name, node.name->id))
        return;
    TemporaryScope temporary_scope(state());
    Register value = temporary();
    if (node.type_params.empty()) {
        make_alias(node, std::nullopt, value);
    } else {
        uint32_t number = scopes_.scope(node.scope).type_parameters;
        uint32_t index = open_generic(number, text(node.name->id), node, 0);
        {
            TemporaryScope inside(state());
            Register types = temporary();
            type_parameters(node.type_params, types);
            Register made = temporary();
            make_alias(node, types, made);
            emit_return(made);
        }
        run_generic(number, index, node, value, 0);
    }
    at(node);
    store_symbol(node.name->id, value);
}

} // namespace coil::internal
