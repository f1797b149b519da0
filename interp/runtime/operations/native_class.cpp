#include "runtime/operations/native_class.h"

#include "objects/str.h"

namespace coil::internal
{

namespace
{

Result<void> set_new(Vm& vm, Class* cls, const NativeDef& def)
{
    auto* wrapper = vm.heap.allocate<StaticMethod>(uint8_t(Kind::StaticMethod));
    if (!wrapper)
        return vm.raise_memory_error();
    wrapper->shape = vm.classes->static_method->root->id;
    Value function = TRY(make_native_function(vm, def, Value(), nullptr));
    as<NativeFunction>(function)->owner = cls;
    function.as_cell()->aux |= IsMaker;
    vm.heap.write_barrier(wrapper);
    wrapper->function = function;
    cls->flags |= HasCustomNew;
    return dict_set_str(vm, cls->dict, vm.names->new_, Value::cell(wrapper));
}

} // namespace

Result<void> add_method(Vm& vm, Class* cls, const NativeDef& def)
{
    Value method = TRY(make_native_function(vm, def, Value(), nullptr));
    as<NativeFunction>(method)->owner = cls;
    method.as_cell()->shape = vm.classes->method_descriptor->root->id;
    return dict_set_str(vm, cls->dict, intern(vm, def.name()), method);
}

Result<void> add_attribute(Vm& vm, Class* cls, const AttributeDef& def)
{
    auto* descriptor = vm.heap.allocate<AttributeDescriptor>(uint8_t(Kind::AttributeDescriptor));
    if (!descriptor)
        return vm.raise_memory_error();
    descriptor->shape = vm.classes->getset_descriptor->root->id;
    descriptor->def = &def;
    descriptor->owner = cls;
    return dict_set_str(vm, cls->dict, intern(vm, def.name), Value::cell(descriptor));
}

Result<Class*> define_class(Vm& vm, Module* module, Class* base, const NativeClassDef& def)
{
    Class* cls = make_builtin_class(vm, def.name, base, def.kind, def.flags);
    TRY(dict_set_str(vm, cls->dict, vm.names->module, Value::cell(intern(vm, def.module))));
    if (def.doc)
        TRY(dict_set_str(vm, cls->dict, vm.names->doc, Value::cell(TRY(make_str(vm, def.doc)))));
    if (module)
        TRY(dict_set_str(vm, module->dict, intern(vm, def.name), Value::cell(cls)));
    if (def.new_def)
        TRY(set_new(vm, cls, *def.new_def));
    for (const NativeDef& method : def.methods)
        TRY(add_method(vm, cls, method));
    for (const AttributeDef& attribute : def.attributes)
        TRY(add_attribute(vm, cls, attribute));
    return cls;
}

} // namespace coil::internal
