#pragma once
// What stands behind coil.h: the machine and its parts.
#include "embed/coil.h"
#include "gc/roots.h"
#include "objects/vm.h"

namespace coil::embed
{

struct VmState {
    explicit VmState(const Options& options);
    ~VmState();

    coil::Vm vm;
    Options options;
    Dict* main_globals = nullptr;
    bool interrupted = false; ///< KeyboardInterrupt ended the program

    /// Throws the pending exception as an Error.
    [[noreturn]] void throw_pending();
    /// Throws for a value of another Vm; an empty one is None.
    coil::Value unwrap(const Value& value);
    /// Text that a host gave, made what a str can hold: ill-formed bytes become U+FFFD.
    static std::string well_formed(std::string_view text);
    Value wrap(coil::Value value);
    /// Runs a source text as __main__, on the event loop when it awaits. Raises.
    Result<coil::Value> run_main(std::string_view source, std::string_view filename);
};

/// Bounds of the native stack that the running thread may use.
const char* native_stack_limit();

struct Value::Held {
    VmState* state;
    gc::Root<coil::Value> value;
};

} // namespace coil::embed
