#pragma once

#include "base/arena.h"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace coil::internal
{

/// An interned name: dense numbers from 0 in the order of first use, valid for one Symbols.
enum class Symbol : uint32_t { Empty = 0 };

/// Names to dense numbers and back. Symbol 0 is the empty name. Not safe for use from two threads at once.
class Symbols
{
public:
    /// What a name is looked up by. Two names of up to eight bytes are equal when their keys are.
    struct Key {
        uint64_t word;
        uint32_t size;

        bool operator==(const Key&) const = default;
    };

    Symbols();

    static Key key(std::string_view name);
    Symbol intern(std::string_view name) { return intern(name, key(name)); }
    /// For callers that have made key(name) on the way.
    Symbol intern(std::string_view name, Key key)
    {
        size_t mask = slots_.size() - 1;
        for (size_t index = hash(key) & mask;; index = (index + 1) & mask) {
            const Slot& slot = slots_[index];
            if (slot.key == key && (key.size <= 8 || names_[slot.symbol] == name))
                return static_cast<Symbol>(slot.symbol);
            if (slot.key.size == 0)
                return add(name, key, index);
        }
    }

    /// The name's text; it lives as long as this.
    std::string_view text(Symbol symbol) const { return names_[static_cast<uint32_t>(symbol)]; }
    size_t size() const { return names_.size(); }

    /// A hash of any bytes, for tables of one process.
    static uint32_t hash(std::string_view bytes) { return static_cast<uint32_t>(hash(key(bytes))); }

private:
    struct Slot {
        Key key{ 0, 0 };
        uint32_t symbol = 0;
    };

    static constexpr uint64_t factor = 0x9E3779B97F4A7C15u;

    static uint64_t hash(const Key& key)
    {
        uint64_t product = (key.word ^ key.size) * factor;
        return product ^ product >> 32;
    }
    static uint64_t fold(std::string_view name);
    Symbol add(std::string_view name, Key key, size_t index);
    void grow();

    Arena arena_;
    std::vector<std::string_view> names_;
    std::vector<Slot> slots_;
};

inline Symbols::Key Symbols::key(std::string_view name)
{
    const char* data = name.data();
    size_t size = name.size();
    auto byte = [data](size_t at) { return static_cast<uint64_t>(static_cast<unsigned char>(data[at])); };
    Key key{ 0, static_cast<uint32_t>(size) };
    if (size > 8) {
        key.word = fold(name);
    } else if (size >= 4) {
        // Two reads that may overlap cover all bytes.
        uint32_t low, high;
        std::memcpy(&low, data, 4);
        std::memcpy(&high, data + size - 4, 4);
        key.word = low | uint64_t{ high } << 32;
    } else if (size > 0) {
        key.word = byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
    }
    return key;
}

} // namespace coil::internal
