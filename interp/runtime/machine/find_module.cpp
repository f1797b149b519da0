#include "runtime/machine/find_module.h"

#include <cerrno>

#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/machine/site_folders.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

namespace
{

/// Folders to search: sys.path, or __path__ of the parent package.
Result<std::vector<std::string>> folders_for(Vm& vm, std::string_view name)
{
    std::vector<std::string> folders;
    Value list;
    std::string_view parent = parent_of(name);
    if (parent.empty()) {
        list = vm.modules->search_path();
    } else {
        Value* package = find_str(vm, vm.modules->loaded(), intern(vm, parent));
        std::optional<Value> path =
            package ? TRY(find_attribute(vm, *package, vm.names->path)) : std::optional<Value>();
        if (!path)
            return folders;
        list = *path;
    }
    if (list.is_empty())
        return folders;
    Value keeper;
    for (Value each : TRY(items_of(vm, list, keeper)))
        if (is_kind(each, Kind::Str))
            folders.emplace_back(as<Str>(each)->view());
    return folders;
}

bool take_builtin(const BuiltinUnit& built_in, ModuleSource& out)
{
    out.unit = built_in.unit;
    out.filename = built_in.unit.filename();
    out.is_package = built_in.is_package;
    out.folders.clear();
    return true;
}

/// Whether there is a file of a module that was compiled by importlib, and no source of it.
Result<bool> is_file(Vm& vm, const std::string& path)
{
    FileVersion version;
    return find_source_file(vm, path, version);
}

/// Looks into one folder. A folder of that name without an __init__.py is noted: it is part of a namespace package when
/// there is nothing else.
Result<bool> find_in_folder(Vm& vm, const std::string& folder, std::string_view name, ModuleSource& out)
{
    std::string base = folder == "." ? "" : folder;
    if (!base.starts_with("/"))
        base = current_host_folder(vm) + (base.empty() ? "" : "/") + base;
    base += "/" + std::string(last_of(name));
    HostPath found = look_at_host_path(vm, base);
    if (found == HostPath::Folder) {
        if (TRY(find_source_file(vm, base + "/__init__.py", out.version))) {
            out.filename = base + "/__init__.py";
            out.is_package = true;
            out.folders = { base };
            return true;
        }
        out.is_of_finders = TRY(is_file(vm, base + "/__init__.pyc"));
    } else if (found == HostPath::BehindFile) {
        // The folder is a file: an archive, maybe.
        out.is_of_finders = true;
    }
    if (out.is_of_finders)
        return true;
    if (TRY(find_source_file(vm, base + ".py", out.version))) {
        out.filename = base + ".py";
        out.folders.clear();
        return true;
    }
    out.is_of_finders = TRY(is_file(vm, base + ".pyc"));
    if (!out.is_of_finders && found == HostPath::Folder)
        out.folders.push_back(base);
    return out.is_of_finders;
}

} // namespace

Result<bool> find_module(Vm& vm, std::string_view name, ModuleSource& out)
{
    BuiltinUnit built_in;
    bool is_built_in = vm.modules->find_builtin_unit && vm.modules->find_builtin_unit(name, built_in);
    if (is_built_in && built_in.is_language)
        return take_builtin(built_in, out);
    std::vector<std::string> folders = TRY(folders_for(vm, name));
    bool is_top = parent_of(name).empty();
    // What is in a built-in package belongs to it, and nothing built in to a package of that name on disk.
    if (is_built_in && !is_top) {
        if (folders.empty())
            return take_builtin(built_in, out);
        is_built_in = false;
    }
    if (!vm.permissions.allows(Authority::Files))
        return is_built_in && take_builtin(built_in, out);
    for (size_t i = 0; i < folders.size(); i++) {
        if (is_built_in && folders[i] == Modules::library_entry)
            return take_builtin(built_in, out);
        Modules::EntryFinder finder = vm.modules->entry_finder(folders[i]);
        if (finder == Modules::EntryFinder::None)
            continue;
        out.is_of_finders = finder == Modules::EntryFinder::Other;
        if (out.is_of_finders || TRY(find_in_folder(vm, folders[i], name, out)))
            return true;
        if (is_top && vm.modules->take_site_folder(folders[i]))
            TRY(read_path_files(vm, std::string(folders[i]), folders));
    }
    if (is_built_in)
        return take_builtin(built_in, out);
    out.is_of_finders = out.is_package = !out.folders.empty();
    return out.is_package;
}

Result<bool> find_module_source(Vm& vm, std::string_view name, FoundSource& out)
{
    ModuleSource source;
    if (!TRY(find_module(vm, name, source)))
        return false;
    out = { source.unit, {}, source.filename, source.is_package };
    if (source.unit.is_empty() && !source.filename.empty() && !TRY(read_source_file(vm, source.filename, out.text)))
        return raise_os_error(vm, ENOENT, Value::cell(TRY(make_str(vm, source.filename))));
    return true;
}

} // namespace coil::internal
