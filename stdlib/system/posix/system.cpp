// What the system says of itself: its name, its limits, its processors; random bytes; texts of errors.
#include <climits>
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "stdlib/system/posix/names.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

constexpr AttributeDef name_fields[] = {
    { "sysname", struct_field<0>, nullptr, "operating system name" },
    { "nodename", struct_field<1>, nullptr, "name of machine on network (implementation-defined)" },
    { "release", struct_field<2>, nullptr, "operating system release" },
    { "version", struct_field<3>, nullptr, "operating system version" },
    { "machine", struct_field<4>, nullptr, "hardware identifier" },
};
constexpr StructSequence name_kind{ "posix", "uname_result", name_fields, 5, "Result from os.uname()." };

Result<Value> system_name(Vm& vm)
{
    utsname names;
    if (::uname(&names) < 0)
        return raise_errno(vm);
    return make_struct(vm, class_named(vm, UnameResult),
        { TRY(give_text(vm, names.sysname, false)), TRY(give_text(vm, names.nodename, false)),
            TRY(give_text(vm, names.release, false)), TRY(give_text(vm, names.version, false)),
            TRY(give_text(vm, names.machine, false)) });
}

/// The number of a configuration name, which may be given by itself.
Result<int> take_configuration(Vm& vm, Value name, std::span<const ConfigurationName> table)
{
    if (auto* text = as_if<Str>(name)) {
        for (const ConfigurationName& each : table)
            if (text->view() == each.name)
                return each.number;
        return vm.raise(Error::ValueError, "unrecognized configuration name");
    }
    if (!is_int(name) && lookup(vm, vm.class_of(name), vm.names->index).is_empty())
        return vm.raise(Error::TypeError, "configuration names must be strings or integers");
    return to_c_int(vm, name);
}
Result<Value> system_configuration(Vm& vm, Value name)
{
    int number = TRY(take_configuration(vm, name, sysconf_names));
    errno = 0;
    long value = ::sysconf(number);
    if (value == -1 && errno)
        return raise_errno(vm);
    return make_int(vm, value);
}
Result<Value> configuration_text(Vm& vm, Value name)
{
    int number = TRY(take_configuration(vm, name, confstr_names));
    errno = 0;
    size_t size = ::confstr(number, nullptr, 0);
    if (size == 0) {
        if (errno)
            return raise_errno(vm);
        return None;
    }
    std::string text(size, '\0');
    ::confstr(number, text.data(), size);
    return give_text(vm, text.c_str(), false);
}
Result<Value> path_configuration(Vm& vm, Value given, Value name)
{
    Path path = TRY(take_path(vm, given, { .function = "pathconf", .takes_descriptor = true }));
    int number = TRY(take_configuration(vm, name, pathconf_names));
    errno = 0;
    long value = path.is_descriptor ? ::fpathconf(path.descriptor, number) : ::pathconf(path.name(), number);
    if (value == -1 && errno) {
        if (errno == EINVAL)
            return raise_errno(vm);
        return raise_errno(vm, path);
    }
    return make_int(vm, value);
}
Result<Value> file_configuration(Vm& vm, Value given, Value name)
{
    int fd = TRY(take_descriptor(vm, given));
    int number = TRY(take_configuration(vm, name, pathconf_names));
    errno = 0;
    long value = ::fpathconf(fd, number);
    if (value == -1 && errno)
        return raise_errno(vm);
    return make_int(vm, value);
}

Result<Value> processor_count(Vm&)
{
    long count = ::sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? Value::small(count) : None;
}
Result<Value> usable_processor_count(Vm& vm)
{
    cpu_set_t set;
    if (::sched_getaffinity(0, sizeof(set), &set) != 0)
        return processor_count(vm);
    return Value::small(CPU_COUNT(&set));
}
Result<Value> load_average(Vm& vm)
{
    double loads[3];
    if (::getloadavg(loads, 3) != 3)
        return vm.raise(Error::OSError, "Load averages are unobtainable");
    return Value::cell(TRY(make_tuple(
        vm, { TRY(make_float(vm, loads[0])), TRY(make_float(vm, loads[1])), TRY(make_float(vm, loads[2])) })));
}

