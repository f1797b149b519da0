#pragma once
// The class of file objects, and what its methods share with the buffers in file.cpp.
#include "io/file.h"

namespace coil::internal
{

/// The class of files, made when first asked for.
Result<Class*> file_class(Vm& vm);
Result<void> check_open(Vm& vm, File* file);
Result<void> file_close(Vm& vm, File* file);
/// Up to `size` characters (bytes of binary files), or all for a negative size.
Result<std::string> file_read(Vm& vm, File* file, int64_t size);
/// Bytes read from the file as the object scripts get: bytes, or str decoded as UTF-8.
Result<Value> file_text(Vm& vm, File* file, std::string_view bytes);
/// io.UnsupportedOperation, which is an OSError and a ValueError.
Raised raise_unsupported(Vm& vm, std::string_view message);

/// open() and the file class; adds them to the module builtins, and makes Operations::write_error work.
Result<void> define_files(Vm& vm, Dict* builtins);

} // namespace coil::internal
