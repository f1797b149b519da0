#include "runtime/machine/threads.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <new>

#include "base/platform/clock.h"
#include "base/platform/thread.h"
#include "runtime/machine/import.h"
#include "runtime/machine/interrupts.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

constexpr size_t thread_stack_bytes = size_t(8) << 20;
/// How long threads may take to end: after SystemExit, and after that.
constexpr double seconds_to_exit = 0.5;
constexpr double seconds_to_end = 5;
/// How long a thread may keep the lock while another waits.
constexpr int64_t turn_nanoseconds = 2'000'000;

} // namespace

/// What a new thread is given.
struct Threads::Start {
    Start(Threads* owner, bool is_daemon, std::function<void(Vm&)> function)
        : threads(owner)
        , daemon(is_daemon)
        , body(std::move(function))
        , state(std::make_unique<ThreadState>(owner->vm_.heap))
    {
    }
    Threads* threads;
    bool daemon;
    std::function<void(Vm&)> body;
    std::unique_ptr<ThreadState> state; ///< dies while its thread holds the VM
};

Threads::Threads(Vm& vm)
    : vm_(vm)
    , turn_began_(monotonic_nanoseconds())
{
}

bool Threads::close()
{
    if (living_ == 0)
        return true;
    auto park = std::make_unique<gc::ParkScope>(vm_.heap);
    park->leave_stack();
    Wakers& wakers = vm_.interrupts->wakers();
    ThreadState* state = release();
    stage_ = Stage::Exiting;
    vm_.ask_attention();
    wakers.wake_all();
    bool is_alone = wait_until_alone(Deadline::after(seconds_to_exit));
    if (!is_alone) {
        stage_ = Stage::Ending;
        vm_.ask_attention();
        wakers.wake_all();
        is_alone = wait_until_alone(Deadline::after(seconds_to_end));
    }
    if (!is_alone) {
        (void)park.release();
        return false;
    }
    vm_.interpreter->enter(*state);
    return true;
}

/// Takes the lock as soon as no other thread is left; false when that is not so until then.
bool Threads::wait_until_alone(Deadline until)
{
    std::unique_lock<std::mutex> guard(mutex_);
    auto end = std::chrono::steady_clock::now() + std::chrono::nanoseconds(until.left());
    // Who holds the lock may be changing the number.
    if (!alone_.wait_until(guard, end, [this] { return !held_ && living_ == 0; }))
        return false;
    held_ = true;
    return true;
}

Result<void> Threads::end_running_thread()
{
    if (stage_ == Stage::Ending) {
        vm_.is_ending = true;
        return vm_.raise(Error::ExecutionEnded, "the machine was ended");
    }
    if (std::exchange(vm_.interpreter->current()->told_to_exit, true))
        return {};
    return vm_.raise_value(Error::SystemExit, None);
}

ThreadState* Threads::release()
{
    ThreadState* state = vm_.interpreter->current();
    vm_.interpreter->leave();
    drop_lock();
    return state;
}

void Threads::acquire(ThreadState* state)
{
    int number = errno;
    take_lock();
    vm_.interpreter->enter(*state);
    // Another thread may have passed on what this one has to serve.
    bool is_main = state == &vm_.interpreter->main_thread();
    bool is_asked = vm_.interrupts &&
        (vm_.interrupts->is_end_requested() || (is_main ? vm_.interrupts->is_requested() : is_closing()));
    if (is_asked)
        vm_.ask_attention();
    errno = number;
}

void Threads::take_lock()
{
    std::unique_lock<std::mutex> guard(mutex_);
    if (held_) {
        waiting_.fetch_add(1, std::memory_order_relaxed);
        await_lock(guard);
        waiting_.fetch_sub(1, std::memory_order_relaxed);
    }
    held_ = true;
    turns_++;
    turn_began_ = 0;
    taken_.notify_all();
}

/// Waits until the lock is free. One of those who wait looks at the clock, and asks for attention when a turn is over:
/// the holder may be in a long native, and count few passes.
void Threads::await_lock(std::unique_lock<std::mutex>& guard)
{
    bool watches = false;
    while (held_) {
        if (!watches && watched_) {
            freed_.wait(guard);
            continue;
        }
        watches = watched_ = true;
        if (freed_.wait_for(guard, std::chrono::nanoseconds(turn_nanoseconds)) == std::cv_status::timeout)
            vm_.ask_attention();
    }
    if (!watches)
        return;
    watched_ = false;
    if (waiting_.load(std::memory_order_relaxed) > 1)
        freed_.notify_one();
}

