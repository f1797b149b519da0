#include "runtime/interpreter/interpreter.h"

#include <algorithm>
#include <new>
#include <stdexcept>

#include "base/platform/native_stack.h"
#include "base/platform/pages.h"
#include "base/platform/thread.h"
#include "gc/collector.h"
#include "objects/context.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

namespace
{

/// Room for a million small frames. Only what is touched takes memory.
constexpr size_t largest_stack = size_t(1) << 30;
constexpr size_t smallest_stack = size_t(1) << 20;
/// What is open from the start, and is not counted.
constexpr size_t first_words = (size_t(256) << 10) / sizeof(Value);
/// What full collections leave open behind the last frame: the largest frame, which may just be filled, and more.
constexpr size_t kept_words = (size_t(1) << 20) / sizeof(Value);
/// What one instruction may put on the stack beyond its frame: a window for a method it calls.
constexpr size_t stack_slack = 4096;
/// Native stack that is kept for what does not ask: libraries, signal handlers, the collector.
constexpr size_t native_reserve = size_t(256) << 10;

/// Address space for a stack: little where the heap or the process may take little.
size_t stack_bytes(const gc::Heap& heap)
{
    size_t bytes = largest_stack;
    if (size_t space = address_space_limit())
        bytes = std::min(bytes, space / 64);
    if (heap.limit())
        bytes = std::min(bytes, heap.limit() / 2);
    return std::max(smallest_stack, bytes / gc::page_bytes * gc::page_bytes);
}

} // namespace

RegisterStack::RegisterStack(gc::Heap& heap)
    : heap_(heap)
{
    for (bytes_ = stack_bytes(heap); bytes_ >= smallest_stack; bytes_ /= 2) {
        if (void* memory = map_pages(bytes_, true)) {
            base_ = static_cast<Value*>(memory);
            limit_ = base_ + first_words;
            end_ = base_ + bytes_ / sizeof(Value) - stack_slack;
            return;
        }
    }
    throw std::bad_alloc();
}

RegisterStack::~RegisterStack()
{
    heap_.give_back_outside(size_t(limit_ - base_ - first_words) * sizeof(Value));
    unmap_pages(base_, bytes_);
}

bool RegisterStack::open(Value* end)
{
    if (end <= limit_)
        return true;
    // Near the heap's limit each step may cost a collection: not one for each frame.
    constexpr size_t least_words = (size_t(64) << 10) / sizeof(Value);
    for (Value* wanted : { std::max(end, limit_ + (limit_ - base_) / 2), end + least_words }) {
        Value* limit = std::min(end_, wanted);
        if (heap_.take_outside(size_t(limit - limit_) * sizeof(Value))) {
            limit_ = limit;
            return true;
        }
    }
    return false;
}

void RegisterStack::close(const Value* top)
{
    size_t used = size_t(std::max<const Value*>(top, base_) - base_);
    constexpr size_t page_words = gc::page_bytes / sizeof(Value);
    Value* limit = base_ + (used + kept_words) / page_words * page_words;
    if (limit >= limit_)
        return;
    discard_pages(limit, size_t(limit_ - limit + stack_slack) * sizeof(Value));
    heap_.give_back_outside(size_t(limit_ - limit) * sizeof(Value));
    limit_ = limit;
}

Interpreter::Interpreter(Vm& vm)
    : vm_(vm)
    , main_(vm.heap)
    , new_coroutines_(vm)
{
    main_.ident = thread_ident();
    threads_.push_back(&main_);
    vm.fuel = poll_interval;
    fill_handlers(vm, false);
    vm.heap.add_roots(this, trace_roots);
    vm.heap.add_after_mark(this, forget_dead_codes);
    vm.heap.add_after_mark(this, close_stacks);
    vm.operations.forget_inline_caches = forget_inline_caches;
}

Interpreter::~Interpreter()
{
    vm_.heap.remove_after_mark(this, close_stacks);
    vm_.heap.remove_after_mark(this, forget_dead_codes);
    vm_.heap.remove_roots(this, trace_roots);
}

