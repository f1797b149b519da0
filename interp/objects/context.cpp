#include "objects/context.h"

#include <utility>

#include "objects/dict.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

void trace_context(Cell* cell, gc::Tracer& tracer)
{
    auto* context = static_cast<Context*>(cell);
    tracer.visit(static_cast<Cell*>(context->values));
    tracer.visit(context->previous);
}
void trace_variable(Cell* cell, gc::Tracer& tracer)
{
    auto* variable = static_cast<ContextVar*>(cell);
    tracer.visit(static_cast<Cell*>(variable->name));
    tracer.visit(variable->fallback);
    tracer.visit(variable->cached);
}
void trace_token(Cell* cell, gc::Tracer& tracer)
{
    auto* token = static_cast<ContextToken*>(cell);
    tracer.visit(static_cast<Cell*>(token->variable));
    tracer.visit(token->context);
    tracer.visit(token->old_value);
}

Result<Context*> allocate_context(Vm& vm)
{
    auto* context = static_cast<Context*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(Context)));
    if (!context)
        return vm.raise_memory_error();
    context->shape = vm.classes->context->root->id;
    context->type = &context_type;
    context->set_size(sizeof(Context));
    return context;
}

Result<Context*> share(Vm& vm, Context* original)
{
    Context* copy = TRY(allocate_context(vm));
    copy->values = original->values;
    copy->shared = original->shared = original->values != nullptr;
    return copy;
}

/// The dict of a context, that nobody else has.
Result<Dict*> own_values(Vm& vm, Context* context)
{
    if (context->values && !context->shared)
        return context->values;
    Dict* values = context->values ? TRY(dict_copy(vm, context->values)) : TRY(make_dict(vm));
    vm.heap.write_barrier(context);
    context->values = values;
    context->shared = false;
    return values;
}

} // namespace

const NativeType context_type{ "Context", trace_context, nullptr };
const NativeType context_var_type{ "ContextVar", trace_variable, nullptr };
const NativeType context_token_type{ "Token", trace_token, nullptr };

Context* as_context(Value value)
{
    auto* object = as_if<NativeObject>(value);
    return object && object->type == &context_type ? static_cast<Context*>(object) : nullptr;
}

Result<Value> make_context(Vm& vm) { return Value::cell(TRY(allocate_context(vm))); }

Result<Context*> current_context(Vm& vm)
{
    if (Context* context = as_context(vm.context))
        return context;
    Context* context = TRY(allocate_context(vm));
    context->entered = true;
    vm.context = Value::cell(context);
    return context;
}

Result<Value> capture_context(Vm& vm)
{
    Context* context = as_context(vm.context);
    if (!context || !context->values || context->values->used == 0)
        return None;
    return Value::cell(TRY(share(vm, context)));
}

Result<Value> context_for_later(Vm& vm, Value given)
{
    if (given.is_empty() || given.is_none()) [[likely]]
        return vm.context.is_empty() ? Result<Value>(None) : capture_context(vm);
    if (as_context(given))
        return given;
    return vm.raise(Error::TypeError, "an instance of Context was expected, not '{}'", type_name(vm, given));
}

Result<Value> copy_of_context(Vm& vm, Value context)
{
    Context* original = as_context(context);
    return original ? Value::cell(TRY(share(vm, original))) : make_context(vm);
}

Result<void> enter_context(Vm& vm, Context* context)
{
    if (context->entered)
        return vm.raise(Error::RuntimeError, "cannot enter context: {} is already entered",
            TRY(vm.operations.repr(vm, Value::cell(context)))->view());
    vm.heap.write_barrier(context);
    context->previous = vm.context;
    context->entered = true;
    switch_context(vm, Value::cell(context));
    return {};
}

void leave_context(Vm& vm, Context* context)
{
    context->entered = false;
    switch_context(vm, std::exchange(context->previous, Value()));
}

namespace
{

std::optional<Value> if_set(Value value) { return value.is_empty() ? std::optional<Value>() : value; }

} // namespace

Result<std::optional<Value>> context_value(Vm& vm, ContextVar* variable)
{
    if (variable->cached_version == vm.context_version) [[likely]]
        return if_set(variable->cached);
    Context* context = as_context(vm.context);
    Value value;
    if (context && context->values) {
        Found found = TRY(dict_find(vm, context->values, Value::cell(variable)));
        if (found.value)
            value = *found.value;
    }
    vm.heap.write_barrier(variable);
    variable->cached = value;
    variable->cached_version = vm.context_version;
    return if_set(value);
}

Result<void> set_context_value(Vm& vm, ContextVar* variable, Value value)
{
    Context* context = TRY(current_context(vm));
    Dict* values = TRY(own_values(vm, context));
    if (value.is_empty())
        TRY(dict_pop(vm, values, Value::cell(variable)));
    else
        TRY(dict_set(vm, values, Value::cell(variable), value));
    vm.context_version++;
    vm.heap.write_barrier(variable);
    variable->cached = value;
    variable->cached_version = vm.context_version;
    return {};
}

} // namespace coil::internal
