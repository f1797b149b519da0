#pragma once
// What a Vm has of asyncio, whichever loop runs.
#include <array>

#include "objects/vm.h"

namespace coil::internal
{

struct AsyncClasses {
    Class* future;
    Class* task;
    Class* future_iterator;
    Class* gathering_future;
    Class* handle;
    Class* timer_handle;
    Class* loop;
    Class* sleep;
    Class* queue;
    Class* queue_step;
    Class* lock_step;
    Class* queue_empty;
    Class* queue_full;
    Class* queue_shut_down;
    Class* cancelled_error;
    Class* invalid_state_error;

    static constexpr auto all()
    {
        using C = AsyncClasses;
        return std::array{ &C::future, &C::task, &C::future_iterator, &C::gathering_future, &C::handle,
            &C::timer_handle, &C::loop, &C::sleep, &C::queue, &C::queue_step, &C::lock_step, &C::queue_empty,
            &C::queue_full, &C::queue_shut_down, &C::cancelled_error, &C::invalid_state_error };
    }
};
static_assert(sizeof(AsyncClasses) == AsyncClasses::all().size() * sizeof(Class*));

class AsyncState
{
public:
    explicit AsyncState(Vm& vm);
    ~AsyncState();
    AsyncState(const AsyncState&) = delete;
    AsyncState& operator=(const AsyncState&) = delete;

    AsyncClasses classes{};

    /// The number in the name of the next task that has none of its own.
    uint64_t take_task_number() { return next_task_++; }
    /// How many futures have an exception that nobody has asked for.
    int64_t unretrieved() const { return unretrieved_; }
    void add_unretrieved() { unretrieved_++; }
    void remove_unretrieved() { unretrieved_--; }

private:
    static void trace(void* context, gc::Tracer& tracer);

    Vm& vm_;
    uint64_t next_task_ = 1;
    int64_t unretrieved_ = 0;
};

inline AsyncClasses& classes_of(Vm& vm) { return vm.async->classes; }

} // namespace coil::internal
