#include "objects/vm.h"
#include "objects/memory_view.h"

#include "base/platform/entropy.h"
#include "objects/bytes.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/trace.h"

namespace coil::internal
{

namespace
{

void trace_vm(void* context, gc::Tracer& tracer)
{
    Vm& vm = *static_cast<Vm*>(context);
#define TYPE(field, name, kind) tracer.visit(static_cast<Cell*>(vm.classes->field));
#include "objects/types.def"
#undef TYPE
#define NAME(field, text) tracer.visit(static_cast<Cell*>(vm.names->field));
#include "objects/names.def"
#undef NAME
    for (Class* cls : vm.error_classes)
        tracer.visit(static_cast<Cell*>(cls));
    tracer.visit(static_cast<Cell*>(vm.empty_tuple));
    for (Value method : { vm.known.object_init, vm.known.object_new, vm.known.object_hash, vm.known.object_getattribute,
             vm.known.object_setattr, vm.known.object_delattr, vm.known.type_getattribute })
        tracer.visit(method);
    tracer.visit(vm.memory_error);
    tracer.visit(static_cast<Cell*>(vm.builtins));
    tracer.visit(static_cast<Cell*>(vm.unsupported_operation));
    tracer.visit(vm.pending);
}

/// Names may die in a collection, and others take their place.
void forget_lookups(void* context, gc::Heap& heap)
{
    Vm& vm = *static_cast<Vm*>(context);
    vm.shapes->forget_dead(heap);
    std::fill(std::begin(vm.free_frames), std::end(vm.free_frames), nullptr);
    vm.lookups.last_key = {};
    if (!vm.lookups.used)
        return;
    std::fill_n(vm.lookups.methods.get(), LookupCaches::method_count, MethodCacheEntry{});
    std::fill_n(vm.lookups.attributes.get(), LookupCaches::attribute_count, CachedAttribute{});
    vm.lookups.used = false;
}

void tell_collection(void* context, const gc::Collection& collection)
{
    constexpr size_t unit = 1024;
    size_t freed = collection.cells_before - std::min(collection.cells_before, collection.cells_after);
    static_cast<Vm*>(context)->trace.tell(EventTrace::Collections,
        "%s %.3f ms, %zu -> %zu KiB, %zu cells freed, %zu live", collection.full ? "full" : "minor",
        double(collection.pause_ns) / 1e6, collection.bytes_before / unit, collection.bytes_after / unit, freed,
        collection.cells_after);
}

void make_classes(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    classes.object = make_builtin_class(vm, "object", nullptr, Kind::Instance);
    classes.type = make_builtin_class(vm, "type", classes.object, Kind::Class);
    classes.object->shape = classes.type->shape = classes.type->root->id;
#define TYPE(field, name, kind)                                                                                        \
    if (!classes.field)                                                                                                \
        classes.field = make_builtin_class(vm, name,                                                                   \
            Kind::kind == Kind::Free && std::string_view(name) == "bool" ? classes.integer : classes.object,           \
            Kind::kind);
#include "objects/types.def"
#undef TYPE
    for (Class* sealed : { classes.boolean, classes.none, classes.ellipsis, classes.not_implemented, classes.range,
             classes.slice, classes.function, classes.native_function, classes.method, classes.generator,
             classes.coroutine, classes.code, classes.cell, classes.frame, classes.traceback, classes.dict_keys,
             classes.dict_values, classes.dict_items, classes.mapping_proxy, classes.method_descriptor,
             classes.wrapper_descriptor, classes.method_wrapper, classes.member_descriptor, classes.getset_descriptor,
             classes.async_generator, classes.async_generator_step, classes.coroutine_wrapper, classes.range_iterator,
             classes.long_range_iterator, classes.list_iterator, classes.list_reverse_iterator, classes.tuple_iterator,
             classes.str_iterator, classes.str_ascii_iterator, classes.bytes_iterator, classes.sequence_iterator,
             classes.callable_iterator, classes.dict_key_iterator, classes.dict_value_iterator,
             classes.dict_item_iterator, classes.set_iterator, classes.memory_view, classes.dict_reverse_key_iterator,
             classes.dict_reverse_value_iterator, classes.dict_reverse_item_iterator, classes.memory_iterator,
             classes.buffer_wrapper })
        sealed->flags |= DisallowsSubclasses;
    for (Class* hidden : { classes.native_function, classes.generator, classes.coroutine, classes.async_generator,
             classes.none, classes.ellipsis, classes.not_implemented, classes.frame, classes.dict_keys,
             classes.dict_values, classes.dict_items, classes.method_descriptor, classes.wrapper_descriptor,
             classes.method_wrapper, classes.member_descriptor, classes.getset_descriptor, classes.coroutine_wrapper,
             classes.async_generator_step, classes.range_iterator, classes.long_range_iterator, classes.list_iterator,
             classes.tuple_iterator, classes.str_iterator, classes.str_ascii_iterator, classes.dict_key_iterator,
             classes.dict_value_iterator, classes.dict_item_iterator, classes.dict_reverse_key_iterator,
             classes.dict_reverse_value_iterator, classes.dict_reverse_item_iterator, classes.set_iterator,
             classes.bytes_iterator, classes.callable_iterator, classes.memory_iterator, classes.buffer_wrapper })
        hidden->flags |= DisallowsNew;
    for (Class* sequence : { classes.list, classes.tuple, classes.range, classes.memory_view })
        sequence->flags |= IsSequence;
    for (Class* mapping : { classes.dict, classes.mapping_proxy })
        mapping->flags |= IsMapping;
    for (Class* plain : { classes.boolean, classes.bytearray, classes.bytes, classes.dict, classes.real,
             classes.frozenset, classes.integer, classes.list, classes.set, classes.str, classes.tuple })
        plain->flags |= MatchesSelf;
    for (Class* referable : { classes.set, classes.frozenset, classes.type, classes.generator, classes.coroutine,
             classes.async_generator, classes.module, classes.function, classes.native_function, classes.method,
             classes.code, classes.memory_view })
        referable->flags |= HasWeakref;
    classes.module->flags |= HasInstanceDict;
    classes.function->flags |= HasInstanceDict;
}

void make_errors(Vm& vm)
{
    auto make = [&](Error error, const char* name, Class* base) {
        vm.error_classes[size_t(error)] =
            make_builtin_class(vm, name, base, Kind::Exception, IsException | HasInstanceDict);
    };
    make(Error::BaseException, "BaseException", vm.classes->object);
#define EXCEPTION(name, base) make(Error::name, #name, vm.error_class(Error::base));
#include "objects/exceptions.def"
#undef EXCEPTION
}

void note_shapes(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    vm.exact.list = classes.list->root->id;
    vm.exact.tuple = classes.tuple->root->id;
    vm.exact.dict = classes.dict->root->id;
    vm.exact.str = classes.str->root->id;
    vm.exact.real = classes.real->root->id;
    vm.exact.bigint = classes.integer->root->id;
    vm.exact.set = classes.set->root->id;
    vm.exact.frozen_set = classes.frozenset->root->id;
    vm.exact.list_iterator = classes.list_iterator->root->id;
    vm.exact.range_iterator = classes.range_iterator->root->id;
    vm.exact.generator = classes.generator->root->id;
    vm.exact.coroutine = classes.coroutine->root->id;
    vm.exact.async_generator = classes.async_generator->root->id;
}

/// What was made before the classes were known gets its class.
void adopt_early_cells(Vm& vm)
{
    vm.heap.for_each_cell([&](Cell* cell) {
        if (cell->shape != 0)
            return;
        switch (kind_of(cell)) {
        case Kind::Str:
            cell->shape = vm.exact.str;
            break;
        case Kind::Tuple:
            cell->shape = vm.exact.tuple;
            break;
        case Kind::Dict:
            cell->shape = vm.exact.dict;
            break;
        case Kind::Class:
            cell->shape = vm.classes->type->root->id;
            break;
        default:
            break;
        }
    });
}

gc::Options heap_options(const Vm::Options& options)
{
    gc::Options out;
    out.limit = options.heap_limit;
    return out;
}

} // namespace

Vm::Vm(const Options& options)
    : HeapHolder{ gc::Heap(kind_table(), heap_options(options)) }
    , classes(std::make_unique<StandardClasses>())
    , names(std::make_unique<StandardNames>())
    , shapes(std::make_unique<ShapeTable>())
{
    if (options.hash_seed)
        hash_key[0] = options.hash_seed;
    else if (!fill_with_entropy(hash_key, sizeof(hash_key)))
        hash_key[0] = reinterpret_cast<uintptr_t>(this);
    bool automatic = heap.is_enabled();
    heap.disable();
    heap.set_throwing(true);
    heap.set_describe(describe_cell);
    heap.add_roots(this, trace_vm);
    heap.add_after_mark(this, forget_lookups);
    watch_memory_views(*this);
    interned = std::make_unique<InternTable>(*this);
    empty_tuple = make_tuple(*this, size_t(0)).release();
#define NAME(field, text) names->field = intern(*this, text);
#include "objects/names.def"
#undef NAME
    make_classes(*this);
    make_errors(*this);
    note_shapes(*this);
    adopt_early_cells(*this);
    memory_error = Value::cell(make_exception(*this, error_class(Error::MemoryError), empty_tuple).release());
    heap.set_throwing(false);
    if (automatic)
        heap.enable();
}

Vm::~Vm()
{
    heap.remove_roots(this, trace_vm);
    heap.remove_after_mark(this, forget_lookups);
}

bool Vm::start_trace(std::string_view list)
{
    std::optional<uint8_t> subjects = EventTrace::parse(list);
    if (!subjects)
        return false;
    trace.set(*subjects);
    if (trace.has(EventTrace::Collections))
        heap.set_watch(this, tell_collection);
    return true;
}

Raised Vm::raise_text(Error error, std::string_view message)
{
    auto exception = make_exception(*this, error_class(error), message);
    if (exception.failed())
        return Raised{};
    return raise_exception(Value::cell(exception.value()));
}

Raised Vm::raise_value(Error error, Value argument)
{
    auto args = make_tuple(*this, { argument });
    if (args.failed())
        return Raised{};
    auto exception = make_exception(*this, error_class(error), args.value());
    if (exception.failed())
        return Raised{};
    return raise_exception(Value::cell(exception.value()));
}

Raised Vm::raise_stop_iteration(Value value)
{
    if (!value.is_none())
        return raise_value(Error::StopIteration, value);
    auto exception = make_exception(*this, error_class(Error::StopIteration), empty_tuple);
    return exception.failed() ? Raised{} : raise_exception(Value::cell(exception.value()));
}

Raised Vm::raise_exception(Value exception)
{
    auto* raised = as_exception(exception);
    // What ends everything has no context, which may be long: it is raised anew in every native that is on the way.
    if (!is_ending && !handled.is_empty() && !(handled == exception) && !(exception == memory_error)) {
        // A chain must not lead back to the exception itself. A script may have closed it elsewhere: then the second
        // walker, which takes every other step, is met (Floyd).
        Exception* slow = as_exception(handled);
        bool slow_steps = false;
        for (Exception* link = slow; link;) {
            if (link->context == exception) {
                link->context = Value();
                break;
            }
            link = as_exception(link->context);
            if (link == slow)
                break;
            if (slow_steps)
                slow = as_exception(slow->context);
            slow_steps = !slow_steps;
        }
        heap.write_barrier(raised);
        raised->context = handled;
    }
    pending = exception;
    return {};
}

Raised Vm::raise_memory_error()
{
    pending = memory_error;
    return {};
}

Value Vm::take_pending()
{
    Value exception = pending;
    pending = Value();
    return exception;
}

} // namespace coil::internal
