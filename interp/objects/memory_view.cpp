#include "objects/memory_view.h"

#include <algorithm>

#include "gc/tracer.h"
#include "objects/array_object.h"
#include "objects/class.h"

namespace coil::internal
{

namespace
{

void trace_array(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<ArrayObject*>(cell)->storage));
}
void trace_view(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<MemoryView*>(cell)->base);
    tracer.visit(static_cast<MemoryView*>(cell)->storage);
}

/// Where an object counts its exports; null for one that never changes.
uint64_t* exports_of(Value object)
{
    if (auto* array = as_if<ByteArray>(object))
        return &array->exports;
    NativeObject* native = as_native(object);
    if (!native)
        return nullptr;
    if (native->type == &array_type)
        return &static_cast<ArrayObject*>(native)->exports;
    if (native->type == &memory_view_type)
        return &static_cast<MemoryView*>(native)->exports;
    return &static_cast<BufferWrapper*>(native)->exports;
}

void unlink(Vm& vm, MemoryView* view)
{
    (view->previous ? view->previous->next : vm.locking_views) = view->next;
    if (view->next)
        view->next->previous = view->previous;
    view->is_locking = false;
}

/// An after-mark hook: dead views are no exports any more.
void forget_dead_views(void* context, gc::Heap& heap)
{
    Vm& vm = *static_cast<Vm*>(context);
    MemoryView* next;
    for (MemoryView* view = vm.locking_views; view; view = next) {
        next = view->next;
        if (heap.is_marked(view))
            continue;
        unlink(vm, view);
        if (heap.is_marked(view->base.as_cell()))
            --*exports_of(view->base);
    }
}

/// Steps over all items, the last index the fastest; or the first one.
template <class Visit> void each_item(const MemoryView* view, bool fortran, const Visit& visit)
{
    int64_t indices[max_view_dimensions] = {};
    int dimensions = view->dimensions;
    if (std::find(view->lengths(), view->lengths() + dimensions, 0) != view->lengths() + dimensions)
        return;
    const char* item = view->data;
    while (true) {
        visit(item);
        int i = 0;
        for (; i < dimensions; i++) {
            int at = fortran ? i : dimensions - 1 - i;
            item += view->strides()[at];
            if (++indices[at] < view->lengths()[at])
                break;
            item -= view->strides()[at] * view->lengths()[at];
            indices[at] = 0;
        }
        if (i == dimensions)
            return;
    }
}

Result<MemoryView*> view_array(Vm& vm, ArrayObject* array)
{
    MemoryView* view = TRY(make_memory_view(vm, 1));
    view->base = Value::cell(array);
    view->storage = array->storage;
    view->data = array->data();
    view->bytes = array->bytes();
    view->item_size = array->item_size;
    view->format = array->format;
    view->lengths()[0] = int64_t(array->size);
    view->strides()[0] = int64_t(array->item_size);
    lock_base(vm, view);
    return view;
}

Result<MemoryView*> view_of_view(Vm& vm, MemoryView* of, int flags)
{
    TRY(check_not_released(vm, of));
    if (of->is_restricted)
        return vm.raise(Error::ValueError, "cannot create new view on restricted memoryview");
    if ((flags & writable_flag) && of->read_only)
        return vm.raise(Error::BufferError, "memoryview: underlying buffer is not writable");
    constexpr int strides_flag = 16;
    if (!(flags & strides_flag) && !is_c_contiguous(of))
        return vm.raise(Error::BufferError, "memoryview: underlying buffer is not C-contiguous");
    MemoryView* view = TRY(make_memory_view(vm, of->dimensions));
    copy_source(view, of);
    std::copy_n(of->extents, 2 * size_t(of->dimensions), view->extents);
    view->base = Value::cell(of);
    lock_base(vm, view);
    return view;
}

constexpr const char* not_contiguous = "memoryview: underlying buffer is not C-contiguous";

} // namespace

const NativeType memory_view_type{ "memoryview", trace_view, nullptr };
const NativeType array_type{ "array", trace_array, nullptr };

