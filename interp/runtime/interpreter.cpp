#include "runtime/interpreter.h"

#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>

#include "runtime/loader.h"

namespace coil
{

namespace
{

/// Room for a million small frames. Only what is touched takes memory.
constexpr size_t stack_bytes = size_t(1) << 30;
/// What one instruction may put on the stack beyond its frame: a window for a method it calls.
constexpr size_t stack_slack = 4096;
/// Native stack that is kept for what does not ask: libraries, signal handlers, the collector.
constexpr size_t native_reserve = size_t(256) << 10;

} // namespace

RegisterStack::RegisterStack()
{
    for (bytes_ = stack_bytes; bytes_ >= size_t(1) << 20; bytes_ /= 2) {
        void* memory =
            mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory != MAP_FAILED) {
            base_ = static_cast<Value*>(memory);
            limit_ = base_ + bytes_ / sizeof(Value) - stack_slack;
            return;
        }
    }
    bytes_ = 0;
}

RegisterStack::~RegisterStack()
{
    if (base_)
        munmap(base_, bytes_);
}

Interpreter::Interpreter(Vm& vm)
    : vm_(vm)
    , new_coroutines_(vm)
{
    main_.ident = uint64_t(pthread_self());
    threads_.push_back(&main_);
    vm.fuel = poll_interval;
    vm.heap.add_roots(this, trace_roots);
    vm.heap.add_after_mark(this, forget_dead_codes);
    vm.operations.forget_inline_caches = forget_inline_caches;
}

Interpreter::~Interpreter()
{
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
}

void Interpreter::forget_inline_caches(Vm& vm)
{
    for (Code* code : vm.interpreter->codes_)
        empty_inline_caches(code);
}

void Interpreter::enter(ThreadState& state)
{
    current_ = &state;
    vm_.registers = state.registers;
    vm_.pc = state.pc;
    vm_.handled = state.handled;
    vm_.pending = state.pending;
    vm_.stop_value = state.stop_value;
    vm_.shown.swap(state.shown);
    vm_.current_root = state.current_root;
    vm_.stack_limit = state.stack.limit();
    vm_.stack_base = state.stack.base();
    vm_.native_limit = state.native_limit;
}

void Interpreter::leave()
{
    current_->registers = vm_.registers;
    current_->pc = vm_.pc;
    current_->handled = vm_.handled;
    current_->pending = vm_.pending;
    current_->stop_value = vm_.stop_value;
    current_->shown.swap(vm_.shown);
    current_->current_root = vm_.current_root;
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

void Interpreter::trace_stack(gc::Tracer& tracer, const Value* base, Value* registers, const uint32_t* pc)
{
    if (!registers)
        return;
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
    tracer.visit(vm.scratch);
    tracer.visit(vm.stop_value);
    tracer.visit(static_cast<Cell*>(vm.current_root));
    for (ThreadState* thread : self.threads_) {
        bool running = thread == self.current_;
        trace_stack(
            tracer, thread->stack.base(), running ? vm.registers : thread->registers, running ? vm.pc : thread->pc);
        if (!running) {
            for (Value each : { thread->handled, thread->pending, thread->stop_value })
                tracer.visit(each);
            tracer.visit(static_cast<Cell*>(thread->current_root));
        }
        tracer.visit(thread->event_loop);
    }
}

ThreadScope::ThreadScope(Interpreter& interpreter, ThreadState& state, size_t stack_bytes)
    : interpreter_(interpreter)
    , state_(state)
{
    state_.native_limit = static_cast<const char*>(__builtin_frame_address(0)) - stack_bytes + native_reserve;
    if (&state != &interpreter.main_)
        interpreter_.threads_.push_back(&state_);
}

ThreadScope::~ThreadScope()
{
    if (&state_ != &interpreter_.main_)
        std::erase(interpreter_.threads_, &state_);
}

Raised raise_native_recursion(Vm& vm, std::string_view where)
{
    return vm.raise(Error::RecursionError, "maximum recursion depth exceeded{}", where);
}

} // namespace coil
