#include "stdlib/embedded.h"

#include <algorithm>

namespace coil::internal
{

const EmbeddedModule* find_embedded_module(std::string_view name)
{
    const EmbeddedModule* end = embedded_modules + embedded_module_count;
    const EmbeddedModule* found = std::lower_bound(embedded_modules, end, name,
        [](const EmbeddedModule& module, std::string_view wanted) { return module.name < wanted; });
    return found != end && found->name == name ? found : nullptr;
}

} // namespace coil::internal
