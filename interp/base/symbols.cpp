#include "base/symbols.h"

#include <cstring>

namespace coil
{

namespace
{
constexpr size_t first_slots = 1024;
}

Symbols::Symbols()
    : slots_(first_slots)
{
    names_.reserve(first_slots / 2);
    names_.emplace_back();
}

uint32_t Symbols::hash(std::string_view name)
{
    // Eight bytes a step, folded by a 64x64 multiplication; names are short, so this is one or two steps.
    constexpr uint64_t factor = 0x9E3779B97F4A7C15u;
    const char* data = name.data();
    size_t size = name.size();
    uint64_t state = size * factor;
    uint64_t word = 0;
    while (size > 8) {
        std::memcpy(&word, data, 8);
        state = (state ^ word) * factor;
        state ^= state >> 29;
        data += 8;
        size -= 8;
    }
    word = 0;
    if (size >= 4) {
        uint32_t low, high;
        std::memcpy(&low, data, 4);
        std::memcpy(&high, data + size - 4, 4);
        word = low | uint64_t{ high } << 32;
    } else if (size > 0) {
        word = static_cast<unsigned char>(data[0]) | static_cast<unsigned char>(data[size / 2]) << 8 |
            static_cast<unsigned char>(data[size - 1]) << 16;
    }
    state = (state ^ word) * factor;
    return static_cast<uint32_t>(state >> 32);
}

Symbol Symbols::intern(std::string_view name, uint32_t hash)
{
    if (name.empty())
        return Symbol::Empty;
    size_t mask = slots_.size() - 1;
    size_t index = hash & mask;
    while (slots_[index].symbol != 0) {
        const Slot& slot = slots_[index];
        if (slot.hash == hash && names_[slot.symbol] == name)
            return static_cast<Symbol>(slot.symbol);
        index = (index + 1) & mask;
    }
    auto symbol = static_cast<uint32_t>(names_.size());
    names_.push_back(arena_.copy(name));
    slots_[index] = { hash, symbol };
    if (names_.size() * 2 > slots_.size())
        grow();
    return static_cast<Symbol>(symbol);
}

void Symbols::grow()
{
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.size() * 2, Slot{});
    size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.symbol == 0)
            continue;
        size_t index = slot.hash & mask;
        while (slots_[index].symbol != 0)
            index = (index + 1) & mask;
        slots_[index] = slot;
    }
}

} // namespace coil
