#pragma once
// What stands behind coil.h: the machine and its parts.
#include <new>
#include <stdexcept>

#include "embed/coil.h"
#include "gc/roots.h"
#include "objects/vm.h"

namespace coil::embed
{

using namespace internal;

struct VmState {
    explicit VmState(const Options& options);
    ~VmState();

    internal::Vm vm;
    Options options;
    Dict* main_globals = nullptr;
    bool interrupted = false; ///< KeyboardInterrupt ended the program
    uint64_t thread = 0;      ///< that entered last, by the system's number; 0: none

    /// Runs `body` on the calling thread, whichever it is: its stack is scanned, and scripts may use what is left of
    /// it. Nothing but Error is thrown: memory that the C++ library refuses is a MemoryError.
    template <class F> auto enter(F&& body)
    {
        gc::StackScope stack(vm.heap);
        use_thread();
        try {
            return body();
        } catch (const std::bad_alloc&) {
        } catch (const std::length_error&) {
        }
        throw_memory_error();
    }
    void use_thread();
    [[noreturn]] void throw_memory_error();
    /// Throws the pending exception as an Error.
    [[noreturn]] void throw_pending();
    /// Throws for a value of another Vm; an empty one is None.
    internal::Value unwrap(const Value& value);
    /// Text that a host gave, made what a str can hold: ill-formed bytes become U+FFFD.
    static std::string well_formed(std::string_view text);
    Value wrap(internal::Value value);
    /// Runs a source text as __main__, on the event loop when it awaits. Raises.
    Result<internal::Value> run_main(std::string_view source, std::string_view filename);
};

struct Value::Held {
    VmState* state;
    gc::Root<internal::Value> value;
};

} // namespace coil::embed
