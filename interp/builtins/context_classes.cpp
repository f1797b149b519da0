// Context, ContextVar and Token of contextvars (PEP 567).
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/context.h"
#include "objects/dict.h"
#include "objects/must.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

template <class T> Result<T*> allocate(Vm& vm, Class* cls, const NativeType& type)
{
    auto* object = static_cast<T*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(T)));
    if (!object)
        return vm.raise_memory_error();
    object->shape = cls->root->id;
    object->type = &type;
    object->set_size(sizeof(T));
    return object;
}

Context* context_of(Value self) { return as_context(self); }
ContextVar* variable_of(Value self) { return static_cast<ContextVar*>(self.as_cell()); }
ContextVar* as_variable(Value value)
{
    auto* object = as_if<NativeObject>(value);
    return object && object->type == &context_var_type ? static_cast<ContextVar*>(object) : nullptr;
}
ContextToken* token_of(Value self) { return static_cast<ContextToken*>(self.as_cell()); }

// ContextVar

Result<Value> variable_new(Vm& vm, Value, Arguments arguments, Value fallback)
{
    if (arguments.count != 1)
        return vm.raise(Error::TypeError, "ContextVar() takes {} 1 positional argument ({} given)",
            arguments.empty() ? "exactly" : "at most", arguments.count);
    Value name = arguments[0];
    if (!is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "context variable name must be a str");
    ContextVar* variable = TRY(allocate<ContextVar>(vm, vm.classes->context_var, context_var_type));
    variable->name = as<Str>(name);
    variable->fallback = fallback;
    return Value::cell(variable);
}

Result<Value> variable_get(Vm& vm, Value self, Value fallback)
{
    ContextVar* variable = variable_of(self);
    if (std::optional<Value> value = TRY(context_value(vm, variable)))
        return *value;
    if (!fallback.is_empty())
        return fallback;
    if (!variable->fallback.is_empty())
        return variable->fallback;
    return vm.raise_value(Error::LookupError, self);
}

Result<Value> variable_set(Vm& vm, Value self, Value value)
{
    ContextVar* variable = variable_of(self);
    Context* context = TRY(current_context(vm));
    ContextToken* token = TRY(allocate<ContextToken>(vm, vm.classes->context_token, context_token_type));
    token->variable = variable;
    token->context = Value::cell(context);
    token->old_value = TRY(context_value(vm, variable)).value_or(Value());
    TRY(set_context_value(vm, variable, value));
    return Value::cell(token);
}

Result<void> variable_reset(Vm& vm, Value self, Value value)
{
    auto* object = as_if<NativeObject>(value);
    if (!object || object->type != &context_token_type)
        return vm.raise(Error::TypeError, "expected an instance of Token, got {}", TRY(repr(vm, value))->view());
    auto* token = static_cast<ContextToken*>(object);
    auto refuse = [&](Error error, std::string_view reason) -> Result<void> {
        return vm.raise(error, "{} {}", TRY(repr(vm, value))->view(), reason);
    };
    if (token->used)
        return refuse(Error::RuntimeError, "has already been used once");
    if (token->variable != variable_of(self))
        return refuse(Error::ValueError, "was created by a different ContextVar");
    if (!(token->context == Value::cell(TRY(current_context(vm)))))
        return refuse(Error::ValueError, "was created in a different Context");
    token->used = true;
    return set_context_value(vm, token->variable, token->old_value);
}

Result<Value> variable_repr(Vm& vm, Value self)
{
    ContextVar* variable = variable_of(self);
    std::string text = format_text("<ContextVar name={}", { TRY(repr(vm, Value::cell(variable->name)))->view() });
    if (!variable->fallback.is_empty())
        text += format_text(" default={}", { TRY(repr(vm, variable->fallback))->view() });
    return Value::cell(TRY(make_str(vm, text + " at " + object_address(self) + ">")));
}
Result<Value> variable_name(Vm&, Value self) { return Value::cell(variable_of(self)->name); }

constexpr NativeDef variable_new_def = def<"__new__(cls, /, *name, default=)", variable_new>();
constexpr NativeDef variable_methods[] = {
    def<"get(self, default=, /)", variable_get>(
        "The variable's value in the current context, else `default`, else the variable's own; LookupError."),
    def<"set(self, value, /)", variable_set>("Sets the value in the current context; returns a Token for reset()."),
    def<"reset(self, token, /)", variable_reset>("Puts back the value from before the set() that gave the token."),
    def<"__repr__(self, /)", variable_repr>(),
};
constexpr AttributeDef variable_attributes[] = { { "name", variable_name, nullptr, nullptr } };

// Token

Result<Value> token_new(Vm& vm, Value)
{
    return vm.raise(Error::RuntimeError, "Tokens can only be created by ContextVars");
}
Result<Value> token_repr(Vm& vm, Value self)
{
    ContextToken* token = token_of(self);
    Value variable = TRY(variable_repr(vm, Value::cell(token->variable)));
    return Value::cell(TRY(make_str(vm,
        format_text("<Token{} var={} at {}>",
            { token->used ? " used" : "", as<Str>(variable)->view(), object_address(self) }))));
}
Result<Value> token_variable(Vm&, Value self) { return Value::cell(token_of(self)->variable); }
Result<Value> missing_value(Vm& vm) { return *find_own(vm, vm.classes->context_token, intern(vm, "MISSING")); }
Result<Value> token_old_value(Vm& vm, Value self)
{
    Value old = token_of(self)->old_value;
    return old.is_empty() ? missing_value(vm) : Result<Value>(old);
}
Value token_enter(Vm&, Value self) { return self; }
Result<void> token_exit(Vm& vm, Value self, Value, Value, Value)
{
    return variable_reset(vm, Value::cell(token_of(self)->variable), self);
}
constexpr NativeDef token_new_def = def<"__new__(cls, /)", token_new>();
constexpr NativeDef token_methods[] = {
    def<"__repr__(self, /)", token_repr>(),
    def<"__enter__(self, /)", token_enter>("Returns the token, whose end of the block is the variable's reset()."),
    def<"__exit__(self, type, value, traceback, /)", token_exit>(),
};
constexpr AttributeDef token_attributes[] = {
    { "var", token_variable, nullptr, nullptr },
    { "old_value", token_old_value, nullptr, nullptr },
};