void Interpreter::forget_dead_codes(void* context, gc::Heap& heap)
{
    auto& self = *static_cast<Interpreter*>(context);
    auto first = self.codes_.begin() + (heap.collecting_full() ? 0 : ptrdiff_t(self.old_codes_));
    self.codes_.erase(
        std::remove_if(first, self.codes_.end(), [&](Code* code) { return !heap.is_marked(code); }), self.codes_.end());
    self.old_codes_ = self.codes_.size();
    self.dead_registers_.forget(heap);
}

inline Outcome Interpreter::run_frames(Vm& vm, Next s)
{
    for (;;) {
        // What has to be put right on the way is put right by destructors.
        try {
            return dispatch(vm, s);
        } catch (const std::bad_alloc&) {
            (void)vm.raise_memory_error();
        } catch (const std::length_error&) {
            (void)vm.raise_memory_error();
        }
        s = slow::unwind(vm, { vm.pc, vm.registers });
    }
}

namespace
{

/// Sanitizers may keep locals elsewhere.
inline bool is_on_stack(const void* local)
{
    if (!gc::poison::enabled)
        return true;
    constexpr uintptr_t largest_frame = 1 << 12;
    auto distance = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - reinterpret_cast<uintptr_t>(local);
    return distance + largest_frame < 2 * largest_frame;
}

} // namespace

[[gnu::noinline]] Outcome Interpreter::run(Vm& vm, Next s)
{
    ThreadState& thread = *vm.interpreter->current();
    uintptr_t registers[gc::saved_register_count];
    gc::save_registers(registers);
    const void* outer = std::exchange(thread.run_base, is_on_stack(registers) ? registers : nullptr);
    Outcome outcome = run_frames(vm, s);
    thread.run_base = outer;
    return outcome;
}

void Interpreter::collect_exactly(bool called_by_instruction)
{
    if (called_by_instruction && current_->run_base)
        gc::collect_beyond(vm_.heap, current_->run_base);
    else
        vm_.heap.collect(true);
}

void Interpreter::close_stacks(void* context, gc::Heap& heap)
{
    auto& self = *static_cast<Interpreter*>(context);
    if (!heap.collecting_full())
        return;
    for (ThreadState* thread : self.threads_) {
        bool running = thread == self.current_;
        Value* registers = running ? self.vm_.registers : thread->registers;
        thread->stack.close(registers ? stack_top(registers) : nullptr);
        if (running)
            self.vm_.stack_limit = thread->stack.limit();
    }
}

void Interpreter::forget_inline_caches(Vm& vm)
{
    for (Code* code : vm.interpreter->codes_)
        empty_inline_caches(code);
}

void Interpreter::set_traced(ThreadState& thread, bool traced)
{
    if (thread.is_traced == traced)
        return;
    thread.is_traced = traced;
    traced_count_ += traced ? size_t(1) : size_t(-1);
    fill_handlers(vm_, traced_count_ > 0);
}

void Interpreter::enter(ThreadState& state)
{
    current_ = &state;
    vm_.registers = state.registers;
    vm_.pc = state.pc;
    vm_.handled = state.handled;
    if (!(vm_.context == state.context))
        switch_context(vm_, state.context);
    vm_.pending = state.pending;
    vm_.stop_value = state.stop_value;
    vm_.shown.swap(state.shown);
    vm_.current_root = state.current_root;
    vm_.stack_limit = state.stack.limit();
    vm_.stack_base = state.stack.base();
    vm_.native_limit = state.native_limit;
    vm_.is_ending = state.is_ending;
}

void Interpreter::leave()
{
    current_->registers = vm_.registers;
    current_->pc = vm_.pc;
    current_->handled = vm_.handled;
    current_->context = vm_.context;
    current_->pending = vm_.pending;
    current_->stop_value = vm_.stop_value;
    current_->shown.swap(vm_.shown);
    current_->current_root = vm_.current_root;
    current_->is_ending = vm_.is_ending;
    current_ = nullptr;
}

