// The module pwd: the database of users.
#include <cerrno>
#include <pwd.h>
#include <vector>

#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"

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

constexpr size_t most_buffer = 1 << 20;

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

/// Asks with a buffer that grows until the entry fits: empty when there is none. OSError.
template <class Ask> Result<Value> find_user(Vm& vm, Ask&& ask)
{
    for (size_t size = 1024;; size *= 4) {
        std::vector<char> buffer(size);
        passwd user;
        passwd* found = nullptr;
        int number = posix::outside(vm, [&] { return ask(&user, buffer.data(), size, &found); });
        if (found)
            return make_user(vm, user);
        if (number == ERANGE && size < most_buffer)
            continue;
        if (number && number != ENOENT && number != ESRCH)
            return raise_os_error(vm, number, Value());
        return None;
    }
}

Result<Value> user_of_id(Vm& vm, Value given)
{
    Result<uint32_t> uid = posix::take_identity(vm, given, "uid");
    Value found = None;
    if (uid.ok())
        found = TRY(find_user(vm, [&](passwd* user, char* buffer, size_t size, passwd** result) {
            return ::getpwuid_r(uid.value(), user, buffer, size, result);
        }));
    else if (vm.class_of(vm.pending) == vm.error_class(Error::OverflowError))
        vm.take_pending();
    else
        return Raised{};
    if (!found.is_none())
        return found;
    std::string shown(TRY(str_of(vm, given))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, "getpwuid(): uid not found: " + shown))));
}
Result<Value> user_of_name(Vm& vm, Str* given)
{
    std::string name = TRY(posix::take_text(vm, Value::cell(given)));
    Value found = TRY(find_user(vm, [&](passwd* user, char* buffer, size_t size, passwd** result) {
        return ::getpwnam_r(name.c_str(), user, buffer, size, result);
    }));
    if (!found.is_none())
        return found;
    std::string shown(TRY(repr(vm, Value::cell(given)))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, "getpwnam(): name not found: " + shown))));
}
Result<Value> all_users(Vm& vm)
{
    List* users = TRY(make_list(vm));
    // The database has one place for all threads of the process: nobody else holds the VM meanwhile.
    ::setpwent();
    while (passwd* user = ::getpwent()) {
        Result<Value> made = make_user(vm, *user);
        if (made.failed() || list_append(vm, users, made.value()).failed()) {
            ::endpwent();
            return Raised{};
        }
    }
    ::endpwent();
    return Value::cell(users);
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
