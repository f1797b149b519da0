#pragma once
// The Python modules of stdlib, compiled into the program: units in its read-only data. The build writes the table
// (scripts/dev/embed_modules.cpp).
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coil::internal
{

struct EmbeddedModule {
    std::string_view name; ///< dotted: asyncio.locks
    bool is_package;       ///< its file is NAME/__init__.py
    bool is_language;      ///< part of the language: no file of that name takes its place
    std::string_view unit; ///< see bytecode/stored_unit.h
};

/// Sorted by name.
extern const EmbeddedModule embedded_modules[];
extern const size_t embedded_module_count;
/// A hash of all of them. It changes when the compiler makes something else of Python.
extern const uint64_t embedded_stamp;

/// Under which the modules borrowed from CPython's library are; empty when there are none.
extern const std::string_view borrowed_licence;
extern const std::string_view own_licence;

/// The embedded module of that dotted name, or null.
const EmbeddedModule* find_embedded_module(std::string_view name);

} // namespace coil::internal
