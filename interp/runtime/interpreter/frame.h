#pragma once
// Where the interpreter stands (Next), how handlers read operands, and frames on the VM stack.
//
// A handler takes where it stands and returns where to go on. It keeps nothing else: constants are reached through the
// frame header. Before anything that may raise, collect or run script code it publishes itself with `save`.
#include "bytecode/unit.h"
#include "objects/coroutine.h"

namespace coil
{

struct Next {
    const uint32_t* pc;
    Value* r;
};

/// Operands of an instruction without a Wide prefix.
struct Narrow {
    static constexpr bool wide = false;
    static uint32_t a(uint32_t word) { return word >> 8 & 0xff; }
    static uint32_t b(uint32_t word) { return word >> 16 & 0xff; }
    static uint32_t c(uint32_t word) { return word >> 24; }
    static int32_t signed_b(uint32_t word) { return int8_t(word >> 16); }
    static int32_t signed_c(uint32_t word) { return int8_t(word >> 24); }
    static uint32_t bc(uint32_t word) { return word >> 16; }
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

Decoded decode_wide(const uint32_t* pc);
inline Decoded decode(const uint32_t* pc)
{
    uint32_t word = *pc;
    if (Op(word & 0xff) == Op::Wide) [[unlikely]]
        return decode_wide(pc);
    return { Op(word & 0xff), Narrow::a(word), Narrow::b(word), Narrow::c(word), pc,
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

/// The instructions that frames entered from native code return to, and the stub for continuations.
extern const uint32_t exit_stub[1];
extern const uint32_t yield_stub[1];
extern const uint32_t continue_stub[1];
/// Never run: the mark of frames that a call resumes in place.
extern const uint32_t in_place_stub[1];

inline bool is_native_boundary(const uint32_t* return_pc) { return return_pc == exit_stub || return_pc == yield_stub; }

} // namespace coil
