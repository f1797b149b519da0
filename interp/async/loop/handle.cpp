#include "async/loop/handle.h"

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "objects/context.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

void trace_handle(Cell* cell, gc::Tracer& tracer)
{
    auto* handle = static_cast<Handle*>(cell);
    tracer.visit(handle->callback);
    tracer.visit(handle->arguments);
    tracer.visit(handle->context);
    tracer.visit(handle->loop->object());
}
constexpr NativeType handle_type{ "Handle", trace_handle, nullptr };

Result<Handle*> handle_of(Vm& vm, Value self)
{
    if (auto* handle = native_as<Handle>(self, handle_type))
        return handle;
    return vm.raise(Error::TypeError, "a Handle is required, not '{}'", type_name(vm, self));
}
bool is_timer(Vm& vm, const Handle* handle) { return handle->shape == classes_of(vm).timer_handle->root->id; }
Result<void> handle_cancel(Vm& vm, Value self)
{
    Handle* handle = TRY(handle_of(vm, self));
    if (handle->callback.is_empty())
        return {};
    handle->callback = handle->arguments = Value();
    if (is_timer(vm, handle))
        handle->loop->note_cancelled_timer();
    return {};
}
Result<bool> handle_cancelled(Vm& vm, Value self) { return TRY(handle_of(vm, self))->callback.is_empty(); }
Result<double> handle_when(Vm& vm, Value self)
{
    Handle* handle = TRY(handle_of(vm, self));
    if (!is_timer(vm, handle))
        return vm.raise(Error::TypeError, "a TimerHandle is required, not '{}'", type_name(vm, self));
    return handle->when;
}
Result<Value> handle_repr(Vm& vm, Value self)
{
    Handle* handle = TRY(handle_of(vm, self));
    std::string text = format_text("<{}", { type_name(vm, self) });
    if (handle->callback.is_empty())
        text += " cancelled";
    if (is_timer(vm, handle))
        text += format_text(" when={}", { TRY(repr(vm, TRY(make_float(vm, handle->when))))->view() });
    if (!handle->callback.is_empty())
        text += " " + TRY(call_text(vm, handle->callback, as_if<Tuple>(handle->arguments)));
    return Value::cell(TRY(make_str(vm, text + ">")));
}
constexpr NativeDef handle_methods[] = {
    def<"__repr__(self, /)", handle_repr>(),
    def<"cancel(self, /)", handle_cancel>(),
    def<"cancelled(self, /)", handle_cancelled>(),
};
constexpr NativeDef timer_methods[] = { def<"when(self, /)", handle_when>() };

} // namespace

Result<Handle*> make_handle(Vm& vm, EventLoop* loop, Class* cls, Value callback, Arguments arguments, Value context)
{
    context = TRY(context_for_later(vm, context));
    Tuple* tuple = TRY(make_tuple(vm, arguments.first, arguments.count));
    Handle* handle = TRY(make_native<Handle>(vm, cls, handle_type));
    handle->loop = loop;
    handle->callback = callback;
    handle->arguments = Value::cell(tuple);
    handle->context = context.is_none() ? Value() : context;
    return handle;
}

Result<std::string> call_text(Vm& vm, Value callback, Tuple* arguments)
{
    Result<std::optional<Value>> found = find_attribute(vm, callback, intern(vm, "__qualname__"));
    if (found.failed())
        return Raised{};
    Str* name = found.value() ? as_if<Str>(*found.value()) : nullptr;
    std::string text(name ? name->view() : TRY(repr(vm, callback))->view());
    text += "(";
    for (size_t i = 0; arguments && i < arguments->size; i++)
        text += (i ? ", " : "") + std::string(TRY(repr(vm, arguments->items[i]))->view());
    text += ")";
    if (auto* method = as_if<BoundMethod>(callback))
        callback = method->function;
    if (auto* function = as_if<Function>(callback))
        text += format_text(" at {}:{}", { function->code->filename->view(), tables_of(function->code).first_line });
    return text;
}

Result<void> define_handles(Vm& vm, Module* module)
{
    AsyncClasses& classes = classes_of(vm);
    classes.handle = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Handle",
            .module = "asyncio.events",
            .methods = handle_methods,
            .flags = DisallowsNew | HasWeakref }));
    classes.timer_handle = TRY(define_class(vm, module, classes.handle,
        { .name = "TimerHandle",
            .module = "asyncio.events",
            .methods = timer_methods,
            .flags = DisallowsNew | HasWeakref }));
    return {};
}

} // namespace coil::internal
