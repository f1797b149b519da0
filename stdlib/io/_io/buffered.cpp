#include "stdlib/io/_io/buffered.h"

#include <cerrno>
#include <cstring>

#include "gc/tracer.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::io
{

namespace
{

void trace_buffered(Cell* cell, gc::Tracer& tracer)
{
    auto* self = static_cast<Buffered*>(cell);
    tracer.visit(self->raw);
    tracer.visit(static_cast<Cell*>(self->storage));
}
Result<Step> next_line(Vm& vm, Cell* cell)
{
    auto* self = static_cast<Buffered*>(cell);
    if (!self->readable && self->is_ready)
        return raise_unsupported(vm, "read");
    if (!self->is_ready || !is_plainly_open(vm, self)) [[unlikely]]
        TRY(open_buffered(vm, Value::cell(self), "readline of closed file"));
    Value line = TRY(buffered_read_line(vm, self, -1));
    return as<Bytes>(line)->size ? Result<Step>(line) : end_of_items(vm);
}

} // namespace

constexpr NativeType buffered_type{ "buffered", trace_buffered, nullptr, nullptr, next_line };

namespace
{

constexpr const char* blocked_message = "write could not complete without blocking";

/// What a raw stream of a script did not read or write; else the count.
Result<int64_t> checked_count(Vm& vm, Value result, int64_t size, std::string_view function)
{
    if (result.is_none())
        return would_block;
    bool is_index = is_int(result) || !lookup_special(vm, vm.class_of(result), Special::index).is_empty();
    if (!is_index) {
        (void)to_index(vm, result);
        Value cause = vm.take_pending();
        (void)vm.raise(Error::OSError, "raw {}() failed", function);
        if (auto* failure = as_exception(vm.pending)) {
            vm.heap.write_barrier(failure);
            failure->cause = cause;
            failure->context = cause;
            failure->suppress_context = true;
        }
        return Raised{};
    }
    int64_t count = TRY(to_count(vm, result));
    if (count < 0 || count > size)
        return vm.raise(Error::OSError, "raw {}() returned invalid length {} (should have been between 0 and {})",
            function, count, size);
    return count;
}

Result<int64_t> read_of_script(Vm& vm, Buffered* self, char* out, int64_t size)
{
    // The raw stream may keep and resize what it is given.
    Value array = Value::cell(TRY(make_byte_array(vm, "")));
    TRY(byte_array_resize(vm, as<ByteArray>(array), size_t(size)));
    if (size)
        std::memset(as<ByteArray>(array)->storage->data, 0, size_t(size));
    Value view = TRY(make_view(vm, array, 0, size_t(size)));
    Result<Value> called = call_named(vm, self->raw, "readinto", { view });
    TRY(call_named(vm, view, "release"));
    int64_t count = TRY(checked_count(vm, TRY(std::move(called)), size, "readinto"));
    std::string_view bytes = as<ByteArray>(array)->view();
    if (count > 0)
        std::memcpy(out, bytes.data(), std::min(size_t(count), bytes.size()));
    return count;
}

} // namespace

Result<void> Turn::enter(Vm& vm)
{
    const Waker* thread = &waker_of_thread(vm);
    if (buffered_->lock.is_held() && buffered_->holder == thread) {
        Str* shown = TRY(repr(vm, Value::cell(buffered_)));
        return vm.raise(Error::RuntimeError, "reentrant call inside {}", shown->view());
    }
    TRY(buffered_->lock.acquire(vm));
    buffered_->holder = thread;
    taken_ = true;
    return {};
}
void Turn::release()
{
    buffered_->holder = nullptr;
    buffered_->lock.release();
}

Result<Buffered*> ready(Vm& vm, Value self)
{
    Buffered* buffered = as_buffered(self);
    if (!buffered->is_ready)
        return buffered->detached ? Result<Buffered*>(vm.raise(Error::ValueError, "raw stream has been detached"))
                                  : raise_uninitialized(vm);
    return buffered;
}

Result<bool> buffered_closed(Vm& vm, Buffered* self)
{
    if (self->is_closed)
        return true;
    if (FileIO* file = pristine_file(vm, self->raw))
        return file->closed();
    return is_closed(vm, self->raw);
}

Result<Buffered*> open_buffered(Vm& vm, Value self, std::string_view message)
{
    Buffered* buffered = TRY(ready(vm, self));
    if (TRY(buffered_closed(vm, buffered)) && buffered->ahead() == 0)
        return raise_closed(vm, message);
    return buffered;
}

Result<Value> new_buffered(Vm& vm, Value type, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<Buffered>(vm, as<Class>(type), buffered_type)));
}

