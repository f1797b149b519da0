// Generators, coroutines and async generators as scripts see them.
#include <algorithm>

#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/coroutines/async_generator.h"
#include "runtime/coroutines/close.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/frame_object.h"

namespace coil::internal
{

namespace
{

Coroutine* self_of(Value self) { return as<Coroutine>(self); }

Result<Value> send(Vm& vm, Value self, Value value) { return coroutine_send(vm, self_of(self), value); }

/// The exception that throw(type), throw(type, value) or throw(instance) means.
Result<Value> exception_of(Vm& vm, Value type, Value value)
{
    if (is_kind(type, Kind::Exception)) {
        if (!value.is_none())
            return vm.raise(Error::TypeError, "instance exception may not have a separate value");
        return type;
    }
    auto* cls = as_if<Class>(type);
    if (!cls || !cls->has(IsException))
        return vm.raise(Error::TypeError, "exceptions must be classes or instances deriving from BaseException, not {}",
            type_name(vm, type));
    if (is_kind(value, Kind::Exception) && is_instance(vm, value, cls))
        return value;
    auto* tuple = as_if<Tuple>(value);
    Value made = value.is_none() ? TRY(call(vm, type, CallArguments{}))
        : tuple                  ? TRY(call(vm, type, { tuple->items, tuple->size }))
                                 : TRY(call(vm, type, { value }));
    if (is_kind(made, Kind::Exception))
        return made;
    return vm.raise(Error::TypeError, "calling {} should have returned an instance of BaseException, not {}",
        TRY(repr(vm, type))->view(), type_name(vm, made));
}

Result<Value> throw_in(Vm& vm, Value self, Value type, Value value, Value traceback)
{
    if (!traceback.is_none() && !is_kind(traceback, Kind::Traceback))
        return vm.raise(Error::TypeError, "throw() third argument must be a traceback object");
    Value exception = TRY(exception_of(vm, type, value));
    if (!traceback.is_none()) {
        vm.heap.write_barrier(exception.as_cell());
        as<Exception>(exception)->traceback = traceback;
    }
    return coroutine_throw(vm, self_of(self), exception);
}

Result<void> close(Vm& vm, Value self) { return coroutine_close(vm, self_of(self)); }

/// The value that the generator returned, if it did.
Result<Value> generator_close(Vm& vm, Value self) { return close_coroutine(vm, self_of(self)); }

Result<Value> next(Vm& vm, Value self)
{
    Step item = TRY(generator_next(vm, self_of(self)));
    if (item)
        return *item;
    return raise_stopped(vm);
}

Value identity(Vm&, Value self) { return self; }

Result<Value> coroutine_repr(Vm& vm, Value self)
{
    auto* coroutine = self_of(self);
    Value name = TRY(get_attribute(vm, coroutine->header.function, vm.names->qualname));
    std::string kind(type_name(vm, self));
    return Value::cell(TRY(make_str(
        vm, format_text("<{} object {} at {}>", { kind, TRY(str_of(vm, name))->view(), object_address(self) }))));
}

Result<Value> name_of(Vm& vm, Value self) { return get_attribute(vm, self_of(self)->header.function, vm.names->name); }
Result<Value> qualname_of(Vm& vm, Value self)
{
    return get_attribute(vm, self_of(self)->header.function, vm.names->qualname);
}
/// A name of its own for one generator: it gets a copy of its function, so that other generators keep theirs.
template <Value FunctionExtra::*field> Result<void> rename(Vm& vm, Value self, Value name)
{
    if (!is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "{} must be set to a string object",
            field == &FunctionExtra::name ? "__name__" : "__qualname__");
    auto* coroutine = self_of(self);
    Function* old = coroutine->function();
    FunctionExtra* given = TRY(function_extra(vm, old));
    Function* copy = TRY(make_function(vm, old->code));
    copy->defaults = old->defaults;
    copy->keyword_defaults = old->keyword_defaults;
    std::copy_n(old->closure, old->code->free_count, copy->closure);
    FunctionExtra* extra = TRY(function_extra(vm, copy));
    vm.heap.write_barrier(extra);
    extra->name = given->name;
    extra->qualified_name = given->qualified_name;
    extra->module = given->module;
    extra->*field = name;
    vm.heap.write_barrier(coroutine);
    coroutine->header.function = Value::cell(copy);
    return {};
}
Result<Value> code_of_frame(Vm&, Value self) { return Value::cell(self_of(self)->header.code); }
Result<Value> running(Vm&, Value self)
{
    const Coroutine* frame = self_of(self);
    // Of an async generator it says whether a step is in progress, wherever that waits.
    if (frame->header.code->flags & IsAsyncGenerator && (frame->has(Linked) || frame->has(AsyncRunning)))
        return True;
    return Value::boolean(frame->state() == CoroutineState::Running && !frame->has(Linked));
}
Result<Value> suspended(Vm&, Value self) { return Value::boolean(self_of(self)->state() == CoroutineState::Suspended); }
Result<Value> frame_of(Vm& vm, Value self)
{
    return self_of(self)->state() == CoroutineState::Finished ? Result<Value>(None)
                                                              : coroutine_frame(vm, self_of(self));
}

/// What the frame waits for: the frame linked under it, or a foreign awaitable.
Result<Value> awaited(Vm&, Value self)
{
    auto* coroutine = self_of(self);
    if (!coroutine->delegate.is_empty())
        return coroutine->delegate;
    // The innermost frame of a suspended chain leads back to the one that is asked about.
    for (Coroutine* frame = coroutine->inner; frame && frame != coroutine && frame->has(Linked);) {
        Coroutine* waiter = coroutine_of(frame->header.previous_registers);
        if (waiter == coroutine) {
            frame->set(Escaped);
            return Value::cell(frame);
        }
        frame = waiter;
    }
    return None;
}

Result<Value> coroutine_await(Vm& vm, Value self)
{
    auto* wrapper = static_cast<NativeObject*>(
        vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(NativeObject) + sizeof(Value)));
    if (!wrapper)
        return vm.raise_memory_error();
    static constexpr NativeType type{ "coroutine_wrapper",
        [](Cell* cell, gc::Tracer& tracer) {
            tracer.visit(*reinterpret_cast<Value*>(static_cast<NativeObject*>(cell) + 1));
        },
        nullptr };
    wrapper->shape = vm.classes->coroutine_wrapper->root->id;
    wrapper->type = &type;
    wrapper->set_size(sizeof(NativeObject) + sizeof(Value));
    *reinterpret_cast<Value*>(wrapper + 1) = self;
    self_of(self)->set(Escaped);
    return Value::cell(wrapper);
}
Value wrapped(Value self) { return *reinterpret_cast<Value*>(as<NativeObject>(self) + 1); }
Result<Value> wrapper_send(Vm& vm, Value self, Value value) { return send(vm, wrapped(self), value); }
Result<Value> wrapper_next(Vm& vm, Value self) { return send(vm, wrapped(self), None); }
Result<Value> wrapper_throw(Vm& vm, Value self, Value type, Value value, Value traceback)
{
    return throw_in(vm, wrapped(self), type, value, traceback);
}
Result<void> wrapper_close(Vm& vm, Value self) { return close(vm, wrapped(self)); }

constexpr NativeDef generator_methods[] = {
    def<"send(self, value, /)", send>(nullptr, Inlined::Send),
    def<"throw(self, typ, val=None, tb=None, /)", throw_in>(),
    def<"close(self, /)", generator_close>(),
    def<"__next__(self, /)", next>(nullptr, Inlined::Next),
    def<"__iter__(self, /)", identity>(),
    def<"__repr__(self, /)", coroutine_repr>(),
};
constexpr NativeDef coroutine_methods[] = {
    def<"send(self, value, /)", send>(nullptr, Inlined::Send),
    def<"throw(self, typ, val=None, tb=None, /)", throw_in>(),
    def<"close(self, /)", close>(),
    def<"__await__(self, /)", coroutine_await>(),
    def<"__repr__(self, /)", coroutine_repr>(),
};
constexpr NativeDef wrapper_methods[] = {
    def<"send(self, value, /)", wrapper_send>(),
    def<"throw(self, typ, val=None, tb=None, /)", wrapper_throw>(),
    def<"close(self, /)", wrapper_close>(),
    def<"__next__(self, /)", wrapper_next>(),
    def<"__iter__(self, /)", identity>(),
};

#define COIL_FRAME_ATTRIBUTES(prefix, waits)                                                                           \
    { "__name__", name_of, rename<&FunctionExtra::name>, nullptr },                                                    \
        { "__qualname__", qualname_of, rename<&FunctionExtra::qualified_name>, nullptr },                              \
        { prefix "code", code_of_frame, nullptr, nullptr }, { prefix "running", running, nullptr, nullptr },           \
        { prefix "suspended", suspended, nullptr, nullptr }, { prefix "frame", frame_of, nullptr, nullptr },           \
        { prefix waits, awaited, nullptr, nullptr },
constexpr AttributeDef generator_attributes[] = { COIL_FRAME_ATTRIBUTES("gi_", "yieldfrom") };
constexpr AttributeDef coroutine_attributes[] = { COIL_FRAME_ATTRIBUTES("cr_", "await") };
constexpr AttributeDef async_attributes[] = { COIL_FRAME_ATTRIBUTES("ag_", "await") };
#undef COIL_FRAME_ATTRIBUTES

// Async generators

Result<Value> agen_anext(Vm& vm, Value self) { return make_async_step(vm, self_of(self), None, Value()); }
Result<Value> agen_asend(Vm& vm, Value self, Value value) { return make_async_step(vm, self_of(self), value, Value()); }
Result<Value> agen_athrow(Vm& vm, Value self, Value type, Value value, Value)
{
    return make_async_step(vm, self_of(self), None, TRY(exception_of(vm, type, value)));
}
/// aclose() is a coroutine written in Python.
Result<Value> agen_aclose(Vm& vm, Value self)
{
    Value module = TRY(import_absolute(vm, "_async_generators"));
    Value function = TRY(get_attribute(vm, module, intern(vm, "aclose")));
    return call(vm, function, { self });
}
constexpr NativeDef async_methods[] = {
    def<"__aiter__(self, /)", identity>(),
    def<"__anext__(self, /)", agen_anext>(),
    def<"asend(self, value, /)", agen_asend>(),
    def<"athrow(self, typ, val=None, tb=None, /)", agen_athrow>(),
    def<"aclose(self, /)", agen_aclose>(),
    def<"__repr__(self, /)", coroutine_repr>(),
};

AsyncStep* step_of(Value self) { return static_cast<AsyncStep*>(self.as_cell()); }
Result<Value> step_send(Vm& vm, Value self, Value value) { return async_step_send(vm, step_of(self), value); }
Result<Value> step_next(Vm& vm, Value self) { return async_step_send(vm, step_of(self), None); }
Result<Value> step_throw(Vm& vm, Value self, Value type, Value value, Value)
{
    return async_step_throw(vm, step_of(self), TRY(exception_of(vm, type, value)));
}
void step_close(Vm&, Value self) { step_of(self)->finished = true; }
constexpr NativeDef step_methods[] = {
    def<"__await__(self, /)", identity>(),
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", step_next>(),
    def<"send(self, value, /)", step_send>(),
    def<"throw(self, typ, val=None, tb=None, /)", step_throw>(),
    def<"close(self, /)", step_close>(),
};

} // namespace

void define_coroutines(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.generator, generator_methods);
    add_attributes(vm, classes.generator, generator_attributes);
    add_methods(vm, classes.coroutine, coroutine_methods);
    add_attributes(vm, classes.coroutine, coroutine_attributes);
    add_methods(vm, classes.coroutine_wrapper, wrapper_methods);
    add_methods(vm, classes.async_generator, async_methods);
    add_attributes(vm, classes.async_generator, async_attributes);
    add_methods(vm, classes.async_generator_step, step_methods);
}

} // namespace coil::internal
