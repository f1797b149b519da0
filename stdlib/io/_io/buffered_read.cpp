// How buffered objects read.
#include <cstring>

#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "stdlib/io/_io/buffered.h"

namespace coil::internal::io
{

namespace
{

/// The next bytes, which are in the buffer.
Result<Value> take(Vm& vm, Buffered* self, int64_t size)
{
    Bytes* bytes = TRY(make_bytes(vm, self->waiting().substr(0, size_t(size))));
    self->position += size;
    return Value::cell(bytes);
}

Result<Value> prefix(Vm& vm, Bytes* bytes, size_t size)
{
    return Value::cell(size == bytes->size ? bytes : TRY(make_bytes(vm, { bytes->data, size })));
}

/// Reads so many that the buffer holds too few of them.
Result<Value> read_more(Vm& vm, Buffered* self, int64_t size)
{
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    char* out = bytes->writable();
    int64_t done = self->ahead();
    if (done) {
        std::memcpy(out, self->waiting().data(), size_t(done));
        self->position += done;
    }
    if (self->writable)
        TRY(flush_and_rewind(vm, self));
    self->forget_read();
    auto ended = [&](int64_t count) -> Result<Value> {
        return count == 0 || done > 0 ? prefix(vm, bytes, size_t(done)) : Result<Value>(None);
    };
    // Whole buffers are read past it.
    while (int64_t whole = (size - done) - (size - done) % self->size) {
        int64_t count = TRY(raw_read(vm, self, out + done, whole));
        if (count <= 0)
            return ended(count);
        done += count;
        TRY(vm.work(1));
    }
    self->position = self->raw_position = 0;
    self->read_end = 0;
    while (done < size && self->read_end < self->size) {
        int64_t count = TRY(fill(vm, self));
        if (count <= 0)
            return ended(count);
        int64_t taken = std::min(count, size - done);
        std::memcpy(out + done, self->storage->data + self->position, size_t(taken));
        self->position += taken;
        done += taken;
        TRY(vm.work(1));
    }
    return prefix(vm, bytes, size_t(done));
}

Result<Value> joined(Vm& vm, std::string_view first, std::string_view second)
{
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, first.size() + second.size()));
    std::copy(first.begin(), first.end(), bytes->writable());
    std::copy(second.begin(), second.end(), bytes->writable() + first.size());
    return Value::cell(bytes);
}

/// The rest of a raw stream without readall().
Result<Value> read_by_parts(Vm& vm, Buffered* self, const std::string& before)
{
    std::string all = before;
    for (;;) {
        Value part = TRY(call_named(vm, self->raw, "read"));
        auto* bytes = as_if<Bytes>(part);
        if (!bytes && !part.is_none())
            return vm.raise(Error::TypeError, "read() should return bytes");
        if (part.is_none() || bytes->size == 0)
            return all.empty() ? Result<Value>(part) : Value::cell(TRY(make_bytes(vm, all)));
        TRY(vm.require_room(all.size() + bytes->size));
        all += bytes->view();
        if (self->absolute >= 0)
            self->absolute += int64_t(bytes->size);
    }
}

Result<Value> read_rest(Vm& vm, Buffered* self)
{
    std::string before(self->waiting());
    self->position += self->ahead();
    if (self->writable)
        TRY(flush_and_rewind(vm, self));
    self->forget_read();
    if (FileIO* file = pristine_file(vm, self->raw)) {
        if (!file->readable && !file->closed())
            return raise_unsupported(vm, "File not open for reading");
        Value all = TRY(file_read_all(vm, file, before));
        if (self->absolute >= 0 && !all.is_none())
            self->absolute += int64_t(as<Bytes>(all)->size - before.size());
        return all;
    }
    std::optional<Value> read_all = TRY(find_attribute(vm, self->raw, intern(vm, "readall")));
    if (!read_all)
        return read_by_parts(vm, self, before);
    Value rest = TRY(call(vm, *read_all, {}));
    auto* bytes = as_if<Bytes>(rest);
    if (!bytes && !rest.is_none())
        return vm.raise(Error::TypeError, "readall() should return bytes");
    if (before.empty())
        return rest;
    return joined(vm, before, bytes ? bytes->view() : std::string_view());
}

} // namespace

Result<Value> buffered_read(Vm& vm, Buffered* self, int64_t size)
{
    if (size >= 0 && size <= self->ahead() && !self->lock.is_held())
        return take(vm, self, size);
    Turn turn(self);
    TRY(turn.enter(vm));
    if (size < 0)
        return read_rest(vm, self);
    return size <= self->ahead() ? take(vm, self, size) : read_more(vm, self, size);
}

Result<Value> buffered_read_line(Vm& vm, Buffered* self, int64_t limit)
{
    // Most lines are in the buffer.
    if (!self->lock.is_held()) {
        std::string_view waiting = self->waiting();
        if (limit >= 0)
            waiting = waiting.substr(0, size_t(limit));
        size_t end = waiting.find('\n');
        if (end != std::string_view::npos)
            return take(vm, self, int64_t(end) + 1);
        if (limit >= 0 && waiting.size() == size_t(limit))
            return take(vm, self, limit);
    }
    Turn turn(self);
    TRY(turn.enter(vm));
    std::string line(self->waiting().substr(0, limit < 0 ? std::string_view::npos : size_t(limit)));
    self->position += int64_t(line.size());
    if (self->writable)
        TRY(flush_and_rewind(vm, self));
    size_t searched = 0;
    for (;;) {
        bool is_whole = line.find('\n', searched) != std::string::npos;
        if (is_whole || (limit >= 0 && int64_t(line.size()) >= limit))
            return Value::cell(TRY(make_bytes(vm, line)));
        searched = line.size();
        self->forget_read();
        int64_t count = TRY(fill(vm, self));
        if (count <= 0)
            return Value::cell(TRY(make_bytes(vm, line)));
        self->position = 0;
        std::string_view found(self->storage->data, size_t(count));
        if (limit >= 0)
            found = found.substr(0, size_t(limit) - line.size());
        size_t end = found.find('\n');
        found = found.substr(0, end == std::string_view::npos ? end : end + 1);
        TRY(vm.require_room(line.size() + found.size()));
        line += found;
        self->position = int64_t(found.size());
        TRY(vm.work(1));
    }
}