Result<void> init_buffered(Vm& vm, Buffered* self, Value raw, int64_t size, bool reads, bool writes)
{
    Turn turn(self);
    TRY(turn.enter(vm));
    self->is_ready = self->detached = self->is_closed = false;
    if (size <= 0)
        return vm.raise(Error::ValueError, "buffer size must be strictly positive");
    vm.heap.write_barrier(self);
    self->raw = raw;
    self->storage = nullptr;
    self->size = size;
    self->readable = reads;
    self->writable = writes;
    self->position = self->raw_position = 0;
    self->forget_read();
    self->forget_write();
    self->absolute = -1;
    if (FileIO* file = as_file_io(raw))
        file->is_wrapped = true;
    FileIO* plain = pristine_file(vm, raw);
    // A buffer that is never used is never made; an unusual one tells at once whether there is memory for it.
    if (size > most_buffer_size)
        TRY(make_storage(vm, self));
    if (!plain || (plain->is_plain && plain->seekable == 0) || plain->appending)
        if (raw_tell(vm, self).failed()) {
            Value failure = vm.take_pending();
            if (!is_exception_of(vm, failure, Error::Exception)) {
                vm.pending = failure;
                return Raised{};
            }
        }
    self->is_ready = true;
    if (!self->has_finalizer)
        add_finalizer(vm, self);
    self->has_finalizer = true;
    return {};
}

Result<Buffered*> make_buffered(Vm& vm, ClassId id, Value raw, int64_t size)
{
    Buffered* self = TRY(make_native<Buffered>(vm, class_named(vm, id), buffered_type));
    TRY(init_buffered(vm, self, raw, size, id != ClassId::BufferedWriter, id != ClassId::BufferedReader));
    return self;
}

Result<Buffered*> make_standard_buffered(Vm& vm, FileIO* file, bool writes)
{
    Buffered* self = TRY(make_native<Buffered>(
        vm, class_named(vm, writes ? ClassId::BufferedWriter : ClassId::BufferedReader), buffered_type));
    self->has_finalizer = true;
    file->seekable = 0;
    // Text that is printed waits in the layer above.
    constexpr int64_t writing_size = 8192;
    TRY(init_buffered(vm, self, Value::cell(file), writes ? writing_size : default_buffer_size, !writes, writes));
    return self;
}

Result<void> make_storage(Vm& vm, Buffered* self)
{
    if (self->storage)
        return {};
    ByteArrayStorage* storage = TRY(make_byte_storage(vm, size_t(self->size)));
    vm.heap.write_barrier(self);
    self->storage = storage;
    return {};
}

Result<int64_t> raw_tell(Vm& vm, Buffered* self)
{
    int64_t place;
    if (FileIO* file = pristine_file(vm, self->raw)) {
        place = TRY(file_seek(vm, file, 0, SEEK_CUR));
    } else {
        place = TRY(to_count(vm, TRY(call_named(vm, self->raw, "tell"))));
        if (place < 0)
            return vm.raise(Error::OSError, "Raw stream returned invalid position {}", place);
    }
    return self->absolute = place;
}

Result<int64_t> raw_seek(Vm& vm, Buffered* self, int64_t offset, int whence)
{
    int64_t place;
    if (FileIO* file = pristine_file(vm, self->raw)) {
        place = TRY(file_seek(vm, file, offset, whence));
    } else {
        Value target = TRY(make_int(vm, offset));
        place = TRY(to_count(vm, TRY(call_named(vm, self->raw, "seek", { target, Value::small(whence) }))));
        if (place < 0)
            return vm.raise(Error::OSError, "Raw stream returned invalid position {}", place);
    }
    return self->absolute = place;
}

Result<int64_t> raw_read(Vm& vm, Buffered* self, char* out, int64_t size)
{
    FileIO* file = pristine_file(vm, self->raw);
    if (file && !file->readable && !file->closed())
        return raise_unsupported(vm, "File not open for reading");
    int64_t count = file ? TRY(file_read(vm, file, out, size_t(size))) : TRY(read_of_script(vm, self, out, size));
    if (count > 0 && self->absolute >= 0)
        self->absolute += count;
    return count;
}

