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

Result<Value> module_new(Vm& vm, Value, Str* name, Value doc)
{
    Module* module = TRY(make_module(vm, name));
    TRY(dict_set_str(vm, module->dict, vm.names->doc, doc));
    TRY(dict_set_str(vm, module->dict, vm.names->loader, None));
    TRY(dict_set_str(vm, module->dict, vm.names->spec, None));
    return Value::cell(module);
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
constexpr NativeDef module_new_def = def<"__new__(cls, name, doc=None)", module_new>();
constexpr NativeDef module_methods[] = {
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
