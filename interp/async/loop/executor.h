#pragma once
// The default executor: threads that run blocking functions beside the loop. A thread takes a job, calls it holding the
// VM, and posts the outcome to the loop of the job's future.
#include <deque>
#include <memory>

#include "async/loop/loop.h"
#include "runtime/machine/threads.h"

namespace coil::internal
{

/// Owned by its loop and by its threads, which go on when that is gone.
class Executor : public std::enable_shared_from_this<Executor>
{
public:
    explicit Executor(Vm& vm);
    ~Executor();
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    /// Has function(*arguments) called in a thread; returns a Future of `loop`. RuntimeError after shutdown.
    Result<Value> submit(EventLoop* loop, Value function, Arguments arguments);
    /// Takes no more jobs; threads end when those there are have been done. `ended`, a Future or empty, is fulfilled
    /// then.
    void shut_down(Value ended);
    bool is_shut_down() const { return shut_down_; }

private:
    struct Job {
        Value future, function, arguments;
    };
    static void trace(void* context, gc::Tracer& tracer);
    static void run_job(Vm& vm, const Job& job);
    /// The body of a thread.
    void work();
    void notify_ended();

    Vm& vm_;
    std::deque<Job> jobs_;
    WaitQueue idle_; ///< threads that wait for work
    size_t most_;
    size_t threads_ = 0;
    size_t started_ = 0;
    bool shut_down_ = false;
    Value ended_;
};

} // namespace coil::internal
