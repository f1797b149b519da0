#include "runtime/operations/call.h"

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/frame_cache.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

size_t CallArguments::total() const { return count + (keywords ? keywords->size : 0); }

namespace
{

/// Runs a frame that stands ready at `header`, above everything else on the VM stack.
Result<Value> run_frame(Vm& vm, FrameHeader* header, Code* code)
{
    Value* caller = vm.registers;
    const uint32_t* caller_pc = vm.pc;
    // In the words that next_frame left in front; see caller_of in frame_object.cpp.
    continuation_of(header)->pc = caller_pc;
    int64_t depth = caller ? header_of(caller)->depth + 1 : 1;
    Next entry = push_frame(header, code, caller, exit_stub, depth);
    if (!native_stack_ok(vm) || depth > vm.depth_limit)
        return raise_native_recursion(vm, "");
    Outcome outcome = Interpreter::run(vm, entry);
    vm.registers = caller;
    vm.pc = caller_pc;
    if (outcome == Outcome::Raised)
        return Raised{};
    return header->function;
}

FrameHeader* next_frame(Vm& vm)
{
    Value* top = vm.registers ? stack_top(vm.registers) : vm.stack_base;
    // Two words in front are left for a Continuation, so that every frame on the stack has one shape for the unwinder.
    return &continuation_at(top)->header;
}

Result<Value> call_function(Vm& vm, Function* function, const CallArguments& arguments)
{
    // Before there is anything on the stack that a finalizer's frame would overwrite.
    TRY(vm.work(1));
    Code* code = function->code;
    if (is_heap_frame(code)) {
        Coroutine* coroutine = TRY(make_coroutine(vm, function, arguments));
        expose_frame(vm, coroutine);
        if (code->flags & IsCoroutine)
            vm.interpreter->new_coroutines().add(coroutine);
        return Value::cell(coroutine);
    }
    FrameHeader* header = next_frame(vm);
    auto* registers = reinterpret_cast<Value*>(header + 1);
    TRY(make_room(vm, registers + code->register_count + arguments.total(), 0));
    if (code->fast_arity == int64_t(arguments.count) && !arguments.keywords)
        move_values(arguments.first, arguments.count, registers);
    else
        TRY(bind_arguments(vm, function, registers, arguments));
    header->function = Value::cell(function);
    return run_frame(vm, header, code);
}

Result<Value> call_bound(Vm& vm, Value function, Value self, const CallArguments& arguments)
{
    if (auto* own = as_if<Function>(function);
        own && own->code->fast_arity == int64_t(arguments.count) + 1 && !arguments.keywords) {
        // Plain calls of methods go straight to their frame.
        if (--vm.fuel < 0) [[unlikely]]
            TRY(vm.work(0));
        FrameHeader* header = next_frame(vm);
        auto* registers = reinterpret_cast<Value*>(header + 1);
        TRY(make_room(vm, registers + own->code->register_count, 0));
        registers[0] = self;
        move_values(arguments.first, arguments.count, registers + 1);
        header->function = function;
        return run_frame(vm, header, own->code);
    }
    // Methods may be bound to methods, as deep as a script likes.
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, "");
    ArgumentBuffer buffer(vm, arguments.total() + 1);
    buffer.data()[0] = self;
    move_values(arguments.first, arguments.total(), buffer.data() + 1);
    return call(vm, function, CallArguments{ buffer.data(), arguments.count + 1, arguments.keywords });
}

/// The function of direct_call.
Result<Value> call_directly(Vm& vm, const NativeDef& def, Value cls, const CallArguments& arguments)
{
    if (arguments.count == 1) {
        Value both[] = { cls, arguments.first[0] };
        return def.invoke(vm, both, 2);
    }
    ArgumentBuffer buffer(vm, arguments.count + 1);
    buffer.data()[0] = cls;
    move_values(arguments.first, arguments.count, buffer.data() + 1);
    return def.invoke(vm, buffer.data(), arguments.count + 1);
}

/// What a call of the object is a call of: its __call__, bound to it, again and again when that is an object too.
Result<Value> find_callable(Vm& vm, Value callable)
{
    for (int64_t depth = 0;; depth++) {
        Value method = lookup_special(vm, vm.class_of(callable), Special::call);
        if (method.is_empty())
            return vm.raise(Error::TypeError, "'{}' object is not callable", type_name(vm, callable));
        if (depth > vm.depth_limit)
            return raise_native_recursion(vm, "");
        if (binds(method))
            return make_bound_method(vm, method, callable);
        callable = TRY(bind_descriptor(vm, method, callable, vm.class_of(callable)));
        if (is_kind(callable, Kind::Function) || is_kind(callable, Kind::NativeFunction) ||
            is_kind(callable, Kind::BoundMethod) || vm.class_of(callable) == vm.classes->type)
            return callable;
    }
}

} // namespace

