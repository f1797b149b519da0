#pragma once
// What imported files were compiled to, kept in files: `__pycache__/NAME.TAG.unit` (the tag is sys.implementation's)
// beside the source, or below sys.pycache_prefix. A file is used when it is of this program's format and compiler, of a
// source of that size and time, and whole; its unit is then checked as if an enemy had written it: its head at once,
// the body of a function when it is first called, which raises SystemError if that can't be trusted. What can't be read
// or written is as if it were not there.
#include <memory>
#include <string>

#include "bytecode/stored_unit.h"
#include "runtime/machine/host_files.h"

namespace coil::internal
{

/// The unit of a source file as it was compiled before, or null. Never raises.
std::shared_ptr<const CheckedUnit> read_cached_unit(Vm& vm, const std::string& source, const FileVersion& version);
/// Keeps it for the next time, unless sys.dont_write_bytecode is true. Never raises.
void write_cached_unit(Vm& vm, const std::string& source, const FileVersion& version, const Unit& unit);

} // namespace coil::internal
