// The module _thread: starting threads, and locks.
#include <cmath>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

#include "objects/counted.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/unraisable.h"
#include "stdlib/concurrency/thread_local.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

constexpr double longest_timeout = 9223372036.0;

struct LockState {
    BlockingLock lock;
    ThreadState* owner = nullptr;
    int64_t depth = 0; ///< of an RLock
};

struct LockObject : NativeObject {
    Counted<LockState> state;
};

void destroy_lock(Cell* cell) { static_cast<LockObject*>(cell)->state.reset(); }
constexpr NativeType lock_type{ "lock", nullptr, destroy_lock };
constexpr NativeType rlock_type{ "RLock", nullptr, destroy_lock };

std::string address_of(Value value)
{
    char text[2 * sizeof(void*) + 3];
    snprintf(text, sizeof(text), "%#zx", reinterpret_cast<uintptr_t>(value.as_cell()));
    return text;
}

Result<LockState*> lock_of(Vm& vm, Value self)
{
    auto* object = native_as<LockObject>(self, lock_type);
    if (!object)
        object = native_as<LockObject>(self, rlock_type);
    if (!object)
        return vm.raise(Error::TypeError, "a lock is required, not '{}'", type_name(vm, self));
    return object->state.get();
}

/// How long acquire() with these arguments waits.
Result<Deadline> deadline_of(Vm& vm, bool blocking, Value timeout)
{
    double seconds = TRY(to_seconds(vm, timeout));
    if (!blocking && seconds != -1)
        return vm.raise(Error::ValueError, "can't specify a timeout for a non-blocking call");
    if (seconds < 0 && seconds != -1)
        return vm.raise(Error::ValueError, "timeout value must be a non-negative number");
    return !blocking ? Deadline::after(0) : seconds < 0 ? Deadline::never() : Deadline::after(seconds);
}

Result<bool> acquire(Vm& vm, Value self, bool blocking, Value timeout)
{
    LockState* state = TRY(lock_of(vm, self));
    return state->lock.acquire(vm, TRY(deadline_of(vm, blocking, timeout)));
}
Result<void> release(Vm& vm, Value self)
{
    LockState* state = TRY(lock_of(vm, self));
    if (!state->lock.is_held())
        return vm.raise(Error::RuntimeError, "release unlocked lock");
    state->lock.release();
    return {};
}
Result<bool> locked(Vm& vm, Value self) { return TRY(lock_of(vm, self))->lock.is_held(); }
Result<bool> lock_enter(Vm& vm, Value self) { return TRY(lock_of(vm, self))->lock.acquire(vm); }
Result<void> lock_exit(Vm& vm, Value self, Arguments) { return release(vm, self); }
Result<Value> lock_repr(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<{} _thread.{} object at {}>",
            { lock->lock.is_held() ? "locked" : "unlocked", type_name(vm, self), address_of(self) }))));
}

Result<bool> recursive_acquire(Vm& vm, Value self, bool blocking, Value timeout)
{
    LockState* lock = TRY(lock_of(vm, self));
    Deadline until = TRY(deadline_of(vm, blocking, timeout));
    ThreadState* thread = vm.interpreter->current();
    if (lock->owner != thread) {
        if (!TRY(lock->lock.acquire(vm, until)))
            return false;
        lock->owner = thread;
    }
    lock->depth++;
    return true;
}
Result<void> recursive_release(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    if (lock->owner != vm.interpreter->current())
        return vm.raise(Error::RuntimeError, "cannot release un-acquired lock");
    if (--lock->depth == 0) {
        lock->owner = nullptr;
        lock->lock.release();
    }
    return {};
}
Result<bool> recursive_enter(Vm& vm, Value self) { return recursive_acquire(vm, self, true, Value::small(-1)); }
Result<void> recursive_exit(Vm& vm, Value self, Arguments) { return recursive_release(vm, self); }
Result<bool> is_owned(Vm& vm, Value self) { return TRY(lock_of(vm, self))->owner == vm.interpreter->current(); }
/// For threading.Condition: gives the lock up whatever its depth, and takes it back so.
Result<int64_t> release_save(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    if (lock->owner != vm.interpreter->current())
        return vm.raise(Error::RuntimeError, "cannot release un-acquired lock");
    int64_t depth = lock->depth;
    lock->depth = 0;
    lock->owner = nullptr;
    lock->lock.release();
    return depth;
}
Result<void> acquire_restore(Vm& vm, Value self, int64_t depth)
{
    LockState* lock = TRY(lock_of(vm, self));
    TRY(lock->lock.acquire(vm));
    lock->owner = vm.interpreter->current();
    lock->depth = depth;
    return {};
}
Result<Value> recursive_repr(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<{} _thread.RLock object owner={} count={} at {}>",
            { lock->lock.is_held() ? "locked" : "unlocked", int64_t(reinterpret_cast<uintptr_t>(lock->owner)),
                lock->depth, address_of(self) }))));
}

