#pragma once
// Handlers: generators and coroutines.
#include "runtime/coroutines/chain.h"
#include "runtime/interpreter/frame_cache.h"
#include "runtime/interpreter/handlers_arithmetic.h"

namespace coil::internal::handler
{

COIL_HANDLER ReturnCoroutine(Vm& vm, Next s, D d)
{
    Coroutine* frame = coroutine_of(s.r);
    Value value = s.r[d.a(*s.pc)];
    if (!frame->has(Linked) || frame->has(Escaped) || frame->header.code->flags & IsAsyncGenerator)
        return slow::return_coroutine(vm, s, value);
    // Nobody sees the frame: it goes back at once, and its awaiter runs where it ran.
    FrameHeader* header = &frame->header;
    Next next{ header->return_pc, header->previous_registers };
    Coroutine* waiter = coroutine_of(next.r);
    vm.heap.remember(waiter);
    waiter->set_state(CoroutineState::Running);
    waiter->stack_base = frame->stack_base;
    *frame->return_to = value;
    free_frame(vm, frame);
    return next;
}

/// The next item of a loop over a generator.
[[gnu::always_inline]] inline Next resume_generator(Vm& vm, Next s, uint32_t dst, Coroutine* generator)
{
    int64_t depth = header_of(s.r)->depth + 1;
    if (!stands_at_yield(generator, Op::Yield) || depth > vm.depth_limit || vm.heap.must_log(generator)) [[unlikely]]
        return slow::resume_for_iter(vm, s, dst, generator);
    link_to(generator, { s.r, jump_of<Op::ForIter>(s).pc, &s.r[dst], after<Op::ForIter>(s).pc, &vm.scratch },
        stack_top(s.r), depth);
    generator->inner = vm.current_root;
    vm.current_root = generator;
    generator->registers[Narrow::a(*generator->pc)] = None;
    return after<Op::Yield>({ generator->pc, generator->registers });
}

COIL_HANDLER Yield(Vm& vm, Next s, D d) { return suspend_frame(vm, { d.start(s.pc), s.r }, s.r[d.b(*s.pc)]); }
COIL_HANDLER YieldAsync(Vm& vm, Next s, D d) { return slow::yield_async(vm, { d.start(s.pc), s.r }, s.r[d.b(*s.pc)]); }
COIL_HANDLER YieldFrom(Vm& vm, Next s, D d)
{
    return slow::yield_from(vm, { d.start(s.pc), s.r }, d.a(*s.pc), s.r[d.b(*s.pc)]);
}
COIL_HANDLER GetYieldFromIter(Vm& vm, Next s, D d)
{
    return slow::get_yield_from_iter(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]);
}
COIL_HANDLER Await(Vm& vm, Next s, D d) { return slow::await(vm, { d.start(s.pc), s.r }, d.a(*s.pc), d.b(*s.pc), -1); }
COIL_HANDLER AwaitSpecial(Vm& vm, Next s, D d)
{
    return slow::await(vm, { d.start(s.pc), s.r }, d.a(*s.pc), d.b(*s.pc), int(d.c(*s.pc)));
}
COIL_HANDLER GetAsyncIter(Vm& vm, Next s, D d) { return slow::get_async_iter(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER AsyncNext(Vm& vm, Next s, D d)
{
    Value iterator = s.r[d.b(*s.pc)];
    if (!D::wide && is_kind(iterator, Kind::Coroutine) && awaits(*after<Op::AsyncNext>(s).pc, d.a(*s.pc))) {
        auto* generator = as<Coroutine>(iterator);
        int64_t depth = header_of(s.r)->depth + 1;
        if (stands_at_yield(generator, Op::YieldAsync) && depth <= vm.depth_limit && !vm.heap.must_log(generator)) {
            Coroutine* waiter = coroutine_of(s.r);
            waiter->pc = s.pc;
            const uint32_t* await = after<Op::AsyncNext>(s).pc;
            link_to(generator,
                { s.r, after<Op::Await>({ await, s.r }).pc, &s.r[d.a(*s.pc)], jump_of<Op::AsyncNext>(s).pc,
                    &vm.scratch },
                waiter->stack_base, depth);
            generator->set(Linked);
            generator->inner = nullptr;
            generator->registers[Narrow::a(*generator->pc)] = None;
            return after<Op::YieldAsync>({ generator->pc, generator->registers });
        }
    }
    return slow::async_next(vm, { d.start(s.pc), s.r }, d.a(*s.pc), s.r[d.b(*s.pc)]);
}
COIL_HANDLER JumpUnlessEndAsync(Vm& vm, Next s, D d)
{
    bool end = is_instance(vm, s.r[d.a(*s.pc)], vm.error_class(Error::StopAsyncIteration));
    return choose(!end, after(s).pc + d.signed_bc(*s.pc), after(s).pc, s.r);
}

} // namespace coil::internal::handler
