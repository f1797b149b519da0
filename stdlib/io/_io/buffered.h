#pragma once
// BufferedReader, BufferedWriter and BufferedRandom: one buffer for both directions.
//
//     storage: |  read before  |  to be read  |  …  |        position: where the script is
//                              ^position      ^read_end       raw_position: where the raw stream is, likewise
//     storage: | … | not yet written | … |                   both relative to the buffer's start
//                  ^write_start      ^write_end
//
// read_end and write_end are negative while nothing of the kind is in the buffer. `absolute` is what the raw stream's
// tell() gave last, brought up to date by reads and writes; negative when unknown. What is in the buffer after a write
// is both: it can be read, and is yet to be written.
//
// Whoever may block or call the raw stream holds `lock` meanwhile, so that another thread finds the buffer consistent;
// the same thread (a signal handler, the raw stream itself) is refused with RuntimeError.
#include "objects/bytes.h"
#include "runtime/machine/blocking.h"
#include "stdlib/io/_io/file_io.h"

namespace coil::internal::io
{

struct Buffered : NativeObject {
    Value raw;
    ByteArrayStorage* storage; ///< null until it is needed
    int64_t size;              ///< of the buffer
    int64_t position, read_end, write_start, write_end, raw_position, absolute;
    BlockingLock lock;
    const Waker* holder; ///< the thread that holds the lock
    bool is_ready;       ///< initialized and not detached
    bool detached, readable, writable;
    bool is_closed; ///< its buffer was given back
    bool is_finalizing, has_finalizer;
    bool is_wrapped; ///< by text: see finalize

    int64_t ahead() const { return readable && read_end >= 0 ? read_end - position : 0; }
    bool has_read() const { return readable && read_end >= 0; }
    bool has_write() const { return writable && write_end >= 0; }
    int64_t raw_offset() const
    {
        return (has_read() || has_write()) && raw_position >= 0 ? raw_position - position : 0;
    }
    void move_to(int64_t place)
    {
        position = place;
        if (has_read() && read_end < position)
            read_end = position;
    }
    void forget_read() { read_end = -1; }
    void forget_write()
    {
        write_start = 0;
        write_end = -1;
    }
    std::string_view waiting() const { return { storage ? storage->data + position : nullptr, size_t(ahead()) }; }
};

extern const NativeType buffered_type;
inline Buffered* as_buffered(Value value) { return native_as<Buffered>(value, buffered_type); }
/// The object when its methods need not be looked up.
inline Buffered* pristine_buffered(const Vm& vm, Value value)
{
    Buffered* buffered = as_buffered(value);
    return buffered && is_pristine(vm, buffered) && buffered->is_ready ? buffered : nullptr;
}

/// A count of bytes, or that there are none yet.
inline constexpr int64_t would_block = -1;

/// While it lives, no other thread touches the object.
class Turn
{
public:
    explicit Turn(Buffered* buffered)
        : buffered_(buffered)
    {
    }
    ~Turn() { leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Result<void> enter(Vm& vm);
    void leave()
    {
        if (taken_)
            release();
        taken_ = false;
    }

private:
    void release();
    Buffered* buffered_;
    bool taken_ = false;
};

/// The object of a method, initialized and not detached. ValueError.
Result<Buffered*> ready(Vm& vm, Value self);
/// The same, and not closed: ValueError with that message.
Result<Buffered*> open_buffered(Vm& vm, Value self, std::string_view message);
Result<bool> buffered_closed(Vm& vm, Buffered* self);
/// Whether it is open, so that nobody's code has to be asked; false: perhaps.
inline bool is_plainly_open(const Vm& vm, const Buffered* self)
{
    const FileIO* file = self->is_closed ? nullptr : pristine_file(vm, self->raw);
    return file && !file->closed();
}
Result<Buffered*> make_buffered(Vm& vm, ClassId id, Value raw, int64_t size);
/// What a standard stream writes to or reads from; nothing closes it.
Result<Buffered*> make_standard_buffered(Vm& vm, FileIO* file, bool writes);
/// `__new__` of the three classes.
Result<Value> new_buffered(Vm& vm, Value type, Arguments, Dict*);
Result<void> init_buffered(Vm& vm, Buffered* self, Value raw, int64_t size, bool reads, bool writes);

// What follows is called by who has the turn.

Result<void> make_storage(Vm& vm, Buffered* self);
Result<int64_t> raw_tell(Vm& vm, Buffered* self);
Result<int64_t> raw_seek(Vm& vm, Buffered* self, int64_t offset, int whence);
/// Reads into memory that stays where it is.
Result<int64_t> raw_read(Vm& vm, Buffered* self, char* out, int64_t size);
Result<int64_t> raw_write(Vm& vm, Buffered* self, std::string_view bytes);
/// Reads more behind what is in the buffer.
Result<int64_t> fill(Vm& vm, Buffered* self);
Result<void> flush_writes(Vm& vm, Buffered* self);
/// Also gives back what was read ahead.
Result<void> flush_and_rewind(Vm& vm, Buffered* self);
Raised raise_would_block(Vm& vm, std::string_view message, int64_t written);

// What follows takes the turn.

Result<int64_t> buffered_write(Vm& vm, Buffered* self, std::string_view bytes);
Result<void> buffered_flush(Vm& vm, Buffered* self);
Result<void> buffered_close(Vm& vm, Buffered* self);
/// bytes, or None when there are none yet.
Result<Value> buffered_read(Vm& vm, Buffered* self, int64_t size);
Result<Value> buffered_read_line(Vm& vm, Buffered* self, int64_t limit);
/// Fills the buffer when there is nothing in it: how much there is now, or would_block.
Result<int64_t> buffered_peek(Vm& vm, Buffered* self);
Result<int64_t> buffered_seek(Vm& vm, Buffered* self, int64_t target, int whence);
Result<int64_t> buffered_tell(Vm& vm, Buffered* self);

extern const std::span<const NativeDef> reader_methods;

} // namespace coil::internal::io
