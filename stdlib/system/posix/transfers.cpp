// Moving bytes: vectors of buffers, and from descriptor to descriptor.
#include <climits>
#include <poll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "objects/memory_view.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// The buffers of a sequence, held while they are used.
Result<List*> take_buffers(Vm& vm, Value buffers, const char* function)
{
    if (!is_kind(buffers, Kind::List) && !is_kind(buffers, Kind::Tuple) &&
        lookup(vm, vm.class_of(buffers), intern(vm, "__getitem__")).is_empty())
        return vm.raise(Error::TypeError, "{}() arg 2 must be a sequence", function);
    List* list = TRY(list_of(vm, buffers));
    if (list->size > IOV_MAX)
        return raise_os_error(vm, EINVAL, Value());
    return list;
}

/// Writes the buffers' bytes, which are copied first: while others hold the VM they may change.
template <class Write> Result<int64_t> gather(Vm& vm, int fd, List* buffers, Write&& write)
{
    std::string bytes;
    for (size_t i = 0; i < buffers->size; i++) {
        std::string_view part = TRY(require_buffer(vm, buffers->array->data[i]));
        TRY(vm.require_room(bytes.size() + part.size()));
        bytes += part;
    }
    TRY(wait_until_ready(vm, fd, POLLOUT));
    iovec whole{ bytes.data(), bytes.size() };
    ssize_t count = TRY(retried(vm, [&] { return write(&whole); }));
    if (count < 0)
        return raise_errno(vm);
    return int64_t(count);
}
/// Reads as much as the buffers hold, and spreads it over them.
template <class Read> Result<int64_t> scatter(Vm& vm, int fd, List* buffers, Read&& read)
{
    size_t size = 0;
    for (size_t i = 0; i < buffers->size; i++) {
        TRY(require_buffer(vm, buffers->array->data[i]));
        auto target = TRY(writable_buffer(vm, buffers->array->data[i]));
        if (!target)
            return vm.raise(Error::BufferError, "Object is not writable.");
        size += target->size();
    }
    TRY(vm.require_room(size));
    TRY(wait_until_ready(vm, fd, POLLIN));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size));
    iovec whole{ bytes->writable(), size };
    ssize_t count = TRY(retried(vm, [&] { return read(&whole); }));
    if (count < 0)
        return raise_errno(vm);
    std::string_view rest(bytes->data, size_t(count));
    for (size_t i = 0; i < buffers->size && !rest.empty(); i++) {
        auto target = TRY(writable_buffer(vm, buffers->array->data[i]));
        size_t part = target ? std::min(target->size(), rest.size()) : 0;
        if (part)
            std::copy_n(rest.data(), part, target->data());
        rest.remove_prefix(part);
    }
    return int64_t(count);
}

Result<int64_t> write_vector(Vm& vm, Value given, Value buffers)
{
    int fd = TRY(take_descriptor(vm, given));
    return gather(vm, fd, TRY(take_buffers(vm, buffers, "writev")), [&](iovec* all) { return ::writev(fd, all, 1); });
}
Result<int64_t> write_vector_at(Vm& vm, Value given, Value buffers, Value offset_value, Value flags_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value));
    int flags = TRY(to_c_int(vm, flags_value));
    return gather(vm, fd, TRY(take_buffers(vm, buffers, "pwritev")),
        [&](iovec* all) { return flags ? ::pwritev2(fd, all, 1, offset, flags) : ::pwritev(fd, all, 1, offset); });
}
Result<int64_t> read_vector(Vm& vm, Value given, Value buffers)
{
    int fd = TRY(take_descriptor(vm, given));
    return scatter(vm, fd, TRY(take_buffers(vm, buffers, "readv")), [&](iovec* all) { return ::readv(fd, all, 1); });
}
Result<int64_t> read_vector_at(Vm& vm, Value given, Value buffers, Value offset_value, Value flags_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value));
    int flags = TRY(to_c_int(vm, flags_value));
    return scatter(vm, fd, TRY(take_buffers(vm, buffers, "preadv")),
        [&](iovec* all) { return flags ? ::preadv2(fd, all, 1, offset, flags) : ::preadv(fd, all, 1, offset); });
}

Result<size_t> take_count(Vm& vm, Value value, const char* message)
{
    int64_t count = TRY(to_index(vm, value));
    if (count < 0)
        return vm.raise(Error::ValueError, message);
    return size_t(count);
}

Result<int64_t> send_file(Vm& vm, Value out_value, Value in_value, Value offset_value, Value count_value)
{
    int out = TRY(take_descriptor(vm, out_value)), in = TRY(take_descriptor(vm, in_value));
    size_t count = TRY(take_count(vm, count_value, "negative count"));
    off_t offset = offset_value.is_none() ? 0 : TRY(take_offset(vm, offset_value));
    TRY(wait_until_ready(vm, out, POLLOUT));
    ssize_t sent =
        TRY(retried(vm, [&] { return ::sendfile(out, in, offset_value.is_none() ? nullptr : &offset, count); }));
    if (sent < 0)
        return raise_errno(vm);
    return int64_t(sent);
}

