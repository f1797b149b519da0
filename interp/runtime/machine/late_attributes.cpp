// What modules have of importlib, and get when it is asked for: importing it costs more than most programs.
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

bool holds_just(Value value, const Tuple* items)
{
    auto* list = as_if<List>(value);
    return list && list->size == items->size && std::equal(items->begin(), items->end(), list->begin());
}

} // namespace

std::vector<std::string_view> Modules::native_names() const
{
    std::vector<std::string_view> names;
    for (const auto& [name, module] : natives_)
        names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

void Modules::set_finders(Tuple* finders, Tuple* hooks, Value find_and_load, Value spec_of)
{
    finders_ = finders;
    hooks_ = hooks;
    find_and_load_ = find_and_load;
    spec_of_ = spec_of;
}

bool Modules::has_own_finders() const
{
    if (!finders_)
        return false;
    Value* sys = find_str(vm_, loaded_, intern(vm_, "sys"));
    auto* module = sys ? as_if<Module>(*sys) : nullptr;
    if (!module)
        return false;
    Value* meta_path = find_str(vm_, module->dict, intern(vm_, "meta_path"));
    Value* path_hooks = find_str(vm_, module->dict, intern(vm_, "path_hooks"));
    return !(meta_path && path_hooks && holds_just(*meta_path, finders_) && holds_just(*path_hooks, hooks_));
}

Result<std::optional<Value>> Modules::late_attribute(Module* module, Str* name)
{
    std::string_view text = name->view();
    bool of_module = name == vm_.names->spec || name == vm_.names->loader;
    bool of_sys = text == "meta_path" || text == "path_hooks" || text == "path_importer_cache";
    if (!of_module && !of_sys)
        return std::optional<Value>();
    Value* loaded = find_str(vm_, loaded_, module->name);
    bool is_imported = loaded && *loaded == Value::cell(module);
    if (!is_imported || (of_sys && module->name->view() != "sys"))
        return std::optional<Value>();
    TRY(import_absolute(vm_, "importlib"));
    if (of_module && !spec_of_.is_empty() && !find_str(vm_, module->dict, name)) {
        Value both = TRY(call(vm_, spec_of_, { Value::cell(module) }));
        if (auto* pair = as_if<Tuple>(both); pair && pair->size == 2) {
            TRY(dict_set_default(vm_, module->dict, Value::cell(vm_.names->spec), pair->items[0]));
            TRY(dict_set_default(vm_, module->dict, Value::cell(vm_.names->loader), pair->items[1]));
        }
    }
    Value* value = find_str(vm_, module->dict, name);
    return value ? std::optional(*value) : std::optional<Value>();
}

} // namespace coil::internal
