#pragma once
// Which registers of a frame hold nothing that counts while it stands at an instruction: temporaries that nothing reads
// any more, and variables that nothing has been stored into yet. A variable counts until it is unbound or the frame
// ends, as in CPython, whether it is read again or not. And which hold what a debugger may show.
#include "bytecode/unit.h"

namespace coil::internal
{

/// The dead registers, in order, while the instruction that holds word `offset` runs or calls. What is taken for dead
/// is dead: registers that its slow paths may use for themselves are not. None are known of very large codes.
std::vector<uint32_t> dead_registers(const CodeUnit& code, uint32_t offset);

/// The variables' registers that have been stored into, or emptied, whichever way the instruction was come to, in
/// order: what is in the others may have been left by something else. None but parameters are known of very large
/// codes.
std::vector<uint32_t> known_variables(const CodeUnit& code, uint32_t offset);

} // namespace coil::internal
