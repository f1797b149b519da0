#pragma once
// Text that natives put together before it becomes an object. What it takes counts against the heap's limit, so that
// texts inside texts (the repr of a deep list) can't pass it together; adding to it is work, which the poll interrupts.
#include <string>
#include <string_view>

#include "objects/str.h"
#include "objects/vm.h"

namespace coil::internal
{

class TextBuilder
{
public:
    explicit TextBuilder(Vm& vm, std::string_view start = {})
        : vm_(vm)
        , text_(start)
    {
    }
    ~TextBuilder() { vm_.heap.give_back_outside(counted_); }
    TextBuilder(const TextBuilder&) = delete;
    TextBuilder& operator=(const TextBuilder&) = delete;

    /// May run script code (the poll). Raises MemoryError.
    Result<void> add(std::string_view more)
    {
        TRY(vm_.work(1 + more.size() / Vm::bytes_per_unit));
        if (text_.size() + more.size() > text_.capacity() && text_.size() + more.size() > uncounted)
            TRY(grow(text_.size() + more.size()));
        text_ += more;
        return {};
    }
    size_t size() const { return text_.size(); }
    std::string_view view() const { return text_; }
    /// The text as an object.
    Result<Str*> finish() { return make_str(vm_, text_); }

private:
    static constexpr size_t uncounted = 1024;
    Result<void> grow(size_t size);

    Vm& vm_;
    std::string text_;
    size_t counted_ = 0;
};

/// Appends to bytes that are collected one by one: MemoryError before they are more than the heap has room for.
inline Result<void> append_byte(Vm& vm, std::string& bytes, char byte)
{
    constexpr size_t few = 4096;
    if (bytes.size() == bytes.capacity() && bytes.size() > few)
        TRY(vm.require_room(2 * bytes.size()));
    bytes += byte;
    return {};
}

} // namespace coil::internal