/// The arguments of copy_file_range and splice.
struct Transfer {
    int from = -1, to = -1;
    size_t count = 0;
    int64_t from_offset = 0, to_offset = 0;
    bool has_from_offset = false, has_to_offset = false;
    int64_t* from_place() { return has_from_offset ? &from_offset : nullptr; }
    int64_t* to_place() { return has_to_offset ? &to_offset : nullptr; }
};
Result<Transfer> take_transfer(Vm& vm, Value from, Value to, Value count, Value from_offset, Value to_offset)
{
    Transfer transfer;
    transfer.from = TRY(take_descriptor(vm, from));
    transfer.to = TRY(take_descriptor(vm, to));
    transfer.count = TRY(take_count(vm, count, "negative value for 'count' not allowed"));
    transfer.has_from_offset = !from_offset.is_none();
    transfer.has_to_offset = !to_offset.is_none();
    if (transfer.has_from_offset)
        transfer.from_offset = TRY(take_offset(vm, from_offset));
    if (transfer.has_to_offset)
        transfer.to_offset = TRY(take_offset(vm, to_offset));
    return transfer;
}
Result<int64_t> copy_range(Vm& vm, Value from, Value to, Value count, Value from_offset, Value to_offset)
{
    Transfer transfer = TRY(take_transfer(vm, from, to, count, from_offset, to_offset));
    ssize_t copied = TRY(retried(vm, [&] {
        return ::copy_file_range(
            transfer.from, transfer.from_place(), transfer.to, transfer.to_place(), transfer.count, 0);
    }));
    if (copied < 0)
        return raise_errno(vm);
    return int64_t(copied);
}
Result<int64_t> splice(Vm& vm, Value from, Value to, Value count, Value from_offset, Value to_offset, Value flags_value)
{
    Transfer transfer = TRY(take_transfer(vm, from, to, count, from_offset, to_offset));
    auto flags = unsigned(TRY(to_c_int(vm, flags_value)));
    TRY(wait_until_ready(vm, transfer.from, POLLIN));
    TRY(wait_until_ready(vm, transfer.to, POLLOUT));
    ssize_t moved = TRY(retried(vm, [&] {
        return ::splice(transfer.from, transfer.from_place(), transfer.to, transfer.to_place(), transfer.count, flags);
    }));
    if (moved < 0)
        return raise_errno(vm);
    return int64_t(moved);
}

/// posix_fallocate and posix_fadvise give the number of the error.
template <class Call> Result<void> numbered(Vm& vm, Call&& call)
{
    for (;;) {
        int number = outside(vm, call);
        if (number == 0)
            return {};
        if (number != EINTR)
            return raise_os_error(vm, number, Value());
        TRY(serve_poll(vm));
    }
}
Result<void> reserve(Vm& vm, Value given, Value offset_value, Value length_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value)), length = TRY(take_offset(vm, length_value));
    return numbered(vm, [&] { return ::posix_fallocate(fd, offset, length); });
}
Result<void> advise(Vm& vm, Value given, Value offset_value, Value length_value, Value advice_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value)), length = TRY(take_offset(vm, length_value));
    int advice = TRY(to_c_int(vm, advice_value));
    return numbered(vm, [&] { return ::posix_fadvise(fd, offset, length, advice); });
}

constexpr NativeDef functions[] = {
    def<"readv(fd, buffers, /)", read_vector>("Read from a file descriptor fd into an iterable of buffers."),
    def<"writev(fd, buffers, /)", write_vector>("Iterate over buffers, and write the contents of each to fd."),
    def<"preadv(fd, buffers, offset, flags=0, /)", read_vector_at>("As readv, at an offset."),
    def<"pwritev(fd, buffers, offset, flags=0, /)", write_vector_at>("As writev, at an offset."),
    def<"sendfile(out_fd, in_fd, offset, count)", send_file>("Copy count bytes from one descriptor to another."),
    def<"copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", copy_range>(
        "Copy count bytes from one file descriptor to another."),
    def<"splice(src, dst, count, offset_src=None, offset_dst=None, flags=0)", splice>(
        "Transfer count bytes from one pipe to a descriptor or vice versa."),
    def<"posix_fallocate(fd, offset, length, /)", reserve>("Ensure a file has allocated a range of bytes on disk."),
    def<"posix_fadvise(fd, offset, length, advice, /)", advise>("Announce to access data in a specific pattern."),
};

} // namespace

const std::span<const NativeDef> transfer_functions = functions;

} // namespace coil::internal::posix
