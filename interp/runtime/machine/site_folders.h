#pragma once
// Folders of installed packages, and the .pth files in them (CPython's module site): a line of such a file is a folder
// that belongs to sys.path too, as an editable installation has it. CPython reads them at each start; here they are
// read when an import first comes to the folder. Lines that begin with `import`, which CPython runs, are left out.
#include <string>
#include <vector>

#include "objects/vm.h"

namespace coil::internal
{

/// Reads the folder's .pth files in the order of their names. Folders that are there and are neither in sys.path nor in
/// `path` yet are added to the end of both.
Result<void> read_path_files(Vm& vm, const std::string& folder, std::vector<std::string>& path);
/// Does that for every folder of sys.path that was not searched yet.
Result<void> read_all_path_files(Vm& vm);

} // namespace coil::internal
