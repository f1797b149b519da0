// The class FileIO.
#include <cerrno>
#include <unistd.h>

#include "objects/class_members.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"
#include "stdlib/io/_io/file_io.h"

namespace coil::internal::io
{

namespace
{

Result<FileIO*> open_of(Vm& vm, Value self)
{
    FileIO* file = as_file_io(self);
    if (file->closed())
        return raise_closed(vm, "I/O operation on closed file");
    return file;
}
Result<FileIO*> readable_of(Vm& vm, Value self)
{
    FileIO* file = TRY(open_of(vm, self));
    return file->readable ? Result<FileIO*>(file) : raise_unsupported(vm, "File not open for reading");
}
Result<FileIO*> writable_of(Vm& vm, Value self)
{
    FileIO* file = TRY(open_of(vm, self));
    return file->writable ? Result<FileIO*>(file) : raise_unsupported(vm, "File not open for writing");
}

Result<Value> read_all(Vm& vm, Value self) { return file_read_all(vm, TRY(open_of(vm, self)), {}); }
Result<Value> read(Vm& vm, Value self, Value size_value)
{
    int64_t size = TRY(size_argument(vm, size_value));
    FileIO* file = TRY(readable_of(vm, self));
    if (size < 0)
        return call_named(vm, self, "readall");
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    ssize_t count = TRY(file_read(vm, file, bytes->writable(), size_t(size)));
    if (count < 0)
        return None;
    if (count == size)
        return Value::cell(bytes);
    return Value::cell(TRY(make_bytes(vm, { bytes->data, size_t(count) })));
}
Result<Value> read_into(Vm& vm, Value self, Value buffer)
{
    FileIO* file = TRY(readable_of(vm, self));
    size_t size = TRY(writable_size(vm, buffer, "readinto"));
    // The object may change while the file is read.
    ByteArrayStorage* storage = TRY(make_byte_storage(vm, size));
    ssize_t count = TRY(file_read(vm, file, storage->data, size));
    if (count < 0)
        return None;
    TRY(copy_into(vm, buffer, 0, { storage->data, size_t(count) }));
    return Value::small(count);
}
Result<Value> write(Vm& vm, Value self, Value data)
{
    HeldBytes bytes;
    TRY(bytes.take(vm, data));
    FileIO* file = TRY(writable_of(vm, self));
    ssize_t count = TRY(file_write(vm, file, bytes.view()));
    return count < 0 ? None : Value::small(count);
}
Result<int64_t> seek(Vm& vm, Value self, Value offset, Value whence)
{
    FileIO* file = TRY(open_of(vm, self));
    if (is_float(offset))
        return vm.raise(Error::TypeError, "'float' object cannot be interpreted as an integer");
    int64_t target = TRY(to_count(vm, offset));
    return file_seek(vm, file, target, TRY(to_c_int(vm, whence)));
}
Result<int64_t> tell(Vm& vm, Value self) { return file_seek(vm, TRY(open_of(vm, self)), 0, SEEK_CUR); }
Result<Value> truncate(Vm& vm, Value self, Value size)
{
    FileIO* file = TRY(writable_of(vm, self));
    int64_t length = size.is_none() ? TRY(file_seek(vm, file, 0, SEEK_CUR)) : TRY(to_count(vm, size));
    TRY(writable_of(vm, self));
    if (::ftruncate(file->fd(), off_t(length)) != 0)
        return raise_os_error(vm, errno, Value());
    return size.is_none() ? make_int(vm, length) : Result<Value>(size);
}
Result<void> close(Vm& vm, Value self)
{
    FileIO* file = as_file_io(self);
    bool failed = !is_pristine(vm, file) && base_close(vm, self).failed();
    Value failure = vm.take_pending();
    if (file->is_finalizing && !file->closed() && file->owns_descriptor)
        warn_unclosed(vm, self);
    Result<void> closed = file_close(vm, file);
    return chain_pending(vm, failed ? failure : Value(), closed.failed());
}
Result<int64_t> fileno(Vm& vm, Value self) { return int64_t(TRY(open_of(vm, self))->fd()); }
Result<bool> isatty(Vm& vm, Value self) { return ::isatty(TRY(open_of(vm, self))->fd()) == 1; }
Result<bool> readable(Vm& vm, Value self) { return TRY(open_of(vm, self))->readable; }
Result<bool> writable(Vm& vm, Value self) { return TRY(open_of(vm, self))->writable; }
Result<bool> seekable(Vm& vm, Value self) { return file_seekable(vm, TRY(open_of(vm, self))); }

void dealloc_warn(Vm& vm, Value self, Value source)
{
    FileIO* file = as_file_io(self);
    if (!file->closed() && file->owns_descriptor)
        warn_unclosed(vm, source);
}

std::string_view mode_of(const FileIO* file)
{
    if (file->created)
        return file->readable ? "xb+" : "xb";
    if (file->appending)
        return file->readable ? "ab+" : "ab";
    return !file->writable ? "rb" : file->readable ? "rb+" : "wb";
}
Result<Value> repr_method(Vm& vm, Value self)
{
    FileIO* file = as_file_io(self);
    std::string_view shown_class = type_name(vm, self);
    std::string prefix = shown_class_name(vm, self);
    if (file->closed())
        return Value::cell(TRY(make_str(vm, format_text("<{} [closed]>", { prefix }))));
    std::string_view closes = file->owns_descriptor ? "True" : "False";
    if (file->name.is_empty())
        return Value::cell(TRY(make_str(vm,
            format_text("<{} fd={} mode='{}' closefd={}>", { prefix, int64_t(file->fd()), mode_of(file), closes }))));
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return vm.raise(Error::RuntimeError, "reentrant call inside {}.__repr__", shown_class);
    Str* name = TRY(repr(vm, file->name));
    return Value::cell(TRY(make_str(
        vm, format_text("<{} name={} mode='{}' closefd={}>", { prefix, name->view(), mode_of(file), closes }))));
}

Result<Value> get_closed(Vm&, Value self) { return Value::boolean(as_file_io(self)->closed()); }
Result<Value> get_closefd(Vm&, Value self) { return Value::boolean(as_file_io(self)->owns_descriptor); }
Result<Value> get_mode(Vm& vm, Value self) { return Value::cell(intern(vm, mode_of(as_file_io(self)))); }
Result<Value> get_block_size(Vm&, Value self) { return Value::small(as_file_io(self)->block_size); }
Result<Value> get_name(Vm& vm, Value self)
{
    FileIO* file = as_file_io(self);
    if (file->name.is_empty())
        return vm.raise(Error::AttributeError, "'{}' object has no attribute 'name'", type_name(vm, self));
    return file->name;
}
Result<void> set_name(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        TRY(get_name(vm, self));
    vm.heap.write_barrier(self.as_cell());
    as_file_io(self)->name = value;
    return {};
}
Result<Value> get_finalizing(Vm&, Value self) { return Value::boolean(as_file_io(self)->is_finalizing); }
Result<void> set_finalizing(Vm& vm, Value self, Value value)
{
    as_file_io(self)->is_finalizing = !value.is_empty() && TRY(truth(vm, value));
    return {};
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_file_io>();
constexpr NativeDef methods[] = {
    def<"__init__(self, /, file, mode='r', closefd=True, opener=None)", init_file_io>(),
    def<"read(self, size=-1, /)", read>("Read at most size bytes, returned as bytes."),
    def<"readall(self, /)", read_all>("Read all data from the file, returned as bytes."),
    def<"readinto(self, buffer, /)", read_into>("Same as RawIOBase.readinto()."),
    def<"write(self, b, /)", write>("Write buffer b to file, return number of bytes written."),
    def<"seek(self, pos, whence=0, /)", seek>("Move to new file position and return the file position."),
    def<"tell(self, /)", tell>("Current file position."),
    def<"truncate(self, size=None, /)", truncate>(
        "Truncate the file to at most size bytes and return the truncated size."),
    def<"close(self, /)", close>("Close the file."),
    def<"fileno(self, /)", fileno>("Return the underlying file descriptor (an integer)."),
    def<"isatty(self, /)", isatty>("True if the file is connected to a TTY device."),
    def<"readable(self, /)", readable>("True if file was opened in a read mode."),
    def<"writable(self, /)", writable>("True if file was opened in a write mode."),
    def<"seekable(self, /)", seekable>("True if file supports random-access."),
    def<"_dealloc_warn(self, object, /)", dealloc_warn>(),
    def<"_isatty_open_only(self, /)", isatty>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__getstate__(self, /)", refuse_pickling>(),
    def<"__reduce__(self, /)", refuse_pickling>(),
    def<"__reduce_ex__(self, protocol, /)", refuse_reduction>(),
};
constexpr AttributeDef attributes[] = {
    { "closed", get_closed, nullptr, "True if the file is closed" },
    { "closefd", get_closefd, nullptr, "True if the file descriptor will be closed by close()." },
    { "mode", get_mode, nullptr, "String giving the file mode" },
    { "name", get_name, set_name, nullptr },
    { "_blksize", get_block_size, nullptr, "Preferred I/O block size." },
    { "_finalizing", get_finalizing, set_finalizing, nullptr },
};

} // namespace

Result<void> define_file_io(Vm& vm, Module* module)
{
    TRY(define(vm, module, ClassId::FileIO, ClassId::RawIOBase,
        { .name = "FileIO",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .kind = Kind::NativeResource,
            .flags = HasInstanceDict | HasWeakref,
            .doc = "Open a file." }));
    return {};
}

} // namespace coil::internal::io
