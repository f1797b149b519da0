#include "runtime/interpreter/frame_place.h"

namespace coil::internal
{

FramePlace caller_of(FramePlace place)
{
    FrameHeader* header = header_of(place.registers);
    bool is_in_heap = is_heap_frame(code_of(place.registers));
    const uint32_t* pc = nullptr;
    switch (return_kind(header->return_pc)) {
    case ReturnKind::Exit:
        pc = is_in_heap ? nullptr : continuation_of(header)->pc;
        break;
    case ReturnKind::Continue:
        pc = continuation_of(header)->pc;
        break;
    case ReturnKind::InPlace:
    case ReturnKind::Script:
        pc = (is_in_heap ? behind_resumer(coroutine_of(place.registers)) : header->return_pc) - 1;
        break;
    case ReturnKind::Yield:
        break;
    }
    return { header->previous_registers, pc };
}

} // namespace coil::internal
