#pragma once
// Files: text and binary, buffered both ways. Standard output and error are files too.
#include <string>

#include "objects/codecs.h"
#include "objects/counted.h"
#include "objects/native.h"
#include "runtime/machine/blocking.h"

namespace coil::internal
{

/// What line ends of text are when it is read.
enum class Newlines : uint8_t {
    Translate, ///< \n, \r and \r\n, all given as \n
    Universal, ///< the same, given as they are
    Exact,     ///< FileState::newline alone
};

/// The C++ side of a file object; closes its descriptor when it dies.
struct FileState {
    int fd = -1;
    bool readable = false;
    bool writable = false;
    bool binary = false;
    bool line_buffered = false;
    bool owns_descriptor = true;
    bool is_named_by_number = false;
    bool unbuffered = false;
    bool at_end = false;
    bool has_written = false;
    bool is_to_flush = false; ///< it has a finalizer, which writes what is in `output`
    Newlines newlines = Newlines::Translate;
    Encoding encoding = Encoding::Utf8;
    std::string encoding_name = "utf-8";
    std::string newline = "\n"; ///< what \n is written as
    std::string errors = "strict";
    std::string name;
    std::string mode;
    std::string input; ///< read from the descriptor and not yet given out
    size_t input_at = 0;
    std::string output; ///< not yet written to the descriptor
    Value buffer;       ///< the other one of a text file and the file of bytes below it, once that was asked for
    BlockingLock busy;  ///< held by the thread that reads or writes
};

struct File : NativeObject {
    Counted<FileState> state;
};

bool is_file(Value value);
inline File* as_file(Value value) { return is_file(value) ? static_cast<File*>(value.as_cell()) : nullptr; }

/// A file on an open descriptor.
Result<Value> make_file(Vm& vm, int fd, std::string_view name, std::string_view mode, bool owns_descriptor);
/// Appends to the output buffer; writes it out when it is full, or at line ends of line-buffered files. OSError,
/// ValueError (closed).
Result<void> file_write(Vm& vm, File* file, std::string_view bytes);
/// The same for text of a text file, which is encoded, and its line ends translated. UnicodeEncodeError.
Result<void> file_write_text(Vm& vm, File* file, std::string_view text);
Result<void> file_flush(Vm& vm, File* file);
/// What is done when a file with unwritten output dies, and at the end of a program; errors are lost, as CPython's.
void file_finalize(Vm& vm, File* file);
/// One line with its end, or `limit` characters of it when that is not negative; empty at the end of the file.
Result<std::string> file_read_line(Vm& vm, File* file, int64_t limit = -1);

} // namespace coil::internal