void Threads::drop_lock()
{
    // Notified inside: who takes the lock may destroy it.
    std::lock_guard<std::mutex> guard(mutex_);
    held_ = false;
    if (waiting_.load(std::memory_order_relaxed) > 0)
        freed_.notify_one();
    if (living_ == 0)
        alone_.notify_all();
}

void Threads::hand_over_if_due()
{
    // The turn is counted from the first poll that saw somebody wait.
    int64_t time = monotonic_nanoseconds();
    if (turn_began_ == 0)
        turn_began_ = time;
    if (time - turn_began_ < turn_nanoseconds)
        return;
    gc::ParkScope park(vm_.heap);
    uint64_t turn = turns_;
    ThreadState* state = release();
    {
        std::unique_lock<std::mutex> guard(mutex_);
        taken_.wait(guard, [&] { return turns_ != turn || waiting_.load(std::memory_order_relaxed) == 0; });
    }
    acquire(state);
}

void* Threads::run(void* argument)
{
    std::unique_ptr<Start> start(static_cast<Start*>(argument));
    Threads& self = *start->threads;
    Vm& vm = self.vm_;
    self.take_lock();
    {
        gc::StackScope stack(vm.heap);
        ThreadState& state = *start->state;
        ThreadScope scope(*vm.interpreter, state);
        vm.interpreter->enter(state);
        state.ident = thread_ident();
        try {
            start->body(vm);
        } catch (const std::bad_alloc&) {
        }
        start->body = nullptr;
        vm.take_pending();
        vm.interpreter->leave();
        vm.interrupts->wakers().give_back(state.waker);
    }
    start->state.reset();
    self.living_--;
    if (!start->daemon)
        self.to_join_--;
    self.ended_.wake_all();
    self.drop_lock();
    return nullptr;
}

Result<uint64_t> Threads::start(Options options, std::function<void(Vm&)> body)
{
    TRY(check_authority(vm_, Authority::Threads));
    if (is_closing())
        return vm_.raise(Error::RuntimeError, "can't create new thread at interpreter shutdown");
    auto start = std::make_unique<Start>(this, options.daemon, std::move(body));
    start->state->name = std::move(options.name);
    start->state->ends_served = vm_.interpreter->current()->ends_served;
    // What the thread will need is there before it is: it could tell nobody that it is not.
    vm_.interpreter->reserve_threads(size_t(living_) + 2);
    if (!start->state->stack.base())
        return vm_.raise(Error::RuntimeError, "can't start new thread");
    Waker* waker = start->state->waker = vm_.interrupts->wakers().take();
    std::optional<uint64_t> thread = start_thread(thread_stack_bytes, run, start.get());
    if (!thread) {
        vm_.interrupts->wakers().give_back(waker);
        return vm_.raise(Error::RuntimeError, "can't start new thread");
    }
    start.release();
    living_++;
    to_join_ += !options.daemon;
    return *thread;
}

pid_t Threads::fork(const std::function<pid_t()>& call)
{
    std::unique_lock<std::mutex> guard(mutex_);
    pid_t pid = call();
    if (pid != 0)
        return pid;
    // Who waited for these is not here to be told: they are made anew, over the old ones, which nobody may take apart.
    std::construct_at(&freed_);
    std::construct_at(&taken_);
    std::construct_at(&alone_);
    bool is_main = vm_.interpreter->current() == &vm_.interpreter->main_thread();
    living_ = is_main ? 0 : 1;
    to_join_ = std::min(to_join_, living_);
    waiting_ = 0;
    watched_ = false;
    vm_.heap.forget_other_stacks();
    vm_.modules->forget_other_threads();
    return pid;
}

void Threads::remove_at_exit(void* context)
{
    std::erase_if(native_at_exit_, [&](const NativeExit& each) { return each.context == context; });
}

Result<void> Threads::join_all()
{
    for (const NativeExit& each : native_at_exit_)
        each.function(each.context);
    while (!at_exit_.empty()) {
        Value callback = at_exit_.back().get();
        at_exit_.pop_back();
        TRY(call(vm_, callback, CallArguments{}));
    }
    while (to_join_ > 0)
        TRY(ended_.wait(vm_));
    return {};
}

Threads& threads_of(Vm& vm)
{
    if (!vm.threads)
        vm.threads = make_owned<Threads>(vm);
    return *vm.threads;
}

} // namespace coil::internal
