// _thread._local: an object whose attributes each thread has of its own.
//
// The object has a dict a thread, by the thread's identity. Identities are used again, so a thread that ends takes its
// dicts with it: the module has a list of weak references to all the objects, which such a thread goes through.
#include "stdlib/concurrency/thread_local.h"

#include <algorithm>

#include "gc/tracer.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

struct LocalObject : NativeObject {
    Dict* spaces;             ///< identity of a thread → its attributes
    Tuple* arguments;         ///< of `__init__`, which is called again in every thread
    Dict* keywords;           ///< or null
    Dict* last_space;         ///< of last_thread
    ThreadState* last_thread; ///< the one that asked last, or null
};
void trace_local(Cell* cell, gc::Tracer& tracer)
{
    auto* local = static_cast<LocalObject*>(cell);
    for (Cell* each : { static_cast<Cell*>(local->spaces), static_cast<Cell*>(local->arguments),
             static_cast<Cell*>(local->keywords), static_cast<Cell*>(local->last_space) })
        tracer.visit(each);
}
constexpr NativeType local_type{ "_thread._local", trace_local, nullptr };

List* all_locals(Vm& vm) { return as<List>(as<Tuple>(vm.modules->state_of(_thread_module))->items[Locals]); }
Value key_of(const ThreadState* thread) { return Value::small(int64_t(thread->ident)); }

Result<LocalObject*> local_of(Vm& vm, Value self)
{
    if (auto* local = native_as<LocalObject>(self, local_type))
        return local;
    return vm.raise(Error::TypeError, "a _thread._local is required, not '{}'", type_name(vm, self));
}

void remember(Vm& vm, LocalObject* local, ThreadState* thread, Dict* space)
{
    vm.heap.write_barrier(local);
    local->last_space = space;
    local->last_thread = thread;
}
/// Makes the object one that ending threads know. Dead ones are dropped when the list would grow.
Result<void> add_to_all(Vm& vm, LocalObject* local)
{
    List* list = all_locals(vm);
    if (list->array && list->size == list->array->capacity) {
        vm.heap.write_barrier(list->array);
        Value* end = std::remove_if(list->array->data, list->array->data + list->size,
            [](Value each) { return as<WeakReference>(each)->target.is_empty(); });
        list_erase(vm, list, size_t(end - list->array->data), list->size);
    }
    auto* reference = vm.heap.allocate<WeakReference>(uint8_t(Kind::WeakReference));
    if (!reference)
        return vm.raise_memory_error();
    reference->shape = vm.classes->weak_reference->root->id;
    TRY(list_append(vm, list, Value::cell(reference)));
    reference->target = Value::cell(local);
    vm.heap.add_weak(reference, &reference->target);
    return {};
}

/// Calls the class's `__init__` for the running thread.
Result<void> initialize(Vm& vm, LocalObject* local, Value init)
{
    ArgumentBuffer buffer(vm, local->arguments->size + 1);
    buffer.data()[0] = Value::cell(local);
    std::copy_n(local->arguments->items, local->arguments->size, buffer.data() + 1);
    TRY(call_with_dict(vm, init, buffer.data(), buffer.size(), local->keywords));
    return {};
}
/// The attributes that the running thread has there.
Result<Dict*> space_of(Vm& vm, LocalObject* local)
{
    ThreadState* thread = vm.interpreter->current();
    if (local->last_thread == thread) [[likely]]
        return local->last_space;
    Value key = key_of(thread);
    if (Value* found = TRY(dict_find(vm, local->spaces, key)).value) {
        auto* space = as<Dict>(*found);
        remember(vm, local, thread, space);
        return space;
    }
    Dict* space = TRY(make_dict(vm));
    TRY(dict_set(vm, local->spaces, key, Value::cell(space)));
    Value init = lookup(vm, vm.class_of(Value::cell(local)), vm.names->init);
    if (init != vm.known.object_init && initialize(vm, local, init).failed()) {
        Value failure = vm.take_pending();
        if (local->last_thread == thread)
            local->last_thread = nullptr;
        (void)dict_pop(vm, local->spaces, key);
        vm.pending = failure;
        return Raised{};
    }
    remember(vm, local, vm.interpreter->current(), space);
    return space;
}

