#pragma once
// Where a module comes from: what is built in, a file, or folders only.
//
//     sys.path:  the script's folder, COILPATH, PYTHONPATH   <coil>        site folders
//                files                                       the library   files of installed packages
//
// But what belongs to the language is found before all of them. Nothing is looked up on disk that is found earlier.
#include "bytecode/stored_unit.h"
#include "runtime/machine/host_files.h"

namespace coil::internal
{

/// Where a module comes from.
struct ModuleSource {
    StoredUnit unit;     ///< of a module that is built in
    FileVersion version; ///< of a file
    std::string filename;
    bool is_package = false;
    std::vector<std::string> folders; ///< of a package; a namespace package has several perhaps, and no file
    /// Importlib's finders find it, or may do so: folders without an __init__.py (whose __path__ changes with
    /// sys.path), files without their source, what is in an archive, or where a script's own finder stands in
    /// sys.path_importer_cache.
    bool is_of_finders = false;
};

/// The dotted name without its last part; empty for a top-level name.
inline std::string_view parent_of(std::string_view name)
{
    size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}
inline std::string_view last_of(std::string_view name) { return name.substr(name.rfind('.') + 1); }

/// Finds a module whose parents are imported; false when there is none. Runs no script code, but for a `__path__` that
/// is no list.
Result<bool> find_module(Vm& vm, std::string_view name, ModuleSource& out);

/// What a module is made from.
struct FoundSource {
    StoredUnit unit;      ///< of a module that is built in
    std::string text;     ///< of another one
    std::string filename; ///< empty for a package without __init__.py
    bool is_package = false;
};
/// Finds the source of a module whose parents are imported, where `import` finds it; false when there is none.
Result<bool> find_module_source(Vm& vm, std::string_view name, FoundSource& out);

} // namespace coil::internal
