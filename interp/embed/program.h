#pragma once
// What the program does around a script: reading it, reporting what it raises, the exit status.
#include "bytecode/unit.h"
#include "embed/state.h"

namespace coil::embed
{

int run_program_file(VmState& state, const std::string& path);
int run_program_module(VmState& state, std::string_view name);
int run_program_text(VmState& state, std::string_view source, std::string_view filename);
/// Flushes the streams; 120 when that fails, as CPython's.
int finish_program(VmState& state, int status);

/// Runs a coroutine of the main module until it is done, through asyncio. Raises what it raises.
Result<coil::Value> run_on_event_loop(coil::Vm& vm, coil::Value coroutine);
/// Whether there is a folder of that path.
bool is_source_folder(coil::Vm& vm, const std::string& path);
/// Reads a source file; false when there is none. Raises OSError for what is there but can't be read.
Result<bool> read_source_file(coil::Vm& vm, const std::string& path, std::string& text);
std::string disassemble_unit(const Unit& unit);

} // namespace coil::embed
