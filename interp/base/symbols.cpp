#include "base/symbols.h"

namespace coil::internal
{

namespace
{
constexpr size_t first_slots = 256;
}

Symbols::Symbols()
    : slots_(first_slots)
{
    names_.reserve(first_slots / 2);
    names_.emplace_back();
}

/// All bytes of a long name, eight a step.
uint64_t Symbols::fold(std::string_view name)
{
    const char* data = name.data();
    size_t size = name.size();
    uint64_t state = 0;
    uint64_t word;
    for (; size > 8; data += 8, size -= 8) {
        std::memcpy(&word, data, 8);
        state = (state ^ word) * factor;
        state ^= state >> 29;
    }
    std::memcpy(&word, data + size - 8, 8);
    return (state ^ word) * factor;
}

Symbol Symbols::add(std::string_view name, Key key, size_t index)
{
    if (name.empty())
        return Symbol::Empty;
    auto symbol = static_cast<uint32_t>(names_.size());
    names_.push_back(arena_.copy(name));
    slots_[index] = { key, symbol };
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
        if (slot.key.size == 0)
            continue;
        size_t index = hash(slot.key) & mask;
        while (slots_[index].key.size != 0)
            index = (index + 1) & mask;
        slots_[index] = slot;
    }
}

} // namespace coil::internal
