// Setting what traces, and what is known of frames from then on.
#include <algorithm>
#include <utility>

#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/call.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

TracedFrame make_traced(Vm& vm, FramePlace place)
{
    TracedFrame frame;
    frame.registers = place.registers;
    frame.function = header_of(place.registers)->function.as_cell();
    frame.code = code_of(place.registers);
    if (is_heap_frame(frame.code) && !coroutine_of(place.registers)->has(Escaped))
        expose_frame(vm, coroutine_of(place.registers));
    return frame;
}

uint32_t line_at(const Code* code, const uint32_t* pc)
{
    return pc && is_loaded(code) && pc >= code->entry ? position_at(code, uint32_t(pc - code->entry)).line : 0;
}

namespace
{

Tracing& tracing_of(ThreadState& thread)
{
    if (!thread.tracing)
        thread.tracing = { std::make_unique<Tracing>().release(),
            [](Tracing* tracing) { std::unique_ptr<Tracing>{ tracing }.reset(); } };
    return *thread.tracing;
}

/// The frames that run when tracing begins are known, and not told of.
void learn_frames(Vm& vm, Tracing& tracing)
{
    std::vector<TracedFrame> frames;
    for (FramePlace place{ vm.registers, vm.pc }; place.registers; place = caller_of(place)) {
        TracedFrame* known = tracing.find(place.registers);
        frames.push_back(known ? *known : make_traced(vm, place));
        frames.back().pc = place.pc;
        frames.back().line = line_at(frames.back().code, place.pc);
        frames.back().native = Value();
    }
    std::reverse(frames.begin(), frames.end());
    tracing.frames = std::move(frames);
}

void set_hook_of(Vm& vm, ThreadState& thread, Hook hook, Value function)
{
    Tracing& tracing = tracing_of(thread);
    (hook == Hook::Trace ? tracing.trace : tracing.profile) = function.is_none() ? Value() : function;
    if (!tracing.is_on())
        tracing.frames.clear();
    vm.interpreter->set_traced(thread, tracing.is_on());
}

} // namespace

Result<void> set_hook(Vm& vm, Hook hook, Value function)
{
    ThreadState& thread = *vm.interpreter->current();
    Tracing& tracing = tracing_of(thread);
    if (!function.is_none() && !tracing.is_on())
        learn_frames(vm, tracing);
    set_hook_of(vm, thread, hook, function);
    return {};
}

Result<void> set_hook_everywhere(Vm& vm, Hook hook, Value function)
{
    for (ThreadState* thread : vm.interpreter->threads())
        if (thread != vm.interpreter->current())
            set_hook_of(vm, *thread, hook, function);
    return set_hook(vm, hook, function);
}

Value get_hook(Vm& vm, Hook hook)
{
    Tracing* tracing = vm.interpreter->current()->tracing.get();
    Value function = !tracing ? Value() : hook == Hook::Trace ? tracing->trace : tracing->profile;
    return function.is_empty() ? None : function;
}

Result<Value> call_traced(Vm& vm, Value function, const Tuple* arguments)
{
    Tracing& tracing = tracing_of(*vm.interpreter->current());
    bool was_inside = std::exchange(tracing.is_inside, false);
    FrameObject* told = tracing.told;
    std::string_view event = tracing.event;
    Result<Value> result = call(vm, function, CallArguments{ arguments->items, arguments->size });
    tracing.is_inside = was_inside;
    tracing.told = told;
    tracing.event = event;
    return result;
}

Result<void> keep_traced_object(Vm& vm, FrameObject* frame)
{
    Tracing& tracing = tracing_of(*vm.interpreter->current());
    if (!frame->registers)
        return {};
    if (!tracing.is_on())
        learn_frames(vm, tracing);
    if (TracedFrame* known = tracing.find(frame->registers); known && known->function == frame->function) {
        known->object = frame;
        known->line = line_at(known->code, known->registers == vm.registers ? vm.pc : known->pc);
    }
    return {};
}

} // namespace coil::internal
