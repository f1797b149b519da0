#pragma once
// coil: Python with native async/await, for C++ programs. This is the one header that an embedder includes.
//
// A Vm is one machine: create it, run source text in it, exchange values, call functions. A process may hold many, on
// any threads, with stacks of 128 KB and more; one Vm is used by one thread at a time. A Vm that is embedded has no
// authority that it was not given: see Options.
//
//     coil::Vm vm;
//     vm.run("def twice(x): return 2 * x");
//     coil::Value result = vm.global("twice").call({ vm.integer(21) });
//     std::cout << result.to_integer() << '\n';
//
// Text is UTF-8 both ways; a lone surrogate of a str stands in it as UTF-8 would encode it. Other bytes that are not
// UTF-8 become U+FFFD; in arguments and paths, which are a system's bytes, they become lone surrogates, as in CPython.
// An empty Value is None where a value is given. A Value of another Vm is refused: an Error of type ValueError.
//
// Errors: what a script raises comes out as coil::Error, with the exception's class, its message and its traceback as
// text. Nothing else is thrown: when memory runs out, for the Vm itself too, the Error's class is MemoryError.
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coil::embed
{

class Vm;
struct VmState;
struct TestAccess; ///< which tests define

/// An exception that a script raised.
class Error : public std::runtime_error
{
public:
    Error(std::string type, std::string message, std::string traceback);
    const std::string& type() const { return type_; }           ///< "ValueError"
    const std::string& message() const { return message_; }     ///< str(exception)
    const std::string& traceback() const { return traceback_; } ///< as the program prints it

private:
    std::string type_, message_, traceback_;
};

/// A value of a Vm, kept alive while it exists. It must not outlive its Vm.
class Value
{
public:
    Value();
    Value(const Value& other);
    Value& operator=(const Value& other);
    Value(Value&&) noexcept;
    Value& operator=(Value&&) noexcept;
    ~Value();

    bool is_none() const;
    bool is_boolean() const;
    bool is_integer() const;
    bool is_real() const;
    bool is_text() const;
    bool is_callable() const;
    /// Each throws Error (TypeError, OverflowError) when the value is of another kind.
    bool to_boolean() const;
    int64_t to_integer() const;
    double to_real() const;
    std::string to_text() const; ///< of a str, UTF-8
    std::string repr() const;
    std::string str() const;
    std::string type_name() const;
    /// Calls it; throws Error when it raises.
    Value call(std::initializer_list<Value> arguments = {}) const;
    Value attribute(std::string_view name) const;
    void set_attribute(std::string_view name, const Value& value) const;
    Value item(const Value& key) const;
    int64_t length() const;

private:
    friend class Vm;
    friend struct VmState;
    struct Held;
    explicit Value(std::unique_ptr<Held> held);
    template <class F> auto within(F&& body) const;
    std::unique_ptr<Held> held_;
};

struct Options {
    size_t heap_limit = 0;              ///< most bytes of objects; 0: no limit. Scripts get MemoryError
    uint64_t step_limit = 0;            ///< see Vm::set_step_limit
    bool files = false;                 ///< open(), imports from files, source lines of files in tracebacks
    bool signals = false;               ///< SIGINT is the VM's: KeyboardInterrupt
    bool standard_streams = true;       ///< sys.stdin, sys.stdout and sys.stderr are the process's
    std::vector<std::string> arguments; ///< sys.argv
    std::vector<std::string> path;      ///< sys.path
    bool write_cache = false;           ///< what imported files are compiled to is kept, in __pycache__ beside them
    std::string cache_folder;           ///< below this folder instead, when there is one
    uint64_t hash_seed = 0;             ///< 0: random
    std::string trace;                  ///< what standard error is told of: some of import,gc,loop; see knows_trace
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
    Value real(double number);
    Value text(std::string_view utf8);
    Value list(std::span<const Value> items);

    /// Runs a file or module as a program does, prints what it raises as CPython does, and gives the exit status.
    /// The file is read whatever Options.files says; a module is found only where that allows it.
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
    /// Whether Options.trace may be that: subjects, separated by commas.
    static bool knows_trace(std::string_view subjects);

private:
    friend class Value;
    friend struct TestAccess;
    std::unique_ptr<VmState> state_;
};

} // namespace coil::embed
