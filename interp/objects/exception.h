#pragma once
// Exceptions and tracebacks.
#include "objects/class.h"

namespace coil::internal
{

struct Tuple;
struct Code;

/// An instance of BaseException or of a subclass; attribute words follow.
struct Exception : Cell {
    static constexpr Kind kind_id = Kind::Exception;
    Tuple* args;
    Value traceback; ///< Traceback, or empty
    Value context;   ///< or empty
    Value cause;     ///< or empty; None after `raise … from None`
    Value value;     ///< StopIteration.value, SystemExit.code, …: what the class adds natively; or empty
    bool suppress_context;
};

struct Traceback : Cell {
    static constexpr Kind kind_id = Kind::Traceback;
    Value next; ///< Traceback of the frame that was called, or empty
    Code* code;
    uint32_t offset; ///< of the instruction, in words
    uint32_t line;   ///< that a script gave it, and one; 0: the instruction's
    Value frame;     ///< FrameObject made on demand, or empty
    Cell* function;  ///< the frame's, or null
    /// What stood in the registers of named variables. Which of them hold a variable there, known_variables tells: the
    /// others may hold anything.
    uint32_t variable_count;
    Value variables[];
};

/// A new exception of `cls` with the given arguments; no script code runs.
Result<Exception*> make_exception(Vm& vm, Class* cls, Tuple* args);
Result<Exception*> make_exception(Vm& vm, Class* cls, std::string_view message);
inline Exception* as_exception(Value value) { return as_if<Exception>(value); }
inline bool is_exception_of(const Vm& vm, Value value, Error error)
{
    return is_instance(vm, value, vm.error_class(error));
}

/// Whether it ends a program whatever runs beside it: an event loop stops and hands it on.
inline bool ends_program(const Vm& vm, Value exception)
{
    return is_exception_of(vm, exception, Error::KeyboardInterrupt) ||
        is_exception_of(vm, exception, Error::SystemExit) || is_exception_of(vm, exception, Error::ExecutionEnded);
}

} // namespace coil::internal
