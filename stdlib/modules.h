#pragma once
// The table of native modules: one row a module.
#include <string>
#include <vector>

#include "runtime/machine/import.h"

namespace coil::internal
{

/// What the host tells sys.
struct SystemInfo {
    std::vector<std::string> arguments;
    std::vector<std::string> path;
    std::vector<std::string> site_path;
    std::string executable;
    std::string prefix;
    std::string base_prefix;
    bool standard_streams = true;
    bool write_cache = false;
    std::string cache_folder;
    std::vector<std::pair<std::string, int>> flags; ///< of sys.flags
    std::vector<std::string> warn_options;
    std::vector<std::string> x_options;
    bool unbuffered = false;
};

/// Makes the native modules for which the VM has the authority known to vm.modules; none is imported.
void register_native_modules(Vm& vm);
/// Imports _io, whose open() becomes that of builtins, and says how natives write to its streams.
Result<void> set_up_files(Vm& vm);
/// sys.stdin, sys.stdout or sys.stderr: text on descriptor 0, 1 or 2, which is open.
Result<Value> make_standard_stream(Vm& vm, int fd, Str* name);
/// Imports sys and fills in what the host says.
Result<void> set_up_sys(Vm& vm, const SystemInfo& info);

/// Makes the registry of codecs (stdlib/text/_codecs) known to the Vm's operations.
void install_codecs(Vm& vm);

#define MODULE(subject, name, authority) extern const NativeModule name##_module;
#include "stdlib/modules.def"
#undef MODULE

} // namespace coil::internal
