// _IOBase and what derives from it: what streams have in common, made of the methods that a class defines.
//
// The end of a stream. Every one that was opened has a finalizer, `__del__`, which closes it. When a file and what
// wraps it die together, the wrapper has to be closed first, as it may have something to write: so a wrapped object
// lets one round of finalizers pass. At the end of a program, streams of ours are flushed and stay open: other
// finalizers may want to print.
#include "objects/class_members.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/unraisable.h"
#include "stdlib/io/_io/buffered.h"
#include "stdlib/io/_io/file_io.h"
#include "stdlib/io/_io/text_io.h"

namespace coil::internal::io
{

namespace
{

Str* closed_mark(Vm& vm) { return intern(vm, "__IOBase_closed"); }

Result<bool> is_base_closed(Vm& vm, Value self)
{
    std::optional<Value> found = TRY(find_attribute(vm, self, closed_mark(vm)));
    return found.has_value();
}

// _IOBase

Result<void> check_closed_attribute(Vm& vm, Value self)
{
    return TRY(is_closed(vm, self)) ? Result<void>(raise_closed(vm)) : Result<void>();
}

Result<Value> unsupported_seek(Vm& vm, Value, Value, Value) { return raise_unsupported(vm, "seek"); }
Result<Value> tell(Vm& vm, Value self) { return call_named(vm, self, "seek", { Value::small(0), Value::small(1) }); }
Result<Value> unsupported_truncate(Vm& vm, Value, Value) { return raise_unsupported(vm, "truncate"); }
Result<void> flush(Vm& vm, Value self)
{
    if (FileIO* file = as_file_io(self); file && file->closed())
        return raise_closed(vm);
    return TRY(is_base_closed(vm, self)) ? Result<void>(raise_closed(vm)) : Result<void>();
}
bool no(Vm&, Value) { return false; }
Result<bool> isatty(Vm& vm, Value self)
{
    TRY(check_closed_attribute(vm, self));
    return false;
}
Result<Value> unsupported_fileno(Vm& vm, Value) { return raise_unsupported(vm, "fileno"); }
Result<void> check_readable(Vm& vm, Value self) { return check_able(vm, self, "readable"); }
Result<void> check_writable(Vm& vm, Value self) { return check_able(vm, self, "writable"); }
Result<void> check_seekable(Vm& vm, Value self) { return check_able(vm, self, "seekable"); }

Result<void> exit(Vm& vm, Value self, Arguments)
{
    TRY(call_named(vm, self, "close"));
    return {};
}

/// How much of what comes next may be taken without going over a line's end: what peek() shows, where there is one.
Result<size_t> bytes_to_read(Vm& vm, Value peek, int64_t left)
{
    if (peek.is_none())
        return 1;
    Value shown = TRY(call(vm, peek, { Value::small(1) }));
    auto* bytes = as_if<Bytes>(shown);
    if (!bytes)
        return vm.raise(Error::OSError, "peek() should have returned a bytes object, not '{}'", type_name(vm, shown));
    if (bytes->size == 0)
        return 1;
    size_t end = bytes->view().find('\n');
    size_t count = end == std::string_view::npos ? bytes->size : end + 1;
    return left >= 0 ? std::min(count, size_t(left)) : count;
}

Result<Value> readline(Vm& vm, Value self, Value size)
{
    int64_t limit = TRY(size_argument(vm, size));
    std::optional<Value> found = TRY(find_attribute(vm, self, intern(vm, "peek")));
    Value peek = found.value_or(None);
    std::string line;
    while (limit < 0 || int64_t(line.size()) < limit) {
        size_t count = TRY(bytes_to_read(vm, peek, limit < 0 ? -1 : limit - int64_t(line.size())));
        Value read = TRY(call_named(vm, self, "read", { Value::small(int64_t(count)) }));
        auto* bytes = as_if<Bytes>(read);
        if (!bytes)
            return vm.raise(
                Error::OSError, "read() should have returned a bytes object, not '{}'", type_name(vm, read));
        if (bytes->size == 0)
            break;
        TRY(vm.require_room(bytes->size));
        line += bytes->view();
        if (line.back() == '\n')
            break;
    }
    return Value::cell(TRY(make_bytes(vm, line)));
}

Result<Value> next(Vm& vm, Value self)
{
    Value line = TRY(call_named(vm, self, "readline"));
    if (TRY(length_of(vm, line)) <= 0)
        return vm.raise_stop_iteration(None);
    return line;
}

Result<Value> readlines(Vm& vm, Value self, Value hint)
{
    int64_t enough = TRY(size_argument(vm, hint));
    TRY(check_closed_attribute(vm, self));
    if (enough <= 0)
        return Value::cell(TRY(list_of(vm, self)));
    List* lines = TRY(make_list(vm));
    int64_t total = 0;
    TRY(for_each(vm, self, [&](Value line) -> Result<bool> {
        TRY(list_append(vm, lines, line));
        total += TRY(length_of(vm, line));
        return total <= enough;
    }));
    return Value::cell(lines);
}

Result<Value> get_closed(Vm& vm, Value self) { return Value::boolean(TRY(is_base_closed(vm, self))); }

constexpr NativeDef base_methods[] = {
    def<"seek(self, offset, whence=0, /)", unsupported_seek>("Change the stream position to the given byte offset."),
    def<"tell(self, /)", tell>("Return current stream position."),
    def<"truncate(self, size=None, /)", unsupported_truncate>("Truncate file to size bytes."),
    def<"flush(self, /)", flush>("Flush write buffers, if applicable."),
    def<"close(self, /)", base_close>("Flush and close the IO object."),
    def<"seekable(self, /)", no>("Return whether object supports random access."),
    def<"readable(self, /)", no>("Return whether object was opened for reading."),
    def<"writable(self, /)", no>("Return whether object was opened for writing."),
    def<"_checkClosed(self, /)", check_closed_attribute>(),
    def<"_checkSeekable(self, /)", check_seekable>(),
    def<"_checkReadable(self, /)", check_readable>(),
    def<"_checkWritable(self, /)", check_writable>(),
    def<"fileno(self, /)", unsupported_fileno>("Return underlying file descriptor if one exists."),
    def<"isatty(self, /)", isatty>("Return whether this is an 'interactive' stream."),
    def<"__enter__(self, /)", open_self>(),
    def<"__exit__(self, /, *args)", exit>(),
    def<"__iter__(self, /)", open_self>(),
    def<"__next__(self, /)", next>(),
    def<"__del__(self, /)", finalize>(),
    def<"readline(self, size=-1, /)", readline>("Read and return a line from the stream."),
    def<"readlines(self, hint=-1, /)", readlines>("Return a list of lines from the stream."),
    def<"writelines(self, lines, /)", write_lines>("Write a list of lines to stream."),
};
constexpr AttributeDef base_attributes[] = { { "closed", get_closed, nullptr, nullptr } };

// _RawIOBase

Result<Value> raw_read(Vm& vm, Value self, int64_t size)
{
    if (size < 0)
        return call_named(vm, self, "readall");
    Value buffer = Value::cell(TRY(make_byte_array(vm, "")));
    TRY(byte_array_resize(vm, as<ByteArray>(buffer), size_t(size)));
    if (size)
        std::memset(as<ByteArray>(buffer)->storage->data, 0, size_t(size));
    Value result = TRY(call_named(vm, self, "readinto", { buffer }));
    if (result.is_none())
        return None;
    int64_t count = TRY(to_index(vm, result));
    std::string_view bytes = as<ByteArray>(buffer)->view();
    if (count < 0 || count > int64_t(bytes.size()))
        return vm.raise(Error::ValueError, "readinto returned {} outside buffer size {}", count, bytes.size());
    return Value::cell(TRY(make_bytes(vm, bytes.substr(0, size_t(count)))));
}

Result<Value> raw_read_all(Vm& vm, Value self)
{
    std::string all;
    for (bool is_first = true;; is_first = false) {
        Value read = TRY(call_named(vm, self, "read", { Value::small(default_buffer_size) }));
        if (read.is_none())
            return is_first ? Result<Value>(None) : Value::cell(TRY(make_bytes(vm, all)));
        auto* bytes = as_if<Bytes>(read);
        if (!bytes)
            return vm.raise(Error::TypeError, "read() should return bytes");
        if (bytes->size == 0)
            return Value::cell(TRY(make_bytes(vm, all)));
        TRY(vm.require_room(all.size() + bytes->size));
        all += bytes->view();
    }
}

Result<Value> not_implemented(Vm& vm, Value, Arguments)
{
    return vm.raise_exception(
        Value::cell(TRY(make_exception(vm, vm.error_class(Error::NotImplementedError), vm.empty_tuple))));
}

constexpr NativeDef raw_methods[] = {
    def<"read(self, size=-1, /)", raw_read>(),
    def<"readall(self, /)", raw_read_all>("Read until EOF, using multiple read() call."),
    def<"readinto(self, /, *args)", not_implemented>(),
    def<"write(self, /, *args)", not_implemented>(),
};

// _BufferedIOBase

template <int which> Result<Value> unsupported(Vm& vm, Value, Arguments)
{
    constexpr std::string_view names[] = { "detach", "read", "read1", "write", "readline" };
    return raise_unsupported(vm, names[which]);
}
Result<Value> unsupported_detach(Vm& vm, Value) { return raise_unsupported(vm, "detach"); }
template <bool once> Result<Value> read_into(Vm& vm, Value self, Value buffer)
{
    size_t size = TRY(writable_size(vm, buffer, once ? "readinto1" : "readinto"));
    Value read = TRY(call_named(vm, self, once ? "read1" : "read", { Value::small(int64_t(size)) }));
    auto* bytes = as_if<Bytes>(read);
    if (!bytes)
        return vm.raise(Error::TypeError, "read() should return bytes");
    if (bytes->size > size)
        return vm.raise(
            Error::ValueError, "read() returned too much data: {} bytes requested, {} returned", size, bytes->size);
    TRY(copy_into(vm, buffer, 0, bytes->view()));
    return Value::small(int64_t(bytes->size));
}

constexpr NativeDef buffered_methods[] = {
    def<"detach(self, /)", unsupported_detach>("Disconnect this buffer from its underlying raw stream and return it."),
    def<"read(self, /, *args)", unsupported<1>>("Read and return up to n bytes."),
    def<"read1(self, /, *args)", unsupported<2>>("Read and return up to size bytes, with at most one read() call."),
    def<"readinto(self, buffer, /)", read_into<false>>(),
    def<"readinto1(self, buffer, /)", read_into<true>>(),
    def<"write(self, /, *args)", unsupported<3>>("Write buffer b to the IO stream."),
};

// _TextIOBase

Result<Value> none_attribute(Vm&, Value) { return None; }
constexpr NativeDef text_methods[] = {
    def<"detach(self, /)", unsupported_detach>("Separate the underlying buffer from the TextIOBase and return it."),
    def<"read(self, /, *args)", unsupported<1>>("Read at most size characters from stream."),
    def<"readline(self, /, *args)", unsupported<4>>("Read until newline or EOF."),
    def<"write(self, /, *args)", unsupported<3>>("Write string s to stream."),
};
constexpr AttributeDef text_attributes[] = {
    { "encoding", none_attribute, nullptr, "Encoding of the text stream." },
    { "newlines", none_attribute, nullptr, "Line endings translated so far." },
    { "errors", none_attribute, nullptr, "The error setting of the decoder or encoder." },
};

/// Whether what wraps the stream may still have to write to it, in this round of finalizers: then its own waits for the
/// next.
bool is_deferred(Vm& vm, Value object)
{
    FileIO* file = as_file_io(object);
    Buffered* buffered = as_buffered(object);
    bool* is_wrapped = file ? &file->is_wrapped : buffered ? &buffered->is_wrapped : nullptr;
    if (!is_wrapped || !*is_wrapped)
        return false;
    *is_wrapped = false;
    add_finalizer(vm, static_cast<NativeObject*>(object.as_cell()));
    return true;
}

void set_finalizing(Value object)
{
    if (FileIO* file = as_file_io(object))
        file->is_finalizing = true;
    else if (Buffered* buffered = as_buffered(object))
        buffered->is_finalizing = true;
    else if (TextIO* text = as_text_io(object))
        text->is_finalizing = true;
}

Result<void> close_at_end(Vm& vm, Value object)
{
    // Who can't say whether it is closed is left alone.
    Result<bool> closed = is_closed(vm, object);
    if (closed.failed())
        vm.take_pending();
    if (closed.failed() || closed.value())
        return {};
    bool stays_open = vm.is_finishing && (as_buffered(object) || as_text_io(object) || as_file_io(object)) &&
        is_pristine(vm, object.as_cell());
    // What others write yet is flushed in the next round.
    if (stays_open)
        add_finalizer(vm, static_cast<NativeObject*>(object.as_cell()));
    TRY(call_named(vm, object, stays_open ? "flush" : "close"));
    return {};
}

void report_failure(Vm& vm, Value object) { report_unraisable(vm, "Exception ignored while finalizing file", object); }

} // namespace

Result<void> base_close(Vm& vm, Value self)
{
    if (TRY(is_base_closed(vm, self)))
        return {};
    bool failed = call_named(vm, self, "flush").failed();
    Value failure = vm.take_pending();
    Result<void> marked = set_attribute(vm, self, closed_mark(vm), True);
    return chain_pending(vm, failed ? failure : Value(), marked.failed());
}

Result<void> finalize(Vm& vm, Value object)
{
    if (is_deferred(vm, object))
        return {};
    // A thread that is left behind at the end of a program may be writing for ever.
    if (Buffered* buffered = as_buffered(object); buffered && vm.is_finishing && buffered->lock.is_held())
        return {};
    if (TextIO* text = as_text_io(object))
        if (Buffered* below = as_buffered(text->buffer); below && vm.is_finishing && below->lock.is_held())
            return {};
    set_finalizing(object);
    bool is_usable = !as_text_io(object) || as_text_io(object)->is_ready;
    is_usable = is_usable && (!as_buffered(object) || as_buffered(object)->is_ready);
    if (is_usable && close_at_end(vm, object).failed())
        report_failure(vm, object);
    return {};
}

Result<void> write_lines(Vm& vm, Value self, Value lines)
{
    TRY(check_closed_attribute(vm, self));
    return for_each(vm, lines, [&](Value line) -> Result<bool> {
        TRY(call_method(vm, self, vm.names->write, { line }));
        return true;
    });
}

Result<Value> open_self(Vm& vm, Value self)
{
    TRY(check_closed_attribute(vm, self));
    return self;
}

Result<Value> refuse_pickling(Vm& vm, Value self)
{
    return vm.raise(Error::TypeError, "cannot pickle '{}' instances", type_name(vm, self));
}

Result<Value> refuse_reduction(Vm& vm, Value self, Value) { return refuse_pickling(vm, self); }

Result<void> define_base_classes(Vm& vm, Module* module)
{
    constexpr uint32_t flags = HasInstanceDict | HasWeakref;
    TRY(define(vm, module, ClassId::IOBase, ClassId::Count,
        { .name = "_IOBase",
            .module = "_io",
            .methods = base_methods,
            .attributes = base_attributes,
            .kind = Kind::Instance,
            .flags = flags,
            .doc = "The abstract base class for all I/O classes." }));
    TRY(define(vm, module, ClassId::RawIOBase, ClassId::IOBase,
        { .name = "_RawIOBase",
            .module = "_io",
            .methods = raw_methods,
            .kind = Kind::Instance,
            .flags = flags,
            .doc = "Base class for raw binary I/O." }));
    TRY(define(vm, module, ClassId::BufferedIOBase, ClassId::IOBase,
        { .name = "_BufferedIOBase",
            .module = "_io",
            .methods = buffered_methods,
            .kind = Kind::Instance,
            .flags = flags,
            .doc = "Base class for buffered IO objects." }));
    TRY(define(vm, module, ClassId::TextIOBase, ClassId::IOBase,
        { .name = "_TextIOBase",
            .module = "_io",
            .methods = text_methods,
            .attributes = text_attributes,
            .kind = Kind::Instance,
            .flags = flags,
            .doc = "Base class for text I/O." }));
    return {};
}

} // namespace coil::internal::io
