// The module _socket itself.
#include "stdlib/modules.h"
#include "stdlib/network/_socket/constants.h"
#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

Value& state(Vm& vm, StateName name) { return as<Tuple>(vm.modules->state_of(_socket_module))->items[name]; }
void set_state(Vm& vm, StateName name, Value value)
{
    auto* kept = as<Tuple>(vm.modules->state_of(_socket_module));
    vm.heap.write_barrier(kept);
    kept->items[name] = value;
}

namespace
{

/// A subclass of OSError that the module socket shows as its own.
Result<void> define_error(Vm& vm, Module* module, StateName state_name, std::string_view name)
{
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "socket"))));
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.error_class(Error::OSError)) }));
    Class* cls = TRY(make_class(vm, vm.classes->type, intern(vm, name), bases, dict));
    set_state(vm, state_name, Value::cell(cls));
    return dict_set_str(vm, module->dict, intern(vm, name), Value::cell(cls));
}

Result<void> prepare(Vm& vm, Module* module)
{
    Tuple* kept = TRY(make_tuple(vm, StateCount));
    std::fill_n(kept->items, StateCount, None);
    vm.modules->state_of(_socket_module) = Value::cell(kept);
    for (std::span<const NativeDef> functions : { name_functions, number_functions })
        for (const NativeDef& def : functions) {
            Value function = TRY(make_native_function(vm, def, Value(), module->name));
            TRY(dict_set_str(vm, module->dict, intern(vm, def.name()), function));
        }
    for (const auto& [name, value] : constants)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    TRY(define_error(vm, module, HostError, "herror"));
    TRY(define_error(vm, module, AddressError, "gaierror"));
    TRY(define_socket(vm, module));
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    TRY(put("has_ipv6", True));
    TRY(put("error", Value::cell(vm.error_class(Error::OSError))));
    return put("timeout", Value::cell(vm.error_class(Error::TimeoutError)));
}

} // namespace

} // namespace coil::internal::sockets

namespace coil::internal
{

const NativeModule _socket_module{ "_socket", {}, sockets::prepare,
    "Implementation module for socket operations.\n\nSee the socket module for documentation." };

} // namespace coil::internal
