#pragma once
// Modules: native ones, those written in Python that are built in, and `.py` files on sys.path.
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "bytecode/stored_unit.h"
#include "objects/native.h"

namespace coil::internal
{

struct ModuleSource;
struct List;
struct TreeFunctions;
struct Tuple;

/// A native module: its functions and what else it puts into its namespace.
struct NativeModule {
    const char* name;
    std::span<const NativeDef> functions;
    /// Adds constants, classes and state. May be null.
    Result<void> (*prepare)(Vm&, Module*);
    const char* doc = nullptr;
};

/// A module written in Python that is built in.
struct BuiltinUnit {
    StoredUnit unit;
    bool is_package = false;
    bool is_language = false; ///< found before files of that name; the others behind the folders of sys.path
};

class Modules
{
public:
    explicit Modules(Vm& vm);
    ~Modules();

    /// sys.modules.
    Dict* loaded() const { return loaded_; }
    void add_native(const NativeModule& module) { natives_[module.name] = &module; }
    /// What a native module keeps in this VM beside its namespace, where scripts can't take it away; empty at first.
    Value& state_of(const NativeModule& module) { return native_states_[&module]; }
    /// Finds a module that is built in; false when there is none of that name.
    bool (*find_builtin_unit)(std::string_view name, BuiltinUnit& out) = nullptr;
    /// Compiles source text; the compiler is installed by whoever may know it. Raises SyntaxError.
    using CompileFn = Result<std::shared_ptr<const Unit>> (*)(Vm&, std::string_view text, std::string_view filename);
    CompileFn compile = nullptr;
    /// What the module _ast does for compile(); null until it is imported.
    const TreeFunctions* trees = nullptr;
    int optimize = 0; ///< sys.flags.optimize: what is compiled is without asserts, at 2 without docstrings
    /// Changes when the compiler makes something else of a source; and the program's version, for names of files.
    uint64_t compiler_stamp = 0;
    std::string_view version;
    /// Of `__import__` as it is before a script replaces it.
    const NativeDef* import_definition = nullptr;
    /// Sources that are no files but whose lines tracebacks show: name and text.
    std::vector<std::pair<std::string, std::string>> shown_sources;

    /// Whether the module's body is running still.
    bool is_loading(const Module* module) const
    {
        return std::find(loading_.begin(), loading_.end(), module) != loading_.end();
    }
    void start_loading(const Module* module) { loading_.push_back(module); }
    void end_loading(const Module* module) { std::erase(loading_, module); }

    const NativeModule* find_native(std::string_view name) const;
    std::vector<std::string_view> native_names() const; ///< sorted
    List* path() const;

    // importlib's finders. Until it is imported there are none, and sys has no meta_path: who asks for that imports it.

    /// What sys.meta_path and sys.path_hooks hold to begin with: while they do, modules are found without them.
    /// `find_and_load(name)` imports a module by them; `spec_of(module)` gives the spec and loader of one that was
    /// loaded without.
    void set_finders(Tuple* finders, Tuple* hooks, Value find_and_load, Value spec_of);
    /// Whether a script changed sys.meta_path or sys.path_hooks.
    bool has_own_finders() const;
    Value find_and_load() const { return find_and_load_; }
    /// An attribute that the module would have had all along: `__spec__` and `__loader__` of any that import made,
    /// meta_path and its kin of sys. Empty for others. Runs importlib, which is imported now.
    Result<std::optional<Value>> late_attribute(Module* module, Str* name);
    /// The entry of sys.path that is the library, as `__file__` of its modules begins: folders behind it are searched
    /// when a module is not built in. Without it (a script may do with sys.path what it likes) the library is last.
    static constexpr std::string_view library_entry = "<coil>";

    /// A folder of installed packages. The first search that comes to it reads its .pth files: see site_folders.h.
    void add_site_folder(std::string_view folder) { site_folders_.emplace_back(folder); }
    /// Whether its .pth files are to be read; they are so once.
    bool take_site_folder(std::string_view folder)
    {
        return !site_folders_.empty() && std::erase(site_folders_, folder) > 0;
    }

private:
    static void trace(void* context, gc::Tracer& tracer);
    Vm& vm_;
    Dict* loaded_ = nullptr;
    std::vector<const Module*> loading_; ///< the stack keeps them alive
    std::vector<std::string> site_folders_;
    Tuple* finders_ = nullptr;
    Tuple* hooks_ = nullptr;
    Value find_and_load_, spec_of_;
    std::unordered_map<std::string_view, const NativeModule*> natives_;
    std::unordered_map<const NativeModule*, Value> native_states_;
};

/// `import name` and `from name import …` as __import__ does them: the top package when `from_list` is None, else the
/// module itself.
Result<Value> import_module(Vm& vm, Dict* globals, Str* name, Value from_list, uint32_t level);
/// The module of an absolute dotted name, imported when it is not yet.
Result<Value> import_absolute(Vm& vm, std::string_view name);
/// `from module import name`: the attribute, else a submodule; ImportError.
Result<Value> import_attribute(Vm& vm, Value module, Str* name);
/// Imports the package's submodule of that name, when there is one and the package has no such attribute yet.
Result<void> import_submodule(Vm& vm, Value package, Str* name);
/// `from module import *` into a dict or mapping.
Result<void> import_all(Vm& vm, Value module, Value space);
/// The body of a module from a file, for its globals: from the units that are kept, or compiled now.
Result<Function*> load_module_body(Vm& vm, const ModuleSource& source, Dict* globals);
/// Makes a native module and puts it into sys.modules.
Result<Module*> make_native_module(Vm& vm, const NativeModule& native);

} // namespace coil::internal
