#include "runtime/machine/import.h"

#include <cerrno>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/find_module.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/import_trace.h"
#include "runtime/machine/unit_cache.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

Modules::Modules(Vm& vm)
    : vm_(vm)
{
    vm.heap.add_roots(this, trace);
    loaded_ = make_dict(vm).release();
}

Modules::~Modules() { vm_.heap.remove_roots(this, trace); }

void Modules::trace(void* context, gc::Tracer& tracer)
{
    auto* modules = static_cast<Modules*>(context);
    tracer.visit(static_cast<Cell*>(modules->loaded_));
    tracer.visit(static_cast<Cell*>(modules->finders_));
    tracer.visit(static_cast<Cell*>(modules->hooks_));
    tracer.visit(modules->find_and_load_);
    tracer.visit(modules->spec_of_);
    for (auto& [module, state] : modules->native_states_)
        tracer.visit(state);
}

const NativeModule* Modules::find_native(std::string_view name) const
{
    auto found = natives_.find(name);
    return found == natives_.end() ? nullptr : found->second;
}

List* Modules::path() const
{
    Value* sys = find_str(vm_, loaded_, intern(vm_, "sys"));
    auto* module = sys ? as_if<Module>(*sys) : nullptr;
    Value* path = module ? find_str(vm_, module->dict, intern(vm_, "path")) : nullptr;
    return path ? as_if<List>(*path) : nullptr;
}

namespace
{

Result<Module*> add_module(Vm& vm, Str* name)
{
    Module* module = TRY(make_module(vm, name));
    TRY(dict_set_str(vm, vm.modules->loaded(), name, Value::cell(module)));
    return module;
}

Result<void> set_text(Vm& vm, Module* module, Str* name, std::string_view text)
{
    return dict_set_str(vm, module->dict, name, Value::cell(TRY(make_str(vm, text))));
}

Result<void> describe(Vm& vm, Module* module, std::string_view name, const ModuleSource& source)
{
    if (!source.filename.empty())
        TRY(set_text(vm, module, vm.names->file, source.filename));
    else
        TRY(dict_set_str(vm, module->dict, vm.names->file, None));
    TRY(set_text(vm, module, vm.names->package, source.is_package ? name : parent_of(name)));
    if (!source.is_package)
        return {};
    List* folders = TRY(make_list(vm));
    for (const std::string& folder : source.folders)
        TRY(list_append(vm, folders, Value::cell(TRY(make_str(vm, folder)))));
    return dict_set_str(vm, module->dict, vm.names->path, Value::cell(folders));
}

/// The entry in sys.modules of a module that is being made. What is not complete in the end leaves none, whatever ended
/// it.
class NewEntry
{
public:
    NewEntry(Vm& vm, Str* name)
        : vm_(vm)
        , name_(name)
    {
    }
    ~NewEntry()
    {
        if (loading_)
            vm_.modules->end_loading(loading_);
        if (!complete_)
            dict_erase_str(vm_, vm_.modules->loaded(), name_);
    }
    NewEntry(const NewEntry&) = delete;
    NewEntry& operator=(const NewEntry&) = delete;

    void start_loading(Module* module)
    {
        vm_.modules->start_loading(module);
        loading_ = module;
    }
    void complete() { complete_ = true; }

private:
    Vm& vm_;
    Str* name_;
    Module* loading_ = nullptr;
    bool complete_ = false;
};

} // namespace

Result<Function*> load_module_body(Vm& vm, const ModuleSource& source, Dict* globals)
{
    if (!source.unit.is_empty())
        return load_unit(vm, source.unit, globals);
    if (source.version.is_regular)
        if (auto cached = read_cached_unit(vm, source.filename, source.version))
            return load_unit(vm, cached, globals);
    // The file may have changed since.
    FileVersion version;
    std::string text;
    if (!TRY(read_source_file(vm, source.filename, text, &version)))
        return raise_os_error(vm, ENOENT, Value::cell(TRY(make_str(vm, source.filename))));
    auto compiled = vm.modules->compile(vm, text, source.filename);
    if (compiled.failed())
        return Raised{};
    std::shared_ptr<const Unit> unit = compiled.release();
    if (version.is_regular && version.size == text.size())
        write_cached_unit(vm, source.filename, version, *unit);
    return load_unit(vm, unit, globals);
}

