#include "gc/stacks.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "base/platform/native_stack.h"
#include "gc/heap.h"
#include "gc/poison.h"

namespace coil::internal::gc
{

void StackList::enter(StackRecord& record)
{
    assert(!runs_here());
    record.top = nullptr;
    record.thread = thread_ident();
    record.interrupted = running_;
    record.next = all_;
    all_ = &record;
    running_ = &record;
#ifdef COIL_ADDRESS_SANITIZER
    record.fake_stack = __asan_get_current_fake_stack();
#endif
}

void StackList::leave(StackRecord& record)
{
    StackRecord** link = &all_;
    while (*link && *link != &record)
        link = &(*link)->next;
    if (*link)
        *link = record.next;
    if (running_ == &record)
        running_ = record.interrupted;
}

void StackList::park() { running_ = nullptr; }

void StackList::forget_others()
{
    uint64_t thread = thread_ident();
    for (StackRecord** link = &all_; *link;) {
        if ((*link)->thread == thread)
            link = &(*link)->next;
        else
            *link = (*link)->next;
    }
}

namespace
{
/// Locals that AddressSanitizer moved from the stack to a side stack are found through the pointer the frame keeps.
void trace_fake_frames(Tracer& tracer, const StackRecord& record, const void* first, const void* last)
{
#ifdef COIL_ADDRESS_SANITIZER
    if (!record.fake_stack)
        return;
    for (auto* word = static_cast<void* const*>(first); word < static_cast<void* const*>(last); ++word) {
        void* begin = nullptr;
        void* end = nullptr;
        void* candidate;
        poison::copy_word(&candidate, word);
        if (__asan_addr_is_in_fake_stack(record.fake_stack, candidate, &begin, &end))
            tracer.visit_conservative(begin, end);
    }
#else
    (void)tracer, (void)record, (void)first, (void)last;
#endif
}
} // namespace

void StackList::trace(Tracer& tracer, const void* here) const
{
    // Others are parked, and this thread entered without a scope.
    if (all_ && !running_)
        tracer.visit_conservative(here, thread_stack_base());
    for (const StackRecord* record = all_; record; record = record->next) {
        if (record != running_ && !record->top)
            continue;
        const void* top = record->top;
        const void* base = record->base;
        if (record == running_) {
            top = here;
            // A VM that was entered without a scope, by another thread or from an older frame.
            if (!runs_here() || here >= base)
                base = thread_stack_base();
        } else {
            tracer.visit_conservative(record->registers, record->registers + saved_register_count);
        }
        tracer.visit_conservative(top, base);
        trace_fake_frames(tracer, *record, top, base);
    }
}

[[gnu::noinline]] void forget_dead_frames()
{
    // A sanitizer's frames are several times as large.
    char dead[poison::enabled ? 32768 : 4096];
    std::memset(dead, 0, sizeof(dead));
    asm volatile("" : : "r"(dead) : "memory");
}

void StackScope::enter(Heap& heap, const void* base)
{
    if (heap.stacks_.runs_here())
        return;
    list_ = &heap.stacks_;
    record_.base = base;
    list_->enter(record_);
}

StackScope::~StackScope()
{
    if (list_)
        list_->leave(record_);
}

[[gnu::noinline]] void ParkScope::park(Heap& heap, const uintptr_t* registers)
{
    list_ = &heap.stacks_;
    record_ = list_->running();
    if (!record_)
        return;
    std::copy(registers, registers + saved_register_count, record_->registers);
    record_->top = __builtin_frame_address(0);
    list_->park();
}

void ParkScope::leave_stack()
{
    if (!record_)
        return;
    record_->top = record_->base;
    std::ranges::fill(record_->registers, 0);
}

ParkScope::~ParkScope()
{
    if (record_)
        list_->resume(*record_);
}

} // namespace coil::internal::gc
