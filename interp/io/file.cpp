#include "io/file.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "io/file_class.h"
#include "io/file_decoding.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

namespace
{

constexpr size_t buffer_size = 64 << 10;

/// Writes what it can, at the end of a machine: nobody is left to hear of an error, or to be woken.
void write_last(int fd, std::string_view output)
{
    while (!output.empty()) {
        ssize_t count = ::write(fd, output.data(), output.size());
        pollfd waited{ fd, POLLOUT, 0 };
        if (count >= 0)
            output.remove_prefix(size_t(count));
        else if (errno == EAGAIN)
            ::poll(&waited, 1, -1);
        else if (errno != EINTR)
            return;
    }
}

void destroy_file(Cell* cell)
{
    Counted<FileState>& state = static_cast<File*>(cell)->state;
    if (!state)
        return;
    if (state->fd >= 0)
        write_last(state->fd, state->output);
    if (state->fd >= 0 && state->owns_descriptor)
        ::close(state->fd);
    state.reset();
}

Result<Step> next_line(Vm& vm, Cell* cell)
{
    auto* file = static_cast<File*>(cell);
    std::string line = TRY(file_read_line(vm, file));
    if (line.empty())
        return end_of_items(vm);
    return TRY(file_text(vm, file, line));
}

void trace_file(Cell* cell, gc::Tracer& tracer)
{
    if (FileState* state = static_cast<File*>(cell)->state.get())
        tracer.visit(state->buffer);
}

void finalize_file(Vm& vm, Cell* cell) { file_finalize(vm, static_cast<File*>(cell)); }
constexpr NativeType file_type{ "file", trace_file, destroy_file, nullptr, next_line, nullptr, finalize_file };

/// While it lives, no other thread reads or writes the file's descriptor.
class FileTurn
{
public:
    explicit FileTurn(FileState* state)
        : state_(state)
    {
    }
    ~FileTurn()
    {
        if (taken_)
            state_->busy.release();
    }
    FileTurn(const FileTurn&) = delete;
    FileTurn& operator=(const FileTurn&) = delete;
    Result<void> take(Vm& vm)
    {
        TRY(state_->busy.acquire(vm));
        taken_ = true;
        return {};
    }

private:
    FileState* state_;
    bool taken_ = false;
};

/// Whether writes to it never block.
bool is_plain_file(int fd)
{
    struct stat status {
    };
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

/// Writes and takes away from `output` what it can, the VM given up meanwhile. 0, or why not all of it: EINTR when the
/// poll has to be served first.
int write_some(Vm& vm, int fd, std::string& output)
{
    // After a poll so much can be written without blocking where nothing can wake it.
    constexpr size_t most_after_poll = PIPE_BUF;
    bool at_once = output.size() > most_after_poll && is_plain_file(fd);
    size_t done = 0;
    int number = 0;
    while (done < output.size() && number == 0) {
        number = at_once ? 0 : await_events(vm, fd, POLLOUT);
        if (number != 0)
            break;
        BlockingScope blocking(vm);
        size_t most = at_once ? SIZE_MAX : most_after_poll;
        ssize_t count = ::write(fd, output.data() + done, std::min(output.size() - done, most));
        if (count >= 0)
            done += size_t(count);
        else if (errno != EAGAIN)
            number = errno;
    }
    output.erase(0, done);
    return number;
}

/// Writes what is in the output buffer; what could not be written is there again when an error is raised.
Result<void> write_out(Vm& vm, FileState* state, Value name)
{
    for (;;) {
        int number;
        {
            FileTurn turn(state);
            TRY(turn.take(vm));
            if (state->fd < 0)
                return {};
            // Other threads may go on filling the buffer.
            std::string part;
            part.swap(state->output);
            number = write_some(vm, state->fd, part);
            if (!part.empty())
                state->output.insert(0, part);
            else if (state->output.empty())
                state->output.swap(part);
        }
        if (number == 0)
            return {};
        if (number != EINTR)
            return raise_os_error(vm, number, name);
        // What woke it may use the file, and close it.
        TRY(serve_poll(vm));
        if (state->fd < 0)
            return {};
    }
}

/// Reads more into the input buffer; false at the end of the file.
Result<bool> fill(Vm& vm, FileState* state)
{
    if (state->at_end)
        return false;
    std::optional<FileTurn> turn(std::in_place, state);
    TRY(turn->take(vm));
    if (state->input_at > 0) {
        state->input.erase(0, state->input_at);
        state->input_at = 0;
    }
    bool at_start = state->input.empty() && ::lseek(state->fd, 0, SEEK_CUR) <= 0;
    auto buffer = std::make_unique_for_overwrite<char[]>(buffer_size);
    ssize_t count = -1;
    for (;;) {
        int number = await_events(vm, state->fd, POLLIN);
        if (number == 0) {
            BlockingScope blocking(vm);
            count = ::read(state->fd, buffer.get(), buffer_size);
            number = count < 0 ? errno : 0;
        }
        if (number == 0 && count > 0 && is_wide(*state)) {
            // Such text is read whole, so that no character is split.
            state->input.append(buffer.get(), size_t(count));
            continue;
        }
        if (number == 0)
            break;
        if (number != EINTR)
            return raise_os_error(vm, number, Value());
        // A signal came: what it asks for is done before more is read. That may use the file, and close it.
        turn.reset();
        TRY(serve_poll(vm));
        if (state->fd < 0)
            return vm.raise(Error::ValueError, "I/O operation on closed file.");
        TRY(turn.emplace(state).take(vm));
    }
    state->input.append(buffer.get(), size_t(count));
    state->at_end = count == 0;
    if (!state->binary)
        TRY(decode_input(vm, state, at_start));
    return count > 0 || (is_wide(*state) && !state->input.empty());
}

} // namespace

bool is_file(Value value)
{
    return is_kind(value, Kind::NativeResource) && as<NativeObject>(value)->type == &file_type;
}

Result<Value> make_file(Vm& vm, int fd, std::string_view name, std::string_view mode, bool owns_descriptor)
{
    // Closed unless the file gets it.
    struct Descriptor {
        int number;
        ~Descriptor()
        {
            if (number >= 0)
                ::close(number);
        }
    } owned{ owns_descriptor ? fd : -1 };
    File* file = TRY(make_native<File>(vm, TRY(file_class(vm)), file_type));
    file->state = TRY(make_counted<FileState>(vm));
    FileState& state = *file->state;
    state.fd = fd;
    state.owns_descriptor = owns_descriptor;
    owned.number = -1;
    state.name = name;
    state.mode = mode;
    state.binary = mode.find('b') != std::string_view::npos;
    bool both = mode.find('+') != std::string_view::npos;
    state.readable = both || mode.find('r') != std::string_view::npos;
    state.writable = both || mode.find('r') == std::string_view::npos;
    return Value::cell(file);
}

Result<void> check_open(Vm& vm, File* file)
{
    if (!file->state || file->state->fd < 0)
        return vm.raise(Error::ValueError, "I/O operation on closed file.");
    return {};
}

Result<void> file_write(Vm& vm, File* file, std::string_view bytes)
{
    TRY(check_open(vm, file));
    FileState* state = file->state.get();
    if (!state->writable)
        return raise_unsupported(vm, state->binary ? "write" : "not writable");
    if (state->input_at < state->input.size()) {
        // What was read ahead is given back to the file's position.
        ::lseek(state->fd, -off_t(state->input.size() - state->input_at), SEEK_CUR);
        state->input.clear();
        state->input_at = 0;
    }
    if (state->output.empty() && !state->is_to_flush && !bytes.empty()) {
        vm.heap.add_finalizer(file);
        state->is_to_flush = true;
    }
    state->output += bytes;
    state->has_written |= !bytes.empty();
    if (state->output.size() >= buffer_size || state->unbuffered) {
        Result<void> written = write_out(vm, state, Value());
        // Only a flush keeps what it can't write for the next one.
        if (written.failed())
            state->output.clear();
        return written;
    }
    if (state->line_buffered && bytes.find('\n') != std::string_view::npos)
        return write_out(vm, state, Value());
    return {};
}

Result<void> file_write_text(Vm& vm, File* file, std::string_view text)
{
    TRY(check_open(vm, file));
    FileState* state = file->state.get();
    if (state->binary)
        return vm.raise(Error::TypeError, "a bytes-like object is required, not 'str'");
    bool as_it_is = state->encoding <= Encoding::Latin1 && state->newline == "\n" &&
        utf8::find_non_ascii(text) == std::string_view::npos;
    if (as_it_is && (state->encoding != Encoding::Utf8Signed || state->has_written))
        return file_write(vm, file, text);
    if (!state->writable)
        return raise_unsupported(vm, "not writable");
    std::string encoded = TRY(encode_output(vm, state, text));
    if (state->encoding == Encoding::Utf8Signed && !state->has_written && !text.empty())
        encoded.insert(0, "\xef\xbb\xbf");
    return file_write(vm, file, encoded);
}

Result<void> file_flush(Vm& vm, File* file)
{
    TRY(check_open(vm, file));
    return write_out(vm, file->state.get(), Value());
}

Result<void> file_close(Vm& vm, File* file)
{
    FileState* state = file->state.get();
    if (!state || state->fd < 0)
        return {};
    Result<void> flushed = write_out(vm, state, Value());
    Value failure = vm.take_pending();
    FileTurn turn(state);
    TRY(turn.take(vm));
    vm.pending = failure;
    state->output.clear();
    // A text file and the bytes below it are closed together.
    File* other = as_file(state->buffer);
    if (state->fd >= 0 && (state->owns_descriptor || (other && other->state->owns_descriptor)))
        ::close(state->fd);
    state->fd = -1;
    if (other)
        other->state->fd = -1;
    return flushed;
}

void file_finalize(Vm& vm, File* file)
{
    if (!file->state || !file->state->is_to_flush)
        return;
    FileState* state = file->state.get();
    state->is_to_flush = false;
    // At the end of a program, a thread that is left behind may be writing for ever.
    if (state->fd < 0 || state->busy.is_held())
        return;
    (void)write_out(vm, state, Value());
    vm.take_pending();
}

namespace
{

Result<void> start_reading(Vm& vm, File* file)
{
    TRY(check_open(vm, file));
    if (!file->state->readable)
        return raise_unsupported(vm, file->state->binary ? "read" : "not readable");
    if (!file->state->output.empty())
        return write_out(vm, file->state.get(), Value());
    return {};
}

std::string_view unread(const FileState* state) { return std::string_view(state->input).substr(state->input_at); }

std::string take(FileState* state, size_t size)
{
    std::string text(unread(state).substr(0, size));
    state->input_at += size;
    return translated(*state, std::move(text));
}

} // namespace

Result<std::string> file_read_line(Vm& vm, File* file, int64_t limit)
{
    TRY(start_reading(vm, file));
    FileState* state = file->state.get();
    CharacterCount characters(*state, limit < 0 ? SIZE_MAX : size_t(limit));
    for (size_t searched = 0;;) {
        size_t end = find_line_end(*state, unread(state), searched);
        bool is_found = end != std::string::npos;
        if (limit >= 0 && characters.advance(unread(state)))
            return take(state, std::min(end, characters.bytes()));
        if (is_found)
            return take(state, end);
        if (!TRY(fill(vm, state)) && find_line_end(*state, unread(state), searched) == std::string::npos)
            return take(state, unread(state).size());
    }
}

Result<std::string> file_read(Vm& vm, File* file, int64_t size)
{
    TRY(start_reading(vm, file));
    FileState* state = file->state.get();
    CharacterCount characters(*state, size < 0 ? SIZE_MAX : size_t(size));
    while (size < 0 || !characters.advance(unread(state)))
        if (!TRY(fill(vm, state)))
            break;
    if (size >= 0)
        characters.advance(unread(state));
    return take(state, size < 0 ? unread(state).size() : characters.bytes());
}

Result<Value> file_text(Vm& vm, File* file, std::string_view bytes)
{
    if (file->state->binary)
        return Value::cell(TRY(make_bytes(vm, bytes)));
    Encoding encoding = file->state->encoding;
    bool narrow = encoding == Encoding::Ascii || encoding == Encoding::Latin1;
    size_t bad = narrow ? utf8::find_non_ascii(bytes) : utf8::find_malformed(bytes);
    if (bad == std::string_view::npos || is_wide(*file->state))
        return Value::cell(TRY(make_str(vm, bytes)));
    // A byte order mark was taken away when it was read.
    std::string_view name = narrow ? std::string_view(file->state->encoding_name) : "utf-8";
    return Value::cell(TRY(bytes_decode(vm, bytes, name, file->state->errors)));
}

} // namespace coil::internal
