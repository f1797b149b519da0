#pragma once
// What the program does around a script: reading it, reporting what it raises, the exit status.
#include "bytecode/unit.h"
#include "embed/state.h"

namespace coil::internal
{

int run_program_file(VmState& state, const std::string& path);
int run_program_module(VmState& state, std::string_view name);
int run_program_text(VmState& state, std::string_view source, std::string_view filename);
/// Flushes the streams; 120 when that fails, as CPython's.
int finish_program(VmState& state, int status);

/// Runs a coroutine of the main module until it is done, through asyncio. Raises what it raises.
Result<Value> run_on_event_loop(Vm& vm, Value coroutine);
std::string disassemble_unit(const Unit& unit);

} // namespace coil::internal
