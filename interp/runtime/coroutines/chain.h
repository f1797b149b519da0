#pragma once
// Steps of chains of frames: what generators, coroutines and async generators have in common when they are resumed,
// linked and suspended. Only the files that run them include this.
#include <utility>

#include "objects/exception.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/slow.h"

namespace coil::internal
{

/// What the frames of a suspended root handle is handled again.
inline void handle_again(Vm& vm, Coroutine* root)
{
    if (!root->has(Handling))
        return;
    vm.handled = root->handled();
    root->clear(Handling);
}

inline bool is_coroutine_object(const Coroutine* coroutine)
{
    return coroutine->header.code->flags & (IsCoroutine | IsIterableCoroutine);
}

/// A frame becomes the running one: its calls go to the VM stack from `stack_base` on.
inline void activate(Vm& vm, Coroutine* coroutine, Value* stack_base, int64_t depth)
{
    vm.heap.remember(coroutine);
    coroutine->set_state(CoroutineState::Running);
    coroutine->stack_base = stack_base;
    coroutine->header.depth = depth;
}

/// Makes `root` the running root, resumed by the frame `resumer.registers` (null: by native code outside of all
/// frames). Gives the innermost frame of its chain.
inline Coroutine* begin_root(Vm& vm, Coroutine* root, const Resumer& resumer)
{
    Coroutine* inner = root->inner ? root->inner : root;
    Value* base = resumer.registers ? stack_top(resumer.registers) : vm.stack_base;
    int64_t depth = resumer.registers ? header_of(resumer.registers)->depth + 1 : 1;
    vm.heap.remember(root);
    handle_again(vm, root);
    link_to(root, resumer, base, depth);
    root->inner = vm.current_root;
    vm.current_root = root;
    activate(vm, inner, base, depth);
    return inner;
}

/// Undoes `begin_root` when the root stops running.
inline void end_root(Vm& vm, Coroutine* root)
{
    vm.current_root = root->inner;
    root->inner = nullptr;
}

/// The running frame suspends at s.pc: the value goes to the root's resumer.
inline Next suspend_frame(Vm& vm, Next s, Value value)
{
    Coroutine* coroutine = coroutine_of(s.r);
    Coroutine* root = vm.current_root;
    coroutine->pc = s.pc;
    coroutine->set_state(CoroutineState::Suspended);
    end_root(vm, root);
    root->set_state(CoroutineState::Suspended);
    root->inner = coroutine;
    *root->yield_to = value;
    // Native code does this for what it has resumed; see resume_in_place.
    if (!vm.handled.is_empty() && return_kind(root->header.return_pc) == ReturnKind::InPlace &&
        is_coroutine_object(root)) [[unlikely]]
        root->suspend_handling(std::exchange(vm.handled, Value()));
    return { root->yield_pc, root->header.previous_registers };
}

inline Next go_on(Next s, const Decoded& instruction, Value result)
{
    s.r[instruction.a] = result;
    return { instruction.next, s.r };
}

/// Whether a generator is suspended at such an instruction of its own, and nothing has to be looked after when it goes
/// on.
inline bool stands_at_yield(const Coroutine* generator, Op op)
{
    return generator->state() == CoroutineState::Suspended && !(generator->flags() & (Linked | Handling)) &&
        Op(*generator->pc & 0xff) == op;
}

/// Whether `other` can be linked under a frame: ours, not running, not waited for by another.
inline bool can_link(const Coroutine* other)
{
    return (other->state() == CoroutineState::Created || other->state() == CoroutineState::Suspended) &&
        !other->has(Linked);
}

/// Whether `method` is a function written in Python that makes such a frame of its `self` alone.
inline bool takes_only_self(Value method, uint32_t makes)
{
    auto* function = as_if<Function>(method);
    return function && (function->code->flags & (makes | IsIterableCoroutine)) == makes &&
        function->code->exact_arity == 1;
}

/// Raises what resuming the coroutine in its state is; false when it can be resumed.
bool refuse(Vm& vm, Coroutine* coroutine);
/// Where a created or suspended frame goes on with `sent`.
Next enter_with(Vm& vm, Coroutine* inner, bool created, Value sent);
/// Takes the value of the pending exception when it is a StopIteration that ended a delegate.
bool take_stop_value(Vm& vm, Value& out);

} // namespace coil::internal
