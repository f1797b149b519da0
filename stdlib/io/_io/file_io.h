#pragma once
// FileIO: a descriptor.
#include <sys/types.h>

#include "stdlib/io/_io/io.h"

namespace coil::internal::io
{

struct FileIO : NativeObject {
    Value name; ///< or empty
    int64_t block_size;
    int descriptor; ///< one more than the descriptor; 0: closed
    bool created, readable, writable, appending, owns_descriptor;
    bool is_plain; ///< a regular file: nothing waits for it
    bool is_finalizing, has_finalizer;
    bool is_wrapped; ///< by a buffered object: see finalize
    int8_t seekable; ///< 1 or -1 when known
    int fd() const { return descriptor - 1; }
    bool closed() const { return descriptor == 0; }
};

extern const NativeType file_type;
/// The file in `value`, of any class, or null.
inline FileIO* as_file_io(Value value) { return native_as<FileIO>(value, file_type); }
/// The file when it is a plain FileIO, as open() makes them: its methods need not be looked up.
inline FileIO* pristine_file(const Vm& vm, Value value)
{
    FileIO* file = as_file_io(value);
    return file && is_pristine(vm, file) ? file : nullptr;
}

/// A file on a path or descriptor, as FileIO() makes it.
Result<FileIO*> make_file_io(Vm& vm, Value file, std::string_view mode, bool closes, Value opener);
/// The file of a standard stream, which stays open.
Result<FileIO*> make_standard_file(Vm& vm, int fd, Str* name, bool writes);
// Its __new__ and __init__.
Result<Value> new_file_io(Vm& vm, Value type, Arguments, Dict*);
Result<void> init_file_io(Vm& vm, Value self, Value name, Str* mode, bool closes, Value opener);
/// Reads what there is, once; -1 when there is nothing yet. `out` stays where it is whatever other threads do.
Result<ssize_t> file_read(Vm& vm, FileIO* file, char* out, size_t size);
/// Writes what can be written without blocking, or all of it; -1 when nothing can be.
Result<ssize_t> file_write(Vm& vm, FileIO* file, std::string_view bytes);
/// All that is left, behind `before`; None when there is nothing yet, and nothing before.
Result<Value> file_read_all(Vm& vm, FileIO* file, std::string_view before);
Result<int64_t> file_seek(Vm& vm, FileIO* file, int64_t offset, int whence);
Result<bool> file_seekable(Vm& vm, FileIO* file);
Result<void> file_close(Vm& vm, FileIO* file);

} // namespace coil::internal::io