namespace
{

Result<Value> load_source(Vm& vm, Str* name, const ModuleSource& source)
{
    NewEntry entry(vm, name);
    Module* module = TRY(add_module(vm, name));
    TRY(describe(vm, module, name->view(), source));
    if (source.filename.empty()) {
        entry.complete();
        return Value::cell(module);
    }
    entry.start_loading(module);
    TRY(dict_set_str(vm, module->dict, vm.names->builtins, Value::cell(vm.builtins)));
    Function* body = TRY(load_module_body(vm, source, module->dict));
    TRY(run_body(vm, body, Value()));
    entry.complete();
    // The module may have put something else in its place.
    Value* loaded = find_str(vm, vm.modules->loaded(), name);
    return loaded ? *loaded : Value::cell(module);
}

Raised no_module(Vm& vm, std::string_view name, std::string_view wanted)
{
    std::string_view parent = parent_of(name);
    bool package_missing = false;
    if (!parent.empty()) {
        Value* package = find_str(vm, vm.modules->loaded(), intern(vm, parent));
        package_missing =
            package && is_kind(*package, Kind::Module) && !find_str(vm, as<Module>(*package)->dict, vm.names->path);
    }
    (void)wanted;
    if (package_missing)
        (void)vm.raise(Error::ModuleNotFoundError, "No module named '{}'; '{}' is not a package", name, parent);
    else
        (void)vm.raise(Error::ModuleNotFoundError, "No module named '{}'", name);
    Value exception = vm.take_pending();
    auto text = make_str(vm, name);
    if (text.ok() &&
        set_own_attribute(vm, exception.as_cell(), vm.names->name_attribute, Value::cell(text.value())).ok())
        vm.pending = exception;
    return {};
}

/// Imports one module whose parents are imported.
Result<Value> import_one(Vm& vm, std::string_view name)
{
    Str* key = intern(vm, name);
    if (Value* known = find_str(vm, vm.modules->loaded(), key)) {
        if (!known->is_none())
            return *known;
        (void)vm.raise(Error::ModuleNotFoundError, "import of {} halted; None in sys.modules", name);
        return Raised{};
    }
    if (vm.modules->has_own_finders())
        return call(vm, vm.modules->find_and_load(), { Value::cell(key) });
    Value module;
    ModuleSource source;
    ImportTrace trace(vm, name);
    if (const NativeModule* native = vm.modules->find_native(name)) {
        trace.found("<native>");
        module = Value::cell(TRY(make_native_module(vm, *native)));
    } else if (TRY(find_module(vm, name, source))) {
        trace.found(source.filename.empty() ? "folders" : source.filename);
        module = TRY(load_source(vm, key, source));
    } else {
        return no_module(vm, name, name);
    }
    trace.complete();
    std::string_view parent = parent_of(name);
    if (!parent.empty())
        if (Value* package = find_str(vm, vm.modules->loaded(), intern(vm, parent)))
            TRY(set_attribute(vm, *package, intern(vm, last_of(name)), module));
    return module;
}

/// The package that a relative import starts from.
Result<std::string> resolve_relative(Vm& vm, Dict* globals, std::string_view name, uint32_t level)
{
    Value* package = find_str(vm, globals, vm.names->package);
    std::string base;
    if (package && is_kind(*package, Kind::Str)) {
        base = as<Str>(*package)->view();
    } else if (Value* own = find_str(vm, globals, vm.names->name); own && is_kind(*own, Kind::Str)) {
        base = as<Str>(*own)->view();
        if (!find_str(vm, globals, vm.names->path))
            base = parent_of(base);
    }
    if (base.empty())
        return vm.raise(Error::ImportError, "attempted relative import with no known parent package");
    for (uint32_t i = 1; i < level; i++) {
        if (base.find('.') == std::string::npos)
            return vm.raise(Error::ImportError, "attempted relative import beyond top-level package");
        base = parent_of(base);
    }
    return name.empty() ? base : base + "." + std::string(name);
}

} // namespace

Result<Module*> make_native_module(Vm& vm, const NativeModule& native)
{
    Str* name = intern(vm, native.name);
    NewEntry entry(vm, name);
    Module* module = TRY(add_module(vm, name));
    if (native.doc)
        TRY(set_text(vm, module, vm.names->doc, native.doc));
    TRY(set_text(vm, module, vm.names->package, ""));
    for (const NativeDef& def : native.functions) {
        Value function = TRY(make_native_function(vm, def, Value(), name));
        TRY(dict_set_str(vm, module->dict, intern(vm, def.name()), function));
    }
    if (native.prepare)
        TRY(native.prepare(vm, module));
    entry.complete();
    return module;
}

Result<Value> import_absolute(Vm& vm, std::string_view name)
{
    if (name.empty())
        return vm.raise(Error::ValueError, "Empty module name");
    std::string held(name);
    Value module;
    for (size_t dot = 0; dot != std::string::npos;) {
        dot = held.find('.', dot);
        module = TRY(import_one(vm, std::string_view(held).substr(0, dot)));
        if (dot != std::string::npos)
            dot++;
    }
    return module;
}

Result<Value> import_module(Vm& vm, Dict* globals, Str* name, Value from_list, uint32_t level)
{
    std::string target(name->view());
    if (level > 0)
        target = TRY(resolve_relative(vm, globals, name->view(), level));
    Value module = TRY(import_absolute(vm, target));
    bool wants_top = from_list.is_empty() || !TRY(truth(vm, from_list));
    if (!wants_top || level > 0)
        return module;
    return import_absolute(vm, std::string_view(target).substr(0, target.find('.')));
}

