// BytesIO. Its bytes are those that it was made of until something is written, then a bytearray of its own: so
// BytesIO(data) copies nothing, and a memoryview can show what is in it. While one does, nothing is written, nor is the
// file closed.
#include <algorithm>
#include <cstring>

#include "gc/tracer.h"
#include "objects/class_members.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/io.h"

namespace coil::internal::io
{

namespace
{

struct BytesIO : NativeObject {
    Value source; ///< Bytes that others may have too, or a ByteArray of its own; empty: nothing
    uint64_t position;
    bool closed, has_finalizer;
    std::string_view view() const
    {
        std::string_view bytes;
        if (!source.is_empty())
            bytes_view(source, bytes);
        return bytes;
    }
    /// What is behind the position.
    std::string_view rest() const
    {
        std::string_view bytes = view();
        return bytes.substr(std::min<uint64_t>(position, bytes.size()));
    }
};

void trace_bytes_io(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<BytesIO*>(cell)->source); }
Result<Step> next_line(Vm& vm, Cell* cell);
constexpr NativeType bytes_io_type{ "BytesIO", trace_bytes_io, nullptr, nullptr, next_line };

Result<BytesIO*> open_of(Vm& vm, Value self)
{
    auto* file = native_as<BytesIO>(self, bytes_io_type);
    return file->closed ? Result<BytesIO*>(raise_closed(vm)) : Result<BytesIO*>(file);
}

/// As open_of; BufferError while views that getbuffer() gave show what is in it.
Result<BytesIO*> changeable_of(Vm& vm, Value self)
{
    BytesIO* file = TRY(open_of(vm, self));
    if (auto* own = file->source.is_empty() ? nullptr : as_if<ByteArray>(file->source))
        TRY(check_exports(vm, own));
    return file;
}

void set_source(Vm& vm, BytesIO* file, Value source)
{
    vm.heap.write_barrier(file);
    file->source = source;
}

/// The bytearray that can be written into.
Result<ByteArray*> own_bytes(Vm& vm, BytesIO* file)
{
    if (auto* own = file->source.is_empty() ? nullptr : as_if<ByteArray>(file->source))
        return own;
    ByteArray* own = TRY(make_byte_array(vm, file->view()));
    set_source(vm, file, Value::cell(own));
    return own;
}

Result<Value> new_bytes_io(Vm& vm, Value type, Arguments, Dict*)
{
    auto* cls = as<Class>(type);
    auto* file = TRY(make_native<BytesIO>(vm, cls, bytes_io_type));
    if (cls->has(IsHeapClass))
        add_finalizer(vm, file);
    return Value::cell(file);
}
Result<void> fill(Vm& vm, BytesIO* file, Value initial)
{
    file->position = 0;
    if (initial.is_empty() || initial.is_none()) {
        file->source = Value();
        return {};
    }
    std::string_view bytes = TRY(require_buffer(vm, initial));
    bool is_shared = is_kind(initial, Kind::Bytes) && !vm.class_of(initial)->has(IsHeapClass);
    set_source(vm, file, is_shared ? initial : Value::cell(TRY(make_byte_array(vm, bytes))));
    return {};
}
Result<void> init(Vm& vm, Value self, Value initial)
{
    auto* file = native_as<BytesIO>(self, bytes_io_type);
    file->closed = false;
    TRY(changeable_of(vm, self));
    return fill(vm, file, initial);
}
Result<Value> make(Vm& vm, Value type, Value initial)
{
    auto* file = TRY(make_native<BytesIO>(vm, as<Class>(type), bytes_io_type));
    TRY(fill(vm, file, initial));
    return Value::cell(file);
}

// Reading

Result<Value> take(Vm& vm, BytesIO* file, size_t size)
{
    std::string_view rest = file->rest();
    size = std::min(size, rest.size());
    // All of what others may share is shared.
    if (size == rest.size() && file->position == 0 && is_kind(file->source, Kind::Bytes)) {
        file->position = size;
        return file->source;
    }
    Bytes* bytes = TRY(make_bytes(vm, rest.substr(0, size)));
    file->position += size;
    vm.charge_bytes(size);
    return Value::cell(bytes);
}
Result<Value> read(Vm& vm, Value self, Value size_value)
{
    int64_t size = TRY(size_argument(vm, size_value));
    return take(vm, TRY(open_of(vm, self)), size < 0 ? SIZE_MAX : size_t(size));
}
size_t line_size(const BytesIO* file, int64_t limit)
{
    std::string_view rest = file->rest();
    if (limit >= 0)
        rest = rest.substr(0, size_t(limit));
    size_t end = rest.find('\n');
    return end == std::string_view::npos ? rest.size() : end + 1;
}
Result<Value> readline(Vm& vm, Value self, Value size)
{
    int64_t limit = TRY(size_argument(vm, size));
    BytesIO* file = TRY(open_of(vm, self));
    return take(vm, file, line_size(file, limit));
}
Result<Step> next_line(Vm& vm, Cell* cell)
{
    BytesIO* file = TRY(open_of(vm, Value::cell(cell)));
    size_t size = line_size(file, -1);
    if (size == 0)
        return end_of_items(vm);
    return TRY(take(vm, file, size));
}
Result<Value> next(Vm& vm, Value self)
{
    Step line = TRY(next_line(vm, self.as_cell()));
    return line ? Result<Value>(*line) : vm.raise_stop_iteration(None);
}
Result<Value> readlines(Vm& vm, Value self, Value hint)
{
    int64_t enough = TRY(size_argument(vm, hint));
    TRY(open_of(vm, self));
    List* lines = TRY(make_list(vm));
    for (int64_t total = 0;;) {
        // The file may be closed by what the poll runs.
        BytesIO* file = TRY(open_of(vm, self));
        size_t size = line_size(file, -1);
        if (size == 0)
            return Value::cell(lines);
        TRY(list_append(vm, lines, TRY(take(vm, file, size))));
        total += int64_t(size);
        if (enough > 0 && total >= enough)
            return Value::cell(lines);
        TRY(vm.work(1));
    }
}
Result<Value> read_into(Vm& vm, Value self, Value target)
{
    size_t room = TRY(writable_size(vm, target, "readinto"));
    BytesIO* file = TRY(open_of(vm, self));
    // It may be told to read into what shows its own bytes.
    std::string_view rest = file->rest();
    size_t size = std::min(room, rest.size());
    std::optional<std::span<char>> out = TRY(writable_buffer(vm, target));
    if (size)
        std::memmove(out->data(), rest.data(), size);
    file->position += size;
    return Value::small(int64_t(size));
}

// Writing

Result<int64_t> write(Vm& vm, Value self, Value data)
{
    TRY(changeable_of(vm, self));
    std::string_view bytes = TRY(require_buffer(vm, data));
    BytesIO* file = TRY(changeable_of(vm, self));
    size_t count = bytes.size();
    if (count == 0)
        return int64_t(0);
    ByteArray* own = TRY(own_bytes(vm, file));
    size_t end = file->position + count, old_size = own->size;
    if (end > old_size) {
        TRY(grow_bytes(vm, own, end));
        // They may be a view of its own bytes, which have moved.
        bytes = TRY(require_buffer(vm, data)).substr(0, count);
        if (file->position > old_size)
            std::memset(own->storage->data + old_size, 0, file->position - old_size);
    }
    std::memmove(own->storage->data + file->position, bytes.data(), bytes.size());
    file->position = end;
    vm.charge_bytes(count);
    return int64_t(count);
}
Result<void> write_all(Vm& vm, Value self, Value lines)
{
    TRY(open_of(vm, self));
    return for_each(vm, lines, [&](Value line) -> Result<bool> {
        TRY(write(vm, self, line));
        return true;
    });
}
Result<Value> truncate(Vm& vm, Value self, Value size_value)
{
    BytesIO* file = TRY(changeable_of(vm, self));
    int64_t size = size_value.is_none() ? int64_t(file->position) : TRY(to_count(vm, size_value));
    if (size < 0)
        return vm.raise(Error::ValueError, "negative size value {}", size);
    file = TRY(changeable_of(vm, self));
    if (uint64_t(size) < file->view().size())
        TRY(byte_array_resize(vm, TRY(own_bytes(vm, file)), size_t(size)));
    return make_int(vm, size);
}
Result<Value> seek(Vm& vm, Value self, Value offset_value, Value whence_value)
{
    int64_t offset = TRY(to_count(vm, offset_value));
    int whence = TRY(to_c_int(vm, whence_value));
    BytesIO* file = TRY(open_of(vm, self));
    if (whence < 0 || whence > 2)
        return vm.raise(Error::ValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    if (offset < 0 && whence == 0)
        return vm.raise(Error::ValueError, "negative seek value {}", offset);
    int64_t start = whence == 0 ? 0 : whence == 1 ? int64_t(file->position) : int64_t(file->view().size());
    if (offset > INT64_MAX - start)
        return vm.raise(Error::OverflowError, "new position too large");
    file->position = uint64_t(std::max<int64_t>(start + offset, 0));
    return make_int(vm, int64_t(file->position));
}
Result<Value> tell(Vm& vm, Value self) { return make_int(vm, int64_t(TRY(open_of(vm, self))->position)); }

Result<Value> get_value(Vm& vm, Value self)
{
    BytesIO* file = TRY(open_of(vm, self));
    if (!file->source.is_empty() && is_kind(file->source, Kind::Bytes))
        return file->source;
    vm.charge_bytes(file->view().size());
    return Value::cell(TRY(make_bytes(vm, file->view())));
}
Result<Value> get_buffer(Vm& vm, Value self)
{
    BytesIO* file = TRY(open_of(vm, self));
    ByteArray* own = TRY(own_bytes(vm, file));
    return make_view(vm, Value::cell(own), 0, own->size);
}

Result<bool> yes(Vm& vm, Value self)
{
    TRY(open_of(vm, self));
    return true;
}
Result<bool> isatty(Vm& vm, Value self)
{
    TRY(open_of(vm, self));
    return false;
}
Result<void> flush(Vm& vm, Value self)
{
    TRY(open_of(vm, self));
    return {};
}
Result<void> close(Vm& vm, Value self)
{
    auto* file = native_as<BytesIO>(self, bytes_io_type);
    if (!file->closed)
        TRY(changeable_of(vm, self));
    file->closed = true;
    file->source = Value();
    return {};
}
Result<Value> get_closed(Vm&, Value self) { return Value::boolean(native_as<BytesIO>(self, bytes_io_type)->closed); }
int64_t size_of(Vm&, Value self)
{
    return int64_t(sizeof(BytesIO) + native_as<BytesIO>(self, bytes_io_type)->view().size());
}

// Pickling

Result<Value> get_state(Vm& vm, Value self)
{
    BytesIO* file = TRY(open_of(vm, self));
    Value value = TRY(get_value(vm, self)), position = TRY(make_int(vm, int64_t(file->position)));
    Dict* attributes = TRY(attributes_dict(vm, file));
    Value kept = attributes->used ? Value::cell(TRY(dict_copy(vm, attributes))) : None;
    return Value::cell(TRY(make_tuple(vm, { value, position, kept })));
}
Result<void> set_state(Vm& vm, Value self, Value state)
{
    auto* items = as_if<Tuple>(state);
    if (!items || items->size < 3)
        return vm.raise(Error::TypeError, "{}.__setstate__ argument should be 3-tuple, got {}",
            shown_class_name(vm, self), type_name(vm, state));
    BytesIO* file = TRY(changeable_of(vm, self));
    TRY(fill(vm, file, items->items[0]));
    if (!is_int(items->items[1]))
        return vm.raise(
            Error::TypeError, "second item of state must be an integer, not {}", type_name(vm, items->items[1]));
    int64_t position = TRY(to_count(vm, items->items[1]));
    if (position < 0)
        return vm.raise(Error::ValueError, "position value cannot be negative");
    file->position = uint64_t(position);
    return restore_attributes(vm, self, items->items[2], "third");
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_bytes_io>();
constexpr NativeDef call_def = def<"BytesIO(cls, initial_bytes=, /)", make>();
constexpr NativeDef methods[] = {
    def<"__init__(self, /, initial_bytes=None)", init>(),
    def<"readable(self, /)", yes>("Returns True if the IO object can be read."),
    def<"writable(self, /)", yes>("Returns True if the IO object can be written."),
    def<"seekable(self, /)", yes>("Returns True if the IO object can be seeked."),
    def<"close(self, /)", close>("Disable all I/O operations."),
    def<"flush(self, /)", flush>("Does nothing."),
    def<"isatty(self, /)", isatty>("Always returns False."),
    def<"tell(self, /)", tell>("Current file position, an integer."),
    def<"write(self, b, /)", write>("Write bytes to file."),
    def<"writelines(self, lines, /)", write_all>("Write lines to the file."),
    def<"read1(self, size=-1, /)", read>("Read at most size bytes, returned as a bytes object."),
    def<"readinto(self, buffer, /)", read_into>("Read bytes into buffer."),
    def<"readline(self, size=-1, /)", readline>("Next line from the file, as a bytes object."),
    def<"readlines(self, size=None, /)", readlines>("List of bytes objects, each a line from the file."),
    def<"read(self, size=-1, /)", read>("Read at most size bytes, returned as a bytes object."),
    def<"getbuffer(self, /)", get_buffer>("Get a read-write view over the contents of the BytesIO object."),
    def<"getvalue(self, /)", get_value>("Retrieve the entire contents of the BytesIO object."),
    def<"seek(self, pos, whence=0, /)", seek>("Change stream position."),
    def<"truncate(self, size=None, /)", truncate>("Truncate the file to at most size bytes."),
    def<"__iter__(self, /)", open_self>(),
    def<"__next__(self, /)", next>(),
    def<"__getstate__(self, /)", get_state>(),
    def<"__setstate__(self, object, /)", set_state>(),
    def<"__reduce_ex__(self, protocol, /)", reduce_by_state>("Helper for pickle."),
    def<"__sizeof__(self, /)", size_of>(),
};
constexpr AttributeDef attributes[] = { { "closed", get_closed, nullptr, "True if the file is closed." } };

} // namespace

Result<void> define_bytes_io(Vm& vm, Module* module)
{
    Class* cls = TRY(define(vm, module, ClassId::BytesIO, ClassId::BufferedIOBase,
        { .name = "BytesIO",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = HasInstanceDict | HasWeakref,
            .doc = "Buffered I/O implementation using an in-memory bytes buffer." }));
    add_call(cls, call_def);
    return {};
}

} // namespace coil::internal::io
