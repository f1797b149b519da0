// The module resource: what processes use, and how much they may.
#include "stdlib/system/resource.h"

#include <cerrno>
#include <unistd.h>

#include "runtime/machine/import.h"
#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal
{

namespace
{

constexpr AttributeDef usage_fields[] = {
    { "ru_utime", struct_field<0>, nullptr, "user time used" },
    { "ru_stime", struct_field<1>, nullptr, "system time used" },
    { "ru_maxrss", struct_field<2>, nullptr, "max. resident set size" },
    { "ru_ixrss", struct_field<3>, nullptr, "shared memory size" },
    { "ru_idrss", struct_field<4>, nullptr, "unshared data size" },
    { "ru_isrss", struct_field<5>, nullptr, "unshared stack size" },
    { "ru_minflt", struct_field<6>, nullptr, "page faults not requiring I/O" },
    { "ru_majflt", struct_field<7>, nullptr, "page faults requiring I/O" },
    { "ru_nswap", struct_field<8>, nullptr, "number of swap outs" },
    { "ru_inblock", struct_field<9>, nullptr, "block input operations" },
    { "ru_oublock", struct_field<10>, nullptr, "block output operations" },
    { "ru_msgsnd", struct_field<11>, nullptr, "IPC messages sent" },
    { "ru_msgrcv", struct_field<12>, nullptr, "IPC messages received" },
    { "ru_nsignals", struct_field<13>, nullptr, "signals received" },
    { "ru_nvcsw", struct_field<14>, nullptr, "voluntary context switches" },
    { "ru_nivcsw", struct_field<15>, nullptr, "involuntary context switches" },
};
constexpr StructSequence usage_kind{ "resource", "struct_rusage", usage_fields, 16,
    "Result from getrusage: what a process has used." };

Result<int> take_resource(Vm& vm, Value value)
{
    int number = TRY(to_c_int(vm, value));
    if (number < 0 || number >= int(RLIM_NLIMITS))
        return vm.raise(Error::ValueError, "invalid resource specified");
    return number;
}
Result<Value> limit_value(Vm& vm, rlim_t limit)
{
    return limit == RLIM_INFINITY ? Value::small(-1) : make_int_unsigned(vm, limit);
}
Result<Value> both_limits(Vm& vm, const rlimit& limits)
{
    Value soft = TRY(limit_value(vm, limits.rlim_cur));
    return Value::cell(TRY(make_pair(vm, soft, TRY(limit_value(vm, limits.rlim_max)))));
}
Result<rlim_t> take_limit(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    if (std::optional<int64_t> number = int_to_int64(integer)) {
        if (*number == -1)
            return RLIM_INFINITY;
        if (*number < 0)
            return vm.raise(Error::ValueError, "Cannot convert negative int");
        return rlim_t(*number);
    }
    std::optional<uint64_t> number = int_to_uint64(integer);
    if (!number)
        return vm.raise(Error::OverflowError, "int too big to convert");
    return rlim_t(*number);
}
Result<rlimit> take_limits(Vm& vm, Value value)
{
    List* list = TRY(list_of(vm, value));
    if (list->size != 2)
        return vm.raise(Error::ValueError, "expected a tuple of 2 integers");
    rlimit limits;
    limits.rlim_cur = TRY(take_limit(vm, list->array->data[0]));
    limits.rlim_max = TRY(take_limit(vm, list->size > 1 ? list->array->data[1] : None));
    return limits;
}
/// EINVAL and EPERM in the words of CPython.
Raised raise_limit_error(Vm& vm)
{
    if (errno == EINVAL)
        return vm.raise(Error::ValueError, "current limit exceeds maximum limit");
    if (errno == EPERM)
        return vm.raise(Error::ValueError, "not allowed to raise maximum limit");
    return posix::raise_errno(vm);
}

Result<Value> get_limits(Vm& vm, Value which)
{
    int number = TRY(take_resource(vm, which));
    rlimit limits;
    if (::getrlimit(__rlimit_resource_t(number), &limits) != 0)
        return posix::raise_errno(vm);
    return both_limits(vm, limits);
}
Result<void> set_limits(Vm& vm, Value which, Value value)
{
    int number = TRY(take_resource(vm, which));
    rlimit limits = TRY(take_limits(vm, value));
    if (::setrlimit(__rlimit_resource_t(number), &limits) != 0)
        return raise_limit_error(vm);
    return {};
}
Result<Value> process_limits(Vm& vm, Value pid, Value which, Value value)
{
    int process = TRY(to_c_int(vm, pid)), number = TRY(take_resource(vm, which));
    rlimit limits{}, old;
    bool sets = !value.is_empty() && !value.is_none();
    if (sets)
        limits = TRY(take_limits(vm, value));
    if (::prlimit(process, static_cast<__rlimit_resource>(number), sets ? &limits : nullptr, &old) != 0) {
        if (errno == EINVAL)
            return vm.raise(Error::ValueError, "current limit exceeds maximum limit");
        return posix::raise_errno(vm);
    }
    return both_limits(vm, old);
}
Result<Value> get_usage(Vm& vm, Value who_value)
{
    int who = TRY(to_c_int(vm, who_value));
    rusage usage;
    if (::getrusage(__rusage_who_t(who), &usage) != 0) {
        if (errno == EINVAL)
            return vm.raise(Error::ValueError, "invalid who parameter");
        return posix::raise_errno(vm);
    }
    return resource_usage(vm, usage);
}
int64_t page_size(Vm&) { return ::sysconf(_SC_PAGESIZE); }

constexpr NativeDef definitions[] = {
    def<"getrlimit(resource, /)", get_limits>("The soft and hard limits of a resource."),
    def<"setrlimit(resource, limits, /)", set_limits>("Sets the limits of a resource."),
    def<"prlimit(pid, resource, limits=, /)", process_limits>("The limits of another process, which may be set."),
    def<"getrusage(who, /)", get_usage>("What a process, its children or a thread have used."),
    def<"getpagesize()", page_size>("The size of the system's pages."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    const std::pair<std::string_view, int64_t> constants[] = {
        { "RLIMIT_AS", int64_t(RLIMIT_AS) },
        { "RLIMIT_CORE", int64_t(RLIMIT_CORE) },
        { "RLIMIT_CPU", int64_t(RLIMIT_CPU) },
        { "RLIMIT_DATA", int64_t(RLIMIT_DATA) },
        { "RLIMIT_FSIZE", int64_t(RLIMIT_FSIZE) },
        { "RLIMIT_MEMLOCK", int64_t(RLIMIT_MEMLOCK) },
        { "RLIMIT_MSGQUEUE", int64_t(RLIMIT_MSGQUEUE) },
        { "RLIMIT_NICE", int64_t(RLIMIT_NICE) },
        { "RLIMIT_NOFILE", int64_t(RLIMIT_NOFILE) },
        { "RLIMIT_NPROC", int64_t(RLIMIT_NPROC) },
        { "RLIMIT_OFILE", int64_t(RLIMIT_OFILE) },
        { "RLIMIT_RSS", int64_t(RLIMIT_RSS) },
        { "RLIMIT_RTPRIO", int64_t(RLIMIT_RTPRIO) },
        { "RLIMIT_RTTIME", int64_t(RLIMIT_RTTIME) },
        { "RLIMIT_SIGPENDING", int64_t(RLIMIT_SIGPENDING) },
        { "RLIMIT_STACK", int64_t(RLIMIT_STACK) },
        { "RUSAGE_CHILDREN", int64_t(RUSAGE_CHILDREN) },
        { "RUSAGE_SELF", int64_t(RUSAGE_SELF) },
        { "RUSAGE_THREAD", int64_t(RUSAGE_THREAD) },
        { "RLIM_INFINITY", -1 },
    };
    for (const auto& [name, value] : constants)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    Class* cls = TRY(make_struct_class<usage_kind>(vm));
    vm.modules->state_of(resource_module) = Value::cell(cls);
    TRY(dict_set_str(vm, module->dict, cls->name, Value::cell(cls)));
    return dict_set_str(vm, module->dict, intern(vm, "error"), Value::cell(vm.error_class(Error::OSError)));
}

} // namespace

Result<Value> resource_usage(Vm& vm, const rusage& usage)
{
    // The module may not have been imported yet.
    TRY(import_absolute(vm, "resource"));
    auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    const long numbers[] = { usage.ru_maxrss, usage.ru_ixrss, usage.ru_idrss, usage.ru_isrss, usage.ru_minflt,
        usage.ru_majflt, usage.ru_nswap, usage.ru_inblock, usage.ru_oublock, usage.ru_msgsnd, usage.ru_msgrcv,
        usage.ru_nsignals, usage.ru_nvcsw, usage.ru_nivcsw };
    Value values[2 + std::size(numbers)] = { TRY(make_float(vm, seconds(usage.ru_utime))),
        TRY(make_float(vm, seconds(usage.ru_stime))) };
    for (size_t i = 0; i < std::size(numbers); i++)
        values[2 + i] = TRY(make_int(vm, numbers[i]));
    return make_struct(vm, as<Class>(vm.modules->state_of(resource_module)), values);
}

const NativeModule resource_module{ "resource", definitions, prepare, "What processes use, and how much they may." };

} // namespace coil::internal
