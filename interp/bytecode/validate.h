#pragma once
#include <span>

#include "bytecode/unit.h"

namespace coil::internal
{

/// What is wrong with a unit, or nothing. Of a unit without fault, from wherever it came, the interpreter may trust
/// that
/// - operands are within the code's registers, constants and names, and what they number is what the instruction takes;
/// - control stays on instructions, goes back where the poll is served (or by JumpIfEqual), and ends in a return, in
/// that of its kind;
/// - instructions that suspend stand in frames that can;
/// - handlers meet whole instructions and lie behind what they cover;
/// - caches are empty, and none of the machine's own instructions is there;
/// - a register that is read holds a value, and one of the kind that the instruction takes it for
/// (register_contents.h);
/// - functions get cells for their free variables, and the module's body has neither these nor parameters.
/// What values are beyond their kind, and what positions say, is not checked. Development builds and fuzzers ask after
/// every compilation, and whoever reads a unit from a file does.
std::string validate(const Unit& unit);

/// The same for code number `index` of a unit whose codes have so many free variables each.
std::string validate_code(const CodeUnit& code, uint32_t index, std::span<const uint32_t> free_counts);
/// What is wrong with the outline of code number `index`, which calls trust before its body is there.
std::string validate_outline(const CodeOutline& outline, uint32_t index);

} // namespace coil::internal