Result<Value> call(Vm& vm, Value callable, const CallArguments& arguments)
{
    if (callable.is_cell()) {
        switch (Kind(callable.as_cell()->kind)) {
        case Kind::Function:
            return call_function(vm, as<Function>(callable), arguments);
        case Kind::NativeFunction:
            if (auto* native = static_cast<NativeFunction*>(callable.as_cell());
                native->takes(arguments.count) && !native->owner && !arguments.keywords) [[likely]]
                return native->def->invoke(vm, arguments.first, arguments.count);
            return call_native(vm, as<NativeFunction>(callable), arguments.first, arguments.count, arguments.keywords);
        case Kind::BoundMethod: {
            auto* method = as<BoundMethod>(callable);
            return call_bound(vm, method->function, method->self, arguments);
        }
        case Kind::Class: {
            auto* cls = as<Class>(callable);
            if (vm.class_of(callable) == vm.classes->type)
                return call_class(vm, cls, arguments);
            break;
        }
        default:
            break;
        }
    }
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, "");
    Class* cls = vm.class_of(callable);
    Value method = lookup_special(vm, cls, Special::call);
    constexpr size_t most = 3;
    if (auto* native = as_if<NativeFunction>(method); native && native->owner == cls && native->self.is_empty() &&
        !arguments.keywords && arguments.count <= most && native->takes(arguments.count + 1)) {
        // Callables that modules written in C++ make, such as itemgetter(1), are called for every item.
        Value given[most + 1] = { callable };
        move_values(arguments.first, arguments.count, given + 1);
        return native->def->invoke(vm, given, arguments.count + 1);
    }
    if (binds(method))
        return call_bound(vm, method, callable, arguments);
    return call(vm, TRY(find_callable(vm, callable)), arguments);
}

Result<Value> call_with_dict(Vm& vm, Value callable, const Value* first, size_t count, Dict* keywords)
{
    if (!keywords || keywords->used == 0)
        return call(vm, callable, CallArguments{ first, count });
    ArgumentBuffer buffer(vm, count + keywords->used);
    Tuple* names = TRY(make_tuple(vm, keywords->used));
    move_values(first, count, buffer.data());
    size_t position = 0, filled = 0;
    while (const DictEntry* entry = next_entry(keywords, position)) {
        if (!is_kind(entry->key, Kind::Str))
            return vm.raise(Error::TypeError, "keywords must be strings");
        names->items[filled] = entry->key;
        buffer.data()[count + filled++] = entry->value;
    }
    return call(vm, callable, CallArguments{ buffer.data(), count, names });
}

Result<Value> call_method(Vm& vm, Value object, Str* name, std::initializer_list<Value> arguments)
{
    Value method = lookup(vm, vm.class_of(object), name);
    if (binds(method)) {
        if (!has_attributes_named(vm, object, name))
            return call_bound(vm, method, object, CallArguments{ arguments.begin(), arguments.size() });
    }
    Value bound = TRY(get_attribute(vm, object, name));
    return call(vm, bound, arguments);
}

Result<Value> call_special(Vm& vm, Value method, Value self, std::initializer_list<Value> arguments)
{
    CallArguments rest{ arguments.begin(), arguments.size() };
    if (is_kind(method, Kind::Function)) [[likely]]
        return call_bound(vm, method, self, rest);
    // A builtin class's own method of an instance of just that class: self need not be checked.
    constexpr size_t most = 3;
    if (auto* native = as_if<NativeFunction>(method); native && rest.count < most &&
        native->owner == vm.class_of(self) && native->self.is_empty() && native->takes(rest.count + 1) &&
        native_stack_ok(vm)) {
        Value given[most] = { self };
        move_values(rest.first, rest.count, given + 1);
        return native->def->invoke(vm, given, rest.count + 1);
    }
    if (binds(method))
        return call_bound(vm, method, self, rest);
    Value bound = TRY(bind_descriptor(vm, method, self, vm.class_of(self)));
    return call(vm, bound, rest);
}

