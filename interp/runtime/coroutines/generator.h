#pragma once
// Resuming generators and coroutines from native code, and the ends of their frames.
#include "runtime/interpreter/interpreter.h"

namespace coil::internal
{

struct Resumption {
    Outcome outcome;
    Value value; ///< yielded or returned; empty when an exception is pending
};

/// Resumes `root` with a value (None at the start), or by raising `thrown` where it stands when that is not empty. The
/// caller has checked that it is neither running nor finished nor awaited by another.
Resumption resume(Vm& vm, Coroutine* root, Value sent, Value thrown);

/// The frame is done (returned, or raised what is pending): where its awaiter or resumer goes on. For an exception that
/// is the instruction after the one that failed.
Next finish_coroutine(Vm& vm, Coroutine* coroutine);

/// Puts `callee` (created or suspended, waited for by nobody) under the running heap frame, which stands at s.pc, and
/// goes on in it with a value, or by raising `thrown` there. `resumer` says where the running frame goes on.
Next link_frame(Vm& vm, Next s, Coroutine* callee, Value sent, Value thrown, const Resumer& resumer);
/// Raises in the frame where a chain is suspended; in one that has not started, before its first instruction.
Next throw_into(Vm& vm, Coroutine* inner, bool created, Value exception);

/// send, throw and close as scripts see them, on generators and coroutines.
Result<Value> coroutine_send(Vm& vm, Coroutine* coroutine, Value sent);
Result<Value> coroutine_throw(Vm& vm, Coroutine* coroutine, Value exception);
Result<void> coroutine_close(Vm& vm, Coroutine* coroutine);
/// next(generator): std::nullopt when it returned.
Result<Step> generator_next(Vm& vm, Coroutine* generator);
/// "generator", "coroutine" or "async generator".
std::string_view coroutine_noun(const Coroutine* coroutine);

} // namespace coil::internal
