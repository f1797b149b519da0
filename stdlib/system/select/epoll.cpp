// select.epoll.
#include <sys/epoll.h>
#include <unistd.h>

#include "objects/counted.h"
#include "stdlib/system/select/select.h"

namespace coil::internal::selecting
{

namespace
{

/// A descriptor that is closed with this.
struct OwnedFile {
    int fd = -1;
    explicit OwnedFile(int number)
        : fd(number)
    {
    }
    OwnedFile(const OwnedFile&) = delete;
    OwnedFile& operator=(const OwnedFile&) = delete;
    ~OwnedFile() { ::close(fd); }
};
struct EpollObject : NativeObject {
    Counted<OwnedFile> file; ///< null when it was closed
};
void destroy_epoll(Cell* cell) { static_cast<EpollObject*>(cell)->file.reset(); }
constexpr NativeType epoll_type{ "epoll", nullptr, destroy_epoll };

Result<EpollObject*> epoll_of(Vm& vm, Value self)
{
    if (auto* object = native_as<EpollObject>(self, epoll_type))
        return object;
    return vm.raise(Error::TypeError, "a select.epoll is required, not '{}'", type_name(vm, self));
}
Result<int> open_file(Vm& vm, Value self)
{
    EpollObject* object = TRY(epoll_of(vm, self));
    if (!object->file)
        return vm.raise(Error::ValueError, "I/O operation on closed epoll object");
    return object->file->fd;
}

Result<Value> make_epoll(Vm& vm, Value type, int fd)
{
    auto* object = TRY(make_native<EpollObject>(vm, as<Class>(type), epoll_type));
    object->file = TRY(make_counted<OwnedFile>(vm, fd));
    return Value::cell(object);
}
Result<Value> epoll_new(Vm& vm, Value type, Value size_value, Value flags_value)
{
    TRY(check_authority(vm, Authority::Files));
    int size = TRY(to_c_int(vm, size_value)), flags = TRY(to_c_int(vm, flags_value));
    if (size != -1 && size <= 0)
        return vm.raise(Error::ValueError, "negative sizehint");
    if (flags & ~EPOLL_CLOEXEC)
        return raise_os_error(vm, EINVAL, Value());
    int fd = ::epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0)
        return posix::raise_errno(vm);
    Result<Value> made = make_epoll(vm, type, fd);
    if (made.failed())
        ::close(fd);
    return made;
}
Result<Value> from_file(Vm& vm, Value type, Value fd)
{
    return make_epoll(vm, type, TRY(posix::take_descriptor(vm, fd)));
}

Result<void> control(Vm& vm, Value self, int operation, Value given, uint32_t events)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int own = TRY(open_file(vm, self));
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    if (::epoll_ctl(own, operation, fd, &event) != 0)
        return posix::raise_errno(vm);
    return {};
}
Result<uint32_t> take_events(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    std::optional<int64_t> number = int_to_int64(integer);
    if (!number || *number < 0 || *number > int64_t(UINT32_MAX))
        return vm.raise(Error::OverflowError,
            int_sign(integer) < 0 ? "can't convert negative value to unsigned int"
                                  : "Python int too large to convert to C unsigned int");
    return uint32_t(*number);
}
Result<void> watch(Vm& vm, Value self, Value fd, Value mask)
{
    uint32_t events = mask.is_empty() ? EPOLLIN | EPOLLPRI | EPOLLOUT : TRY(take_events(vm, mask));
    return control(vm, self, EPOLL_CTL_ADD, fd, events);
}
Result<void> change(Vm& vm, Value self, Value fd, Value mask)
{
    return control(vm, self, EPOLL_CTL_MOD, fd, TRY(take_events(vm, mask)));
}
Result<void> forget(Vm& vm, Value self, Value fd) { return control(vm, self, EPOLL_CTL_DEL, fd, 0); }

Result<Value> wait(Vm& vm, Value self, Value timeout, Value most_value)
{
    constexpr int usual_most = FD_SETSIZE - 1, very_many = 1 << 16;
    TRY(open_file(vm, self));
    Deadline until = TRY(take_timeout(vm, timeout, 1, true));
    int most = TRY(to_c_int(vm, most_value));
    if (most == -1)
        most = usual_most;
    if (most < 1)
        return vm.raise(Error::ValueError, "maxevents must be greater than 0, got {}", int64_t(most));
    std::vector<epoll_event> events(size_t(std::min(most, very_many)));
    int count;
    for (;;) {
        // It may have been closed meanwhile.
        int own = TRY(open_file(vm, self));
        count = ::epoll_wait(own, events.data(), int(events.size()), 0);
        if (count < 0 && errno != EINTR)
            return posix::raise_errno(vm);
        if (count > 0 || until.has_come())
            break;
        pollfd descriptor{ own, POLLIN, 0 };
        TRY(wait_for_any(vm, { &descriptor, 1 }, until));
    }
    List* ready = TRY(make_list(vm));
    for (int i = 0; i < count; i++) {
        const epoll_event& event = events[size_t(i)];
        Tuple* pair = TRY(make_pair(vm, Value::small(event.data.fd), Value::small(event.events)));
        TRY(list_append(vm, ready, Value::cell(pair)));
    }
    return Value::cell(ready);
}

Result<void> close(Vm& vm, Value self)
{
    TRY(epoll_of(vm, self))->file.reset();
    return {};
}
Result<Value> enter(Vm& vm, Value self)
{
    TRY(open_file(vm, self));
    return self;
}
Result<void> leave(Vm& vm, Value self, Arguments) { return close(vm, self); }
Result<int64_t> file_number(Vm& vm, Value self) { return int64_t(TRY(open_file(vm, self))); }
Result<Value> is_closed(Vm& vm, Value self) { return Value::boolean(!TRY(epoll_of(vm, self))->file); }

constexpr NativeDef new_def = def<"__new__(cls, sizehint=-1, flags=0)", epoll_new>();
constexpr NativeDef class_methods[] = {
    def<"fromfd(cls, fd, /)", from_file>("Create an epoll object from a given control fd."),
};
constexpr NativeDef methods[] = {
    def<"register(self, fd, eventmask=)", watch>("Registers a new fd."),
    def<"modify(self, fd, eventmask)", change>("Modify event mask for a registered file descriptor."),
    def<"unregister(self, fd)", forget>("Remove a registered file descriptor from the epoll object."),
    def<"poll(self, timeout=None, maxevents=-1)", wait>("Wait for events on the epoll file descriptor."),
    def<"close(self, /)", close>("Close the epoll control file descriptor."),
    def<"fileno(self, /)", file_number>("The epoll control file descriptor."),
    def<"__enter__(self, /)", enter>(),
    def<"__exit__(self, /, *args)", leave>(),
};
constexpr AttributeDef attributes[] = { { "closed", is_closed, nullptr, "True if the epoll handler is closed" } };

} // namespace

Result<void> define_epoll(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "epoll",
            .module = "select",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .kind = Kind::NativeResource }));
    add_class_methods(vm, cls, class_methods);
    return keep_class(vm, Epoll, cls);
}

} // namespace coil::internal::selecting
