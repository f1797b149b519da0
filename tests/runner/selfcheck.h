#pragma once

namespace coil::runner
{

/// Runs small programs with /bin/sh and checks what the runner says of them; the exit status for main.
int self_check();

} // namespace coil::runner
