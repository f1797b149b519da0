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
#include "runtime/machine/import_errors.h"
#include "runtime/machine/import_trace.h"
#include "runtime/machine/unit_cache.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
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
    Finders& finders = modules->finders_;
    for (Tuple* each : { finders.finders, finders.hooks, modules->entry_finders_ })
        tracer.visit(static_cast<Cell*>(each));
    for (Value* each : { &finders.find_and_load, &finders.spec_of, &modules->await_module_ })
        tracer.visit(*each);
    for (auto& [module, state] : modules->native_states_)
        tracer.visit(state);
}

const NativeModule* Modules::find_native(std::string_view name) const
{
    auto found = natives_.find(name);
    return found == natives_.end() ? nullptr : found->second;
}

Value Modules::of_sys(std::string_view name) const
{
    Value* sys = find_str(vm_, loaded_, intern(vm_, "sys"));
    auto* module = sys ? as_if<Module>(*sys) : nullptr;
    Value* value = module ? find_str(vm_, module->dict, intern(vm_, name)) : nullptr;
    return value ? *value : Value();
}

List* Modules::path() const { return as_if<List>(of_sys("path")); }

namespace
{

Result<Module*> add_module(Vm& vm, Str* name)
{
    Module* module = TRY(make_module(vm, name));
    module->aux = Modules::completes_later;
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
        if (!complete_)
            dict_erase_str(vm_, vm_.modules->loaded(), name_);
    }
    NewEntry(const NewEntry&) = delete;
    NewEntry& operator=(const NewEntry&) = delete;

    void complete() { complete_ = true; }

private:
    Vm& vm_;
    Str* name_;
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

/// What a module's body left in sys.modules under its name, which may be something else. It goes to the end there: who
/// was complete first comes first.
Result<Value> take_loaded(Vm& vm, Str* name)
{
    Dict* modules = vm.modules->loaded();
    Value* loaded = find_str(vm, modules, name);
    if (!loaded)
        return vm.raise_value(Error::KeyError, Value::cell(name));
    Value module = *loaded;
    dict_erase_str(vm, modules, name);
    TRY(dict_set_str(vm, modules, name, module));
    return module;
}

Result<Value> load_source(Vm& vm, Str* name, const ModuleSource& source, Modules::Loading& loading)
{
    NewEntry entry(vm, name);
    Module* module = TRY(add_module(vm, name));
    TRY(describe(vm, module, name->view(), source));
    loading.start(module);
    TRY(dict_set_str(vm, module->dict, vm.names->builtins, Value::cell(vm.builtins)));
    Function* body = TRY(load_module_body(vm, source, module->dict));
    TRY(run_body(vm, body, Value()));
    Value loaded = TRY(take_loaded(vm, name));
    entry.complete();
    return loaded;
}

} // namespace

Result<void> set_import_error_fields(Vm& vm, Exception* exception, Str* name)
{
    if (exception->args->size)
        TRY(set_own_attribute(vm, exception, vm.names->msg, exception->args->items[0]));
    return set_own_attribute(vm, exception, vm.names->name_attribute, Value::cell(name));
}

