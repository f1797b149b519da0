#pragma once
// What registers hold, followed along every path of a code, as the handlers of instructions trust it: a value where
// they read one, a list, cell or exception where they take it for one. The JVM calls it verification.
#include "bytecode/unit.h"

namespace coil::internal
{

struct RegisterFault {
    uint32_t offset; ///< of the instruction
    std::string what;
};

/// The first instruction that would read a register that does not hold what it needs; `what` is empty when there is
/// none. Operands, jumps and tables of the code have been checked before. Codes so large that it would take long are
/// faulty.
RegisterFault check_registers(const CodeUnit& code);

} // namespace coil::internal