void watch_memory_views(Vm& vm) { vm.heap.add_after_mark(&vm, forget_dead_views); }

MemoryView* as_memory_view(Value value)
{
    auto* object = as_if<NativeObject>(value);
    return object && object->type == &memory_view_type ? static_cast<MemoryView*>(object) : nullptr;
}

Result<MemoryView*> make_memory_view(Vm& vm, int dimensions)
{
    size_t size = sizeof(MemoryView) + 2 * size_t(dimensions) * sizeof(int64_t);
    auto* view = static_cast<MemoryView*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), size));
    if (!view)
        return vm.raise_memory_error();
    view->shape = vm.classes->memory_view->root->id;
    view->type = &memory_view_type;
    view->set_size(size);
    view->dimensions = uint8_t(dimensions);
    view->base = None;
    return view;
}

Result<MemoryView*> view_bytes(Vm& vm, Value base, size_t start, size_t count, bool read_only)
{
    MemoryView* view = TRY(make_memory_view(vm, 1));
    std::string_view bytes;
    bytes_view(base, bytes);
    bytes = bytes.substr(std::min(start, bytes.size()), count);
    view->base = base;
    if (auto* array = as_if<ByteArray>(base))
        view->storage = array->storage;
    view->data = const_cast<char*>(bytes.data());
    view->bytes = bytes.size();
    view->item_size = 1;
    view->format = 'B';
    view->read_only = read_only;
    view->lengths()[0] = int64_t(bytes.size());
    view->strides()[0] = 1;
    lock_base(vm, view);
    return view;
}

void lock_base(Vm& vm, MemoryView* view)
{
    uint64_t* exports = exports_of(view->base);
    if (!exports)
        return;
    ++*exports;
    view->is_locking = true;
    view->previous = nullptr;
    view->next = vm.locking_views;
    if (view->next)
        view->next->previous = view;
    vm.locking_views = view;
}

void copy_source(MemoryView* view, const MemoryView* from)
{
    view->base = from->base;
    view->storage = from->storage;
    view->data = from->data;
    view->bytes = from->bytes;
    view->item_size = from->item_size;
    view->format = from->format;
    view->has_at = from->has_at;
    view->read_only = from->read_only;
}

Result<MemoryView*> take_builtin_view(Vm& vm, Value object, int flags)
{
    if (is_kind(object, Kind::Bytes) && (flags & writable_flag))
        return vm.raise(Error::BufferError, "Object is not writable.");
    if (std::string_view bytes; bytes_view(object, bytes))
        return view_bytes(vm, object, 0, SIZE_MAX, is_kind(object, Kind::Bytes));
    if (ArrayObject* array = as_array(object))
        return view_array(vm, array);
    if (MemoryView* view = as_memory_view(object))
        return view_of_view(vm, view, flags);
    return Raised{};
}

Result<MemoryView*> take_view(Vm& vm, Value object, int flags)
{
    if (vm.class_of(object)->has(IsHeapClass))
        if (Result<MemoryView*> view = vm.operations.script_buffer(vm, object, flags); view.ok() || vm.is_pending())
            return view;
    return take_builtin_view(vm, object, flags);
}

Result<void> release_view(Vm& vm, MemoryView* view)
{
    if (view->released())
        return {};
    if (view->exports)
        TRY(check_unlocked(vm, view->exports,
            format_text("memoryview has {} exported buffer{}", { view->exports, view->exports == 1 ? "" : "s" })
                .c_str()));
    Value base = view->base;
    view->base = None;
    view->storage = nullptr;
    view->data = nullptr;
    if (!view->is_locking)
        return {};
    unlink(vm, view);
    uint64_t left = --*exports_of(base);
    if (left == 0 && is_kind(base, Kind::NativeResource))
        vm.operations.give_back_buffer(vm, static_cast<BufferWrapper*>(base.as_cell()));
    return {};
}

