#include "objects/memory_view.h"

#include "gc/tracer.h"
#include "objects/array_object.h"

namespace coil::internal
{

namespace
{

void trace_array(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<ArrayObject*>(cell)->storage));
}
void trace_view(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<MemoryView*>(cell)->base); }

} // namespace

const NativeType memory_view_type{ "memoryview", trace_view, nullptr };
const NativeType array_type{ "array", trace_array, nullptr };

MemoryView* as_memory_view(Value value)
{
    auto* object = as_if<NativeObject>(value);
    return object && object->type == &memory_view_type ? static_cast<MemoryView*>(object) : nullptr;
}

std::string memory_view_bytes(const MemoryView* view)
{
    std::string_view bytes;
    bytes_view(view->base, bytes);
    std::string out;
    for (int64_t i = 0; i < view->count; i++) {
        int64_t place = view->start + i * view->step;
        if (place < 0 || uint64_t(place) >= bytes.size())
            break;
        out += bytes[size_t(place)];
    }
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
    MemoryView* view = as_memory_view(value);
    if (!view) {
        ArrayObject* array = as_array(value);
        if (array)
            out = array->view();
        return array != nullptr;
    }
    TRY(check_not_released(vm, view));
    if (view->step != 1 && view->count > 1)
        return vm.raise(Error::BufferError, "memoryview: underlying buffer is not C-contiguous");
    bytes_view(view->base, out);
    out = out.substr(std::min(size_t(view->start), out.size()), size_t(view->count));
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
    if (!TRY(buffer_view(vm, value, bytes)) || is_kind(value, Kind::Bytes) || (view && view->read_only))
        return std::optional<std::span<char>>();
    return std::optional(std::span(const_cast<char*>(bytes.data()), bytes.size()));
}

} // namespace coil::internal
