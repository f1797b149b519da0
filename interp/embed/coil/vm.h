#pragma once
// The machine that runs scripts. Part of coil.h.
#include <utility>
#include <vector>

#include "value.h"

namespace coil
{

namespace binding
{
class Callable;
}

/// What a Vm may touch of the process and the system. What it was not given is not there for scripts: a module that is
/// about it can't be imported, and functions of other modules that need it raise PermissionError.
enum class Authority : uint32_t {
    Nothing = 0,
    Clock = 1,        ///< the date, clocks, time.sleep(): the module time. asyncio's own clock, which tells no date,
                      ///< needs nothing, nor does its sleep()
    Files = 2,        ///< open(), imports from files, source lines of files in tracebacks
    Network = 4,      ///< connections to other hosts and from them
    Processes = 8,    ///< starting programs, and what other processes do
    Environment = 16, ///< the process's variables
    Signals = 32,     ///< what the process does when a signal comes
    Threads = 64,     ///< starting threads. Locks need nothing; the module threading needs Clock as well
    Everything = 127,
};
constexpr Authority operator|(Authority left, Authority right) { return Authority(uint32_t(left) | uint32_t(right)); }
constexpr Authority operator-(Authority left, Authority right) { return Authority(uint32_t(left) & ~uint32_t(right)); }
constexpr Authority& operator|=(Authority& left, Authority right) { return left = left | right; }
constexpr bool includes(Authority all, Authority some) { return (uint32_t(all) & uint32_t(some)) == uint32_t(some); }

struct Options {
    size_t heap_limit = 0;                    ///< most bytes of objects; 0: no limit. Scripts get MemoryError
    uint64_t step_limit = 0;                  ///< see Vm::set_step_limit
    Authority authority = Authority::Nothing; ///< what the program `coil` has is Authority::Everything
    bool signals = false;                     ///< SIGINT is the VM's: KeyboardInterrupt
    bool standard_streams = true;             ///< sys.stdin, sys.stdout and sys.stderr are the process's
    std::vector<std::string> arguments;       ///< sys.argv
    std::vector<std::string> path;            ///< sys.path: where modules are looked for before the library,
    std::vector<std::string> site_path;       ///< and behind it, as installed packages are; their .pth files are read
    std::string executable;                   ///< sys.executable, and where it is installed
    std::string prefix, base_prefix;
    bool write_cache = false; ///< what imported files are compiled to is kept, in __pycache__ beside them
    std::string cache_folder; ///< below this folder instead, when there is one
    uint64_t hash_seed = 0;   ///< 0: random
    std::vector<std::pair<std::string, int>> flags; ///< sys.flags: names and values; `optimize` takes asserts out
    std::vector<std::string> warn_options;          ///< sys.warnoptions: what the filters of warnings are, as -W
    std::vector<std::string> x_options;             ///< sys._xoptions: NAME or NAME=VALUE
    bool unbuffered = false;                        ///< what is written to sys.stdout and sys.stderr does not wait
    bool skip_first_line = false;                   ///< of files that are run: it is for another program
    std::string trace; ///< what standard error is told of: some of import,gc,loop; see knows_trace
};

class Vm
{
public:
    Vm();
    explicit Vm(const Options& options);
    /// Ends the threads of scripts: what they run gets SystemExit, and half a second later is ended as by interrupt().
    /// A thread that is in native code for seconds more is left with the machine's memory, which is said on standard
    /// error. Threads are waited for, and output is flushed, by finish().
    ~Vm();
    Vm(const Vm&) = delete;
    Vm& operator=(const Vm&) = delete;

    /// Runs a source text as the module __main__; `await` works at its top level. Throws Error.
    void run(std::string_view source, std::string_view filename = "<string>");
    /// The value of an expression, with the names of __main__. Throws Error.
    Value evaluate(std::string_view expression);
    /// A name of __main__. Throws Error (NameError) when there is none.
    Value global(std::string_view name);
    void set_global(std::string_view name, const Value& value);
    template <class T> void set_global(std::string_view name, const T& of) { set_global(name, value(of)); }
    /// The module of that dotted name, imported when it is not yet. Throws Error.
    Value import(std::string_view name);

    /// The module of that name, as scripts import it; when none has been made or imported yet, a new one with that
    /// documentation, which goes before a module of the library or a file of the same name. A dotted name makes it part
    /// of a package.
    Module module(std::string_view name, std::string_view documentation = {});
    /// A callable of C++ as a function of scripts: see function.h. Throws Error (ValueError) for a signature that is
    /// none, or does not fit.
    template <class F> Value function(std::string_view signature, F&& callable, std::string_view documentation = {});

    /// Scripts may do about so many calls and passes of loops from now on, all runs together; what natives do for them
    /// counts as steps that take as long (some 10 ns each). 0: no limit. What runs when they are used up is ended by an
    /// Error of type ExecutionEnded: no except, finally or with of a script sees it.
    void set_step_limit(uint64_t steps);
    /// Ends what runs, in the same way, in all threads of scripts, and wakes what blocks; if nothing runs, what is run
    /// next. Safe from any thread and from signal handlers.
    void interrupt();

    Value none();
    Value boolean(bool truth);
    Value integer(int64_t number);
    Value unsigned_integer(uint64_t number);
    Value real(double number);
    Value text(std::string_view utf8);
    Value bytes(std::string_view bytes);
    Value list(std::span<const Value> items = {});
    Value list(std::initializer_list<Value> items) { return list(std::span(items.begin(), items.size())); }
    Value tuple(std::span<const Value> items = {});
    Value tuple(std::initializer_list<Value> items) { return tuple(std::span(items.begin(), items.size())); }
    using Entry = std::pair<Value, Value>;
    Value dict(std::span<const Entry> entries = {});
    Value dict(std::initializer_list<Entry> entries) { return dict(std::span(entries.begin(), entries.size())); }
    /// Of a C++ type: see convert.h.
    template <class T> Value value(const T& of);

    /// Runs a file or module as a program does, prints what it raises as CPython does, and gives the exit status.
    /// The file is read whatever Options.authority says; a module is found only where that allows it.
    int run_file(const std::string& path);
    int run_module(std::string_view name);
    int run_command(std::string_view source, std::string_view filename);
    /// The bytecode of a source text, as text; nothing is run. Throws Error (SyntaxError).
    std::string disassemble(std::string_view source, std::string_view filename);
    /// What the end of a program does: threads are waited for, output is flushed. The status when that fails, else
    /// `status`.
    int finish(int status);
    /// Whether KeyboardInterrupt ended the program: its process should then die of SIGINT, as shells expect.
    bool was_interrupted() const;

    static std::string_view version();
    /// The licences of coil and of what is built into it.
    static std::string licences();
    /// Whether Options.trace may be that: subjects, separated by commas.
    static bool knows_trace(std::string_view subjects);

private:
    friend class Module;
    friend struct TestAccess;
    Value make_function(std::string_view signature, std::unique_ptr<binding::Callable> callable,
        std::string_view documentation, std::string_view module);
    std::unique_ptr<internal::VmState> state_;
};

/// A module that the host fills. It must not outlive its Vm.
class Module
{
public:
    /// A callable of C++ as a function of the module: see function.h. Throws as Vm::function.
    template <class F> Module& def(std::string_view signature, F&& callable, std::string_view documentation = {});
    /// A name of the module: a Value, or what convert.h makes one of.
    template <class T> Module& set(std::string_view name, const T& value);
    const Value& value() const { return module_; }

private:
    friend class Vm;
    Module(Vm& vm, std::string name, Value module);
    Vm* vm_;
    std::string name_;
    Value module_;
};

} // namespace coil
