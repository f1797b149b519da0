// _importer: what importlib asks of the machine's own import: modules that are built in, the library's units, the kept
// units of files. See stdlib/language/_imp.py and importlib/__init__.py.
#include <cstring>

#include "base/siphash.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/find_module.h"
#include "runtime/machine/import.h"
#include "runtime/machine/site_folders.h"
#include "runtime/operations/call.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

bool is_native(Vm& vm, Str* name) { return vm.modules->find_native(name->view()) != nullptr; }

Result<Value> make_native(Vm& vm, Str* name)
{
    const NativeModule* native = vm.modules->find_native(name->view());
    if (!native)
        return vm.raise(Error::ImportError, "no built-in module named '{}'", name->view());
    // There is one machine.
    if (Value* sys = find_str(vm, vm.modules->loaded(), name); sys && name->view() == "sys")
        return *sys;
    Module* module = TRY(make_native_module(vm, *native));
    for (Str* each : { vm.names->spec, vm.names->loader })
        TRY(dict_set_str(vm, module->dict, each, None));
    return Value::cell(module);
}

Result<Value> native_names(Vm& vm)
{
    std::vector<std::string_view> names = vm.modules->native_names();
    Tuple* tuple = TRY(make_tuple(vm, names.size()));
    for (size_t i = 0; i < names.size(); i++) {
        Value name = Value::cell(intern(vm, names[i]));
        vm.heap.write_barrier(tuple);
        tuple->items[i] = name;
    }
    return Value::cell(tuple);
}

Result<Value> find_library(Vm& vm, Str* name)
{
    BuiltinUnit found;
    if (!vm.modules->find_builtin_unit || !vm.modules->find_builtin_unit(name->view(), found))
        return None;
    Value file = Value::cell(TRY(make_str(vm, found.unit.filename())));
    return Value::cell(
        TRY(make_tuple(vm, { file, Value::boolean(found.is_package), Value::boolean(found.is_language) })));
}

Result<Value> library_code(Vm& vm, Str* name)
{
    BuiltinUnit found;
    if (!vm.modules->find_builtin_unit || !vm.modules->find_builtin_unit(name->view(), found))
        return vm.raise(Error::ImportError, "no module named '{}' in the library", name->view());
    return Value::cell(TRY(load_unit(vm, found.unit, TRY(make_dict(vm))))->code);
}

/// Compiles a source file, or takes what was kept of it, as import does.
Result<Value> file_code(Vm& vm, Str* path)
{
    ModuleSource source;
    source.filename = std::string(path->view());
    if (!TRY(find_source_file(vm, source.filename, source.version)))
        return None;
    return Value::cell(TRY(load_module_body(vm, source, TRY(make_dict(vm))))->code);
}

Result<Value> import_name(Vm& vm, Str* name) { return import_absolute(vm, name->view()); }

/// From now on import asks them when sys.meta_path or sys.path_hooks hold anything else.
Result<void> set_finders(
    Vm& vm, Tuple* finders, Tuple* hooks, Tuple* entry_finders, Value find_and_load, Value await_module, Value spec_of)
{
    vm.modules->set_finders({ finders, hooks, find_and_load, spec_of }, entry_finders, await_module);
    return {};
}

Result<Value> source_hash(Vm& vm, int64_t key, Value source)
{
    std::string_view bytes;
    if (!TRY(buffer_view(vm, source, bytes)))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, source));
    uint64_t hash = siphash13(uint64_t(key), 0, bytes);
    char text[sizeof hash];
    std::memcpy(text, &hash, sizeof hash);
    return Value::cell(TRY(make_bytes(vm, std::string_view(text, sizeof text))));
}

constexpr NativeDef functions[] = {
    def<"set_finders(finders, hooks, entry_finders, find_and_load, await_module, spec_of, /)", set_finders>(
        "Says what sys.meta_path and sys.path_hooks hold while import need not ask them, and what to call else."),
    def<"source_hash(key, source, /)", source_hash>("The hash of a source text for hash-based pyc files: eight bytes."),
    def<"is_native(name, /)", is_native>("Whether a module of that name is written in C++ and there for this VM."),
    def<"make_native(name, /)", make_native>("Makes it, and puts it into sys.modules."),
    def<"native_names()", native_names>("The names of all of them, sorted."),
    def<"find_library(name, /)", find_library>("(file name, is a package, belongs to the language) of a module of the "
                                               "library that is written in Python, or None."),
    def<"library_code(name, /)", library_code>("Its code."),
    def<"file_code(path, /)", file_code>(
        "The code of a source file, from __pycache__ if it is kept there; None without the file."),
    def<"import_name(name, /)", import_name>("The module of an absolute dotted name."),
    def<"read_site_folders()", read_all_path_files>("Lets .pth files add to sys.path what they would in a search."),
};

} // namespace

const NativeModule _importer_module{ "_importer", functions, nullptr, "The machine's own import." };

} // namespace coil::internal