/// In a process that was forked nobody holds the lock, nor waits for it.
Result<void> make_anew(Vm& vm, Value self)
{
    TRY(lock_of(vm, self));
    Counted<LockState> state = TRY(make_counted<LockState>(vm));
    static_cast<LockObject*>(self.as_cell())->state = std::move(state);
    return {};
}
Result<int64_t> recursion_count(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    return lock->owner == vm.interpreter->current() ? lock->depth : 0;
}

constexpr NativeDef lock_methods[] = {
    def<"acquire(self, blocking=True, timeout=-1)", acquire>(),
    def<"release(self, /)", release>(),
    def<"locked(self, /)", locked>(),
    def<"_at_fork_reinit(self, /)", make_anew>(),
    def<"__enter__(self, /)", lock_enter>(),
    def<"__exit__(self, /, *args)", lock_exit>(),
    def<"__repr__(self, /)", lock_repr>(),
};
constexpr NativeDef rlock_methods[] = {
    def<"acquire(self, blocking=True, timeout=-1)", recursive_acquire>(),
    def<"release(self, /)", recursive_release>(),
    def<"locked(self, /)", locked>(),
    def<"__enter__(self, /)", recursive_enter>(),
    def<"__exit__(self, /, *args)", recursive_exit>(),
    def<"_at_fork_reinit(self, /)", make_anew>(),
    def<"_recursion_count(self, /)", recursion_count>(),
    def<"_is_owned(self, /)", is_owned>(),
    def<"_release_save(self, /)", release_save>(),
    def<"_acquire_restore(self, state, /)", acquire_restore>(),
    def<"__repr__(self, /)", recursive_repr>(),
};

Result<Value> new_lock(Vm& vm, Class* cls, const NativeType& type)
{
    LockObject* object = TRY(make_native<LockObject>(vm, cls, type));
    object->state = TRY(make_counted<LockState>(vm));
    return Value::cell(object);
}
Result<Value> lock_new(Vm& vm, Value cls) { return new_lock(vm, as<Class>(cls), lock_type); }
Result<Value> rlock_new(Vm& vm, Value cls) { return new_lock(vm, as<Class>(cls), rlock_type); }
constexpr NativeDef lock_new_def = def<"__new__(cls, /)", lock_new>();
constexpr NativeDef rlock_new_def = def<"__new__(cls, /)", rlock_new>();

// Threads

/// What is known of a thread by those that wait for it. It is told of the end natively: no `finally` of a script runs
/// when execution is ended.
struct ThreadHandle : NativeObject {
    struct State {
        WaitQueue changed;
        uint64_t ident = 0;
        int64_t native_id = 0;
        bool started = false, begun = false, done = false;
    };
    Counted<State> state;
};
void destroy_handle(Cell* cell) { static_cast<ThreadHandle*>(cell)->state.reset(); }
constexpr NativeType handle_type{ "_ThreadHandle", nullptr, destroy_handle };

Result<ThreadHandle::State*> handle_of(Vm& vm, Value self)
{
    if (auto* handle = native_as<ThreadHandle>(self, handle_type))
        return handle->state.get();
    return vm.raise(Error::TypeError, "a _ThreadHandle is required, not '{}'", type_name(vm, self));
}
Result<Value> handle_new(Vm& vm, Value cls)
{
    ThreadHandle* handle = TRY(make_native<ThreadHandle>(vm, as<Class>(cls), handle_type));
    handle->state = TRY(make_counted<ThreadHandle::State>(vm));
    return Value::cell(handle);
}

/// Tells of an exception that ended a thread; SystemExit and the end of execution end it silently.
void report_end(Vm& vm, Value function)
{
    if (vm.is_ending || is_exception_of(vm, vm.pending, Error::SystemExit)) {
        vm.take_pending();
        return;
    }
    report_unraisable(vm, "Exception ignored in thread started by", function);
}

/// What a thread has in objects of _local goes with it.
struct ThreadEnd {
    Vm& vm;
    ~ThreadEnd() { forget_thread_locals(vm); }
};