Result<int64_t> buffered_peek(Vm& vm, Buffered* self)
{
    if (self->ahead() > 0 && !self->lock.is_held())
        return self->ahead();
    Turn turn(self);
    TRY(turn.enter(vm));
    if (self->writable)
        TRY(flush_and_rewind(vm, self));
    if (self->ahead() > 0)
        return self->ahead();
    self->forget_read();
    int64_t count = TRY(fill(vm, self));
    self->position = 0;
    return count;
}

namespace
{

Result<Value> read(Vm& vm, Value self, Value size_value)
{
    int64_t size = TRY(size_argument(vm, size_value));
    if (size < -1)
        return vm.raise(Error::ValueError, "read length must be non-negative or -1");
    return buffered_read(vm, TRY(open_buffered(vm, self, "read of closed file")), size);
}

Result<Value> read_once(Vm& vm, Value self, int64_t size)
{
    Buffered* buffered = TRY(ready(vm, self));
    if (size < 0)
        size = buffered->size;
    TRY(open_buffered(vm, self, "read of closed file"));
    if (size == 0)
        return Value::cell(TRY(make_bytes(vm, "")));
    if (int64_t ahead = buffered->ahead(); ahead > 0 && !buffered->lock.is_held())
        return take(vm, buffered, std::min(ahead, size));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    Turn turn(buffered);
    TRY(turn.enter(vm));
    if (buffered->writable)
        TRY(flush_and_rewind(vm, buffered));
    buffered->forget_read();
    int64_t count = TRY(raw_read(vm, buffered, bytes->writable(), size));
    return prefix(vm, bytes, count < 0 ? 0 : size_t(count));
}

template <bool once> Result<Value> read_into(Vm& vm, Value self, Value target)
{
    size_t size = TRY(writable_size(vm, target, once ? "readinto1" : "readinto"));
    Buffered* buffered = TRY(open_buffered(vm, self, "readinto of closed file"));
    size_t done = 0;
    Turn turn(buffered);
    TRY(turn.enter(vm));
    auto take_waiting = [&]() -> Result<void> {
        std::string_view part = buffered->waiting().substr(0, size - done);
        TRY(copy_into(vm, target, done, part));
        buffered->position += int64_t(part.size());
        done += part.size();
        return {};
    };
    TRY(take_waiting());
    if (done == size)
        return Value::small(int64_t(done));
    if (buffered->writable)
        TRY(flush_and_rewind(vm, buffered));
    buffered->forget_read();
    buffered->position = 0;
    while (done < size) {
        int64_t left = int64_t(size - done), count = 0;
        bool is_long = left > buffered->size;
        if (is_long) {
            ByteArrayStorage* part = TRY(make_byte_storage(vm, size_t(left)));
            count = TRY(raw_read(vm, buffered, part->data, left));
            if (count > 0) {
                TRY(copy_into(vm, target, done, { part->data, size_t(count) }));
                done += size_t(count);
            }
        } else if (!once || done == 0) {
            buffered->forget_read();
            buffered->position = 0;
            count = TRY(fill(vm, buffered));
            if (count > 0)
                TRY(take_waiting());
        }
        if (count == would_block && done == 0)
            return None;
        if (count <= 0 || once)
            break;
        TRY(vm.work(1));
    }
    return Value::small(int64_t(done));
}

Result<Value> readline(Vm& vm, Value self, Value size)
{
    int64_t limit = TRY(size_argument(vm, size));
    return buffered_read_line(vm, TRY(open_buffered(vm, self, "readline of closed file")), limit);
}

Result<Value> peek(Vm& vm, Value self, int64_t)
{
    Buffered* buffered = TRY(open_buffered(vm, self, "peek of closed file"));
    TRY(buffered_peek(vm, buffered));
    return Value::cell(TRY(make_bytes(vm, buffered->waiting())));
}

Result<Value> next(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    Value line;
    if (is_pristine(vm, buffered)) {
        TRY(open_buffered(vm, self, "readline of closed file"));
        line = TRY(buffered_read_line(vm, buffered, -1));
    } else {
        line = TRY(call_named(vm, self, "readline"));
        if (!is_kind(line, Kind::Bytes))
            return vm.raise(
                Error::OSError, "readline() should have returned a bytes object, not '{}'", type_name(vm, line));
    }
    return as<Bytes>(line)->size ? Result<Value>(line) : vm.raise_stop_iteration(None);
}

constexpr NativeDef methods[] = {
    def<"read(self, size=-1, /)", read>("Read and return up to size bytes."),
    def<"read1(self, size=-1, /)", read_once>("Read and return up to size bytes, with at most one read() call."),
    def<"readinto(self, buffer, /)", read_into<false>>(),
    def<"readinto1(self, buffer, /)", read_into<true>>(),
    def<"readline(self, size=-1, /)", readline>("Read and return a line."),
    def<"peek(self, size=0, /)", peek>("Show what is in the buffer, without moving on."),
    def<"__next__(self, /)", next>(),
};

} // namespace

const std::span<const NativeDef> reader_methods = methods;

} // namespace coil::internal::io
