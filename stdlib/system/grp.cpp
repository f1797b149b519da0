// The module grp: the database of groups.
#include <grp.h>

#include "stdlib/modules.h"
#include "stdlib/system/posix/database.h"

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

Result<Value> group_of_id(Vm& vm, Value given)
{
    return posix::entry_of_id<group>(vm, given, "gid", "getgrgid(): gid not found: ", make_group, ::getgrgid_r);
}
Result<Value> group_of_name(Vm& vm, Str* given)
{
    return posix::entry_of_name<group>(vm, given, "getgrnam(): name not found: ", make_group, ::getgrnam_r);
}
Result<Value> all_groups(Vm& vm)
{
    return posix::all_entries<group>(vm, make_group, ::setgrent, ::getgrent, ::endgrent);
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
