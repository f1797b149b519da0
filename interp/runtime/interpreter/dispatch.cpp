// The loop: one body per opcode (handlers_*.h), reached by computed goto; instructions behind a Wide prefix run the
// same bodies through a table of functions. The table of the bodies is the VM's, so that it can be exchanged while
// instructions run: when somebody traces, each entry is label_traced, which tells of the instruction and goes on in its
// body.
#include "runtime/interpreter/handlers_call.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

const uint32_t return_stubs[] = { uint32_t(Op::ExitRun), uint32_t(Op::ExitRun) | 1 << 8, uint32_t(Op::ReturnToHeap),
    0 };

namespace handler
{

// Both leave the loop or the table and never come through here.
COIL_HANDLER Wide(Vm&, Next s, D) { return s; }
COIL_HANDLER ExitRun(Vm&, Next s, D) { return s; }

template <Next (*body)(Vm&, Next, WithWide)> Next wide_body(Vm& vm, Next s, WithWide operands)
{
    return body(vm, s, operands);
}

using WideFn = Next (*)(Vm&, Next, WithWide);

#define OP(name, operands, words, effect, meaning)                                                                     \
    [[gnu::noinline, gnu::cold]] static Next wide_##name(Vm& vm, Next s, WithWide d)                                   \
    {                                                                                                                  \
        return name<WithWide>(vm, s, d);                                                                               \
    }
#include "bytecode/opcodes.def"
#undef OP

/// Where the instruction at `word` comes again it begins with the prefix in front of it: in what it called for itself
/// and returns to it, and when it has only served the poll.
static Next keep_prefix(const uint32_t* word, const Value* caller, Next next)
{
    if (next.r == caller)
        return { next.pc == word ? word - 1 : next.pc, next.r };
    // Native code may have no frame of its own.
    if (!next.r || header_of(next.r)->return_pc != continue_stub)
        return next;
    Continuation* continuation = continuation_of(header_of(next.r));
    if (continuation->pc == word)
        continuation->pc--;
    return next;
}

static constexpr WideFn wide_table[] = {
#define OP(name, operands, words, effect, meaning) wide_##name,
#include "bytecode/opcodes.def"
#undef OP
};

} // namespace handler

Outcome Interpreter::dispatch(Vm& vm, Next s)
{
    static const void* const labels[256] = {
#define OP(name, operands, words, effect, meaning) &&label_##name,
#include "bytecode/opcodes.def"
#undef OP
    };

    if (!s.pc) [[unlikely]] {
        for (size_t i = 0; i < std::size(labels); i++)
            vm.handlers[i] = s.r ? &&label_traced : labels[i];
        return Outcome::Returned;
    }

    // Two scalars, not one Next: gcc keeps a struct that it has vectorised in memory.
    const uint32_t* pc = s.pc;
    Value* r = s.r;
#define DISPATCH() goto* vm.handlers[uint8_t(*pc)]
    DISPATCH();

#define OP(name, operands, words, effect, meaning)                                                                     \
    label_##name : if constexpr (Op::name == Op::ExitRun)                                                              \
    {                                                                                                                  \
        save(vm, { pc, r });                                                                                           \
        if (vm.is_pending())                                                                                           \
            return Outcome::Raised;                                                                                    \
        return *pc >> 8 & 1 ? Outcome::Yielded : Outcome::Returned;                                                    \
    }                                                                                                                  \
    else if constexpr (Op::name == Op::Wide)                                                                           \
    {                                                                                                                  \
        uint32_t high = *pc;                                                                                           \
        pc++;                                                                                                          \
        Next next = handler::wide_table[uint8_t(*pc)](vm, { pc, r }, WithWide{ high });                                \
        next = handler::keep_prefix(pc, r, next);                                                                      \
        pc = next.pc;                                                                                                  \
        r = next.r;                                                                                                    \
        DISPATCH();                                                                                                    \
    }                                                                                                                  \
    else                                                                                                               \
    {                                                                                                                  \
        Next next = handler::name<Narrow>(vm, { pc, r }, Narrow{});                                                    \
        pc = next.pc;                                                                                                  \
        r = next.r;                                                                                                    \
        DISPATCH();                                                                                                    \
    }
#include "bytecode/opcodes.def"
#undef OP

label_traced:
    Next next{ pc, r };
    bool moved = trace_step(vm, next);
    pc = next.pc;
    r = next.r;
    if (moved)
        DISPATCH();
    goto* labels[uint8_t(*pc)];
#undef DISPATCH
}

/// Where there is no instruction to begin with, the loop only fills the table.
void Interpreter::fill_handlers(Vm& vm, bool traced)
{
    (void)dispatch(vm, { nullptr, traced ? &vm.scratch : nullptr });
}

} // namespace coil::internal
