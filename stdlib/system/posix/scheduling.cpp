// Priorities and processors of processes.
#include <cstdlib>
#include <memory>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "objects/set.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

constexpr AttributeDef parameter_fields[] = { { "sched_priority", struct_field<0>, nullptr,
    "the scheduling priority" } };
constexpr StructSequence parameter_kind{ "posix", "sched_param", parameter_fields, 1,
    "Currently has only one field: sched_priority" };

/// sched_param(priority) takes no sequence, other than the classes that are made alike.
Result<Value> parameter_new(Vm& vm, Value type, Value priority)
{
    return make_struct(vm, as<Class>(type), { priority });
}
constexpr NativeDef parameter_new_def = def<"__new__(cls, sched_priority)", parameter_new>();
Result<Value> parameter_reduce(Vm& vm, Value self)
{
    Tuple* arguments = TRY(make_tuple(vm, { TRY(struct_item(vm, self, 0)) }));
    return Value::cell(TRY(make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(arguments))));
}
constexpr NativeDef parameter_methods[] = { def<"__reduce__(self, /)", parameter_reduce>() };

Result<sched_param> take_parameter(Vm& vm, Value value)
{
    if (vm.class_of(value) != class_named(vm, ScheduleParameter))
        return vm.raise(Error::TypeError, "must have a sched_param object");
    Value priority = TRY(struct_item(vm, value, 0));
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, priority)));
    if (!number || *number > INT32_MAX || *number < INT32_MIN)
        return vm.raise(Error::OverflowError, "sched_priority out of range");
    sched_param parameter{};
    parameter.sched_priority = int(*number);
    return parameter;
}
Result<pid_t> take_process(Vm& vm, Value value)
{
    TRY(check_authority(vm, Authority::Processes));
    return pid_t(TRY(to_c_int(vm, value)));
}
Result<Value> checked(Vm& vm, int status)
{
    if (status < 0)
        return raise_errno(vm);
    return Value::small(status);
}

template <int (*function)(int)> Result<Value> priority_bound(Vm& vm, Value policy)
{
    return checked(vm, function(TRY(to_c_int(vm, policy))));
}
Result<Value> get_scheduler(Vm& vm, Value pid) { return checked(vm, ::sched_getscheduler(TRY(take_process(vm, pid)))); }
Result<void> set_scheduler(Vm& vm, Value pid, Value policy_value, Value parameter_value)
{
    pid_t process = TRY(take_process(vm, pid));
    int policy = TRY(to_c_int(vm, policy_value));
    sched_param parameter = TRY(take_parameter(vm, parameter_value));
    TRY(checked(vm, ::sched_setscheduler(process, policy, &parameter)));
    return {};
}
Result<Value> get_parameter(Vm& vm, Value pid)
{
    sched_param parameter;
    TRY(checked(vm, ::sched_getparam(TRY(take_process(vm, pid)), &parameter)));
    return make_struct(vm, class_named(vm, ScheduleParameter), { Value::small(parameter.sched_priority) });
}
Result<void> set_parameter(Vm& vm, Value pid, Value parameter_value)
{
    pid_t process = TRY(take_process(vm, pid));
    sched_param parameter = TRY(take_parameter(vm, parameter_value));
    TRY(checked(vm, ::sched_setparam(process, &parameter)));
    return {};
}
Result<Value> round_robin_interval(Vm& vm, Value pid)
{
    timespec interval;
    TRY(checked(vm, ::sched_rr_get_interval(TRY(take_process(vm, pid)), &interval)));
    return make_float(vm, double(interval.tv_sec) + 1e-9 * double(interval.tv_nsec));
}
Result<void> give_way(Vm& vm)
{
    TRY(checked(vm, outside(vm, [] { return ::sched_yield(); })));
    return {};
}

/// As many processors as a set is ever made for.
constexpr size_t most_processors = 1 << 16;

struct FreeSet {
    void operator()(cpu_set_t* set) const { CPU_FREE(set); }
};
using ProcessorSet = std::unique_ptr<cpu_set_t, FreeSet>;

