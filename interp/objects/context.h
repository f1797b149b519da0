#pragma once
// Contexts: what context variables hold for who runs now (PEP 567).
//
//     Vm::context ──► Context { values ──► Dict of ContextVar: value }
//
// Copying a context is what happens all the time (each task and each callback gets one), so that it costs nothing as
// long as nothing is set: a Vm without any value has no context at all (Vm::context empty), and a copy shares the dict
// until one of the two sets something. `Vm::context_version` changes with all that look-ups depend on: a variable
// remembers what it found under it.
#include <optional>

#include "objects/function.h"

namespace coil::internal
{

struct Dict;

struct Context : NativeObject {
    Dict* values;   ///< or null
    Value previous; ///< who ran when it was entered: a Context, or empty
    bool shared;    ///< another has the same dict
    bool entered;
};

struct ContextVar : NativeObject {
    Str* name;
    Value fallback; ///< or empty
    Value cached;   ///< what `cached_version` found; empty: nothing
    uint64_t cached_version;
};

/// What ContextVar.set gives, for reset.
struct ContextToken : NativeObject {
    ContextVar* variable;
    Value context;
    Value old_value; ///< or empty
    bool used;
};

extern const NativeType context_type, context_var_type, context_token_type;

Context* as_context(Value value); ///< or null
Result<Value> make_context(Vm& vm);
/// The context that runs now, made if there is none yet.
Result<Context*> current_context(Vm& vm);
/// A copy for what is to run later; None when there is nothing to be copied.
Result<Value> capture_context(Vm& vm);
/// What `context=` gives: itself, or capture_context for None and empty. TypeError for what is no Context.
Result<Value> context_for_later(Vm& vm, Value given);
/// contextvars.copy_context().
Result<Value> copy_of_context(Vm& vm, Value context);

/// Makes another one the running one (empty: one without values).
inline void switch_context(Vm& vm, Value context)
{
    vm.context = context;
    vm.context_version++;
}
/// RuntimeError when it runs already.
Result<void> enter_context(Vm& vm, Context* context);
void leave_context(Vm& vm, Context* context);

/// The variable's value in the running context, when it has one there.
Result<std::optional<Value>> context_value(Vm& vm, ContextVar* variable);
/// Sets it in the running context, or takes it out when `value` is empty.
Result<void> set_context_value(Vm& vm, ContextVar* variable, Value value);

} // namespace coil::internal
