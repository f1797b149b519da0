#pragma once
#include "bytecode/unit.h"

namespace coil
{

/// What is wrong with a unit that the interpreter would trust: operands out of range, jumps and exception rows that do
/// not meet instructions, caches that are not empty, control that runs off the end. Empty when nothing is. Meant for
/// what the compiler made (development builds and fuzzers ask after every compile); it does not prove that registers
/// hold what instructions expect.
std::string validate(const Unit& unit);

} // namespace coil