Value missing_repr(Vm& vm, Value) { return Value::cell(intern(vm, "<Token.MISSING>")); }
constexpr NativeDef missing_methods[] = { def<"__repr__(self, /)", missing_repr>() };

// Context

Result<Value> context_new(Vm& vm, Value, Arguments arguments, Dict* keywords)
{
    if (!arguments.empty() || (keywords && keywords->used))
        return vm.raise(Error::TypeError, "Context() does not accept any arguments");
    return make_context(vm);
}

Result<Value> context_run(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "run() missing 1 required positional argument");
    Context* context = context_of(self);
    TRY(enter_context(vm, context));
    Result<Value> result = call_with_dict(vm, arguments[0], arguments.first + 1, arguments.count - 1, keywords);
    leave_context(vm, context);
    return result;
}

Result<Value> context_copy(Vm& vm, Value self) { return copy_of_context(vm, self); }

/// The values that it holds, as an own dict.
Result<Dict*> values_of(Vm& vm, Value self)
{
    Dict* values = context_of(self)->values;
    return values ? dict_copy(vm, values) : make_dict(vm);
}

/// The value of a variable, if it has one.
Result<std::optional<Value>> find_value(Vm& vm, Value self, Value key)
{
    if (!as_variable(key))
        return vm.raise(Error::TypeError, "a ContextVar key was expected, got {}", TRY(repr(vm, key))->view());
    Dict* values = context_of(self)->values;
    Found found = values ? TRY(dict_find(vm, values, key)) : Found();
    return found.value ? std::optional(*found.value) : std::optional<Value>();
}
Result<Value> context_get_item(Vm& vm, Value self, Value key)
{
    std::optional<Value> value = TRY(find_value(vm, self, key));
    return value ? Result<Value>(*value) : Result<Value>(vm.raise_value(Error::KeyError, key));
}
Result<Value> context_get(Vm& vm, Value self, Value key, Value fallback)
{
    return TRY(find_value(vm, self, key)).value_or(fallback);
}
Result<bool> context_contains(Vm& vm, Value self, Value key) { return TRY(find_value(vm, self, key)).has_value(); }
int64_t context_length(Vm&, Value self)
{
    Dict* values = context_of(self)->values;
    return values ? int64_t(values->used) : 0;
}
Result<Value> context_iter(Vm& vm, Value self) { return get_iterator(vm, Value::cell(TRY(values_of(vm, self)))); }
template <unsigned what> Result<Value> context_view(Vm& vm, Value self)
{
    return make_dict_iterator(vm, TRY(values_of(vm, self)), what, false);
}
Result<Value> context_equal(Vm& vm, Value self, Value other)
{
    if (!as_context(other))
        return NotImplemented;
    Dict* left = TRY(values_of(vm, self));
    Dict* right = TRY(values_of(vm, other));
    return Value::boolean(TRY(values_equal(vm, Value::cell(left), Value::cell(right))));
}
constexpr NativeDef context_new_def = def<"__new__(cls, /, *args, **kwargs)", context_new>();
constexpr NativeDef context_methods[] = {
    def<"run(self, /, *args, **kwargs)", context_run>(
        "run(callable, *args, **kwargs): calls it in this context; what it sets stays here."),
    def<"copy(self, /)", context_copy>("A shallow copy of the context."),
    def<"get(self, key, default=None, /)", context_get>(),
    def<"keys(self, /)", context_view<0>>(),
    def<"values(self, /)", context_view<1>>(),
    def<"items(self, /)", context_view<2>>(),
    def<"__getitem__(self, key, /)", context_get_item>(),
    def<"__contains__(self, key, /)", context_contains>(),
    def<"__len__(self, /)", context_length>(),
    def<"__iter__(self, /)", context_iter>(),
    def<"__eq__(self, value, /)", context_equal>(),
};
constexpr NativeDef alias_method[] = { def<"__class_getitem__(cls, item, /)", make_generic_alias>() };

} // namespace

void define_contexts(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    for (Class* cls : { classes.context, classes.context_var, classes.context_token })
        cls->flags |= DisallowsSubclasses;
    add_new(vm, classes.context, context_new_def);
    add_methods(vm, classes.context, context_methods);
    add_value(vm, classes.context, "__hash__", None);
    classes.context->flags |= HasWeakref;
    add_new(vm, classes.context_var, variable_new_def);
    add_methods(vm, classes.context_var, variable_methods);
    add_attributes(vm, classes.context_var, variable_attributes);
    add_class_methods(vm, classes.context_var, alias_method);
    add_new(vm, classes.context_token, token_new_def);
    add_methods(vm, classes.context_token, token_methods);
    add_attributes(vm, classes.context_token, token_attributes);
    add_class_methods(vm, classes.context_token, alias_method);
    classes.context_missing->flags |= DisallowsNew | DisallowsSubclasses;
    add_methods(vm, classes.context_missing, missing_methods);
    add_value(vm, classes.context_token, "MISSING", Value::cell(must(make_instance(vm, classes.context_missing))));
}

} // namespace coil::internal
