#pragma once
// Where a debugger may send a frame (frame.f_lineno = …), in CPython's terms: what the enclosing blocks keep must be
// there. CPython compares what is on its stacks; here it is the temporaries that something behind the target reads, and
// what wrote them: a loop's iterator, a with statement's exit, what is handled around an except block.
#include <optional>
#include <string>

#include "bytecode/unit.h"

namespace coil::internal
{

struct JumpTarget {
    uint32_t offset = 0;
    std::optional<uint32_t> handled;  ///< the register of what is handled there; else that stays as it is
    std::vector<uint32_t> unassigned; ///< variables' registers that hold a value there, and may not have one yet
    std::string refusal;              ///< why there is none: CPython's words; or empty
};

/// Where line `line`, or the next that has code, begins for a frame that stands at the instruction of word `offset`.
JumpTarget find_jump_target(const CodeUnit& code, uint32_t offset, int64_t line);

} // namespace coil::internal
