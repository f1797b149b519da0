#pragma once
// Modules: native ones, those written in Python that are built in, and `.py` files on sys.path.
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "bytecode/stored_unit.h"
#include "objects/native.h"
#include "runtime/machine/blocking.h"

namespace coil::internal
{

struct ModuleSource;
struct List;
struct ThreadState;
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
    /// sys.implementation.cache_tag: `coil-0_1_0`. Without dots, by which importlib tells the parts of a file's name.
    std::string cache_tag() const
    {
        std::string tag = "coil-" + std::string(version);
        std::replace(tag.begin(), tag.end(), '.', '_');
        return tag;
    }
    /// Of `__import__` as it is before a script replaces it.
    const NativeDef* import_definition = nullptr;
    /// Sources that are no files but whose lines tracebacks show: name and text.
    std::vector<std::pair<std::string, std::string>> shown_sources;

    /// An import that goes on, on the stack of its thread. Other threads that want the module wait for its end.
    class Loading
    {
    public:
        Loading(Vm& vm, Str* name);
        ~Loading();
        Loading(const Loading&) = delete;
        Loading& operator=(const Loading&) = delete;
        /// The module's body begins to run.
        void start(const Module* module) { module_ = module; }

    private:
        friend class Modules;
        Modules& modules_;
        Str* name_;
        ThreadState* thread_;
        const Module* module_ = nullptr;
    };
    /// Waits while another thread imports the module of that name; but not for one that waits, maybe over others, for
    /// what this thread imports: that takes the module as far as it is. Runs script code.
    Result<void> await_import(Str* name);
    /// Whether the module's body is running still.
    bool is_loading(const Module* module) const;
    /// Whether that module of a package is being imported.
    bool is_importing(std::string_view package, std::string_view child) const;
    /// In a process that was forked, what other threads imported never ends.
    void forget_other_threads();

    const NativeModule* find_native(std::string_view name) const;
    std::vector<std::string_view> native_names() const; ///< sorted
    List* path() const;
    /// sys.path, whatever a script made of it; empty when it is not there.
    Value search_path() const { return of_sys("path"); }

    // importlib's finders. Until it is imported there are none, and sys has no meta_path: who asks for that imports it.

    /// What importlib says when it is imported.
    struct Finders {
        Tuple* finders = nullptr; ///< what sys.meta_path and sys.path_hooks hold to begin with: while they do, modules
        Tuple* hooks = nullptr;   ///< are found without them
        Value find_and_load;      ///< (name): imports a module by them
        Value spec_of;            ///< (module): spec, loader, `__cached__` of one that was loaded without
    };
    /// `entry_finders`: the classes of what is in sys.path_importer_cache then. `await_module(name)` waits for a module
    /// that another thread imports by them.
    void set_finders(const Finders& finders, Tuple* entry_finders, Value await_module)
    {
        finders_ = finders;
        entry_finders_ = entry_finders;
        await_module_ = await_module;
    }
    /// Whether a script changed sys.meta_path or sys.path_hooks.
    bool has_own_finders() const;
    /// What sys.path_importer_cache says of an entry of a path.
    enum class EntryFinder : uint8_t { Ours, None, Other };
    EntryFinder entry_finder(std::string_view entry) const;
    /// Imports a module as importlib does.
    Result<Value> import_by_finders(Str* name);
    /// What late_attribute completes later on: import made the module, not a script.
    static constexpr uint16_t completes_later = 1; ///< in aux of a Module
    /// A module that importlib has begun to load in another thread is waited for.
    Result<void> await_finders(Str* name, Value module);
    /// An attribute that the module would have had all along: `__spec__`, `__loader__` and `__cached__` of any that
    /// import made, meta_path and its kin of sys. Empty for others. Runs importlib, which is imported now.
    Result<std::optional<Value>> late_attribute(Module* module, Str* name);
    /// The module's dict as scripts see it: since importlib is imported, with what late_attribute gives.
    Result<Dict*> whole_dict(Module* module);
    /// What late_attribute would add to it.
    std::vector<Str*> late_names(const Module* module) const;
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
    /// A thread that waits for another's import.
    struct Waiting {
        ThreadState* thread;
        Str* name;
    };
    static void trace(void* context, gc::Tracer& tracer);
    const Loading* loading_elsewhere(const Str* name, const ThreadState* thread) const;
    bool waits_for(const ThreadState* thread, const ThreadState* other) const;
    Value of_sys(std::string_view name) const;
    Result<void> add_late_attributes(Module* module);

    Vm& vm_;
    Dict* loaded_ = nullptr;
    std::vector<const Loading*> loading_; ///< innermost last
    std::vector<std::string> site_folders_;
    Finders finders_;
    std::unordered_map<std::string_view, const NativeModule*> natives_;
    std::unordered_map<const NativeModule*, Value> native_states_;
    Tuple* entry_finders_ = nullptr;
    Value await_module_;
    std::vector<Waiting> waiting_;
    WaitQueue import_ended_;
};

/// `import name` and `from name import …` as __import__ does them: the top package when `from_list` is false, else the
/// module itself, and submodules that `from_list` names are imported. `globals` are of who imports (empty: none).
Result<Value> import_module(Vm& vm, Value globals, Str* name, Value from_list, uint32_t level);
/// The module of an absolute dotted name, imported when it is not yet.
Result<Value> import_absolute(Vm& vm, std::string_view name);
Result<Value> import_absolute(Vm& vm, Str* name); ///< an interned one
/// `from module import name`: the attribute, else what sys.modules has below the module; ImportError.
Result<Value> import_attribute(Vm& vm, Value module, Str* name);
/// `from module import *` into a dict or mapping.
Result<void> import_all(Vm& vm, Value module, Value space);
/// Warns through the module warnings, which may raise.
Result<void> warn_of_import(Vm& vm, Error category, std::string_view text);
/// The AttributeError's text for a module that has none of that name.
Result<std::string> missing_attribute_text(Vm& vm, Module* module, Str* name);
/// The body of a module from a file, for its globals: from the units that are kept, or compiled now.
Result<Function*> load_module_body(Vm& vm, const ModuleSource& source, Dict* globals);
/// Makes a native module and puts it into sys.modules.
Result<Module*> make_native_module(Vm& vm, const NativeModule& native);

} // namespace coil::internal
