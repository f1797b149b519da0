#include "runtime/operations/native_class.h"

#include "objects/class_members.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

Value identity(Vm&, Value self) { return self; }
Result<Value> next_method(Vm& vm, Value self)
{
    auto* iterator = as<NativeIterator>(self);
    Step item = TRY(iterator->type->walk(vm, iterator));
    if (item)
        return *item;
    return raise_stopped(vm);
}
constexpr NativeDef iterator_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method>(),
};

} // namespace

const std::span<const NativeDef> native_iterator_methods = iterator_methods;

Result<Class*> define_class(Vm& vm, Module* module, Class* base, const NativeClassDef& def)
{
    Class* cls = make_builtin_class(vm, def.name, base, def.kind, def.flags);
    add_value(vm, cls, "__module__", Value::cell(intern(vm, def.module)));
    if (def.doc)
        add_value(vm, cls, "__doc__", Value::cell(TRY(make_str(vm, def.doc))));
    if (module)
        TRY(dict_set_str(vm, module->dict, intern(vm, def.name), Value::cell(cls)));
    if (def.new_def)
        add_new(vm, cls, *def.new_def);
    add_methods(vm, cls, def.methods);
    add_attributes(vm, cls, def.attributes);
    return cls;
}

} // namespace coil::internal
