#pragma once
// Where the interpreter stands (Next), how handlers read operands, and frames.
//
// A handler takes where it stands and returns where to go on. It keeps nothing else: constants are reached through the
// frame header. Before anything that may raise, collect or run script code it publishes itself with `save`.
//
// A plain frame stands on the VM stack. The caller put the callee and the arguments at the end of its own registers, in
// a window, so that they are the callee's header and first registers already:
//
//      caller's registers                window: r[base] …
//     | r0 r1 …          | function code previous return_pc depth | a0 a1 … r5 …      | free
//                          ^ header                                 ^ callee's registers  ^ stack_top
//
// A generator's or coroutine's frame is in the heap, in its Coroutine cell; what it calls stands where the VM stack was
// free when it was resumed (Coroutine::stack_base). As there is no window there, and as no frame may lose its place
// when an instruction calls for itself (an operator's method, a loop's __next__), such calls stand behind two words
// more, and return to a stub that finishes the instruction:
//
//     Coroutine | … header | r0 r1 … |        stack_base or stack_top
//                                            | spare pc | header | a0 a1 …
//                                             ^ Continuation      ^ callee's registers
//
// Frames that native code enters (`run`) have these two words too. Where a frame returns tells what entered it:
//
//     return_pc         previous_registers       entered by
//     in the caller     the caller's             a call instruction; an awaiter; a loop over a generator
//     continue_stub     the instruction's frame  an instruction, behind a Continuation
//     exit_stub         of who called native     native code (call, resume); a yield comes to yield_stub
//     in_place_stub     the resumer's            a call of send or next that resumes without native code
#include <algorithm>
#include <cstddef>

#include "bytecode/unit.h"
#include "objects/coroutine.h"

