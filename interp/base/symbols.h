#pragma once

#include "base/arena.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace coil
{

/// An interned name: dense numbers from 0 in the order of first use, valid for one Symbols.
enum class Symbol : uint32_t { Empty = 0 };

/// Names to dense numbers and back. Symbol 0 is the empty name. Not safe for use from two threads at once.
class Symbols
{
public:
    Symbols();

    Symbol intern(std::string_view name) { return intern(name, hash(name)); }
    /// For callers that have computed hash(name) on the way.
    Symbol intern(std::string_view name, uint32_t hash);

    /// The name's text; it lives as long as this.
    std::string_view text(Symbol symbol) const { return names_[static_cast<uint32_t>(symbol)]; }
    size_t size() const { return names_.size(); }

    static uint32_t hash(std::string_view name);

private:
    struct Slot {
        uint32_t hash = 0;
        uint32_t symbol = 0;
    };

    void grow();

    Arena arena_;
    std::vector<std::string_view> names_;
    std::vector<Slot> slots_;
};

} // namespace coil