namespace
{

/// The end of what is alive on the stack: a frame that calls native code has nothing behind the arguments.
const Value* live_end(Value* registers, const uint32_t* pc)
{
    const Code* code = code_of(registers);
    Op op = pc ? Op(*pc & 0xff) : Op::Wide;
    bool may_be_wide = pc && pc > code->entry && Op(pc[-1] & 0xff) == Op::Wide;
    if ((op != Op::Call && op != Op::CallMethod) || is_heap_frame(code) || may_be_wide)
        return stack_top(registers);
    const Value* end = registers + Narrow::a(*pc) + code->window_gap + Narrow::b(*pc);
    return std::min<const Value*>(end, stack_top(registers));
}

} // namespace

void Interpreter::trace_stack(gc::Tracer& tracer, const Value* base, FramePlace innermost)
{
    auto [registers, pc] = innermost;
    if (!registers)
        return;
    if (tracer.heap().collecting_full())
        dead_registers_.empty(innermost);
    // The registers are those of the running frame; the chain of frames, stack and heap ones mixed, leads back to
    // native code.
    const Value* top = live_end(registers, pc);
    tracer.visit_conservative(base, top);
    for (Value* frame = registers; frame; frame = header_of(frame)->previous_registers) {
        Code* code = code_of(frame);
        if (is_heap_frame(code))
            tracer.visit_active(coroutine_of(frame));
    }
}

void Interpreter::trace_roots(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<Interpreter*>(context);
    Vm& vm = self.vm_;
    tracer.visit(vm.pending);
    tracer.visit(vm.handled);
    tracer.visit(vm.context);
    tracer.visit(vm.scratch);
    tracer.visit(vm.stop_value);
    tracer.visit(static_cast<Cell*>(vm.current_root));
    for (ThreadState* thread : self.threads_) {
        bool running = thread == self.current_;
        self.trace_stack(tracer, thread->stack.base(),
            running ? FramePlace{ vm.registers, vm.pc } : FramePlace{ thread->registers, thread->pc });
        if (!running) {
            for (Value each : { thread->handled, thread->context, thread->pending, thread->stop_value })
                tracer.visit(each);
            tracer.visit(static_cast<Cell*>(thread->current_root));
        }
        tracer.visit(thread->event_loop);
        if (thread->tracing)
            thread->tracing->visit(tracer);
    }
}

ThreadScope::ThreadScope(Interpreter& interpreter, ThreadState& state)
    : interpreter_(interpreter)
    , state_(state)
{
    state_.native_limit = native_stack_limit();
    if (&state != &interpreter.main_)
        interpreter_.threads_.push_back(&state_);
}

ThreadScope::~ThreadScope()
{
    interpreter_.set_traced(state_, false);
    if (&state_ != &interpreter_.main_)
        std::erase(interpreter_.threads_, &state_);
}

Result<void> open_room(Vm& vm, Value* end, int64_t depth)
{
    if (depth > vm.depth_limit)
        return raise_native_recursion(vm, "");
    RegisterStack& stack = vm.interpreter->current()->stack;
    if (!stack.reaches(end))
        return raise_native_recursion(vm, "");
    bool opened = stack.open(end);
    vm.stack_limit = stack.limit();
    return opened ? Result<void>() : vm.raise_memory_error();
}

const char* native_stack_limit()
{
    const void* lowest = thread_stack_end();
    auto* here = static_cast<const char*>(__builtin_frame_address(0));
    size_t size = size_t(here - static_cast<const char*>(lowest));
    return static_cast<const char*>(lowest) + std::min(native_reserve, size / 2);
}

Raised raise_native_recursion(Vm& vm, std::string_view where)
{
    return vm.raise(Error::RecursionError, "maximum recursion depth exceeded{}", where);
}

} // namespace coil::internal
