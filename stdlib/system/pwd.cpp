// The module pwd: the database of users.
#include <pwd.h>

#include "stdlib/modules.h"
#include "stdlib/system/posix/database.h"

namespace coil::internal
{

namespace
{

constexpr AttributeDef fields[] = {
    { "pw_name", struct_field<0>, nullptr, "user name" },
    { "pw_passwd", struct_field<1>, nullptr, "password" },
    { "pw_uid", struct_field<2>, nullptr, "user id" },
    { "pw_gid", struct_field<3>, nullptr, "group id" },
    { "pw_gecos", struct_field<4>, nullptr, "real name" },
    { "pw_dir", struct_field<5>, nullptr, "home directory" },
    { "pw_shell", struct_field<6>, nullptr, "shell program" },
};
constexpr StructSequence kind{ "pwd", "struct_passwd", fields, 7, "Results from getpw*()." };

Result<Value> make_user(Vm& vm, const passwd& user)
{
    auto text = [&](const char* bytes) -> Result<Value> {
        if (!bytes)
            return None;
        return posix::give_text(vm, bytes, false);
    };
    return make_struct(vm, as<Class>(vm.modules->state_of(pwd_module)),
        { TRY(text(user.pw_name)), TRY(text(user.pw_passwd)), Value::small(user.pw_uid), Value::small(user.pw_gid),
            TRY(text(user.pw_gecos)), TRY(text(user.pw_dir)), TRY(text(user.pw_shell)) });
}

Result<Value> user_of_id(Vm& vm, Value given)
{
    return posix::entry_of_id<passwd>(vm, given, "uid", "getpwuid(): uid not found: ", make_user, ::getpwuid_r);
}
Result<Value> user_of_name(Vm& vm, Str* given)
{
    return posix::entry_of_name<passwd>(vm, given, "getpwnam(): name not found: ", make_user, ::getpwnam_r);
}
Result<Value> all_users(Vm& vm)
{
    return posix::all_entries<passwd>(vm, make_user, ::setpwent, ::getpwent, ::endpwent);
}

constexpr NativeDef definitions[] = {
    def<"getpwuid(uidobj, /)", user_of_id>("The password database entry for the given numeric user ID."),
    def<"getpwnam(name, /)", user_of_name>("The password database entry for the given user name."),
    def<"getpwall()", all_users>("A list of all available password database entries, in arbitrary order."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* cls = TRY(make_struct_class<kind>(vm));
    vm.modules->state_of(pwd_module) = Value::cell(cls);
    return dict_set_str(vm, module->dict, cls->name, Value::cell(cls));
}

} // namespace

const NativeModule pwd_module{ "pwd", definitions, prepare,
    "This module provides access to the Unix password database." };

} // namespace coil::internal
