#pragma once
// The Python modules of stdlib, compiled into the program as text. The build writes the table
// (scripts/dev/embed_modules.cpp).
#include <cstddef>
#include <string_view>

namespace coil
{

struct EmbeddedModule {
    std::string_view name; ///< dotted: asyncio.locks
    bool is_package;       ///< its file is NAME/__init__.py
    std::string_view file; ///< path below the folder of its subject, for tracebacks
    std::string_view source;
};

/// Sorted by name.
extern const EmbeddedModule embedded_modules[];
extern const size_t embedded_module_count;

/// The embedded module of that dotted name, or null.
const EmbeddedModule* find_embedded_module(std::string_view name);

} // namespace coil