Result<Value> local_new(Vm& vm, Value type, Arguments arguments, Dict* keywords)
{
    auto* cls = as<Class>(type);
    bool is_plain = lookup(vm, cls, vm.names->init) == vm.known.object_init;
    if (is_plain && (!arguments.empty() || keywords))
        return vm.raise(Error::TypeError, "Initialization arguments are not supported");
    auto* local = TRY(make_native<LocalObject>(vm, cls, local_type));
    Value self = Value::cell(local);
    Tuple* kept = TRY(make_tuple(vm, arguments.first, arguments.count));
    Dict* spaces = TRY(make_dict(vm));
    Dict* space = TRY(make_dict(vm));
    ThreadState* thread = vm.interpreter->current();
    TRY(dict_set(vm, spaces, key_of(thread), Value::cell(space)));
    vm.heap.write_barrier(local);
    local->arguments = kept;
    local->keywords = keywords;
    local->spaces = spaces;
    remember(vm, local, thread, space);
    TRY(add_to_all(vm, local));
    return self;
}

/// The str that an attribute's name is, interned.
Result<Str*> take_attribute(Vm& vm, Value name)
{
    if (auto* text = as_if<Str>(name))
        return intern(vm, text);
    return vm.raise(Error::TypeError, "attribute name must be string, not '{}'", type_name(vm, name));
}

Result<Value> get(Vm& vm, Value self, Value name_value)
{
    LocalObject* local = TRY(local_of(vm, self));
    Str* name = TRY(take_attribute(vm, name_value));
    Dict* space = TRY(space_of(vm, local));
    if (name == vm.names->dict)
        return Value::cell(space);
    Class* cls = vm.class_of(self);
    Value found = lookup(vm, cls, name);
    if (!found.is_empty() && is_data_descriptor(vm, found))
        return bind_descriptor(vm, found, self, cls);
    if (Value* value = find_str(vm, space, name))
        return *value;
    if (!found.is_empty())
        return bind_descriptor(vm, found, self, cls);
    return raise_attribute_error(vm, self, name);
}
/// Sets an attribute, or removes it when `value` is empty.
Result<void> change(Vm& vm, Value self, Value name_value, Value value)
{
    LocalObject* local = TRY(local_of(vm, self));
    Str* name = TRY(take_attribute(vm, name_value));
    Dict* space = TRY(space_of(vm, local));
    if (name == vm.names->dict)
        return vm.raise(Error::AttributeError, "'{}' object attribute '__dict__' is read-only",
            vm.class_of(self)->has(IsHeapClass) ? type_name(vm, self) : "_thread._local");
    Value found = lookup(vm, vm.class_of(self), name);
    if (!found.is_empty() && is_data_descriptor(vm, found))
        return write_descriptor(vm, found, self, name, value);
    if (!value.is_empty())
        return dict_set_str(vm, space, name, value);
    if (!TRY(dict_pop(vm, space, Value::cell(name))))
        return raise_attribute_error(vm, self, name);
    return {};
}
Result<void> set(Vm& vm, Value self, Value name, Value value) { return change(vm, self, name, value); }
Result<void> remove(Vm& vm, Value self, Value name) { return change(vm, self, name, Value()); }

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", local_new>();
constexpr NativeDef methods[] = {
    def<"__getattribute__(self, name, /)", get>(),
    def<"__setattr__(self, name, value, /)", set>(),
    def<"__delattr__(self, name, /)", remove>(),
};

} // namespace

Result<void> define_thread_local(Vm& vm, Module* module)
{
    TRY(define_class(vm, module, vm.classes->object,
        { .name = "_local",
            .module = "_thread",
            .methods = methods,
            .new_def = &new_def,
            .flags = HasWeakref | HasGetattribute | HasSetattr,
            .doc = "Thread-local data" }));
    return {};
}

void forget_thread_locals(Vm& vm)
{
    ThreadState* thread = vm.interpreter->current();
    Value pending = vm.take_pending();
    List* list = all_locals(vm);
    for (size_t i = 0; i < list->size; i++) {
        auto* local = native_as<LocalObject>(as<WeakReference>(list->array->data[i])->target, local_type);
        if (!local)
            continue;
        if (local->last_thread == thread) {
            local->last_thread = nullptr;
            local->last_space = nullptr;
        }
        (void)dict_pop(vm, local->spaces, key_of(thread));
        vm.take_pending();
    }
    vm.pending = pending;
}

} // namespace coil::internal
