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
/// As the spec and the loader say, when the module has them, or is of the library; else as the machine knows it.
Result<Value> module_repr(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    auto own = [&](Str* name) {
        Value* value = find_str(vm, module->dict, name);
        return value && !value->is_none() ? *value : Value();
    };
    Value name = own(vm.names->name), file = own(vm.names->file);
    bool of_library = is_kind(file, Kind::Str) && as<Str>(file)->view().starts_with(Modules::library_entry);
    if (!own(vm.names->spec).is_empty() || !own(vm.names->loader).is_empty() || of_library)
        return call_method(vm, TRY(import_absolute(vm, "importlib._library")), intern(vm, "module_repr"), { self });
    Str* shown = name.is_empty() ? intern(vm, "'?'") : TRY(repr(vm, name));
    if (!file.is_empty())
        return formatted_str(vm, "<module {} from {}>", { shown->view(), TRY(repr(vm, file))->view() });
    if (!vm.modules->late_names(module).empty()) {
        if (vm.modules->find_native(module->name->view()))
            return formatted_str(vm, "<module {} (built-in)>", { shown->view() });
        if (module->name->view() == "__main__")
            return formatted_str(vm, "<module {} (<class '_frozen_importlib.BuiltinImporter'>)>", { shown->view() });
    }
    return formatted_str(vm, "<module {}>", { shown->view() });
}

Result<Value> module_dir(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    if (Value* hook = find_str(vm, module->dict, vm.names->dir))
        return call(vm, *hook, CallArguments{});
    if (!is_kind(TRY(get_attribute(vm, self, vm.names->dict)), Kind::Dict))
        return vm.raise(Error::TypeError, "{}.__dict__ is not a dictionary", type_name(vm, self));
    std::vector<Str*> late = vm.modules->late_names(module);
    if (late.empty())
        return sorted_names(vm, module->dict);
    Dict* names = TRY(dict_copy(vm, module->dict));
    for (Str* name : late)
        TRY(dict_set_str(vm, names, name, None));
    return sorted_names(vm, names);
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