namespace coil::internal
{

struct Next {
    const uint32_t* pc;
    Value* r;
};

/// Operands of an instruction without a Wide prefix: 64 bits, as who uses one as an index would extend it else.
struct Narrow {
    static constexpr bool wide = false;
    static size_t a(uint64_t word) { return word >> 8 & 0xff; }
    static size_t b(uint64_t word) { return word >> 16 & 0xff; }
    static size_t c(uint64_t word) { return word >> 24; }
    static int32_t signed_b(uint32_t word) { return int8_t(word >> 16); }
    static int32_t signed_c(uint32_t word) { return int8_t(word >> 24); }
    static size_t bc(uint64_t word) { return word >> 16; }
    static int32_t signed_bc(uint32_t word) { return int16_t(word >> 16); }
    static int64_t signed_abc(uint32_t word) { return int32_t(word) >> 8; }
    static const uint32_t* start(const uint32_t* pc) { return pc; }
};

/// Operands of an instruction behind a Wide prefix, whose fields are the high bytes.
struct WithWide {
    static constexpr bool wide = true;
    uint32_t high;
    uint32_t a(uint32_t word) const { return (word >> 8 & 0xff) | (high & 0xff00); }
    uint32_t b(uint32_t word) const { return (word >> 16 & 0xff) | (high >> 8 & 0xff00); }
    uint32_t c(uint32_t word) const { return word >> 24 | (high >> 16 & 0xff00); }
    int32_t signed_b(uint32_t word) const { return int16_t(b(word)); }
    int32_t signed_c(uint32_t word) const { return int16_t(c(word)); }
    uint32_t bc(uint32_t word) const { return (word >> 16) | (high & 0xffff0000); }
    int32_t signed_bc(uint32_t word) const { return int32_t(bc(word)); }
    int64_t signed_abc(uint32_t word) const { return int64_t(int32_t(high) >> 8) << 24 | word >> 8; }
    static const uint32_t* start(const uint32_t* pc) { return pc - 1; }
};

/// The operands of the instruction at `pc`, wherever it is needed outside its handler. `length` counts its words, the
/// prefix too.
struct Decoded {
    Op op;
    uint32_t a, b, c;
    const uint32_t* word; ///< the instruction word itself
    const uint32_t* next;
};
/// Words that follow the first one of an instruction.
inline constexpr uint8_t word_counts[256] = {
#define OP(name, operands, words, effect, meaning) words,
#include "bytecode/opcodes.def"
#undef OP
};

/// Behind the instruction, which has that opcode; as it stands: one without extension words.
template <Op op = Op::Move> [[gnu::always_inline]] inline Next after(Next s)
{
    return { s.pc + 1 + word_counts[size_t(op)], s.r };
}
/// Where an instruction leads that has its jump in the first extension word.
template <Op op> [[gnu::always_inline]] inline Next jump_of(Next s)
{
    static_assert(word_counts[size_t(op)] >= 1);
    return { after<op>(s).pc + int32_t(s.pc[1]), s.r };
}

Decoded decode_wide(const uint32_t* pc);
inline Decoded decode(const uint32_t* pc)
{
    uint32_t word = *pc;
    if (Op(word & 0xff) == Op::Wide) [[unlikely]]
        return decode_wide(pc);
    return { Op(word & 0xff), uint32_t(Narrow::a(word)), uint32_t(Narrow::b(word)), uint32_t(Narrow::c(word)), pc,
        pc + 1 + word_counts[word & 0xff] };
}

inline void save(Vm& vm, Next s)
{
    vm.pc = s.pc;
    vm.registers = s.r;
}

/// Whether the instruction awaits what stands in register `base`.
inline bool awaits(uint32_t word, uint32_t base)
{
    Op op = Op(word & 0xff);
    return (op == Op::Await || op == Op::AwaitSpecial) && Narrow::b(word) == base;
}

inline Code* code_of(Value* registers) { return header_of(registers)->code; }
inline bool is_heap_frame(const Code* code) { return code->flags & HeapFrame; }

/// The first free word of the VM stack while the frame runs.
inline Value* stack_top(Value* registers)
{
    Code* code = code_of(registers);
    return is_heap_frame(code) ? coroutine_of(registers)->stack_base : registers + code->register_count;
}

/// A call that an instruction makes for itself (an operator's method, a call from a heap frame) stands on the stack
/// like this. The callee returns to a stub that finishes the instruction.
struct Continuation {
    Value spare;        ///< for the instruction's own use
    const uint32_t* pc; ///< the instruction
    FrameHeader header; ///< the callee's; `function` receives the result
    Value registers[];
};

inline Continuation* continuation_at(Value* stack_top) { return reinterpret_cast<Continuation*>(stack_top); }
/// The one that a frame stands behind; it must.
inline Continuation* continuation_of(FrameHeader* header)
{
    constexpr size_t words = offsetof(Continuation, header) / sizeof(Value);
    return reinterpret_cast<Continuation*>(reinterpret_cast<Value*>(header) - words);
}

/// What a frame's return address says of who entered it.
enum class ReturnKind : uint8_t {
    Exit,     ///< native code, which waits for the result
    Yield,    ///< native code, which is given a yielded value
    Continue, ///< an instruction, behind a Continuation
    InPlace,  ///< a call of `send` or `next`. Never run: the mark of frames that such a call resumes
    Script,   ///< the instruction in front of it
};
/// The instructions that frames return to which no instruction called, in ReturnKind's order.
extern const uint32_t return_stubs[size_t(ReturnKind::Script)];
inline constexpr const uint32_t* exit_stub = return_stubs + size_t(ReturnKind::Exit);
inline constexpr const uint32_t* yield_stub = return_stubs + size_t(ReturnKind::Yield);
inline constexpr const uint32_t* continue_stub = return_stubs + size_t(ReturnKind::Continue);
inline constexpr const uint32_t* in_place_stub = return_stubs + size_t(ReturnKind::InPlace);

inline ReturnKind return_kind(const uint32_t* return_pc)
{
    size_t place = (reinterpret_cast<uintptr_t>(return_pc) - reinterpret_cast<uintptr_t>(return_stubs)) / 4;
    return ReturnKind(std::min(place, size_t(ReturnKind::Script)));
}
inline bool is_native_boundary(const uint32_t* return_pc) { return return_kind(return_pc) <= ReturnKind::Yield; }

/// Whether frames may be `depth` deep and reach up to `end` as the stack is open now; see make_room.
[[gnu::always_inline]] inline bool has_room(const Vm& vm, const Value* end, int64_t depth)
{
    return end <= vm.stack_limit && depth <= vm.depth_limit;
}

/// Fills the header of a frame whose function and arguments stand in place, and goes to its first instruction.
[[gnu::always_inline]] inline Next push_frame(
    FrameHeader* header, Code* code, Value* caller, const uint32_t* return_pc, int64_t depth)
{
    header->code = code;
    header->previous_registers = caller;
    header->return_pc = return_pc;
    header->depth = depth;
    return { code->entry, reinterpret_cast<Value*>(header + 1) };
}

/// What a frame of a generator or coroutine is told of who goes on when it stops, whether it is resumed, awaited or
/// delegated to: its resumer's registers, where that goes on after a yield or item and after the end, and where the
/// values go.
struct Resumer {
    Value* registers;
    const uint32_t* yield_pc;
    Value* yield_to;
    const uint32_t* return_pc;
    Value* return_to;
};
/// Where the instruction ends at which the resumer in Python stands. A loop over a generator goes on there at the end,
/// all others with what is yielded.
inline const uint32_t* behind_resumer(const Coroutine* frame)
{
    const FrameHeader& header = frame->header;
    bool ends_there = header.code->flags & IsGenerator && return_kind(header.return_pc) == ReturnKind::Script;
    return ends_there ? header.return_pc : frame->yield_pc;
}
/// Links a coroutine's frame to its resumer. What it calls stands from `stack_base` on.
[[gnu::always_inline]] inline void link_to(Coroutine* frame, const Resumer& resumer, Value* stack_base, int64_t depth)
{
    frame->set_state(CoroutineState::Running);
    frame->stack_base = stack_base;
    frame->header.depth = depth;
    frame->header.previous_registers = resumer.registers;
    frame->header.return_pc = resumer.return_pc;
    frame->yield_pc = resumer.yield_pc;
    frame->yield_to = resumer.yield_to;
    frame->return_to = resumer.return_to;
}

} // namespace coil::internal
