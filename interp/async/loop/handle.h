#pragma once
// What call_soon(), call_later() and call_at() return: a callback that is to be called, and can be cancelled.
#include "objects/native.h"

namespace coil::internal
{

class EventLoop;
struct Module;

struct Handle : NativeObject {
    EventLoop* loop;
    Value callback;  ///< empty once cancelled
    Value arguments; ///< Tuple
    Value context;   ///< that it is called in; or empty
    double when;     ///< of timer handles
};

/// `cls` is AsyncClasses::handle or timer_handle. It is not scheduled.
Result<Handle*> make_handle(Vm& vm, EventLoop* loop, Class* cls, Value callback, Arguments arguments, Value context);
/// A call as messages show it: its name or repr, its arguments (null: none), and where a script's function is defined.
Result<std::string> call_text(Vm& vm, Value callback, Tuple* arguments);
Result<void> define_handles(Vm& vm, Module* module);

} // namespace coil::internal
