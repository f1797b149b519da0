// The module grp: the database of groups.
#include <cerrno>
#include <grp.h>
#include <vector>

#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal
{

namespace
{

constexpr AttributeDef fields[] = {
    { "gr_name", struct_field<0>, nullptr, "group name" },
    { "gr_passwd", struct_field<1>, nullptr, "password" },
    { "gr_gid", struct_field<2>, nullptr, "group id" },
    { "gr_mem", struct_field<3>, nullptr, "group members" },
};
constexpr StructSequence kind{ "grp", "struct_group", fields, 4, "Results from getgr*()." };

constexpr size_t most_buffer = 1 << 20;

Result<Value> make_group(Vm& vm, const group& entry)
{
    List* members = TRY(make_list(vm));
    for (char** each = entry.gr_mem; each && *each; each++)
        TRY(list_append(vm, members, TRY(posix::give_text(vm, *each, false))));
    Value name = TRY(posix::give_text(vm, entry.gr_name, false)), word = None;
    if (entry.gr_passwd)
        word = TRY(posix::give_text(vm, entry.gr_passwd, false));
    return make_struct(vm, as<Class>(vm.modules->state_of(grp_module)),
        { name, word, Value::small(entry.gr_gid), Value::cell(members) });
}

/// Asks with a buffer that grows until the entry fits: empty when there is none. OSError.
template <class Ask> Result<Value> find_group(Vm& vm, Ask&& ask)
{
    for (size_t size = 1024;; size *= 4) {
        std::vector<char> buffer(size);
        group entry;
        group* found = nullptr;
        int number = posix::outside(vm, [&] { return ask(&entry, buffer.data(), size, &found); });
        if (found)
            return make_group(vm, entry);
        if (number == ERANGE && size < most_buffer)
            continue;
        if (number && number != ENOENT && number != ESRCH)
            return raise_os_error(vm, number, Value());
        return None;
    }
}

Result<Value> group_of_id(Vm& vm, Value given)
{
    Result<uint32_t> gid = posix::take_identity(vm, given, "gid");
    Value found = None;
    if (gid.ok())
        found = TRY(find_group(vm, [&](group* entry, char* buffer, size_t size, group** result) {
            return ::getgrgid_r(gid.value(), entry, buffer, size, result);
        }));
    else if (vm.class_of(vm.pending) == vm.error_class(Error::OverflowError))
        vm.take_pending();
    else
        return Raised{};
    if (!found.is_none())
        return found;
    std::string shown(TRY(str_of(vm, given))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, "getgrgid(): gid not found: " + shown))));
}
Result<Value> group_of_name(Vm& vm, Str* given)
{
    std::string name = TRY(posix::take_text(vm, Value::cell(given)));
    Value found = TRY(find_group(vm, [&](group* entry, char* buffer, size_t size, group** result) {
        return ::getgrnam_r(name.c_str(), entry, buffer, size, result);
    }));
    if (!found.is_none())
        return found;
    std::string shown(TRY(repr(vm, Value::cell(given)))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, "getgrnam(): name not found: " + shown))));
}
Result<Value> all_groups(Vm& vm)
{
    List* groups = TRY(make_list(vm));
    // The database has one place for all threads of the process: nobody else holds the VM meanwhile.
    ::setgrent();
    while (group* entry = ::getgrent()) {
        Result<Value> made = make_group(vm, *entry);
        if (made.failed() || list_append(vm, groups, made.value()).failed()) {
            ::endgrent();
            return Raised{};
        }
    }
    ::endgrent();
    return Value::cell(groups);
}

constexpr NativeDef definitions[] = {
    def<"getgrgid(id, /)", group_of_id>("The group database entry for the given numeric group ID."),
    def<"getgrnam(name, /)", group_of_name>("The group database entry for the given group name."),
    def<"getgrall()", all_groups>("A list of all available group entries, in arbitrary order."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* cls = TRY(make_struct_class<kind>(vm));
    vm.modules->state_of(grp_module) = Value::cell(cls);
    return dict_set_str(vm, module->dict, cls->name, Value::cell(cls));
}

} // namespace

const NativeModule grp_module{ "grp", definitions, prepare, "This module provides access to the Unix group database." };

} // namespace coil::internal
