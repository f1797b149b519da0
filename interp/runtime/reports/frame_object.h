#pragma once
// Frames as scripts see them: sys._getframe, a traceback's tb_frame. A running frame is no object; what is made of it
// names its code and place, and finds its registers while it runs.
#include "objects/exception.h"
#include "objects/function.h"
#include "runtime/interpreter/frame_place.h"

namespace coil::internal
{

struct FrameObject : NativeObject {
    Code* code;
    Value space; ///< the namespace of a class body or of exec, or empty
    Value extra; ///< dict of names that f_locals was given and that are no variables, or empty
    Value trace; ///< f_trace, or empty
    bool trace_lines, trace_opcodes;
    uint32_t offset;      ///< of the instruction, in words
    uint32_t shown_line;  ///< f_lineno where it is not the instruction's; or 0
    Value* registers;     ///< where the frame was; null for a traceback's
    Cell* function;       ///< to know it by
    Coroutine* coroutine; ///< whose frame it is when it does not run, or null
    Traceback* traceback; ///< that has the variables, or null
};

FrameObject* as_frame(Value value);
/// The frame that `depth` calls further out runs; None when there is none.
Result<Value> running_frame(Vm& vm, int64_t depth);
/// The object of a frame that runs.
Result<Value> frame_at(Vm& vm, FramePlace place);
/// The frame of a traceback's entry, with the variables as they were.
Result<Value> ended_frame(Vm& vm, Traceback* traceback);
/// The frame of a generator or coroutine that has not ended.
Result<Value> coroutine_frame(Vm& vm, Coroutine* coroutine);
/// Forgets the variables, and closes a generator that was not started. RuntimeError for other frames that run or may go
/// on.
Result<void> clear_frame(Vm& vm, FrameObject* frame);
/// The frame that called this one; None when there is none, or this one runs no more.
Result<Value> calling_frame(Vm& vm, FrameObject* frame);

/// Where it stands, or stood last, in words.
uint32_t current_offset(Vm& vm, FrameObject* frame);

/// The variables that a frame has and their values: all of a function that asks for frames or locals(); of others,
/// those that have a value there whichever way the place was come to. Nothing when the frame ended otherwise than by an
/// exception.
Result<Dict*> frame_variables(Vm& vm, FrameObject* frame);
/// Changes a variable of a running frame; false when it has none of that name.
Result<bool> set_frame_variable(Vm& vm, FrameObject* frame, Str* name, Value value);

} // namespace coil::internal
