#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A module without a name: __init__ gives it one.
Result<Value> module_new(Vm& vm, Value type, Arguments, Dict*)
{
    auto* cls = as<Class>(type);
    Dict* dict = TRY(make_dict(vm));
    auto* module =
        static_cast<Module*>(vm.heap.allocate_cell(uint8_t(Kind::Module), instance_size(cls, sizeof(Module))));
    if (!module)
        return vm.raise_memory_error();
    module->shape = cls->root->id;
    module->dict = dict;
    module->name = vm.names->empty;
    return Value::cell(module);
}
Result<void> module_init(Vm& vm, Value self, Str* name, Value doc)
{
    auto* module = as<Module>(self);
    vm.heap.write_barrier(module);
    module->name = name;
    TRY(dict_set_str(vm, module->dict, vm.names->name, Value::cell(name)));
    TRY(dict_set_str(vm, module->dict, vm.names->doc, doc));
    for (Str* each : { vm.names->package, vm.names->loader, vm.names->spec })
        TRY(dict_set_str(vm, module->dict, each, None));
    return {};
}
Result<Value> module_repr(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    Value* name = find_str(vm, module->dict, vm.names->name);
    std::string_view shown = name && is_kind(*name, Kind::Str) ? as<Str>(*name)->view() : "?";
    Value* file = find_str(vm, module->dict, vm.names->file);
    if (file && is_kind(*file, Kind::Str))
        return formatted_str(vm, "<module '{}' from '{}'>", { shown, as<Str>(*file)->view() });
    if (find_str(vm, module->dict, vm.names->path))
        return formatted_str(vm, "<module '{}' (namespace)>", { shown });
    bool built_in = shown == "__main__" || vm.modules->find_native(shown);
    return formatted_str(vm, "<module '{}'{}>", { shown, built_in ? " (built-in)" : "" });
}
Result<Value> module_dir(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    if (Value* hook = find_str(vm, module->dict, vm.names->dir))
        return call(vm, *hook, CallArguments{});
    return sorted_names(vm, module->dict);
}
Result<Value> module_annotations(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    Value* annotate = find_str(vm, module->dict, vm.names->annotate);
    Value made = annotate && !annotate->is_none() ? TRY(call(vm, *annotate, { Value::small(1) }))
                                                  : Value::cell(TRY(make_dict(vm)));
    TRY(dict_set_str(vm, module->dict, vm.names->annotations, made));
    return made;
}
Result<void> set_module_annotations(Vm& vm, Value self, Value value)
{
    Dict* dict = as<Module>(self)->dict;
    if (!value.is_empty())
        return dict_set_str(vm, dict, vm.names->annotations, value);
    if (!dict_erase_str(vm, dict, vm.names->annotations))
        return raise_attribute_error(vm, self, vm.names->annotations);
    return {};
}
constexpr NativeDef module_new_def = def<"__new__(cls, /, *args, **kwargs)", module_new>();
constexpr NativeDef module_methods[] = {
    def<"__init__(self, name, doc=None)", module_init>(),
    def<"__repr__(self, /)", module_repr>(),
    def<"__dir__(self, /)", module_dir>(),
};
constexpr AttributeDef module_attributes[] = { { "__annotations__", module_annotations, set_module_annotations,
    nullptr } };

} // namespace

void define_module(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.module, module_new_def);
    add_methods(vm, classes.module, module_methods);
    add_attributes(vm, classes.module, module_attributes);
}

} // namespace coil::internal
