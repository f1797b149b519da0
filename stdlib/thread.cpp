// The module _thread: starting threads, and locks.
#include <cmath>
#include <cstdio>
#include <thread>
#include <unistd.h>

#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/call.h"
#include "runtime/interrupts.h"
#include "runtime/native_class.h"
#include "runtime/operators.h"
#include "runtime/print_exception.h"
#include "runtime/text_file.h"
#include "runtime/threads.h"
#include "stdlib/modules.h"

namespace coil
{

namespace
{

constexpr double longest_timeout = 9223372036.0;

// Locks. Their state is touched by who holds the VM only; the semaphore is for those that wait.

struct LockState {
    Semaphore gate;
    bool locked = false;
    int waiting = 0;
    int woken = 0; ///< of those that wait: posts that nobody has taken yet
    ThreadState* owner = nullptr;
    int64_t depth = 0; ///< of an RLock

    Result<bool> acquire(Vm& vm, double seconds);
    void release();
};

Result<bool> LockState::acquire(Vm& vm, double seconds)
{
    while (locked) {
        waiting++;
        Result<bool> in_time = gate.wait(vm, seconds);
        waiting--;
        if (in_time.failed())
            return Raised{};
        if (!in_time.value()) {
            if (locked)
                return false;
            break;
        }
        woken--;
    }
    locked = true;
    return true;
}

void LockState::release()
{
    locked = false;
    if (woken < waiting) {
        woken++;
        gate.post();
    }
}

struct LockObject : NativeObject {
    LockState* state;
};

void destroy_lock(Cell* cell) { delete static_cast<LockObject*>(cell)->state; }
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
    return object->state;
}

/// Seconds to wait, negative for ever, for the arguments of acquire().
Result<double> timeout_of(Vm& vm, bool blocking, Value timeout)
{
    double seconds = TRY(to_double(vm, timeout));
    if (std::isnan(seconds))
        return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
    if (std::fabs(seconds) > longest_timeout)
        return vm.raise(Error::OverflowError, "timeout value is too large");
    if (!blocking && seconds != -1)
        return vm.raise(Error::ValueError, "can't specify a timeout for a non-blocking call");
    if (seconds < 0 && seconds != -1)
        return vm.raise(Error::ValueError, "timeout value must be a non-negative number");
    return blocking ? seconds : 0;
}

Result<bool> acquire(Vm& vm, Value self, bool blocking, Value timeout)
{
    LockState* lock = TRY(lock_of(vm, self));
    double seconds = TRY(timeout_of(vm, blocking, timeout));
    if (seconds == 0 && lock->locked)
        return false;
    return lock->acquire(vm, seconds);
}
Result<void> release(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    if (!lock->locked)
        return vm.raise(Error::RuntimeError, "release unlocked lock");
    lock->release();
    return {};
}
Result<bool> locked(Vm& vm, Value self) { return TRY(lock_of(vm, self))->locked; }
Result<bool> lock_enter(Vm& vm, Value self) { return TRY(lock_of(vm, self))->acquire(vm, -1); }
Result<void> lock_exit(Vm& vm, Value self, Arguments) { return release(vm, self); }
Result<Value> lock_repr(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<{} _thread.{} object at {}>",
            { lock->locked ? "locked" : "unlocked", type_name(vm, self), address_of(self) }))));
}

Result<bool> recursive_acquire(Vm& vm, Value self, bool blocking, Value timeout)
{
    LockState* lock = TRY(lock_of(vm, self));
    double seconds = TRY(timeout_of(vm, blocking, timeout));
    ThreadState* thread = vm.interpreter->current();
    if (lock->owner != thread) {
        if ((seconds == 0 && lock->locked) || !TRY(lock->acquire(vm, seconds)))
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
        lock->release();
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
    lock->release();
    return depth;
}
Result<void> acquire_restore(Vm& vm, Value self, int64_t depth)
{
    LockState* lock = TRY(lock_of(vm, self));
    TRY(lock->acquire(vm, -1));
    lock->owner = vm.interpreter->current();
    lock->depth = depth;
    return {};
}
Result<Value> recursive_repr(Vm& vm, Value self)
{
    LockState* lock = TRY(lock_of(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<{} _thread.RLock object owner={} count={} at {}>",
            { lock->locked ? "locked" : "unlocked", int64_t(reinterpret_cast<uintptr_t>(lock->owner)), lock->depth,
                address_of(self) }))));
}

constexpr NativeDef lock_methods[] = {
    def<"acquire(self, blocking=True, timeout=-1)", acquire>(),
    def<"release(self, /)", release>(),
    def<"locked(self, /)", locked>(),
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
    def<"_is_owned(self, /)", is_owned>(),
    def<"_release_save(self, /)", release_save>(),
    def<"_acquire_restore(self, state, /)", acquire_restore>(),
    def<"__repr__(self, /)", recursive_repr>(),
};

Result<Value> new_lock(Vm& vm, Class* cls, const NativeType& type)
{
    LockObject* object = TRY(make_native<LockObject>(vm, cls, type));
    object->state = new LockState;
    return Value::cell(object);
}
Result<Value> lock_new(Vm& vm, Value cls) { return new_lock(vm, as<Class>(cls), lock_type); }
Result<Value> rlock_new(Vm& vm, Value cls) { return new_lock(vm, as<Class>(cls), rlock_type); }
constexpr NativeDef lock_new_def = def<"__new__(cls, /)", lock_new>();
constexpr NativeDef rlock_new_def = def<"__new__(cls, /)", rlock_new>();

// Threads

/// Tells of an exception that ended a thread; SystemExit ends it silently.
void report_end(Vm& vm, Value function)
{
    if (is_exception_of(vm, vm.pending, Error::SystemExit)) {
        vm.take_pending();
        return;
    }
    Value exception = vm.take_pending();
    auto shown = repr(vm, function);
    auto text = format_exception(vm, exception);
    vm.take_pending();
    write_error(vm,
        "Exception ignored in thread started by: " + (shown.ok() ? std::string(shown.value()->view()) : "?") + "\n" +
            (text.ok() ? text.value() : std::string()));
}

Result<Value> start_thread(Vm& vm, Value function, Tuple* arguments, Dict* keywords, bool daemon, std::string name = "")
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "first arg must be callable");
    gc::RootVector kept(vm.heap);
    kept.push_back(function);
    kept.push_back(Value::cell(arguments));
    kept.push_back(keywords ? Value::cell(keywords) : None);
    uint64_t ident = TRY(threads_of(vm).start({ std::move(name), daemon }, [kept](Vm& vm) {
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
/// For threading: the program's end waits for those that are not daemons.
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
void interrupt_main(Vm& vm, int64_t signal)
{
    if (signal == 2)
        vm.interrupts->request();
}
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
    def<"exit()", exit_thread>(),
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
            .kind = Kind::NativeResource }));
    TRY(define_class(vm, module, object,
        { .name = "RLock",
            .module = "_thread",
            .methods = rlock_methods,
            .new_def = &rlock_new_def,
            .kind = Kind::NativeResource }));
    TRY(put("LockType", Value::cell(lock)));
    TRY(put("allocate_lock", Value::cell(lock)));
    TRY(put("error", Value::cell(vm.error_class(Error::RuntimeError))));
    return put("TIMEOUT_MAX", TRY(make_float(vm, longest_timeout)));
}

} // namespace

const NativeModule thread_module{ "_thread", functions, prepare, "Threads and locks." };

} // namespace coil
