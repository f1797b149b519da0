#pragma once
#include <string>
#include <vector>

namespace coil::runner
{

/// Runs a program (a path and its arguments) under ptrace(2) and prints, on standard error once it has ended, each path
/// that it, or a thread of it, opened or tried to open, in order and once each. Gives the program's exit status; 77
/// when the system does not let it be traced.
int show_opened(const std::vector<std::string>& words);

} // namespace coil::runner
