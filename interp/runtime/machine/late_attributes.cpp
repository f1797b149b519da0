// What modules have of importlib, and get when it is asked for: importing it costs more than most programs.
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

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

bool Modules::has_own_finders() const
{
    if (!finders_.finders)
        return false;
    Value meta_path = of_sys("meta_path"), path_hooks = of_sys("path_hooks");
    return !holds_just(meta_path, finders_.finders) || !holds_just(path_hooks, finders_.hooks);
}

Modules::EntryFinder Modules::entry_finder(std::string_view entry) const
{
    if (!finders_.finders)
        return EntryFinder::Ours;
    auto* cache = as_if<Dict>(of_sys("path_importer_cache"));
    Value* finder = cache ? find_str(vm_, cache, intern(vm_, entry)) : nullptr;
    if (!finder)
        return EntryFinder::Ours;
    if (finder->is_none())
        return EntryFinder::None;
    Value cls = Value::cell(vm_.class_of(*finder));
    const Tuple* ours = entry_finders_;
    return std::find(ours->begin(), ours->end(), cls) != ours->end() ? EntryFinder::Ours : EntryFinder::Other;
}

Result<Value> Modules::import_by_finders(Str* name)
{
    if (finders_.find_and_load.is_empty())
        TRY(import_absolute(vm_, "importlib"));
    if (finders_.find_and_load.is_empty())
        return vm_.raise(Error::ImportError, "importlib did not name its finders");
    return call(vm_, finders_.find_and_load, { Value::cell(name) });
}

Result<void> Modules::await_finders(Str* name, Value module)
{
    if (await_module_.is_empty() || !is_kind(module, Kind::Module) || !vm_.threads)
        return {};
    Value* spec = find_str(vm_, as<Module>(module)->dict, vm_.names->spec);
    if (!spec || spec->is_none())
        return {};
    std::optional<Value> initializing = TRY(find_attribute(vm_, *spec, intern(vm_, "_initializing")));
    if (initializing && TRY(truth(vm_, *initializing)))
        TRY(call(vm_, await_module_, { Value::cell(name) }));
    return {};
}

std::vector<Str*> Modules::late_names(const Module* module) const
{
    std::vector<Str*> names;
    // They come all at once, and may be deleted then. A script that is run has no spec, but a loader.
    Value* spec = find_str(vm_, module->dict, vm_.names->spec);
    bool has_loader = find_str(vm_, module->dict, vm_.names->loader);
    if (!(module->aux & completes_later) || (spec && (!spec->is_none() || has_loader)))
        return names;
    if (!spec)
        names.push_back(vm_.names->spec);
    if (!has_loader)
        names.push_back(vm_.names->loader);
    if (spec)
        return names;
    // The library's modules have none, nor have packages without a file.
    Value* file = find_str(vm_, module->dict, vm_.names->file);
    Str* cached = intern(vm_, "__cached__");
    if (file && is_kind(*file, Kind::Str) && !as<Str>(*file)->view().starts_with(library_entry) &&
        !find_str(vm_, module->dict, cached))
        names.push_back(cached);
    return names;
}

Result<void> Modules::add_late_attributes(Module* module)
{
    Value made = TRY(call(vm_, finders_.spec_of, { Value::cell(module) }));
    auto* three = as_if<Tuple>(made);
    if (!three || three->size != 3)
        return {};
    TRY(dict_set_default(vm_, module->dict, Value::cell(vm_.names->spec), three->items[0]));
    TRY(dict_set_default(vm_, module->dict, Value::cell(vm_.names->loader), three->items[1]));
    if (!three->items[2].is_none())
        TRY(dict_set_default(vm_, module->dict, Value::cell(intern(vm_, "__cached__")), three->items[2]));
    return {};
}

Result<Dict*> Modules::whole_dict(Module* module)
{
    if (!finders_.spec_of.is_empty() && !late_names(module).empty())
        TRY(add_late_attributes(module));
    return module->dict;
}

Result<std::optional<Value>> Modules::late_attribute(Module* module, Str* name)
{
    std::string_view text = name->view();
    bool of_module = name == vm_.names->spec || name == vm_.names->loader || text == "__cached__";
    bool of_sys = text == "meta_path" || text == "path_hooks" || text == "path_importer_cache";
    if ((!of_module && !of_sys) || (of_sys && module->name->view() != "sys"))
        return std::optional<Value>();
    if (of_module) {
        std::vector<Str*> late = late_names(module);
        if (std::find(late.begin(), late.end(), name) == late.end())
            return std::optional<Value>();
    }
    TRY(import_absolute(vm_, "importlib"));
    if (of_module && !finders_.spec_of.is_empty())
        TRY(add_late_attributes(module));
    Value* value = find_str(vm_, module->dict, name);
    return value ? std::optional(*value) : std::optional<Value>();
}

} // namespace coil::internal
