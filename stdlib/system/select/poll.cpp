// select.poll: descriptors that are watched, in a dict of their events.
#include "stdlib/system/select/select.h"

namespace coil::internal::selecting
{

namespace
{

struct PollObject : NativeObject {
    Dict* events; ///< of descriptors
    bool is_waiting;
};
void trace_poll(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<PollObject*>(cell)->events));
}
constexpr NativeType poll_type{ "poll", trace_poll, nullptr };

Result<PollObject*> poll_of(Vm& vm, Value self)
{
    if (auto* object = native_as<PollObject>(self, poll_type))
        return object;
    return vm.raise(Error::TypeError, "a select.poll is required, not '{}'", type_name(vm, self));
}
Result<int64_t> take_events(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    std::optional<int64_t> number = int_to_int64(integer);
    if (int_sign(integer) < 0)
        return vm.raise(Error::ValueError, "value must be positive");
    if (!number || *number > UINT16_MAX)
        return vm.raise(Error::OverflowError, "Python int too large for C unsigned short");
    return *number;
}

Result<void> watch(Vm& vm, Value self, Value given, Value mask)
{
    PollObject* object = TRY(poll_of(vm, self));
    int fd = TRY(posix::take_file_number(vm, given));
    int64_t events = mask.is_empty() ? POLLIN | POLLPRI | POLLOUT : TRY(take_events(vm, mask));
    return dict_set(vm, object->events, Value::small(fd), Value::small(events));
}
Result<void> change(Vm& vm, Value self, Value given, Value mask)
{
    PollObject* object = TRY(poll_of(vm, self));
    int fd = TRY(posix::take_file_number(vm, given));
    int64_t events = TRY(take_events(vm, mask));
    if (!TRY(dict_find(vm, object->events, Value::small(fd))).value)
        return raise_os_error(vm, ENOENT, Value());
    return dict_set(vm, object->events, Value::small(fd), Value::small(events));
}
Result<void> forget(Vm& vm, Value self, Value given)
{
    PollObject* object = TRY(poll_of(vm, self));
    Value fd = Value::small(TRY(posix::take_file_number(vm, given)));
    if (!TRY(dict_pop(vm, object->events, fd)))
        return vm.raise_value(Error::KeyError, fd);
    return {};
}
Result<Value> poll(Vm& vm, Value self, Value timeout)
{
    PollObject* object = TRY(poll_of(vm, self));
    Deadline until = TRY(take_timeout(vm, timeout, 0.001, true));
    if (object->is_waiting)
        return vm.raise(Error::RuntimeError, "concurrent poll() invocation");
    std::vector<pollfd> descriptors;
    size_t position = 0;
    while (const DictEntry* entry = next_entry(object->events, position))
        descriptors.push_back({ int(entry->key.as_small()), short(entry->value.as_small()), 0 });
    object->is_waiting = true;
    Result<int> count = wait_for_any(vm, descriptors, until);
    object->is_waiting = false;
    if (count.failed())
        return Raised{};
    List* ready = TRY(make_list(vm));
    for (const pollfd& each : descriptors)
        if (each.revents) {
            Tuple* pair = TRY(make_pair(vm, Value::small(each.fd), Value::small(uint16_t(each.revents))));
            TRY(list_append(vm, ready, Value::cell(pair)));
        }
    return Value::cell(ready);
}

constexpr NativeDef methods[] = {
    def<"register(self, fd, eventmask=, /)", watch>("Register a file descriptor with the polling object."),
    def<"modify(self, fd, eventmask, /)", change>("Modify an already registered file descriptor."),
    def<"unregister(self, fd, /)", forget>("Remove a file descriptor being tracked by the polling object."),
    def<"poll(self, timeout=None, /)", poll>("Polls the set of registered file descriptors."),
};

Result<Value> make_poll(Vm& vm)
{
    TRY(check_authority(vm, Authority::Files));
    Dict* events = TRY(make_dict(vm));
    auto* object = TRY(make_native<PollObject>(vm, class_named(vm, Poll), poll_type));
    object->events = events;
    return Value::cell(object);
}
constexpr NativeDef make_def = def<"poll()", make_poll>("A polling object.");

} // namespace

Result<void> define_poll(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "poll", .module = "select", .methods = methods, .flags = DisallowsNew }));
    TRY(keep_class(vm, Poll, cls));
    return dict_set_str(
        vm, module->dict, intern(vm, "poll"), TRY(make_native_function(vm, make_def, Value(), module->name)));
}

} // namespace coil::internal::selecting
