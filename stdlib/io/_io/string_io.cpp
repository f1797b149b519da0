// StringIO. The text stands in a bytearray of its own, as UTF-8. Positions are in characters; `offset` is where the
// position is in bytes, so that who reads or writes on pays nothing for characters of more than one byte, and only
// jumps in such text are counted out.
#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/line_ends.h"

namespace coil::internal::io
{

namespace
{

struct StringIO : NativeObject {
    ByteArray* text;           ///< null before __init__ and when closed
    uint64_t length;           ///< characters
    uint64_t position, offset; ///< the offset is that of the end when the position lies beyond
    NewlineMode mode;
    LineEnds ends;
    bool is_ready, closed;
    bool is_ascii() const { return length == text->size; }
    std::string_view rest() const { return text->view().substr(offset); }
};

void trace_string_io(Cell* cell, gc::Tracer& tracer)
{
    auto* file = static_cast<StringIO*>(cell);
    tracer.visit(static_cast<Cell*>(file->text));
    if (!file->mode.given.is_empty())
        tracer.visit(file->mode.given);
}
Result<Step> next_line(Vm& vm, Cell* cell);
constexpr NativeType string_io_type{ "StringIO", trace_string_io, nullptr, nullptr, next_line };

StringIO* as_string_io(Value self) { return native_as<StringIO>(self, string_io_type); }

Result<StringIO*> open_of(Vm& vm, Value self)
{
    StringIO* file = as_string_io(self);
    if (!file->is_ready)
        return raise_uninitialized(vm);
    return file->closed ? Result<StringIO*>(raise_closed(vm, "I/O operation on closed file")) : Result<StringIO*>(file);
}

size_t bytes_of(const StringIO* file, std::string_view text, uint64_t characters)
{
    return file->is_ascii() ? std::min<uint64_t>(text.size(), characters) : utf8::prefix_size(text, characters);
}

void move_to(StringIO* file, uint64_t position)
{
    file->position = position;
    file->offset = bytes_of(file, file->text->view(), std::min(position, file->length));
}

Result<Value> take(Vm& vm, StringIO* file, size_t bytes)
{
    std::string_view part = file->rest().substr(0, bytes);
    Str* text = TRY(file->is_ascii() ? make_ascii_str(vm, part) : make_str(vm, part));
    file->position += text->length;
    file->offset += part.size();
    vm.charge_bytes(part.size());
    return Value::cell(text);
}

Result<void> put(Vm& vm, StringIO* file, std::string_view text, uint64_t length)
{
    if (text.empty())
        return {};
    ByteArray* array = file->text;
    uint64_t gap = file->position > file->length ? file->position - file->length : 0;
    if (array->size + gap + text.size() > max_str_bytes)
        return vm.raise_memory_error();
    if (gap > 0) {
        size_t size = array->size;
        TRY(byte_array_resize(vm, array, size + gap));
        std::memset(array->storage->data + size, 0, gap);
        file->length += gap;
        file->offset = array->size;
    }
    if (file->position == file->length) {
        TRY(grow_bytes(vm, array, file->offset + text.size()));
        std::memcpy(array->storage->data + file->offset, text.data(), text.size());
    } else {
        size_t replaced = bytes_of(file, file->rest(), length);
        TRY(byte_array_replace(vm, array, file->offset, file->offset + replaced, text));
        vm.charge_bytes(array->size - file->offset);
    }
    file->position += length;
    file->offset += text.size();
    file->length = std::max(file->length, file->position);
    return {};
}

Result<void> write_text(Vm& vm, StringIO* file, Str* text)
{
    if (file->mode.universal) {
        if (text->view().find('\r') == std::string_view::npos) {
            file->ends.note_plain(text->view());
        } else {
            std::string converted(text->view());
            file->ends.convert(converted, true);
            return put(vm, file, converted, utf8::count_points(converted));
        }
    } else if (*file->mode.written && text->view().find('\n') != std::string_view::npos) {
        std::string converted = with_line_ends(text->view(), file->mode.written);
        return put(vm, file, converted, utf8::count_points(converted));
    }
    return put(vm, file, text->view(), text->length);
}

Result<Value> new_string_io(Vm& vm, Value type, Arguments, Dict*)
{
    auto* cls = as<Class>(type);
    auto* file = TRY(make_native<StringIO>(vm, cls, string_io_type));
    if (cls->has(IsHeapClass))
        add_finalizer(vm, file);
    return Value::cell(file);
}

Result<void> set_up(Vm& vm, StringIO* file, Value newline)
{
    file->is_ready = false;
    NewlineMode mode;
    if (newline.is_empty())
        mode = { false, false, "\n", "", Value::cell(intern(vm, "\n")) };
    else
        mode = TRY(newline_mode(vm, as_if<Str>(newline), "illegal newline value: '{}'"));
    ByteArray* text = TRY(make_byte_array(vm, ""));
    vm.heap.write_barrier(file);
    file->mode = mode;
    file->text = text;
    file->ends = {};
    file->ends.translates = mode.translates;
    file->length = file->position = file->offset = 0;
    file->is_ready = true;
    file->closed = false;
    return {};
}
Result<void> fill(Vm& vm, StringIO* file, Value initial, Value newline)
{
    auto* text = as_if<Str>(initial);
    if (!newline.is_none() && !newline.is_empty() && !is_kind(newline, Kind::Str))
        return vm.raise(Error::TypeError, "newline must be str or None, not {}", type_name(vm, newline));
    if (!text && !initial.is_none() && !initial.is_empty())
        return vm.raise(Error::TypeError, "initial_value must be str or None, not {}", type_name(vm, initial));
    TRY(set_up(vm, file, newline));
    if (text)
        TRY(write_text(vm, file, text));
    file->position = file->offset = 0;
    return {};
}
Result<void> init(Vm& vm, Value self, Value initial, Value newline)
{
    return fill(vm, as_string_io(self), initial, newline);
}
Result<Value> make(Vm& vm, Value type, Value initial, Value newline)
{
    auto* file = TRY(make_native<StringIO>(vm, as<Class>(type), string_io_type));
    TRY(fill(vm, file, initial, newline));
    return Value::cell(file);
}

// Reading

Result<Value> read(Vm& vm, Value self, Value size_value)
{
    int64_t size = TRY(size_argument(vm, size_value));
    StringIO* file = TRY(open_of(vm, self));
    return take(vm, file, size < 0 ? std::string_view::npos : bytes_of(file, file->rest(), uint64_t(size)));
}
size_t line_size(const StringIO* file)
{
    size_t end = find_line_end(file->mode, file->rest());
    return end == std::string_view::npos ? file->rest().size() : end;
}
Result<Value> readline(Vm& vm, Value self, Value size)
{
    int64_t limit = TRY(size_argument(vm, size));
    StringIO* file = TRY(open_of(vm, self));
    size_t end = line_size(file);
    if (limit >= 0)
        end = std::min(end, bytes_of(file, file->rest().substr(0, end), uint64_t(limit)));
    return take(vm, file, end);
}
Result<Step> next_line(Vm& vm, Cell* cell)
{
    StringIO* file = TRY(open_of(vm, Value::cell(cell)));
    size_t size = line_size(file);
    if (size == 0)
        return end_of_items(vm);
    return TRY(take(vm, file, size));
}
Result<Value> next(Vm& vm, Value self)
{
    if (vm.class_of(self)->has(IsHeapClass)) {
        Value line = TRY(call_named(vm, self, "readline"));
        if (!is_kind(line, Kind::Str))
            return vm.raise(
                Error::OSError, "readline() should have returned a str object, not '{}'", type_name(vm, line));
        return as<Str>(line)->size ? Result<Value>(line) : vm.raise_stop_iteration(None);
    }
    Step line = TRY(next_line(vm, self.as_cell()));
    return line ? Result<Value>(*line) : vm.raise_stop_iteration(None);
}

// Writing

Result<int64_t> write(Vm& vm, Value self, Value data)
{
    auto* text = as_if<Str>(data);
    StringIO* file = TRY(open_of(vm, self));
    if (!text)
        return vm.raise(Error::TypeError, "string argument expected, got '{}'", type_name(vm, data));
    TRY(write_text(vm, file, text));
    vm.charge_bytes(text->size);
    return int64_t(text->length);
}
Result<Value> truncate(Vm& vm, Value self, Value size_value)
{
    StringIO* file = TRY(open_of(vm, self));
    int64_t size = size_value.is_none() ? int64_t(file->position) : TRY(size_argument(vm, size_value));
    if (size < 0)
        return vm.raise(Error::ValueError, "Negative size value {}", size);
    file = TRY(open_of(vm, self));
    if (uint64_t(size) < file->length) {
        TRY(byte_array_resize(vm, file->text, bytes_of(file, file->text->view(), uint64_t(size))));
        file->length = uint64_t(size);
        move_to(file, file->position);
    }
    return make_int(vm, size);
}
Result<Value> seek(Vm& vm, Value self, Value position_value, Value whence_value)
{
    int64_t position = TRY(to_count(vm, position_value));
    int whence = TRY(to_c_int(vm, whence_value));
    StringIO* file = TRY(open_of(vm, self));
    if (whence < 0 || whence > 2)
        return vm.raise(Error::ValueError, "Invalid whence ({}, should be 0, 1 or 2)", whence);
    if (whence == 0 && position < 0)
        return vm.raise(Error::ValueError, "Negative seek position {}", position);
    if (whence != 0 && position != 0)
        return vm.raise(Error::OSError, "Can't do nonzero cur-relative seeks");
    if (whence != 1)
        move_to(file, whence == 0 ? uint64_t(position) : file->length);
    return make_int(vm, int64_t(file->position));
}
Result<Value> tell(Vm& vm, Value self) { return make_int(vm, int64_t(TRY(open_of(vm, self))->position)); }
Result<Value> get_value(Vm& vm, Value self)
{
    StringIO* file = TRY(open_of(vm, self));
    vm.charge_bytes(file->text->size);
    return Value::cell(
        TRY(file->is_ascii() ? make_ascii_str(vm, file->text->view()) : make_str(vm, file->text->view())));
}

Result<bool> yes(Vm& vm, Value self)
{
    TRY(open_of(vm, self));
    return true;
}
void close(Vm&, Value self)
{
    StringIO* file = as_string_io(self);
    file->closed = true;
    file->text = nullptr;
}
Result<Value> get_closed(Vm& vm, Value self)
{
    StringIO* file = as_string_io(self);
    return file->is_ready ? Result<Value>(Value::boolean(file->closed)) : raise_uninitialized(vm);
}
Result<Value> get_line_buffering(Vm& vm, Value self)
{
    TRY(open_of(vm, self));
    return False;
}
Result<Value> get_newlines(Vm& vm, Value self)
{
    StringIO* file = TRY(open_of(vm, self));
    return file->mode.universal ? file->ends.seen(vm) : Result<Value>(None);
}

// Pickling

Result<Value> get_state(Vm& vm, Value self)
{
    StringIO* file = TRY(open_of(vm, self));
    Value text = TRY(get_value(vm, self)), position = TRY(make_int(vm, int64_t(file->position)));
    Dict* attributes = TRY(attributes_dict(vm, file));
    Value kept = attributes->used ? Value::cell(TRY(dict_copy(vm, attributes))) : None;
    return Value::cell(TRY(make_tuple(vm, { text, file->mode.given, position, kept })));
}
Result<void> set_state(Vm& vm, Value self, Value state)
{
    auto* items = as_if<Tuple>(state);
    if (!items || items->size < 4)
        return vm.raise(Error::TypeError, "{}.__setstate__ argument should be 4-tuple, got {}",
            shown_class_name(vm, self), type_name(vm, state));
    StringIO* file = as_string_io(self);
    if (file->is_ready)
        TRY(open_of(vm, self));
    TRY(fill(vm, file, items->items[0], items->items[1]));
    // The text is there as it was put together, without its line ends being translated once more.
    if (auto* text = as_if<Str>(items->items[0])) {
        TRY(byte_array_resize(vm, file->text, 0));
        file->length = file->position = file->offset = 0;
        TRY(put(vm, file, text->view(), text->length));
    }
    if (!is_int(items->items[2]))
        return vm.raise(
            Error::TypeError, "third item of state must be an integer, got {}", type_name(vm, items->items[2]));
    int64_t position = TRY(to_count(vm, items->items[2]));
    if (position < 0)
        return vm.raise(Error::ValueError, "position value cannot be negative");
    move_to(file, uint64_t(position));
    return restore_attributes(vm, self, items->items[3], "fourth");
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_string_io>();
constexpr NativeDef call_def = def<"StringIO(cls, initial_value=, newline=, /)", make>();
constexpr NativeDef methods[] = {
    def<"__init__(self, /, initial_value='', newline='\\n')", init>(),
    def<"getvalue(self, /)", get_value>("Retrieve the entire contents of the object."),
    def<"read(self, size=-1, /)", read>("Read at most size characters, returned as a string."),
    def<"readline(self, size=-1, /)", readline>("Read until newline or EOF."),
    def<"tell(self, /)", tell>("Tell the current file position."),
    def<"truncate(self, pos=None, /)", truncate>("Truncate size to pos."),
    def<"seek(self, pos, whence=0, /)", seek>("Change stream position."),
    def<"write(self, s, /)", write>("Write string to file."),
    def<"close(self, /)", close>("Close the IO object."),
    def<"seekable(self, /)", yes>("Returns True if the IO object can be seeked."),
    def<"readable(self, /)", yes>("Returns True if the IO object can be read."),
    def<"writable(self, /)", yes>("Returns True if the IO object can be written."),
    def<"__next__(self, /)", next>(),
    def<"__getstate__(self, /)", get_state>(),
    def<"__setstate__(self, state, /)", set_state>(),
    def<"__reduce_ex__(self, protocol, /)", reduce_by_state>("Helper for pickle."),
};
constexpr AttributeDef attributes[] = {
    { "closed", get_closed, nullptr, nullptr },
    { "newlines", get_newlines, nullptr, nullptr },
    { "line_buffering", get_line_buffering, nullptr, nullptr },
};

} // namespace

Result<void> define_string_io(Vm& vm, Module* module)
{
    Class* cls = TRY(define(vm, module, ClassId::StringIO, ClassId::TextIOBase,
        { .name = "StringIO",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = HasInstanceDict | HasWeakref,
            .doc = "Text I/O implementation using an in-memory buffer." }));
    add_call(cls, call_def);
    return {};
}

} // namespace coil::internal::io