Result<void> check_unlocked(Vm& vm, const uint64_t& exports, const char* message)
{
    // What nobody holds any more, a collection takes from the count: of the young views first, as that is quick.
    for (bool full : { false, true }) {
        if (exports == 0)
            return {};
        vm.heap.collect(full);
    }
    return exports ? Result<void>(vm.raise(Error::BufferError, message)) : Result<void>();
}

bool is_c_contiguous(const MemoryView* view)
{
    auto stride = int64_t(view->item_size);
    if (view->bytes == 0)
        return true;
    for (int i = view->dimensions; i-- > 0; stride *= view->lengths()[i])
        if (view->lengths()[i] > 1 && view->strides()[i] != stride)
            return false;
    return true;
}

bool is_f_contiguous(const MemoryView* view)
{
    auto stride = int64_t(view->item_size);
    if (view->bytes == 0)
        return true;
    for (int i = 0; i < view->dimensions; stride *= view->lengths()[i++])
        if (view->lengths()[i] > 1 && view->strides()[i] != stride)
            return false;
    return true;
}

std::string memory_view_bytes(const MemoryView* view, bool fortran)
{
    if (fortran ? is_f_contiguous(view) : is_c_contiguous(view))
        return std::string(view->data, view->bytes);
    std::string out;
    out.reserve(view->bytes);
    each_item(view, fortran, [&](const char* item) { out.append(item, view->item_size); });
    return out;
}

Result<void> check_not_released(Vm& vm, const MemoryView* view)
{
    if (view->released())
        return vm.raise(Error::ValueError, "operation forbidden on released memoryview object");
    return {};
}

Result<bool> buffer_view(Vm& vm, Value value, std::string_view& out)
{
    if (bytes_view(value, out))
        return true;
    if (!value.is_cell())
        return false;
    if (MemoryView* view = as_memory_view(value)) {
        TRY(check_not_released(vm, view));
        if (!is_c_contiguous(view))
            return vm.raise(Error::BufferError, not_contiguous);
        out = { view->data, view->bytes };
        return true;
    }
    if (ArrayObject* array = as_array(value)) {
        out = array->view();
        return true;
    }
    if (!vm.class_of(value)->has(IsHeapClass))
        return false;
    Result<MemoryView*> given = vm.operations.script_buffer(vm, value, 0);
    if (given.failed())
        return vm.is_pending() ? Result<bool>(Raised{}) : Result<bool>(false);
    MemoryView* view = given.value();
    bool contiguous = is_c_contiguous(view);
    Bytes* copy = contiguous ? TRY(make_bytes(vm, { view->data, view->bytes })) : nullptr;
    TRY(release_view(vm, view));
    if (!contiguous)
        return vm.raise(Error::BufferError, not_contiguous);
    out = copy->view();
    return true;
}

Result<std::string_view> require_buffer(Vm& vm, Value value)
{
    std::string_view bytes;
    if (!TRY(buffer_view(vm, value, bytes)))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, value));
    return bytes;
}

Result<std::optional<std::span<char>>> writable_buffer(Vm& vm, Value value)
{
    std::string_view bytes;
    MemoryView* view = as_memory_view(value);
    bool is_builtin = view || !value.is_cell() || as_array(value) || bytes_view(value, bytes);
    if (!is_builtin && vm.class_of(value)->has(IsHeapClass)) {
        Result<MemoryView*> taken = vm.operations.script_buffer(vm, value, writable_flag);
        if (taken.failed() && vm.is_pending())
            return Raised{};
        if (taken.failed())
            return std::optional<std::span<char>>();
        MemoryView* given = taken.value();
        // What it shows stays where it is, though it is given back before it is written into.
        std::optional<std::span<char>> room;
        if (!given->read_only && is_c_contiguous(given))
            room = std::span(given->data, given->bytes);
        TRY(release_view(vm, given));
        return room;
    }
    if (!TRY(buffer_view(vm, value, bytes)) || is_kind(value, Kind::Bytes) || (view && view->read_only))
        return std::optional<std::span<char>>();
    return std::optional(std::span(const_cast<char*>(bytes.data()), bytes.size()));
}

} // namespace coil::internal
