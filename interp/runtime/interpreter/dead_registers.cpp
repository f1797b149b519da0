#include "runtime/interpreter/dead_registers.h"

#include <new>

#include "bytecode/liveness.h"
#include "objects/storage.h"
#include "runtime/interpreter/loader.h"

namespace coil::internal
{

namespace
{

/// In the window of a call of a plain native function nothing is put in front of the arguments. Null for others.
Value* unused_word(FramePlace place)
{
    const Code* code = code_of(place.registers);
    Op op = Op(*place.pc & 0xff);
    if ((op != Op::Call && op != Op::CallMethod) || code->window_gap < 2 ||
        (place.pc > code->entry && Op(place.pc[-1] & 0xff) == Op::Wide))
        return nullptr;
    Value* window = place.registers + Narrow::a(*place.pc);
    auto* native = as_if<NativeFunction>(window[0]);
    return native && native->self.is_empty() ? window + code->window_gap - 1 : nullptr;
}

/// The frame around one. What waits for a linked coroutine notes itself where it stands.
FramePlace outer_of(FramePlace place)
{
    bool is_linked = is_heap_frame(code_of(place.registers)) && coroutine_of(place.registers)->has(Linked);
    FramePlace outer = caller_of(place);
    if (is_linked)
        outer.pc = coroutine_of(outer.registers)->pc;
    return outer;
}

} // namespace

const std::vector<uint32_t>& DeadRegisters::of(const Code* code, uint32_t offset)
{
    auto [place, is_new] = known_[code].try_emplace(offset);
    if (is_new)
        place->second = dead_registers(tables_of(code), offset);
    return place->second;
}

void DeadRegisters::empty(FramePlace innermost)
{
    // Frames on the stack overlap: what a frame calls from a window of its own begins there.
    const Value* end = nullptr;
    for (FramePlace place = innermost; place.registers; place = outer_of(place)) {
        const Code* code = code_of(place.registers);
        bool on_stack = !is_heap_frame(code);
        auto* words = static_cast<const ByteArrayStorage*>(code->words);
        if (words && place.pc >= code->entry && place.pc < code->entry + words->capacity / sizeof(uint32_t)) {
            try {
                for (uint32_t r : of(code, uint32_t(place.pc - code->entry)))
                    if (!on_stack || !end || place.registers + r < end)
                        place.registers[r] = Value();
                if (Value* word = place.registers == innermost.registers ? unused_word(place) : nullptr)
                    *word = Value();
            } catch (const std::bad_alloc&) {
                known_.clear();
            }
        }
        if (on_stack)
            end = reinterpret_cast<const Value*>(header_of(place.registers));
    }
}

void DeadRegisters::forget(const gc::Heap& heap)
{
    std::erase_if(known_, [&](const auto& entry) { return !heap.is_marked(entry.first); });
}

} // namespace coil::internal
