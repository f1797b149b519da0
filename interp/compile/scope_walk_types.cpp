// The scopes of PEP 695. What a generic function or class is made of stands in a scope of its own, which is run at once
// as a function and binds the type parameters; bounds, defaults and the values of aliases are functions that are called
// when somebody asks.
//
//     def f[T: B](x: T = d): …      <generic parameters of f>(.defaults)        T's bound: B
//                                     binds T, makes f, gives it back    ◄──    f.__annotate__: T
//                                                                               f
#include "compile/scope_walk.h"

namespace coil::internal
{

using namespace ast;

namespace
{

/// What can be said of a type parameter of any kind.
struct ParameterParts {
    Symbol name;
    const Expression* bound;
    const Expression* default_value;
    const char* default_of; ///< for messages
};

ParameterParts parts_of(const TypeParam& parameter)
{
    if (auto* variable = try_as<TypeVar>(&parameter))
        return { variable->name, variable->bound, variable->default_value, "a TypeVar default" };
    if (auto* several = try_as<TypeVarTuple>(&parameter))
        return { several->name, nullptr, several->default_value, "a TypeVarTuple default" };
    auto* signature = as<ParamSpec>(&parameter);
    return { signature->name, nullptr, signature->default_value, "a ParamSpec default" };
}

} // namespace

/// Whether the node must not stand where it does; an error is noted then.
bool ScopeWalk::is_forbidden(const Node& node, const char* what)
{
    const char* where = in_annotation_ ? "an annotation" : scope().forbids;
    if (where)
        fail(node, std::string(what) + " cannot be used within " + where);
    return where;
}

/// Opens the scope of the type parameters of the definition whose body is scope `of`.
void ScopeWalk::open_type_parameters(TypeParameters parameters, uint32_t of, Symbol class_name)
{
    auto number = uint32_t(table_.scopes_.size());
    size_t evaluated = 0;
    for (const TypeParam* parameter : parameters) {
        ParameterParts parts = parts_of(*parameter);
        evaluated += (parts.bound != nullptr) + (parts.default_value != nullptr);
    }
    table_.scopes_.resize(number + 1 + evaluated);
    table_.scopes_[of].type_parameters = number;
    open(number, ScopeKind::TypeParameters);
    scope().forbids = "the definition of a generic";
    if (class_name != Symbol::Empty) {
        scope().generic_class = number;
        scope().generic_class_name = class_name;
    }
}

/// Binds or uses a name that no source can have.
void ScopeWalk::bind_hidden(const char* name, uint16_t flags)
{
    table_.entries_[entry_in(current_, table_.symbols_.intern(name))].flags |= flags;
}

void ScopeWalk::bind_type_parameter(const TypeParam& parameter)
{
    Symbol name = parts_of(parameter).name;
    if (table_.symbols_.text(name) == "__classdict__")
        return fail(parameter, "reserved name '__classdict__' cannot be used for type parameter");
    const Scope& here = scope();
    bool is_of_class = here.generic_class == current_;
    Symbol own = is_of_class ? table_.mangle(name, here.generic_class_name) : mangled(name);
    Entry& entry = table_.entries_[entry_in(current_, own)];
    if (entry.flags & NameTypeParameter)
        return fail(parameter, quoted("duplicate type parameter '", name, "'"));
    entry.flags |= NameBound | NameAssigned | NameTypeParameter;
}

/// Binds the type parameters in their scope, which is open, and walks what they are given.
void ScopeWalk::type_parameters(TypeParameters parameters)
{
    for (const TypeParam* parameter : parameters)
        bind_type_parameter(*parameter);
    uint32_t next = current_ + 1;
    for (const TypeParam* parameter : parameters) {
        ParameterParts parts = parts_of(*parameter);
        if (parts.bound) {
            bool is_choice = parts.bound->kind == NodeKind::Tuple;
            evaluated_later(next++, *parts.bound, is_choice ? "a TypeVar constraint" : "a TypeVar bound");
        }
        if (parts.default_value)
            evaluated_later(next++, *parts.default_value, parts.default_of);
    }
}

/// Walks what a function of its own evaluates.
void ScopeWalk::evaluated_later(uint32_t number, const Expression& value, const char* forbids)
{
    open(number, ScopeKind::Annotate);
    scope().forbids = forbids;
    expression(&value);
    close();
}

void ScopeWalk::type_alias(const TypeAlias& node)
{
    expression(node.name);
    bool is_generic = !node.type_params.empty();
    if (is_generic) {
        open_type_parameters(node.type_params, node.scope);
        type_parameters(node.type_params);
    }
    evaluated_later(node.scope, *node.value, "a type alias");
    if (is_generic)
        close();
}

} // namespace coil::internal