Result<Value> start_thread(Vm& vm, Value function, Tuple* arguments, Dict* keywords, bool daemon, std::string name = "")
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "first arg must be callable");
    gc::RootVector kept(vm.heap);
    kept.push_back(function);
    kept.push_back(Value::cell(arguments));
    kept.push_back(keywords ? Value::cell(keywords) : None);
    uint64_t ident = TRY(threads_of(vm).start({ std::move(name), daemon }, [kept](Vm& vm) {
        ThreadEnd end{ vm };
        auto* arguments = as<Tuple>(kept[1]);
        if (call_with_dict(vm, kept[0], arguments->items, arguments->size, as_if<Dict>(kept[2])).failed())
            report_end(vm, kept[0]);
    }));
    return Value::small(int64_t(ident));
}
Result<Value> start_new_thread(Vm& vm, Value function, Tuple* arguments, Dict* keywords)
{
    return start_thread(vm, function, arguments, keywords, true);
}
/// The handle is of the running thread from now on, or of the main one.
Result<void> handle_begin(Vm& vm, Value self, bool is_main)
{
    ThreadHandle::State* state = TRY(handle_of(vm, self));
    state->ident = (is_main ? &vm.interpreter->main_thread() : vm.interpreter->current())->ident;
    state->native_id = gettid();
    state->begun = true;
    state->changed.wake_all();
    return {};
}
/// Calls the function in a new thread, which has called begin() on return, or has ended.
Result<void> handle_start(Vm& vm, Value self, Value function, bool daemon)
{
    ThreadHandle::State* state = TRY(handle_of(vm, self));
    if (state->started || state->begun)
        return vm.raise(Error::RuntimeError, "thread already started");
    gc::RootVector kept(vm.heap);
    kept.push_back(function);
    kept.push_back(self);
    TRY(threads_of(vm).start({ "", daemon }, [kept, state](Vm& vm) {
        struct End {
            ~End()
            {
                forget_thread_locals(vm);
                state->begun = state->done = true;
                state->changed.wake_all();
            }
            Vm& vm;
            ThreadHandle::State* state;
        } end{ vm, state };
        if (call(vm, kept[0], CallArguments{}).failed())
            report_end(vm, kept[0]);
    }));
    state->started = true;
    while (!state->begun)
        TRY(state->changed.wait(vm));
    return {};
}
Result<bool> handle_join(Vm& vm, Value self, Value timeout)
{
    ThreadHandle::State* state = TRY(handle_of(vm, self));
    Deadline until = timeout.is_none() ? Deadline::never() : Deadline::after(TRY(to_seconds(vm, timeout)));
    while (!state->done && !until.has_come())
        TRY(state->changed.wait(vm, until));
    return state->done;
}
Result<bool> handle_has_begun(Vm& vm, Value self) { return TRY(handle_of(vm, self))->begun; }
Result<bool> handle_is_done(Vm& vm, Value self) { return TRY(handle_of(vm, self))->done; }
Result<Value> handle_ident(Vm& vm, Value self)
{
    ThreadHandle::State* state = TRY(handle_of(vm, self));
    return state->begun ? Value::small(int64_t(state->ident)) : None;
}
Result<Value> handle_native_id(Vm& vm, Value self)
{
    ThreadHandle::State* state = TRY(handle_of(vm, self));
    return state->begun ? Value::small(state->native_id) : None;
}
constexpr NativeDef handle_new_def = def<"__new__(cls, /)", handle_new>();
constexpr NativeDef handle_methods[] = {
    def<"begin(self, is_main=False, /)", handle_begin>("The handle is of the running thread, or of the main one."),
    def<"start(self, function, daemon, /)", handle_start>("Calls it in a new thread."),
    def<"join(self, timeout=None, /)", handle_join>("Waits until the thread has ended; whether it has."),
    def<"has_begun(self, /)", handle_has_begun>(),
    def<"is_done(self, /)", handle_is_done>(),
};
constexpr AttributeDef handle_attributes[] = {
    { "ident", handle_ident, nullptr, nullptr },
    { "native_id", handle_native_id, nullptr, nullptr },
};

/// For executors: the program's end waits for those that are not daemons.
Result<Value> start_joinable(Vm& vm, Value function, bool daemon, Str* name)
{
    return start_thread(
        vm, function, vm.empty_tuple, nullptr, daemon, name ? std::string(name->view()) : std::string());
}
int64_t cpu_count(Vm&) { return std::max(1u, std::thread::hardware_concurrency()); }