Result<Value> random_bytes(Vm& vm, Value size_value)
{
    int64_t size = TRY(to_index(vm, size_value));
    if (size < 0)
        return vm.raise(Error::ValueError, "negative argument not allowed");
    TRY(vm.require_room(size_t(size)));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    for (size_t filled = 0; filled < size_t(size);) {
        size_t part = std::min<size_t>(size_t(size) - filled, 1 << 20);
        ssize_t count = TRY(retried(vm, [&] { return ::getrandom(bytes->writable() + filled, part, 0); }));
        if (count < 0)
            return raise_errno(vm);
        filled += size_t(count);
        TRY(vm.work(part / Vm::bytes_per_unit));
    }
    return Value::cell(bytes);
}
Result<Value> random_of_system(Vm& vm, Value size_value, Value flags_value)
{
    int64_t size = TRY(to_index(vm, size_value));
    auto flags = unsigned(TRY(to_c_int(vm, flags_value)));
    if (size < 0)
        return raise_os_error(vm, EINVAL, Value());
    TRY(vm.require_room(size_t(size)));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    ssize_t count = TRY(retried(vm, [&] { return ::getrandom(bytes->writable(), size_t(size), flags); }));
    if (count < 0)
        return raise_errno(vm);
    if (count == size)
        return Value::cell(bytes);
    return Value::cell(TRY(make_bytes(vm, { bytes->data, size_t(count) })));
}

Result<Value> error_text(Vm& vm, Value code) { return give_text(vm, ::strerror(TRY(to_c_int(vm, code))), false); }
Result<int64_t> set_mask(Vm& vm, Value mask_value)
{
    TRY(check_authority(vm, Authority::Files));
    return int64_t(::umask(mode_t(TRY(to_c_int(vm, mask_value)))));
}
Result<Value> device_encoding(Vm& vm, Value given)
{
    if (!::isatty(TRY(take_descriptor(vm, given))))
        return None;
    return Value::cell(TRY(make_str(vm, "utf-8")));
}

constexpr NativeDef functions[] = {
    def<"uname()", system_name>("An object identifying the current operating system."),
    def<"sysconf(name, /)", system_configuration>("An integer-valued system configuration variable."),
    def<"confstr(name, /)", configuration_text>("A string-valued system configuration variable."),
    def<"pathconf(path, name)", path_configuration>("The configuration limit name for the file or directory path."),
    def<"fpathconf(fd, name, /)", file_configuration>("The configuration limit name for the file descriptor fd."),
    def<"cpu_count()", processor_count>("The number of logical processors in the system."),
    def<"process_cpu_count()", usable_processor_count>("The number of logical processors that the process may use."),
    def<"getloadavg()", load_average>("Average recent system load: over the last 1, 5 and 15 minutes."),
    def<"urandom(size, /)", random_bytes>("A bytes object containing random bytes suitable for cryptographic use."),
    def<"getrandom(size, flags=0)", random_of_system>("Obtain a series of random bytes."),
    def<"strerror(code, /)", error_text>("Translate an error code to a message string."),
    def<"umask(mask, /)", set_mask>("Set the current numeric umask and return the previous umask."),
    def<"device_encoding(fd)", device_encoding>("The encoding of a terminal, or None."),
};

Result<void> put_names(Vm& vm, Module* module, std::string_view name, std::span<const ConfigurationName> table)
{
    Dict* names = TRY(make_dict_sized(vm, table.size()));
    for (const ConfigurationName& each : table)
        TRY(dict_set_str(vm, names, intern(vm, each.name), Value::small(each.number)));
    return dict_set_str(vm, module->dict, intern(vm, name), Value::cell(names));
}

} // namespace

const std::span<const NativeDef> system_functions = functions;

Result<void> define_system(Vm& vm, Module* module)
{
    TRY(put_names(vm, module, "sysconf_names", sysconf_names));
    TRY(put_names(vm, module, "confstr_names", confstr_names));
    TRY(put_names(vm, module, "pathconf_names", pathconf_names));
    return keep_class(vm, module, UnameResult, TRY(make_struct_class<name_kind>(vm)));
}

} // namespace coil::internal::posix