Result<int64_t> raw_write(Vm& vm, Buffered* self, std::string_view bytes)
{
    FileIO* file = pristine_file(vm, self->raw);
    if (file && !file->writable && !file->closed())
        return raise_unsupported(vm, "File not open for writing");
    int64_t count;
    if (file) {
        count = TRY(file_write(vm, file, bytes));
    } else {
        Value copy = Value::cell(TRY(make_bytes(vm, bytes)));
        Value view = TRY(make_view(vm, copy, 0, bytes.size()));
        Result<Value> called = call_method(vm, self->raw, vm.names->write, { view });
        TRY(call_named(vm, view, "release"));
        count = TRY(checked_count(vm, TRY(std::move(called)), int64_t(bytes.size()), "write"));
    }
    if (count > 0 && self->absolute >= 0)
        self->absolute += count;
    return count;
}

Result<int64_t> fill(Vm& vm, Buffered* self)
{
    TRY(make_storage(vm, self));
    int64_t start = self->has_read() ? self->read_end : 0;
    int64_t count = TRY(raw_read(vm, self, self->storage->data + start, self->size - start));
    if (count <= 0)
        return count;
    self->read_end = start + count;
    self->raw_position = start + count;
    return count;
}

Raised raise_would_block(Vm& vm, std::string_view message, int64_t written)
{
    Value text = Value::cell(TRY(make_str(vm, message)));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::BlockingIOError)),
        { Value::small(EAGAIN), text, Value::small(written) })));
}

Result<void> flush_writes(Vm& vm, Buffered* self)
{
    if (self->has_write() && self->write_start < self->write_end) {
        int64_t back = self->raw_offset() + (self->position - self->write_start);
        if (back != 0) {
            TRY(raw_seek(vm, self, -back, SEEK_CUR));
            self->raw_position -= back;
        }
        while (self->write_start < self->write_end) {
            std::string_view rest(self->storage->data + self->write_start, size_t(self->write_end - self->write_start));
            int64_t count = TRY(raw_write(vm, self, rest));
            if (count < 0)
                return raise_would_block(vm, blocked_message, 0);
            self->write_start += count;
            self->raw_position = self->write_start;
            TRY(vm.work(1));
        }
    }
    self->forget_write();
    return {};
}

Result<void> flush_and_rewind(Vm& vm, Buffered* self)
{
    TRY(flush_writes(vm, self));
    if (!self->readable)
        return {};
    // What is read on beyond the position is forgotten.
    int64_t back = self->raw_offset();
    Result<int64_t> sought = back ? raw_seek(vm, self, -back, SEEK_CUR) : Result<int64_t>(0);
    if (sought.ok() || back == 0)
        self->forget_read();
    return sought.ok() ? Result<void>() : Result<void>(Raised{});
}

namespace
{

void put(Buffered* self, int64_t place, std::string_view bytes)
{
    std::memcpy(self->storage->data + place, bytes.data(), bytes.size());
}

/// What a write does when the raw stream takes nothing: what fits is kept.
Result<int64_t> write_blocked(Vm& vm, Buffered* self, std::string_view bytes)
{
    Value failure = vm.take_pending();
    if (self->readable)
        self->forget_read();
    char* data = self->storage->data;
    std::memmove(data, data + self->write_start, size_t(self->write_end - self->write_start));
    self->write_end -= self->write_start;
    self->raw_position -= self->write_start;
    self->position -= self->write_start;
    self->write_start = 0;
    auto room = size_t(self->size - self->write_end);
    size_t kept = std::min(room, bytes.size());
    put(self, self->write_end, bytes.substr(0, kept));
    self->write_end += int64_t(kept);
    self->position += int64_t(kept);
    if (kept == bytes.size())
        return int64_t(kept);
    vm.pending = failure;
    vm.take_pending();
    return raise_would_block(vm, blocked_message, int64_t(kept));
}

/// Writes what does not fit into the buffer, which is empty; the last of it stays there.
Result<int64_t> write_through(Vm& vm, Buffered* self, std::string_view bytes)
{
    if (int64_t offset = self->raw_offset(); offset != 0) {
        TRY(raw_seek(vm, self, -offset, SEEK_CUR));
        self->raw_position -= offset;
    }
    size_t done = 0;
    auto size = size_t(self->size);
    while (bytes.size() - done > size) {
        int64_t count = TRY(raw_write(vm, self, bytes.substr(done)));
        if (count < 0) {
            put(self, 0, bytes.substr(done, size));
            self->raw_position = 0;
            self->move_to(self->size);
            self->write_end = self->size;
            self->write_start = 0;
            return raise_would_block(vm, blocked_message, int64_t(done + size));
        }
        done += size_t(count);
        TRY(vm.work(1));
    }
    if (self->readable)
        self->forget_read();
    std::string_view rest = bytes.substr(done);
    put(self, 0, rest);
    self->write_start = 0;
    self->write_end = int64_t(rest.size());
    self->move_to(int64_t(rest.size()));
    self->raw_position = 0;
    return int64_t(bytes.size());
}

} // namespace

