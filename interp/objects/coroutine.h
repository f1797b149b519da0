#pragma once
// Generators, coroutines and async generators: one heap cell holds the object, the frame header and the registers.
//
// Those that await or delegate to each other form a chain from the root (resumed by a loop, a task, `next` or `send`)
// to the innermost, each linked to its awaiter by `previous_registers` in the header. Resuming goes straight to the
// innermost; what it yields goes straight to the root's resumer.
#include "objects/function.h"

namespace coil::internal
{

/// The words in front of a frame's registers. `registers[-5]` is the first.
struct FrameHeader {
    Value function; ///< the callee; a plain frame's result is returned in this place
    Code* code;
    Value* previous_registers; ///< of the caller, awaiter or resumer
    const uint32_t* return_pc; ///< where the caller goes on
    int64_t depth;
};
static_assert(sizeof(FrameHeader) == 40);

inline FrameHeader* header_of(Value* registers) { return reinterpret_cast<FrameHeader*>(registers) - 1; }

enum class CoroutineState : uint8_t { Created, Suspended, Running, Finished };

enum CoroutineFlag : uint8_t {
    Escaped = 1,    ///< a script may hold the object: it is not freed when it finishes
    Awaited = 2,    ///< awaited, sent to, or made a task: no warning when it is dropped
    Delegating = 4, ///< suspended in an Await or YieldFrom of an iterator that is not a frame of ours
    Closing = 8,
    DrivenByTask = 16, ///< (root) its resumer is a task: native futures may suspend it directly
    Linked = 64,       ///< awaited by another frame, which its header names
    AsyncRunning = 32, ///< (async generator) an asend or athrow is in progress
    Handling = 128,    ///< (root) suspended while its frames handle the exception that `handled` names
};

struct Coroutine : Cell {
    static constexpr Kind kind_id = Kind::Coroutine;
    /// Root and suspended: the innermost frame of its chain. Root and running: the root that was running before.
    Coroutine* inner;
    const uint32_t* pc;       ///< suspended: the Yield, Await … that it stands at
    const uint32_t* yield_pc; ///< (root) where the resumer goes on after a yield
    union {
        Value* yield_to;               ///< (root) where a yielded value goes
        const Cell* handled_exception; ///< (root) while it has Handling
    };
    Value* return_to;  ///< where the returned value goes
    Value* stack_base; ///< running: frames that it calls start here
    Value delegate;    ///< awaited or delegated to (for cr_await, gi_yieldfrom and foreign iterators); or empty
    FrameHeader header;
    Value registers[];

    // The halves of aux: the state, which is written at each step, and the flags. Each is read and written alone, as a
    // read of both waits until what was last written to one has left the processor's store buffer.
    CoroutineState state() const { return CoroutineState(half(0)); }
    void set_state(CoroutineState state) { half(0) = uint8_t(state); }
    uint8_t flags() const { return half(1); }
    bool has(CoroutineFlag flag) const { return half(1) & flag; }
    void set(CoroutineFlag flag) { half(1) |= flag; }
    void clear(CoroutineFlag flag) { half(1) &= uint8_t(~flag); }
    void suspend_handling(Value exception)
    {
        set(Handling);
        handled_exception = exception.as_cell();
    }
    Value handled() const { return has(Handling) ? Value::cell(handled_exception) : Value(); }
    Function* function() const { return as<Function>(header.function); }

private:
    uint8_t& half(size_t which) { return reinterpret_cast<uint8_t*>(&aux)[which]; }
    uint8_t half(size_t which) const { return reinterpret_cast<const uint8_t*>(&aux)[which]; }
};

inline Coroutine* coroutine_of(Value* registers)
{
    return reinterpret_cast<Coroutine*>(reinterpret_cast<char*>(registers) - sizeof(Coroutine));
}

} // namespace coil::internal
