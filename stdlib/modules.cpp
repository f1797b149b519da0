#include "stdlib/modules.h"

#include "stdlib/embedded.h"

namespace coil::internal
{

void register_native_modules(Vm& vm)
{
#define MODULE(subject, name, authority)                                                                               \
    if (vm.permissions.allows(Authority::authority))                                                                   \
        vm.modules->add_native(name##_module);
#include "stdlib/modules.def"
#undef MODULE
    install_codecs(vm);
    vm.modules->compiler_stamp = embedded_stamp;
    vm.modules->find_builtin_unit = [](std::string_view name, BuiltinUnit& out) {
        const EmbeddedModule* module = find_embedded_module(name);
        if (!module)
            return false;
        out = { StoredUnit(module->unit), module->is_package, module->is_language };
        return true;
    };
}

} // namespace coil::internal
