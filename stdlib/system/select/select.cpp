// The module select: waiting for descriptors.
#include "stdlib/system/select/select.h"

#include <cmath>
#include <sys/epoll.h>
#include <sys/select.h>

#include "stdlib/modules.h"

namespace coil::internal::selecting
{

Result<void> keep_class(Vm& vm, ClassName name, Class* cls)
{
    auto* kept = as<Tuple>(vm.modules->state_of(select_module));
    vm.heap.write_barrier(kept);
    kept->items[name] = Value::cell(cls);
    return {};
}
Class* class_named(Vm& vm, ClassName name)
{
    return as<Class>(as<Tuple>(vm.modules->state_of(select_module))->items[name]);
}

Result<int> wait_for_any(Vm& vm, std::span<pollfd> descriptors, Deadline until)
{
    for (;;) {
        int count = ::poll(descriptors.data(), descriptors.size(), 0);
        if (count < 0 && errno != EINTR)
            return posix::raise_errno(vm);
        if (count > 0 || until.has_come())
            return std::max(count, 0);
        Waker& waker = waker_of_thread(vm);
        count = posix::outside(vm, [&] { return waker.poll(descriptors, until); });
        if (count < 0 && errno != EINTR)
            return posix::raise_errno(vm);
        TRY(serve_poll(vm));
        if (count > 0)
            return count;
    }
}

Result<Deadline> take_timeout(Vm& vm, Value timeout, double seconds, bool negative_is_never)
{
    if (timeout.is_none() || timeout.is_empty())
        return Deadline::never();
    if (!is_float(timeout) && !is_int(timeout) && lookup(vm, vm.class_of(timeout), vm.names->index).is_empty())
        return vm.raise(Error::TypeError, "timeout must be a real number or None");
    double given = is_float(timeout) ? float_of(timeout) : int_to_double_or_infinity(TRY(to_int_object(vm, timeout)));
    if (std::isnan(given))
        return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
    if (std::fabs(given) * seconds > 9.2e9)
        return vm.raise(Error::OverflowError, "timeout is too large");
    if (given < 0 && negative_is_never)
        return Deadline::never();
    if (given < 0)
        return vm.raise(Error::ValueError, "timeout must be non-negative");
    return Deadline::after(given * seconds);
}

namespace
{

/// One of select's sequences.
struct Watched {
    List* objects = nullptr;
    std::vector<int> numbers;
};
Result<Watched> take_watched(Vm& vm, Value sequence)
{
    Watched watched;
    Result<List*> listed = list_of(vm, sequence);
    if (listed.failed()) {
        if (vm.class_of(vm.pending) == vm.error_class(Error::TypeError)) {
            vm.take_pending();
            return vm.raise(Error::TypeError, "arguments 1-3 must be sequences");
        }
        return Raised{};
    }
    watched.objects = listed.value();
    for (size_t i = 0; i < watched.objects->size; i++) {
        int fd = TRY(posix::take_file_number(vm, watched.objects->array->data[i]));
        if (fd >= FD_SETSIZE)
            return vm.raise(Error::ValueError, "filedescriptor out of range in select()");
        if (watched.numbers.size() > FD_SETSIZE)
            return vm.raise(Error::ValueError, "too many file descriptors in select()");
        watched.numbers.push_back(fd);
    }
    return watched;
}

Result<Value> select(Vm& vm, Value readers, Value writers, Value exceptional, Value timeout)
{
    constexpr short events[] = { POLLIN, POLLOUT, POLLPRI };
    constexpr short answers[] = { POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI };
    Deadline until = TRY(take_timeout(vm, timeout, 1, false));
    std::vector<pollfd> descriptors;
    const Value given[] = { readers, writers, exceptional };
    Watched watched[3];
    for (size_t i = 0; i < 3; i++) {
        watched[i] = TRY(take_watched(vm, given[i]));
        for (int fd : watched[i].numbers)
            descriptors.push_back({ fd, events[i], 0 });
    }
    TRY(wait_for_any(vm, descriptors, until));
    Tuple* result = TRY(make_tuple(vm, size_t(3)));
    size_t at = 0;
    for (size_t i = 0; i < 3; i++) {
        List* ready = TRY(make_list(vm));
        vm.heap.write_barrier(result);
        result->items[i] = Value::cell(ready);
        for (size_t k = 0; k < watched[i].numbers.size(); k++) {
            short found = descriptors[at++].revents;
            if (found & POLLNVAL)
                return raise_os_error(vm, EBADF, Value());
            if (found & answers[i] && k < watched[i].objects->size)
                TRY(list_append(vm, ready, watched[i].objects->array->data[k]));
        }
    }
    return Value::cell(result);
}

constexpr NativeDef definitions[] = {
    def<"select(rlist, wlist, xlist, timeout=None, /)", select>(
        "Wait until one or more file descriptors are ready for some kind of I/O."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Tuple* kept = TRY(make_tuple(vm, ClassCount));
    std::fill_n(kept->items, ClassCount, None);
    vm.modules->state_of(select_module) = Value::cell(kept);
    const std::pair<std::string_view, int64_t> constants[] = { { "POLLIN", POLLIN }, { "POLLPRI", POLLPRI },
        { "POLLOUT", POLLOUT }, { "POLLERR", POLLERR }, { "POLLHUP", POLLHUP }, { "POLLNVAL", POLLNVAL },
        { "POLLRDNORM", POLLRDNORM }, { "POLLRDBAND", POLLRDBAND }, { "POLLWRNORM", POLLWRNORM },
        { "POLLWRBAND", POLLWRBAND }, { "POLLMSG", POLLMSG }, { "POLLRDHUP", POLLRDHUP }, { "PIPE_BUF", 4096 },
        { "EPOLLIN", EPOLLIN }, { "EPOLLOUT", EPOLLOUT }, { "EPOLLPRI", EPOLLPRI }, { "EPOLLERR", EPOLLERR },
        { "EPOLLHUP", EPOLLHUP }, { "EPOLLRDHUP", EPOLLRDHUP }, { "EPOLLET", EPOLLET },
        { "EPOLLONESHOT", EPOLLONESHOT }, { "EPOLLEXCLUSIVE", EPOLLEXCLUSIVE }, { "EPOLLWAKEUP", EPOLLWAKEUP },
        { "EPOLLRDNORM", EPOLLRDNORM }, { "EPOLLRDBAND", EPOLLRDBAND }, { "EPOLLWRNORM", EPOLLWRNORM },
        { "EPOLLWRBAND", EPOLLWRBAND }, { "EPOLLMSG", EPOLLMSG }, { "EPOLL_CLOEXEC", EPOLL_CLOEXEC } };
    for (const auto& [name, value] : constants)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    TRY(define_poll(vm, module));
    TRY(define_epoll(vm, module));
    return dict_set_str(vm, module->dict, intern(vm, "error"), Value::cell(vm.error_class(Error::OSError)));
}

} // namespace

} // namespace coil::internal::selecting

namespace coil::internal
{

const NativeModule select_module{ "select", selecting::definitions, selecting::prepare,
    "This module supports asynchronous I/O on multiple file descriptors." };

} // namespace coil::internal