namespace
{

/// The module, by the finders of sys.meta_path; empty when they find none.
Result<std::optional<Value>> import_if_there(Vm& vm, std::string_view full)
{
    Result<Value> module = import_absolute(vm, full);
    if (module.ok())
        return std::optional(module.value());
    if (!is_exception_of(vm, vm.pending, Error::ModuleNotFoundError))
        return Raised{};
    auto* missing = as_if<Str>(own_attribute(vm, vm.pending.as_cell(), vm.names->name_attribute));
    if (!missing || missing->view() != full)
        return Raised{};
    vm.take_pending();
    return std::optional<Value>();
}

/// The package's module of that name, imported when there is one.
Result<std::optional<Value>> find_submodule(Vm& vm, Value package, std::string_view full)
{
    if (Value* loaded = find_str(vm, vm.modules->loaded(), intern(vm, full)))
        return std::optional(*loaded);
    if (!TRY(find_attribute(vm, package, vm.names->path)))
        return std::optional<Value>();
    if (vm.modules->has_own_finders())
        return import_if_there(vm, full);
    ModuleSource source;
    if (vm.modules->find_native(full) || TRY(find_module(vm, full, source)))
        return std::optional(TRY(import_absolute(vm, full)));
    return std::optional<Value>();
}

/// A name that `from module import *` takes because __all__ says so.
Result<Value> listed_attribute(Vm& vm, Module* module, Str* name)
{
    Value object = Value::cell(module);
    if (std::optional<Value> found = TRY(find_attribute(vm, object, name)))
        return *found;
    Value* own_name = find_str(vm, module->dict, vm.names->name);
    if (own_name && is_kind(*own_name, Kind::Str)) {
        std::string full = std::string(as<Str>(*own_name)->view()) + "." + std::string(name->view());
        if (std::optional<Value> found = TRY(find_submodule(vm, object, full)))
            return *found;
    }
    return get_attribute(vm, object, name);
}

Raised raise_cannot_import(Vm& vm, Str* name, Value module, std::string_view package, std::optional<Value> file)
{
    bool known = file && is_kind(*file, Kind::Str);
    bool partial = is_kind(module, Kind::Module) && vm.modules->is_loading(as<Module>(module));
    (void)vm.raise(Error::ImportError, "cannot import name '{}' from {}'{}' {}({})", name->view(),
        partial ? "partially initialized module " : "", package,
        partial ? "(most likely due to a circular import) " : "", known ? as<Str>(*file)->view() : "unknown location");
    Value raised = vm.take_pending();
    if (auto* exception = as_exception(raised); exception && is_exception_of(vm, raised, Error::ImportError)) {
        TRY(set_own_attribute(vm, exception, vm.names->name_attribute, Value::cell(intern(vm, package))));
        TRY(set_own_attribute(vm, exception, vm.names->name_from, Value::cell(name)));
        if (known)
            TRY(set_own_attribute(vm, exception, vm.names->path_attribute, *file));
    }
    vm.pending = raised;
    return {};
}

} // namespace

Result<Value> import_attribute(Vm& vm, Value module, Str* name)
{
    std::optional<Value> value = TRY(find_attribute(vm, module, name));
    if (value)
        return *value;
    std::optional<Value> module_name = TRY(find_attribute(vm, module, vm.names->name));
    std::string package(
        module_name && is_kind(*module_name, Kind::Str) ? as<Str>(*module_name)->view() : "<unknown module name>");
    std::string full = package + "." + std::string(name->view());
    if (std::optional<Value> found = TRY(find_submodule(vm, module, full)))
        return *found;
    return raise_cannot_import(vm, name, module, package, TRY(find_attribute(vm, module, vm.names->file)));
}

Result<void> import_submodule(Vm& vm, Value package, Str* name)
{
    if (TRY(find_attribute(vm, package, name)))
        return {};
    std::optional<Value> own_name = TRY(find_attribute(vm, package, vm.names->name));
    if (own_name && is_kind(*own_name, Kind::Str))
        TRY(find_submodule(vm, package, std::string(as<Str>(*own_name)->view()) + "." + std::string(name->view())));
    return {};
}

Result<void> import_all(Vm& vm, Value module, Value space)
{
    auto* source = as_if<Module>(module);
    if (!source)
        return vm.raise(Error::ImportError, "from-import-* object has no __dict__ and no __all__");
    auto store = [&](Value name, Value value) -> Result<void> {
        if (auto* dict = as_if<Dict>(space))
            return dict_set(vm, dict, name, value);
        return set_item(vm, space, name, value);
    };
    if (Value* all = find_str(vm, source->dict, vm.names->all)) {
        return for_each(vm, *all, [&](Value name) -> Result<bool> {
            if (!is_kind(name, Kind::Str))
                return vm.raise(Error::TypeError, "Item in {}.__all__ must be str, not {}", source->name->view(),
                    type_name(vm, name));
            Value value = TRY(listed_attribute(vm, source, intern(vm, as<Str>(name))));
            TRY(store(name, value));
            return true;
        });
    }
    Dict* copy = TRY(dict_copy(vm, source->dict));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(copy, position))
        if (is_kind(entry->key, Kind::Str) && !as<Str>(entry->key)->view().starts_with("_"))
            TRY(store(entry->key, entry->value));
    return {};
}

} // namespace coil::internal