Result<Value> call_class(Vm& vm, Class* cls, const CallArguments& arguments)
{
    if (const NativeDef* def = direct_call(cls, arguments.count); def && !arguments.keywords)
        return call_directly(vm, *def, Value::cell(cls), arguments);
    Value make = lookup_special(vm, cls, Special::new_);
    Value instance;
    if (!cls->has(HasCustomNew) && cls->instance_kind == Kind::Instance) {
        instance = Value::cell(TRY(make_plain_instance(vm, cls)));
    } else {
        if (is_kind(make, Kind::StaticMethod))
            make = as<StaticMethod>(make)->function;
        else if (is_kind(make, Kind::ClassMethod))
            make = TRY(get_attribute(vm, Value::cell(cls), vm.names->new_));
        instance = TRY(call_bound(vm, make, Value::cell(cls), arguments));
        if (!is_instance(vm, instance, cls))
            return instance;
    }
    Class* actual = vm.class_of(instance);
    Value init = lookup_special(vm, actual, Special::init);
    if (init == vm.known.object_init) {
        if (arguments.total() != 0 && !actual->has(HasCustomNew))
            TRY(check_object_arguments(vm, cls));
        return instance;
    }
    Value result = TRY(binds(init) ? call_bound(vm, init, instance, arguments)
                                   : call(vm, TRY(bind_descriptor(vm, init, instance, actual)), arguments));
    if (!result.is_none())
        return vm.raise(Error::TypeError, "__init__() should return None, not '{}'", type_name(vm, result));
    return instance;
}

Result<Value> run_body(Vm& vm, Function* function, Value space)
{
    Code* code = function->code;
    if (is_heap_frame(code)) {
        CallArguments none{};
        Coroutine* coroutine = TRY(make_coroutine(vm, function, none));
        if (code->flags & UsesNamespace)
            coroutine->registers[0] = space;
        expose_frame(vm, coroutine);
        return Value::cell(coroutine);
    }
    FrameHeader* header = next_frame(vm);
    auto* registers = reinterpret_cast<Value*>(header + 1);
    TRY(make_room(vm, registers + code->register_count, 0));
    registers[0] = space;
    header->function = Value::cell(function);
    return run_frame(vm, header, code);
}

Result<Coroutine*> make_coroutine(Vm& vm, Function* function, const CallArguments& arguments)
{
    Code* code = function->code;
    TRY(need_body(vm, code));
    Coroutine* coroutine = allocate_frame(vm, code);
    if (!coroutine)
        return vm.raise_memory_error();
    coroutine->shape = code->flags & IsCoroutine ? vm.exact.coroutine
        : code->flags & IsAsyncGenerator         ? vm.exact.async_generator
                                                 : vm.exact.generator;
    coroutine->header.function = Value::cell(function);
    coroutine->header.code = code;
    coroutine->pc = code->entry;
    coroutine->inner = coroutine;
    if (code->exact_arity == int64_t(arguments.count) && !arguments.keywords)
        move_values(arguments.first, arguments.count, coroutine->registers);
    else
        TRY(bind_arguments(vm, function, coroutine->registers, arguments));
    // Binding may have collected.
    vm.heap.remember(coroutine);
    return coroutine;
}

void expose_frame(Vm& vm, Coroutine* frame)
{
    frame->set(Escaped);
    if (frame->header.code->flags & EndsWhenDropped)
        vm.heap.add_finalizer(frame);
}

bool is_callable(Vm& vm, Value value)
{
    if (is_kind(value, Kind::Function) || is_kind(value, Kind::NativeFunction) || is_kind(value, Kind::Class) ||
        is_kind(value, Kind::BoundMethod))
        return true;
    return !lookup_special(vm, vm.class_of(value), Special::call).is_empty();
}

std::string function_name(Vm& vm, Value callable)
{
    while (auto* method = as_if<BoundMethod>(callable))
        callable = method->function;
    Result<std::optional<Value>> name = find_attribute(vm, callable, vm.names->qualname);
    if (name.failed()) {
        vm.take_pending();
        return "object";
    }
    if (!name.value() || !is_kind(*name.value(), Kind::Str)) {
        Result<Str*> shown = str_of(vm, callable);
        if (shown.ok())
            return std::string(shown.value()->view());
        vm.take_pending();
        return std::string(type_name(vm, callable)) + " object";
    }
    std::string text(as<Str>(*name.value())->view());
    Result<std::optional<Value>> module = find_attribute(vm, callable, vm.names->module);
    if (module.failed())
        vm.take_pending();
    else if (module.value() && is_kind(*module.value(), Kind::Str) && as<Str>(*module.value())->view() != "builtins")
        text = std::string(as<Str>(*module.value())->view()) + "." + text;
    return text + "()";
}

} // namespace coil::internal