namespace
{

/// ModuleNotFoundError for that name.
Raised raise_not_found(Vm& vm, Str* name, const std::string& message)
{
    (void)vm.raise_text(Error::ModuleNotFoundError, message);
    Value exception = vm.take_pending();
    if (as_exception(exception) && is_exception_of(vm, exception, Error::ModuleNotFoundError))
        TRY(set_import_error_fields(vm, as_exception(exception), name));
    vm.pending = exception;
    return {};
}

/// What sys.modules has under the name: nothing is not imported, and None halts the import.
Result<std::optional<Value>> find_loaded(Vm& vm, Str* name)
{
    Value* known = find_str(vm, vm.modules->loaded(), name);
    if (!known)
        return std::optional<Value>();
    if (known->is_none())
        return raise_not_found(vm, name, format_text("import of {} halted; None in sys.modules", { name->view() }));
    return std::optional(*known);
}

/// The parent of a module that is to be imported, which must be a package.
Result<void> check_parent(Vm& vm, Str* name, std::string_view parent)
{
    Value* package = find_str(vm, vm.modules->loaded(), intern(vm, parent));
    if (!package)
        return vm.raise_value(Error::KeyError, Value::cell(intern(vm, parent)));
    if (!TRY(find_attribute(vm, *package, vm.names->path)))
        return raise_not_found(
            vm, name, format_text("No module named '{}'; '{}' is not a package", { name->view(), parent }));
    return {};
}

/// Makes the module an attribute of the package that it is in.
Result<void> tell_parent(Vm& vm, Str* name, std::string_view parent, Value module)
{
    Value* package = find_str(vm, vm.modules->loaded(), intern(vm, parent));
    if (!package)
        return vm.raise_value(Error::KeyError, Value::cell(intern(vm, parent)));
    std::string_view child = last_of(name->view());
    if (set_attribute(vm, *package, intern(vm, child), module).ok())
        return {};
    if (!is_exception_of(vm, vm.pending, Error::AttributeError))
        return Raised{};
    vm.take_pending();
    return warn_of_import(vm, Error::ImportWarning,
        format_text("Cannot set an attribute on '{}' for child module '{}'", { parent, child }));
}

/// Imports one module whose parents are imported.
Result<Value> import_one(Vm& vm, Str* name)
{
    if (vm.modules->has_own_finders())
        return vm.modules->import_by_finders(name);
    TRY(vm.modules->await_import(name));
    if (std::optional<Value> known = TRY(find_loaded(vm, name)))
        return *known;
    std::string_view parent = parent_of(name->view());
    if (!parent.empty())
        TRY(check_parent(vm, name, parent));
    Value module;
    ModuleSource source;
    ImportTrace trace(vm, name->view());
    Modules::Loading loading(vm, name);
    if (const NativeModule* native = vm.modules->find_native(name->view())) {
        trace.found("<native>");
        module = Value::cell(TRY(make_native_module(vm, *native)));
    } else if (!TRY(find_module(vm, name->view(), source))) {
        return raise_not_found(vm, name, format_text("No module named '{}'", { name->view() }));
    } else if (source.is_of_finders) {
        trace.found("importlib");
        module = TRY(vm.modules->import_by_finders(name));
        trace.complete();
        return module;
    } else {
        trace.found(source.filename);
        module = TRY(load_source(vm, name, source, loading));
    }
    trace.complete();
    if (!parent.empty())
        TRY(tell_parent(vm, name, parent, module));
    return module;
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

Result<Value> import_absolute(Vm& vm, std::string_view name) { return import_absolute(vm, intern(vm, name)); }

Result<Value> import_absolute(Vm& vm, Str* whole)
{
    if (whole->size == 0)
        return vm.raise(Error::ValueError, "Empty module name");
    if (std::optional<Value> known = TRY(find_loaded(vm, whole))) {
        TRY(vm.modules->await_import(whole));
        TRY(vm.modules->await_finders(whole, *known));
        return *known;
    }
    // The innermost package that is imported, then what is below it.
    std::string_view held = whole->view();
    size_t end = held.rfind('.');
    while (end != held.npos && end > 0 && !find_str(vm, vm.modules->loaded(), intern(vm, held.substr(0, end))))
        end = held.rfind('.', end - 1);
    Value module;
    do {
        end = end == held.npos ? held.find('.') : held.find('.', end + 1);
        module = TRY(import_one(vm, intern(vm, held.substr(0, end))));
    } while (end != held.npos);
    return module;
}

Result<void> warn_of_import(Vm& vm, Error category, std::string_view text)
{
    Value warnings = TRY(import_absolute(vm, "warnings"));
    Value message = Value::cell(TRY(make_str(vm, text)));
    TRY(call_method(vm, warnings, intern(vm, "warn"), { message, Value::cell(vm.error_class(category)) }));
    return {};
}

} // namespace coil::internal
