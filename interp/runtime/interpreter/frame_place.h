#pragma once
#include "runtime/interpreter/frame.h"

namespace coil::internal
{

/// A running frame and the instruction that it stands at: any word of it, or null where that is not known.
struct FramePlace {
    Value* registers;
    const uint32_t* pc;
};
/// The frame around it; registers are null when there is none.
FramePlace caller_of(FramePlace place);

} // namespace coil::internal
