// What import statements and __import__ say: relative names, from-lists, stars; and what is said when they name
// nothing.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/find_module.h"
#include "runtime/machine/import.h"
#include "runtime/machine/import_errors.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// As find_attribute; quick for what a plain module has, and for a `__path__` that it has not.
Result<std::optional<Value>> find_in_module(Vm& vm, Value module, Str* name)
{
    if (is_kind(module, Kind::Module) && vm.class_of(module) == vm.classes->module) {
        Dict* dict = as<Module>(module)->dict;
        if (Value* own = find_str(vm, dict, name))
            return std::optional(*own);
        if (name == vm.names->path && !find_str(vm, dict, vm.names->getattr))
            return std::optional<Value>();
    }
    return find_attribute(vm, module, name);
}

Result<Value> parent_of_spec(Vm& vm, Value spec) { return get_attribute(vm, spec, intern(vm, "parent")); }

/// The package that code with such globals is in (PEP 366); empty when it is in none.
Result<std::string> package_of(Vm& vm, Dict* globals)
{
    auto own = [&](Str* name) {
        Value* value = find_str(vm, globals, name);
        return value && !value->is_none() ? *value : Value();
    };
    Value package = own(vm.names->package), spec = own(vm.names->spec);
    if (!package.is_empty()) {
        if (!is_kind(package, Kind::Str))
            return vm.raise(Error::TypeError, "package must be a string");
        if (!spec.is_empty() && !TRY(values_equal(vm, package, TRY(parent_of_spec(vm, spec)))))
            TRY(warn_of_import(vm, Error::DeprecationWarning, "__package__ != __spec__.parent"));
        return std::string(as<Str>(package)->view());
    }
    if (!spec.is_empty()) {
        package = TRY(parent_of_spec(vm, spec));
        if (!is_kind(package, Kind::Str))
            return vm.raise(Error::TypeError, "__spec__.parent must be a string");
        return std::string(as<Str>(package)->view());
    }
    TRY(warn_of_import(vm, Error::ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"));
    Value* name = find_str(vm, globals, vm.names->name);
    if (!name)
        return vm.raise(Error::KeyError, "'__name__' not in globals");
    if (!is_kind(*name, Kind::Str))
        return vm.raise(Error::TypeError, "__name__ must be a string");
    std::string_view text = as<Str>(*name)->view();
    return std::string(find_str(vm, globals, vm.names->path) ? text : parent_of(text));
}

/// The absolute name of what a relative import names.
Result<std::string> resolve_relative(Vm& vm, Value globals, std::string_view name, uint32_t level)
{
    if (globals.is_empty())
        return vm.raise(Error::KeyError, "'__name__' not in globals");
    auto* dict = as_if<Dict>(globals);
    if (!dict)
        return vm.raise(Error::TypeError, "globals must be a dict");
    std::string base = TRY(package_of(vm, dict));
    if (base.empty())
        return vm.raise(Error::ImportError, "attempted relative import with no known parent package");
    for (uint32_t i = 1; i < level; i++) {
        size_t dot = base.rfind('.');
        if (dot == base.npos)
            return vm.raise(Error::ImportError, "attempted relative import beyond top-level package");
        base.resize(dot);
    }
    return name.empty() ? base : base + "." + std::string(name);
}

/// Imports a submodule if there is one.
Result<void> import_if_there(Vm& vm, const std::string& full)
{
    if (import_absolute(vm, full).ok())
        return {};
    if (!is_exception_of(vm, vm.pending, Error::ModuleNotFoundError))
        return Raised{};
    auto* missing = as_if<Str>(own_attribute(vm, vm.pending.as_cell(), vm.names->name_attribute));
    Value* halted = find_str(vm, vm.modules->loaded(), intern(vm, full));
    if (!missing || missing->view() != full || (halted && halted->is_none()))
        return Raised{};
    vm.take_pending();
    return {};
}

/// Imports those submodules of a package that a from-list names (PEP 328).
Result<void> import_listed(Vm& vm, Value package, Value names, bool is_all)
{
    return for_each(vm, names, [&](Value each) -> Result<bool> {
        if (!is_kind(each, Kind::Str)) {
            std::string where = "``from list''";
            if (is_all)
                where =
                    std::string(TRY(str_of(vm, TRY(get_attribute(vm, package, vm.names->name))))->view()) + ".__all__";
            return vm.raise(Error::TypeError, "Item in {} must be str, not {}", where, type_name(vm, each));
        }
        Str* name = intern(vm, as<Str>(each)->view());
        if (name->view() == "*") {
            if (!is_all)
                if (std::optional<Value> all = TRY(find_in_module(vm, package, vm.names->all)))
                    TRY(import_listed(vm, package, *all, true));
            return true;
        }
        if (TRY(find_in_module(vm, package, name)))
            return true;
        Value own_name = TRY(get_attribute(vm, package, vm.names->name));
        TRY(import_if_there(vm, std::string(TRY(str_of(vm, own_name))->view()) + "." + std::string(name->view())));
        return true;
    });
}

} // namespace

Result<Value> import_module(Vm& vm, Value globals, Str* name, Value from_list, uint32_t level)
{
    Str* whole = name;
    if (level > 0)
        whole = intern(vm, TRY(resolve_relative(vm, globals, name->view(), level)));
    else if (!name->is_interned())
        whole = intern(vm, name->view());
    Value module = TRY(import_absolute(vm, whole));
    if (!from_list.is_empty() && !from_list.is_none() && TRY(truth(vm, from_list))) {
        if (TRY(find_in_module(vm, module, vm.names->path)))
            TRY(import_listed(vm, module, from_list, false));
        return module;
    }
    size_t dot = name->view().find('.');
    if (dot == std::string_view::npos)
        return module;
    // The part of what was named that comes first.
    size_t left = name->view().size() - dot;
    Str* first = intern(vm, whole->view().substr(0, whole->view().size() - left));
    if (level == 0)
        return import_absolute(vm, first);
    if (Value* loaded = find_str(vm, vm.modules->loaded(), first))
        return *loaded;
    return vm.raise(Error::KeyError, "'{}' not in sys.modules as expected", first->view());
}

namespace
{

/// What a module's spec says of where it is, or its `__file__`; empty when neither does.
Result<std::string> origin_of(Vm& vm, Value module)
{
    Value* spec = is_kind(module, Kind::Module) ? find_str(vm, as<Module>(module)->dict, vm.names->spec) : nullptr;
    if (spec && !spec->is_none()) {
        Value held = *spec;
        std::optional<Value> located = TRY(find_attribute(vm, held, intern(vm, "has_location")));
        if (located && TRY(truth(vm, *located)))
            if (std::optional<Value> origin = TRY(find_attribute(vm, held, intern(vm, "origin")));
                origin && is_kind(*origin, Kind::Str))
                return std::string(as<Str>(*origin)->view());
    }
    Value* file = is_kind(module, Kind::Module) ? find_str(vm, as<Module>(module)->dict, vm.names->file) : nullptr;
    return std::string(file && is_kind(*file, Kind::Str) ? as<Str>(*file)->view() : "");
}

/// Whether the module's body runs still: by the machine's import, or by importlib's.
Result<bool> is_partial(Vm& vm, Value module)
{
    auto* known = as_if<Module>(module);
    if (!known)
        return false;
    if (vm.modules->is_loading(known))
        return true;
    Value* spec = find_str(vm, known->dict, vm.names->spec);
    if (!spec || spec->is_none())
        return false;
    std::optional<Value> initializing = TRY(find_attribute(vm, *spec, intern(vm, "_initializing")));
    return initializing && TRY(truth(vm, *initializing));
}

Raised raise_cannot_import(Vm& vm, Str* name, Value module, Value module_name)
{
    Str* shown = is_kind(module_name, Kind::Str) ? as<Str>(module_name) : intern(vm, "<unknown module name>");
    std::string origin = TRY(origin_of(vm, module));
    bool partial = TRY(is_partial(vm, module));
    std::string_view place = origin.empty() ? "unknown location" : std::string_view(origin);
    std::string text = format_text("cannot import name {} from {}{}",
        { TRY(repr(vm, Value::cell(name)))->view(), partial ? "partially initialized module " : "",
            TRY(repr(vm, Value::cell(shown)))->view() });
    if (partial)
        text += " (most likely due to a circular import)";
    if (!partial || !origin.empty())
        text += format_text(" ({})", { place });
    (void)vm.raise_text(Error::ImportError, text);
    Value raised = vm.take_pending();
    if (auto* exception = as_exception(raised); exception && is_exception_of(vm, raised, Error::ImportError)) {
        TRY(set_import_error_fields(vm, exception, shown));
        TRY(set_own_attribute(vm, exception, vm.names->name_from, Value::cell(name)));
        if (!origin.empty())
            TRY(set_own_attribute(vm, exception, vm.names->path_attribute, Value::cell(TRY(make_str(vm, origin)))));
    }
    vm.pending = raised;
    return {};
}

} // namespace

Result<std::string> missing_attribute_text(Vm& vm, Module* module, Str* name)
{
    Value* own_name = find_str(vm, module->dict, vm.names->name);
    if (!own_name || !is_kind(*own_name, Kind::Str))
        return format_text("module has no attribute '{}'", { name->view() });
    std::string known(as<Str>(*own_name)->view());
    if (TRY(is_partial(vm, Value::cell(module)))) {
        std::string origin = TRY(origin_of(vm, Value::cell(module)));
        return format_text(
            "partially initialized module '{}'{}{}{} has no attribute '{}' (most likely due to a circular import)",
            { known, origin.empty() ? "" : " from '", origin, origin.empty() ? "" : "'", name->view() });
    }
    if (vm.modules->is_importing(known, name->view()))
        return format_text("cannot access submodule '{}' of module '{}' (most likely due to a circular import)",
            { name->view(), known });
    return format_text("module '{}' has no attribute '{}'", { known, name->view() });
}

Result<Value> import_attribute(Vm& vm, Value module, Str* name)
{
    if (std::optional<Value> value = TRY(find_in_module(vm, module, name)))
        return *value;
    std::optional<Value> own_name = TRY(find_attribute(vm, module, vm.names->name));
    Value known = own_name && is_kind(*own_name, Kind::Str) ? *own_name : None;
    if (auto* text = as_if<Str>(known)) {
        std::string full = std::string(text->view()) + "." + std::string(name->view());
        if (Value* loaded = find_str(vm, vm.modules->loaded(), intern(vm, full)))
            return *loaded;
    }
    return raise_cannot_import(vm, name, module, known);
}

namespace
{

/// Takes the names that a star means from the module, one after the other.
class StarImport
{
public:
    StarImport(Vm& vm, Value module, Value space)
        : vm_(vm)
        , module_(module)
        , space_(space)
    {
    }

    Result<void> run()
    {
        std::optional<Value> all = TRY(find_in_module(vm_, module_, vm_.names->all));
        if (!all) {
            is_all_ = false;
            std::optional<Value> dict = TRY(find_attribute(vm_, module_, vm_.names->dict));
            if (!dict)
                return vm_.raise(Error::ImportError, "from-import-* object has no __dict__ and no __all__");
            Value keys = is_kind(*dict, Kind::Dict) ? *dict : TRY(call_method(vm_, *dict, vm_.names->keys, {}));
            all = Value::cell(TRY(list_of(vm_, keys)));
        }
        // By index and not by iterator: that is what CPython does, and one can tell.
        for (int64_t i = 0;; i++) {
            TRY(vm_.work(1));
            std::optional<Value> name = TRY(item_at(*all, i));
            if (!name)
                return {};
            TRY(take(*name));
        }
    }

private:
    Result<std::optional<Value>> item_at(Value names, int64_t index)
    {
        Class* cls = vm_.class_of(names);
        if (cls == vm_.classes->dict)
            return vm_.raise(Error::TypeError, "{} is not a sequence", type_name(vm_, names));
        if (cls == vm_.classes->list)
            return uint64_t(index) < as<List>(names)->size ? std::optional(as<List>(names)->array->data[index])
                                                           : std::optional<Value>();
        if (cls == vm_.classes->tuple)
            return uint64_t(index) < as<Tuple>(names)->size ? std::optional(as<Tuple>(names)->items[index])
                                                            : std::optional<Value>();
        if (lookup(vm_, cls, vm_.names->getitem).is_empty())
            return vm_.raise(Error::TypeError, "'{}' object does not support indexing", type_name(vm_, names));
        Result<Value> item = get_item(vm_, names, Value::small(index));
        if (item.ok())
            return std::optional(item.value());
        if (!is_exception_of(vm_, vm_.pending, Error::IndexError))
            return Raised{};
        vm_.take_pending();
        return std::optional<Value>();
    }

    Result<void> take(Value name)
    {
        if (!is_kind(name, Kind::Str))
            return raise_no_name(name);
        Str* text = as<Str>(name);
        if (!is_all_ && text->view().starts_with("_"))
            return {};
        Value value = TRY(get_attribute(vm_, module_, intern(vm_, text)));
        if (auto* dict = as_if<Dict>(space_))
            return dict_set(vm_, dict, name, value);
        return set_item(vm_, space_, name, value);
    }

    Raised raise_no_name(Value name)
    {
        Value module_name = TRY(get_attribute(vm_, module_, vm_.names->name));
        if (!is_kind(module_name, Kind::Str))
            return vm_.raise(Error::TypeError, "module __name__ must be a string, not {}", type_name(vm_, module_name));
        return vm_.raise(Error::TypeError, "{} in {}.{} must be str, not {}", is_all_ ? "Item" : "Key",
            as<Str>(module_name)->view(), is_all_ ? "__all__" : "__dict__", type_name(vm_, name));
    }

    Vm& vm_;
    Value module_, space_;
    bool is_all_ = true;
};

} // namespace

Result<void> import_all(Vm& vm, Value module, Value space) { return StarImport(vm, module, space).run(); }

} // namespace coil::internal
