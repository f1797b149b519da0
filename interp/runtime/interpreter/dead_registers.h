#pragma once
// Empties registers that hold nothing that counts (bytecode/liveness.h), so that they keep no garbage alive. Full
// collections do that with the frames that run; it costs nothing while frames run.
#include <unordered_map>

#include "runtime/interpreter/frame_place.h"

namespace coil::internal
{

class DeadRegisters
{
public:
    /// Empties those of the frame and of all around it. For the collector: throws nothing.
    void empty(FramePlace innermost);
    /// Forgets codes that are dead.
    void forget(const gc::Heap& heap);

private:
    const std::vector<uint32_t>& of(const Code* code, uint32_t offset);

    /// By code and place in it.
    std::unordered_map<const Code*, std::unordered_map<uint32_t, std::vector<uint32_t>>> known_;
};

} // namespace coil::internal