Result<Value> get_affinity(Vm& vm, Value pid)
{
    pid_t process = TRY(take_process(vm, pid));
    size_t bytes = CPU_ALLOC_SIZE(most_processors);
    ProcessorSet processors(CPU_ALLOC(most_processors));
    if (!processors)
        return vm.raise_memory_error();
    TRY(checked(vm, ::sched_getaffinity(process, bytes, processors.get())));
    List* numbers = TRY(make_list(vm));
    for (size_t i = 0; i < most_processors; i++)
        if (CPU_ISSET_S(i, bytes, processors.get()))
            TRY(list_append(vm, numbers, Value::small(int64_t(i))));
    return call(vm, Value::cell(vm.classes->set), { Value::cell(numbers) });
}
Result<void> set_affinity(Vm& vm, Value pid, Value mask)
{
    pid_t process = TRY(take_process(vm, pid));
    size_t bytes = CPU_ALLOC_SIZE(most_processors);
    ProcessorSet processors(CPU_ALLOC(most_processors));
    if (!processors)
        return vm.raise_memory_error();
    CPU_ZERO_S(bytes, processors.get());
    Items items(vm);
    TRY(items.open(mask));
    while (Step item = TRY(items.next())) {
        if (!is_int(*item))
            return vm.raise(Error::TypeError, "expected an iterator of ints, but iterator yielded {}",
                type_name(vm, Value::cell(vm.class_of(*item))));
        std::optional<int64_t> number = int_to_int64(*item);
        if (number && *number < 0)
            return vm.raise(Error::ValueError, "negative CPU number");
        if (!number || *number > INT32_MAX)
            return vm.raise(Error::OverflowError, "CPU number too large");
        if (size_t(*number) < most_processors)
            CPU_SET_S(size_t(*number), bytes, processors.get());
    }
    TRY(checked(vm, ::sched_setaffinity(process, bytes, processors.get())));
    return {};
}

Result<Value> be_nice(Vm& vm, Value increment)
{
    TRY(check_authority(vm, Authority::Processes));
    int value = TRY(to_c_int(vm, increment));
    errno = 0;
    int priority = ::nice(value);
    if (priority == -1 && errno)
        return raise_errno(vm);
    return Value::small(priority);
}
Result<Value> get_priority(Vm& vm, Value which_value, Value who)
{
    TRY(check_authority(vm, Authority::Processes));
    int which = TRY(to_c_int(vm, which_value)), number = TRY(to_c_int(vm, who));
    errno = 0;
    int priority = ::getpriority(__priority_which_t(which), id_t(number));
    if (priority == -1 && errno)
        return raise_errno(vm);
    return Value::small(priority);
}
Result<void> set_priority(Vm& vm, Value which_value, Value who, Value priority_value)
{
    TRY(check_authority(vm, Authority::Processes));
    int which = TRY(to_c_int(vm, which_value)), number = TRY(to_c_int(vm, who));
    TRY(checked(vm, ::setpriority(__priority_which_t(which), id_t(number), TRY(to_c_int(vm, priority_value)))));
    return {};
}

constexpr NativeDef functions[] = {
    def<"sched_get_priority_max(policy)", priority_bound<::sched_get_priority_max>>(
        "Get the maximum scheduling priority for policy."),
    def<"sched_get_priority_min(policy)", priority_bound<::sched_get_priority_min>>(
        "Get the minimum scheduling priority for policy."),
    def<"sched_getscheduler(pid, /)", get_scheduler>("Get the scheduling policy for the process identified by pid."),
    def<"sched_setscheduler(pid, policy, param, /)", set_scheduler>("Set the scheduling policy for the process."),
    def<"sched_getparam(pid, /)", get_parameter>("Returns scheduling parameters for the process identified by pid."),
    def<"sched_setparam(pid, param, /)", set_parameter>("Set scheduling parameters for the process."),
    def<"sched_rr_get_interval(pid, /)", round_robin_interval>("The round-robin quantum for the process."),
    def<"sched_yield()", give_way>("Voluntarily relinquish the CPU."),
    def<"sched_getaffinity(pid, /)", get_affinity>("The affinity of the process identified by pid."),
    def<"sched_setaffinity(pid, mask, /)", set_affinity>("Set the CPU affinity of the process identified by pid."),
    def<"nice(increment, /)", be_nice>("Add increment to the priority of process and return the new priority."),
    def<"getpriority(which, who)", get_priority>("Return program scheduling priority."),
    def<"setpriority(which, who, priority)", set_priority>("Set program scheduling priority."),
};

} // namespace

const std::span<const NativeDef> scheduling_functions = functions;

Result<void> define_scheduling(Vm& vm, Module* module)
{
    Class* cls = TRY(make_struct_class<parameter_kind>(vm));
    add_new(vm, cls, parameter_new_def);
    add_methods(vm, cls, parameter_methods);
    return keep_class(vm, module, ScheduleParameter, cls);
}

} // namespace coil::internal::posix
