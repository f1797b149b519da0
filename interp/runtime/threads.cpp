#include "runtime/threads.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <ctime>
#include <pthread.h>

#include "runtime/call.h"
#include "runtime/interrupts.h"

namespace coil
{

namespace
{

constexpr size_t thread_stack_bytes = size_t(8) << 20;
/// How long a thread may keep the lock while another waits.
constexpr int64_t turn_nanoseconds = 2'000'000;

int64_t now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

Result<bool> Semaphore::wait(Vm& vm, double seconds)
{
    // A year is as good as no end, and fits everywhere.
    bool endless = seconds < 0 || seconds > 3.2e7;
    int64_t end = endless ? 0 : now() + int64_t(std::ceil(seconds * 1e9));
    timespec until{ time_t(end / 1'000'000'000), long(end % 1'000'000'000) };
    for (;;) {
        if (vm.threads)
            vm.threads->sleepers_.push_back(this);
        int problem;
        {
            BlockingScope blocking(vm);
            int outcome = endless ? sem_wait(&semaphore_) : sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &until);
            problem = outcome == 0 ? 0 : errno;
        }
        if (vm.threads)
            vm.threads->sleepers_.erase(std::ranges::find(vm.threads->sleepers_, this));
        bool closing = vm.threads && vm.threads->closing_;
        if (!closing && problem == 0)
            return true;
        if (!closing && problem == ETIMEDOUT)
            return false;
        TRY(serve_poll(vm));
    }
}

/// What a new thread is given.
struct Threads::Start {
    Threads* threads;
    Options options;
    std::function<void(Vm&)> body;
};

Threads::Threads(Vm& vm)
    : vm_(vm)
    , turn_began_(now())
{
}

void Threads::close()
{
    closing_ = true;
    if (join_all().failed())
        vm_.take_pending();
    while (living_ > 0) {
        Semaphore ended;
        joiner_ = &ended;
        for (Semaphore* sleeper : sleepers_)
            sleeper->post();
        if (ended.wait(vm_).failed())
            vm_.take_pending();
        joiner_ = nullptr;
    }
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
    // Another thread may have passed on what only the main one serves.
    if (state == &vm_.interpreter->main_thread() && vm_.interrupts && vm_.interrupts->is_requested())
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
}

void Threads::hand_over_if_due()
{
    // The turn is counted from the first poll that saw somebody wait.
    int64_t time = now();
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
        ThreadState state(vm.heap);
        state.name = start->options.name;
        ThreadScope scope(*vm.interpreter, state);
        vm.interpreter->enter(state);
        state.ident = uint64_t(pthread_self());
        start->body(vm);
        start->body = nullptr;
        vm.take_pending();
        vm.interpreter->leave();
    }
    self.living_--;
    if (!start->options.daemon)
        self.to_join_--;
    if (self.joiner_)
        self.joiner_->post();
    self.drop_lock();
    return nullptr;
}

Result<uint64_t> Threads::start(Options options, std::function<void(Vm&)> body)
{
    auto start = std::make_unique<Start>(Start{ this, std::move(options), std::move(body) });
    bool daemon = start->options.daemon;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, thread_stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // Signals go to the threads that were there before.
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);
    pthread_t thread;
    int problem = pthread_create(&thread, &attributes, run, start.get());
    pthread_sigmask(SIG_SETMASK, &previous, nullptr);
    pthread_attr_destroy(&attributes);
    if (problem)
        return vm_.raise(Error::RuntimeError, "can't start new thread");
    start.release();
    living_++;
    to_join_ += !daemon;
    return uint64_t(thread);
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
    Semaphore ended;
    while (to_join_ > 0) {
        joiner_ = &ended;
        Result<bool> waited = ended.wait(vm_);
        joiner_ = nullptr;
        TRY(waited);
    }
    return {};
}

Threads& threads_of(Vm& vm)
{
    if (!vm.threads)
        vm.threads = { new Threads(vm), [](Threads* threads) { delete threads; } };
    return *vm.threads;
}

} // namespace coil
