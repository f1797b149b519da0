#pragma once
// What sys.settrace() and sys.setprofile() set: functions that are told of what a thread's frames do (CPython's
// documentation of sys.settrace).
//
// Nothing of this costs anything while nobody traces. Each instruction jumps through the VM's table of handlers; when
// the first function is set, all of the table's entries become one that calls trace_step() before the instruction. The
// unwinder asks whether somebody traces.
//
// Which frames run is seen by comparison: a thread's TracedFrames are those that were there at the last instruction.
// What is there now and was not is told of as called (or resumed), from the outermost on; a suspended one that is not
// there any more, as having yielded.
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/interpreter/interpreter.h"
#include "runtime/reports/frame_object.h"

namespace coil::internal
{

/// A running frame of a thread that traces.
struct TracedFrame {
    Value* registers = nullptr;
    Cell* function = nullptr;
    Code* code = nullptr;
    FrameObject* object = nullptr; ///< what functions were given, or null
    const uint32_t* pc = nullptr;  ///< the instruction that ran last
    uint32_t line = 0;             ///< and the last line that one belonged to
    bool told_of_loop = false;     ///< the jump back that ran last had a line event, which is its target's too
    Value native;                  ///< the builtin function that it calls, as a profiler was told; or empty

    bool is(const Value* running) const
    {
        return registers == running && code == code_of(registers) &&
            header_of(registers)->function == Value::cell(function);
    }
};

/// One that is not known yet. A frame in the heap stays as long as it is known.
TracedFrame make_traced(Vm& vm, FramePlace place);
/// The line of the instruction; 0 when it belongs to none.
uint32_t line_at(const Code* code, const uint32_t* pc);

class Tracing
{
public:
    Value trace, profile;        ///< the functions, or empty
    bool is_inside = false;      ///< one of them runs
    FrameObject* told = nullptr; ///< and what of: the frame,
    std::string_view event;      ///< the event,
    bool starts = false;         ///< and whether that is the start of the frame
    struct Jump {
        Next to;
        std::optional<uint32_t> handled; ///< the register of what is handled there
    };
    std::optional<Jump> jump;        ///< where it has sent the frame
    std::vector<TracedFrame> frames; ///< from the outermost on

    bool is_on() const { return !trace.is_empty() || !profile.is_empty(); }
    /// The running frame's, or null.
    TracedFrame* find(const Value* registers);
    void visit(gc::Tracer& tracer);
};

/// Before the instruction at `s`: tells of what is new. True when it does not come next: `s` is where to go on then.
bool trace_step(Vm& vm, Next& s);
/// Tells of the pending exception in a frame that it was raised in or came to.
void trace_exception(Vm& vm, Next s);
/// The frame ends with the pending exception.
void trace_unwound(Vm& vm, Next s);

enum class Hook : uint8_t { Trace, Profile };
/// Sets the running thread's function; None: none.
Result<void> set_hook(Vm& vm, Hook hook, Value function);
/// That of all threads of the VM.
Result<void> set_hook_everywhere(Vm& vm, Hook hook, Value function);
Value get_hook(Vm& vm, Hook hook);
/// Calls function(*arguments) with tracing as it is outside of trace functions.
Result<Value> call_traced(Vm& vm, Value function, const Tuple* arguments);

/// frame.f_lineno = line, by a trace function: the frame goes on there (Tracing::jump). ValueError.
Result<void> set_line(Vm& vm, FrameObject* frame, Value line);

/// The object of a running frame has got a trace function of its own: it is the one that is known from now on.
Result<void> keep_traced_object(Vm& vm, FrameObject* frame);

} // namespace coil::internal
