#include "objects/class.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<void> prepare(Vm& vm, Module* module)
{
    Value cls = Value::cell(vm.classes->weak_reference);
    TRY(dict_set_str(vm, module->dict, intern(vm, "ref"), cls));
    return dict_set_str(vm, module->dict, intern(vm, "ReferenceType"), cls);
}

} // namespace

const NativeModule _weakref_module{ "_weakref", {}, prepare, nullptr };

} // namespace coil::internal
