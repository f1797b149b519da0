#include "stdlib/language/sys_hooks.h"

#include <unistd.h>

#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"
#include "runtime/reports/tracing.h"
#include "stdlib/modules.h"
#include "stdlib/struct_sequence.h"

namespace coil::internal
{

namespace
{

// What nobody can catch. runtime/reports/unraisable.cpp calls the first of what the module keeps.

constexpr AttributeDef unraisable_fields[] = {
    { "exc_type", struct_field<0>, nullptr, "Exception type" },
    { "exc_value", struct_field<1>, nullptr, "Exception value" },
    { "exc_traceback", struct_field<2>, nullptr, "Exception traceback" },
    { "err_msg", struct_field<3>, nullptr, "Error message" },
    { "object", struct_field<4>, nullptr, "Object causing the exception" },
};
constexpr StructSequence unraisable_kind{ "builtins", "UnraisableHookArgs", unraisable_fields, 5,
    "Type used to pass arguments to sys.unraisablehook." };

enum Kept : uint8_t { Teller, DefaultHook, ArgumentsClass };
Value kept(Vm& vm, Kept index) { return as<Tuple>(vm.modules->state_of(sys_module))->items[index]; }

/// Writes to stderr what is said, and the exception.
Result<void> write_unraisable(Vm& vm, std::string text, Value exception, Value traceback)
{
    if (auto* raised = as_exception(exception)) {
        Value own = raised->traceback;
        vm.heap.write_barrier(raised);
        raised->traceback = is_kind(traceback, Kind::Traceback) ? traceback : Value();
        Result<std::string> shown = format_exception(vm, exception);
        vm.heap.write_barrier(raised);
        raised->traceback = own;
        text += TRY(std::move(shown));
    }
    vm.operations.write_error(vm, text);
    return {};
}

Result<void> unraisable_hook(Vm& vm, Value unraisable)
{
    auto* parts = as_if<Tuple>(unraisable);
    if (!parts || !is_instance(vm, unraisable, as<Class>(kept(vm, ArgumentsClass))) || parts->size != 5)
        return vm.raise(Error::TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
    Value message = parts->items[3], object = parts->items[4];
    std::string text = message.is_none() ? "Exception ignored in" : std::string(TRY(str_of(vm, message))->view());
    if (!object.is_none())
        text += ": " + std::string(TRY(repr(vm, object))->view()) + "\n";
    else
        text = message.is_none() ? std::string() : text + ":\n";
    return write_unraisable(vm, std::move(text), parts->items[1], parts->items[2]);
}

/// Hands an exception to the hook that is set now.
Result<void> tell(Vm& vm, Value exception, Str* what)
{
    auto* raised = as_exception(exception);
    if (!raised)
        return vm.raise(Error::TypeError, "an exception is required");
    Value traceback = raised->traceback.is_empty() ? None : raised->traceback;
    Value* sys = find_str(vm, vm.modules->loaded(), intern(vm, "sys"));
    Value* set = sys && is_kind(*sys, Kind::Module) ? find_str(vm, as<Module>(*sys)->dict, intern(vm, "unraisablehook"))
                                                    : nullptr;
    Value hook = set ? *set : None;
    if (hook.is_none() || hook == kept(vm, DefaultHook))
        return write_unraisable(vm, std::string(what->view()) + ":\n", exception, traceback);
    Value arguments = TRY(make_struct(vm, as<Class>(kept(vm, ArgumentsClass)),
        { Value::cell(vm.class_of(exception)), exception, traceback, Value::cell(what), None }));
    if (call(vm, hook, { arguments }).ok())
        return {};
    if (is_exception_of(vm, vm.pending, Error::ExecutionEnded))
        return Raised{};
    Value failure = vm.take_pending();
    std::string text = "Exception ignored in sys.unraisablehook: " + std::string(TRY(repr(vm, hook))->view()) + "\n";
    Value place = as_exception(failure)->traceback;
    return write_unraisable(vm, std::move(text), failure, place.is_empty() ? None : place);
}

constexpr NativeDef tell_def = def<"tell(exception, what, /)", tell>();

/// breakpoint() calls it. PYTHONBREAKPOINT says what it calls in turn.
Result<Value> breakpoint_hook(Vm& vm, Arguments arguments, Dict* keywords)
{
    Value library = TRY(import_absolute(vm, "_breakpoint"));
    Value hook = TRY(get_attribute(vm, library, intern(vm, "hook")));
    return call_with_dict(vm, hook, arguments.first, arguments.count, keywords);
}

// Objects

Result<int64_t> sizeof_method(Vm& vm, Value object)
{
    Value method = lookup(vm, vm.class_of(object), vm.names->sizeof_);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "Type {} doesn't define __sizeof__", type_name(vm, object));
    Value size = TRY(call_special(vm, method, object, {}));
    if (!is_int(size))
        return vm.raise(Error::TypeError, "an integer is required");
    int64_t bytes = TRY(to_int64(vm, size));
    if (bytes < 0)
        return vm.raise(Error::ValueError, "__sizeof__() should return >= 0");
    return bytes;
}
Result<Value> get_size(Vm& vm, Value object, Value fallback)
{
    Result<int64_t> size = sizeof_method(vm, object);
    if (size.ok())
        return from_int64(vm, size.value());
    if (fallback.is_empty() || !is_exception_of(vm, vm.pending, Error::TypeError))
        return Raised{};
    vm.take_pending();
    return fallback;
}

/// Objects are collected when nothing reaches them; nobody counts who holds them. The number is what CPython gives for
/// its immortal objects, which it does not count either.
int64_t get_reference_count(Vm&, Value) { return 3221225472; }

/// The name of the module whose code runs; None where there is no such frame.
Result<Value> get_frame_module_name(Vm& vm, Value depth)
{
    Value frame = TRY(running_frame(vm, std::max<int64_t>(TRY(to_c_int(vm, depth)), 0)));
    FrameObject* object = as_frame(frame);
    Value* name = object ? find_str(vm, object->code->globals, vm.names->name) : nullptr;
    return name ? *name : None;
}

Result<Value> call_tracing(Vm& vm, Value function, Value arguments)
{
    auto* items = as_if<Tuple>(arguments);
    if (!items)
        return vm.raise(Error::TypeError, "call_tracing() argument 2 must be tuple, not {}", type_name(vm, arguments));
    return call_traced(vm, function, items);
}

/// The frame of each thread that runs scripts, by the thread's number.
Result<Value> current_frames(Vm& vm)
{
    Dict* frames = TRY(make_dict(vm));
    for (ThreadState* thread : vm.interpreter->threads()) {
        bool is_running = thread == vm.interpreter->current();
        FramePlace place = is_running ? FramePlace{ vm.registers, vm.pc } : FramePlace{ thread->registers, thread->pc };
        if (place.registers)
            TRY(dict_set(vm, frames, TRY(make_int(vm, int64_t(thread->ident))), TRY(frame_at(vm, place))));
    }
    return Value::cell(frames);
}

template <Hook which> Result<void> set_hook_of(Vm& vm, Value function) { return set_hook(vm, which, function); }
template <Hook which> Result<void> set_hook_of_all(Vm& vm, Value function)
{
    return set_hook_everywhere(vm, which, function);
}
template <Hook which> Value hook(Vm& vm) { return get_hook(vm, which); }

constexpr NativeDef functions[] = {
    def<"unraisablehook(unraisable, /)", unraisable_hook>("Writes an exception that nobody can catch to sys.stderr."),
    def<"breakpointhook(*args, **kws)", breakpoint_hook>("What breakpoint() calls."),
    def<"getsizeof(object, default=)", get_size>("Returns the size of an object in bytes."),
    def<"getrefcount(object, /)", get_reference_count>(
        "References are not counted: a great number, as CPython has it for immortal objects."),
    def<"_getframemodulename(depth=0)", get_frame_module_name>(
        "The name of the module whose code runs, or that of a caller."),
    def<"call_tracing(func, args, /)", call_tracing>("Calls func(*args) as if no trace function ran: for debuggers."),
    def<"_current_frames()", current_frames>("Returns a dict of each thread's number and the frame that runs in it."),
    def<"settrace(function, /)", set_hook_of<Hook::Trace>>(
        "Sets the function that is told of calls, lines, returns and exceptions in this thread; None ends it."),
    def<"gettrace()", hook<Hook::Trace>>("Returns the function that settrace() set, or None."),
    def<"_settraceallthreads(function, /)", set_hook_of_all<Hook::Trace>>("As settrace(), for all threads."),
    def<"setprofile(function, /)", set_hook_of<Hook::Profile>>(
        "Sets the function that is told of calls and returns in this thread; None ends it."),
    def<"getprofile()", hook<Hook::Profile>>("Returns the function that setprofile() set, or None."),
    def<"_setprofileallthreads(function, /)", set_hook_of_all<Hook::Profile>>("As setprofile(), for all threads."),
};

constexpr AttributeDef thread_fields[] = {
    { "name", struct_field<0>, nullptr, nullptr },
    { "lock", struct_field<1>, nullptr, nullptr },
    { "version", struct_field<2>, nullptr, nullptr },
};

Result<Value> thread_info(Vm& vm)
{
    char version[64] = "";
    Value shown = None;
#ifdef _CS_GNU_LIBPTHREAD_VERSION
    if (size_t size = confstr(_CS_GNU_LIBPTHREAD_VERSION, version, sizeof(version)); size > 0)
        shown = Value::cell(intern(vm, version));
#endif
    return make_struct_sequence(vm, "sys", "thread_info", thread_fields,
        std::initializer_list<Value>{
            Value::cell(intern(vm, "pthread")), Value::cell(intern(vm, "semaphore")), shown });
}

} // namespace

Result<void> define_sys_hooks(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    for (const NativeDef& def : functions)
        TRY(put(def.name(), TRY(make_native_function(vm, def, Value(), module->name))));
    Value hook = *find_str(vm, module->dict, intern(vm, "unraisablehook"));
    TRY(put("__unraisablehook__", hook));
    TRY(put("__breakpointhook__", *find_str(vm, module->dict, intern(vm, "breakpointhook"))));
    TRY(put("float_repr_style", Value::cell(intern(vm, "short"))));
    TRY(put("thread_info", TRY(thread_info(vm))));
    Class* arguments = TRY(make_struct_class<unraisable_kind>(vm));
    Value teller = TRY(make_native_function(vm, tell_def, Value(), nullptr));
    vm.modules->state_of(sys_module) = Value::cell(TRY(make_tuple(vm, { teller, hook, Value::cell(arguments) })));
    return {};
}

} // namespace coil::internal
