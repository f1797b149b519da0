// The variables of the environment, which os.environ is made of.
#include <cstdlib>
#include <unistd.h>

#include "runtime/machine/import.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// All variables that the VM may know of, as bytes.
Result<Dict*> all_variables(Vm& vm)
{
    Dict* variables = TRY(make_dict(vm));
    for (char** each = vm.permissions.allows(Authority::Environment) ? ::environ : nullptr; each && *each; each++) {
        std::string_view text(*each);
        size_t equals = text.find('=');
        if (equals == std::string_view::npos || !vm.permissions.allows_variable(text.substr(0, equals)))
            continue;
        Value name = Value::cell(TRY(make_bytes(vm, text.substr(0, equals))));
        Value value = Value::cell(TRY(make_bytes(vm, text.substr(equals + 1))));
        // The first one counts, as for getenv.
        TRY(dict_set_default(vm, variables, name, value));
    }
    return variables;
}

/// os.reload_environ: what the environment says now, in place of what os.environ remembers.
Result<void> reload_environment(Vm& vm)
{
    Value os = TRY(import_absolute(vm, "os"));
    Value known = TRY(get_attribute(vm, TRY(get_attribute(vm, os, intern(vm, "environ"))), intern(vm, "_data")));
    Dict* variables = TRY(all_variables(vm));
    TRY(call_method(vm, known, intern(vm, "clear"), {}));
    TRY(call_method(vm, known, intern(vm, "update"), { Value::cell(variables) }));
    return {};
}
Result<Value> make_environment(Vm& vm) { return Value::cell(TRY(all_variables(vm))); }

Result<void> check_variable(Vm& vm, std::string_view name)
{
    if (!vm.permissions.allows_variable(name))
        return check_authority(vm, Authority::Environment);
    return {};
}
Result<void> put_variable(Vm& vm, Value name_value, Value value)
{
    std::string name = TRY(take_text(vm, name_value)), text = TRY(take_text(vm, value));
    if (name.find('=') != std::string::npos)
        return vm.raise(Error::ValueError, "illegal environment variable name");
    TRY(check_variable(vm, name));
    if (::setenv(name.c_str(), text.c_str(), 1) != 0)
        return raise_errno(vm);
    return {};
}
Result<void> unset_variable(Vm& vm, Value name_value)
{
    std::string name = TRY(take_text(vm, name_value));
    TRY(check_variable(vm, name));
    if (::unsetenv(name.c_str()) != 0)
        return raise_errno(vm);
    return {};
}

constexpr NativeDef functions[] = {
    def<"putenv(name, value, /)", put_variable>("Change or add an environment variable."),
    def<"unsetenv(name, /)", unset_variable>("Delete an environment variable."),
    def<"reload_environ()", reload_environment>("Update os.environ with changes made outside of it."),
    def<"_create_environ()", make_environment>("Create the environment dictionary."),
};

} // namespace

const std::span<const NativeDef> environment_functions = functions;

Result<void> define_environment(Vm& vm, Module* module)
{
    return dict_set_str(vm, module->dict, intern(vm, "environ"), Value::cell(TRY(all_variables(vm))));
}

} // namespace coil::internal::posix