int64_t get_ident(Vm& vm) { return int64_t(vm.interpreter->current()->ident); }
int64_t get_native_id(Vm&) { return gettid(); }
int64_t main_ident(Vm& vm) { return int64_t(vm.interpreter->main_thread().ident); }
Result<Value> get_name(Vm& vm)
{
    ThreadState* thread = vm.interpreter->current();
    return Value::cell(TRY(make_str(vm, thread == &vm.interpreter->main_thread() ? "MainThread" : thread->name)));
}
int64_t count(Vm& vm) { return vm.threads ? vm.threads->living() : 0; }
/// As if the signal had come, for those that a script handles.
Result<void> interrupt_main(Vm& vm, int64_t number)
{
    if (number < 1 || number >= NSIG)
        return vm.raise(Error::ValueError, "signal number out of range");
    struct sigaction now {
    };
    bool is_handled =
        sigaction(int(number), nullptr, &now) == 0 && now.sa_handler != SIG_DFL && now.sa_handler != SIG_IGN;
    if (vm.interrupts->on_signal && is_handled)
        vm.interrupts->note(int(number));
    else if (number == SIGINT && (is_handled || !vm.interrupts->on_signal))
        vm.interrupts->request();
    // In the main thread it comes at once.
    return vm.interpreter->current() == &vm.interpreter->main_thread() ? serve_poll(vm) : Result<void>();
}
/// The size of new threads' stacks that was asked for, 0 for the usual one: all have room for as much as can be asked.
Result<int64_t> stack_size(Vm& vm, int64_t size)
{
    constexpr int64_t least = 32 << 10, most = 8 << 20;
    if (size < 0)
        return vm.raise(Error::ValueError, "size must be 0 or a positive value");
    if (size != 0 && (size < least || size > most))
        return vm.raise(Error::ValueError, "size not valid: {} bytes", size);
    auto* state = as<Tuple>(vm.modules->state_of(_thread_module));
    return std::exchange(state->items[StackSize], Value::small(size)).as_small();
}
bool is_main_interpreter(Vm&) { return true; }
bool daemon_threads_allowed(Vm&) { return true; }
Result<void> exit_thread(Vm& vm)
{
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, vm.error_class(Error::SystemExit), vm.empty_tuple))));
}
void add_at_exit(Vm& vm, Value callback) { threads_of(vm).add_at_exit(gc::Root<Value>(vm.heap, callback)); }

constexpr NativeDef functions[] = {
    def<"start_new_thread(function, args, kwargs=None, /)", start_new_thread>(),
    def<"_start_joinable(function, daemon, name=None, /)", start_joinable>(),
    def<"_cpu_count()", cpu_count>(),
    def<"get_ident()", get_ident>(),
    def<"get_native_id()", get_native_id>(),
    def<"_get_main_thread_ident()", main_ident>(),
    def<"_get_name()", get_name>("The name of a thread that threading did not start."),
    def<"_count()", count>(),
    def<"interrupt_main(signum=2, /)", interrupt_main>("As if the signal had come."),
    def<"exit()", exit_thread>("Ends the thread: raises SystemExit."),
    def<"stack_size(size=0, /)", stack_size>(
        "Return the thread stack size used when creating new threads, and set it for those to come."),
    def<"exit_thread()", exit_thread>("The same."),
    def<"start_new(function, args, kwargs=None, /)", start_new_thread>("The same as start_new_thread()."),
    def<"_is_main_interpreter()", is_main_interpreter>(),
    def<"daemon_threads_allowed()", daemon_threads_allowed>(),
    def<"_at_exit(callback, /)", add_at_exit>("Calls it at the end of the program, before threads are waited for."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* object = vm.classes->object;
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    Class* lock = TRY(define_class(vm, module, object,
        { .name = "lock",
            .module = "_thread",
            .methods = lock_methods,
            .new_def = &lock_new_def,
            .kind = Kind::NativeResource,
            .flags = HasWeakref }));
    TRY(define_class(vm, module, object,
        { .name = "RLock",
            .module = "_thread",
            .methods = rlock_methods,
            .new_def = &rlock_new_def,
            .kind = Kind::NativeResource,
            .flags = HasWeakref }));
    TRY(define_class(vm, module, object,
        { .name = "_ThreadHandle",
            .module = "_thread",
            .methods = handle_methods,
            .attributes = handle_attributes,
            .new_def = &handle_new_def,
            .kind = Kind::NativeResource }));
    TRY(put("LockType", Value::cell(lock)));
    TRY(put("allocate_lock", Value::cell(lock)));
    TRY(put("allocate", Value::cell(lock)));
    Value locals = Value::cell(TRY(make_list(vm)));
    vm.modules->state_of(_thread_module) = Value::cell(TRY(make_tuple(vm, { locals, Value::small(0) })));
    TRY(define_thread_local(vm, module));
    TRY(put("error", Value::cell(vm.error_class(Error::RuntimeError))));
    return put("TIMEOUT_MAX", TRY(make_float(vm, longest_timeout)));
}

} // namespace

const NativeModule _thread_module{ "_thread", functions, prepare, "Threads and locks." };

} // namespace coil::internal