Result<int64_t> buffered_write(Vm& vm, Buffered* self, std::string_view bytes)
{
    Turn turn(self);
    TRY(turn.enter(vm));
    if (TRY(buffered_closed(vm, self)))
        return raise_closed(vm, "write to closed file");
    TRY(make_storage(vm, self));
    if (!self->has_read() && !self->has_write())
        self->position = self->raw_position = 0;
    if (int64_t(bytes.size()) <= self->size - self->position && int64_t(bytes.size()) < self->size) {
        put(self, self->position, bytes);
        if (!self->has_write() || self->write_start > self->position)
            self->write_start = self->position;
        self->move_to(self->position + int64_t(bytes.size()));
        self->write_end = std::max(self->write_end, self->position);
        return int64_t(bytes.size());
    }
    if (flush_writes(vm, self).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::BlockingIOError) || !self->has_write())
            return Raised{};
        return write_blocked(vm, self, bytes);
    }
    return write_through(vm, self, bytes);
}

Result<void> buffered_flush(Vm& vm, Buffered* self)
{
    Turn turn(self);
    TRY(turn.enter(vm));
    return flush_and_rewind(vm, self);
}

Result<void> buffered_close(Vm& vm, Buffered* self)
{
    {
        Turn turn(self);
        TRY(turn.enter(vm));
        if (TRY(buffered_closed(vm, self)))
            return {};
    }
    Value own = Value::cell(self);
    if (self->is_finalizing)
        if (call_named(vm, self->raw, "_dealloc_warn", { own }).failed())
            vm.take_pending();
    bool failed;
    if (is_pristine(vm, self))
        failed = buffered_flush(vm, self).failed();
    else
        failed = call_method(vm, own, vm.names->flush, {}).failed();
    Value failure = vm.take_pending();
    Turn turn(self);
    TRY(turn.enter(vm));
    FileIO* file = pristine_file(vm, self->raw);
    bool close_failed = file ? file_close(vm, file).failed() : call_named(vm, self->raw, "close").failed();
    self->storage = nullptr;
    self->is_closed = true;
    self->position = 0;
    self->read_end = 0;
    self->forget_write();
    return chain_pending(vm, failed ? failure : Value(), close_failed);
}

Result<int64_t> buffered_tell(Vm& vm, Buffered* self)
{
    int64_t place = TRY(raw_tell(vm, self)) - self->raw_offset();
    return std::max<int64_t>(place, 0);
}

Result<int64_t> buffered_seek(Vm& vm, Buffered* self, int64_t target, int whence)
{
    if (whence != SEEK_END && self->readable) {
        // A place that is in the buffer needs no seek.
        int64_t current = self->absolute >= 0 ? self->absolute : TRY(raw_tell(vm, self));
        int64_t ahead = self->ahead();
        if (ahead > 0) {
            int64_t offset = whence == SEEK_SET ? target - (current - self->raw_offset()) : target;
            if (offset >= -self->position && offset <= ahead) {
                self->position += offset;
                if (int64_t place = current - ahead + offset; place >= 0)
                    return place;
            }
        }
    }
    Turn turn(self);
    TRY(turn.enter(vm));
    if (self->writable)
        TRY(flush_writes(vm, self));
    if (whence == SEEK_CUR)
        target -= self->raw_offset();
    int64_t place = TRY(raw_seek(vm, self, target, whence));
    self->raw_position = -1;
    if (self->readable)
        self->forget_read();
    return place;
}

} // namespace coil::internal::io
