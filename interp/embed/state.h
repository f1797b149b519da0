#pragma once
// What stands behind coil.h: the machine and its parts. Here `Vm`, `Value` and `Error` are the machine's own; the
// public classes are coil::Vm, coil::Value and coil::Error.
#include <new>
#include <stdexcept>

#include "embed/coil.h"
#include "gc/roots.h"
#include "objects/vm.h"

namespace coil::internal
{

class HostCall;
class HostFunction;

/// Host functions that scripts can't reach any more. What frees them is the collector, in whose midst no code of the
/// host may run: they wait here.
class DeadHostFunctions
{
public:
    DeadHostFunctions() = default;
    ~DeadHostFunctions() { destroy(); }
    DeadHostFunctions(const DeadHostFunctions&) = delete;
    DeadHostFunctions& operator=(const DeadHostFunctions&) = delete;
    void add(HostFunction* function);
    void destroy();
    bool empty() const { return !first_; }

private:
    HostFunction* first_ = nullptr;
};

struct VmState {
    VmState(coil::Vm& owner, const Options& options);
    ~VmState();

    coil::Vm& owner;
    DeadHostFunctions dead_functions; ///< outlives the heap, which may add to them to its end
    Vm vm;
    Options options;
    Dict* main_globals = nullptr;
    bool interrupted = false;       ///< KeyboardInterrupt ended the program
    uint64_t thread = 0;            ///< that entered last, by the system's number; 0: none
    HostCall* host_calls = nullptr; ///< the running ones, of all threads

    /// Runs `body` on the calling thread, whichever it is: its stack is scanned, and scripts may use what is left of
    /// it. Nothing but coil::Error is thrown: memory that the C++ library refuses is a MemoryError.
    template <class F> auto enter(F&& body)
    {
        gc::StackScope stack(vm.heap);
        if (!innermost_host_call())
            use_thread();
        if (!dead_functions.empty())
            dead_functions.destroy();
        try {
            return body();
        } catch (const std::bad_alloc&) {
        } catch (const std::length_error&) {
        }
        throw_memory_error();
    }
    void use_thread();
    /// What scripts wrote to files goes there, as the machine is going.
    void write_out();
    /// The call of a host function that the running thread is in; or null.
    HostCall* innermost_host_call() const;

    [[noreturn]] void throw_memory_error();
    /// Throws the pending exception as a coil::Error.
    [[noreturn]] void throw_pending();
    /// Makes pending what a host function threw.
    Raised raise(const coil::Error& error);
    /// The result's value, or the coil::Error of the exception.
    template <class T> T checked(Result<T> result)
    {
        // Native code may have gone on after the end; the result is not one.
        if (result.failed() || vm.is_ending)
            throw_pending();
        return result.release();
    }

    /// Throws for a value of another Vm; an empty one is None.
    Value unwrap(const coil::Value& value);
    coil::Value wrap(Value value);
    /// Text that a host gave, made what a str can hold: ill-formed bytes become U+FFFD.
    static std::string well_formed(std::string_view text);
    Str* name(std::string_view text);
    /// Runs a source text as __main__, on the event loop when it awaits. Raises.
    Result<Value> run_main(std::string_view source, std::string_view filename);
    /// The value of an expression with the names of `globals`. Raises.
    Result<Value> evaluate(std::string_view expression, Dict* globals);

private:
    void set_up();
};

/// Made before memory can run out: a copy of it asks for none.
extern const coil::Error out_of_memory;

} // namespace coil::internal

struct coil::Value::Held {
    internal::VmState* state;
    internal::gc::Root<internal::Value> value; ///< empty once the heap is gone
};
