// _contextvars: what contextvars is made of. The classes are the machine's own (objects/context.h).
#include "objects/context.h"
#include "objects/dict.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<Value> copy_context(Vm& vm) { return copy_of_context(vm, vm.context); }

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(dict_set_str(vm, module->dict, intern(vm, "Context"), Value::cell(vm.classes->context)));
    TRY(dict_set_str(vm, module->dict, intern(vm, "ContextVar"), Value::cell(vm.classes->context_var)));
    return dict_set_str(vm, module->dict, intern(vm, "Token"), Value::cell(vm.classes->context_token));
}

constexpr NativeDef functions[] = {
    def<"copy_context()", copy_context>(
        "A copy of the current context, which shares its values until one of them is set."),
};

} // namespace

const NativeModule _contextvars_module{ "_contextvars", functions, prepare, "Context variables (PEP 567)." };

} // namespace coil::internal
