#pragma once
// The machine: runs frames until control comes back to native code. Script calls never recurse on the native stack;
// native code that calls back into scripts comes in through `run` again, which is bounded by the native stack's size.
#include <utility>

#include "runtime/coroutines/unawaited.h"
#include "runtime/interpreter/dead_registers.h"

namespace coil::internal
{

class EventLoop;
class Waker;
class Tracing;

enum class Outcome : uint8_t { Returned, Yielded, Raised };

/// Address space of one thread's frames.
///
///     base            limit                        end
///      | frames … free |  opened as frames need it  |  slack
///
/// Frames end below `limit`, which vm.stack_limit is while the thread runs. What lies behind is opened in steps that
/// are counted against the heap's limit, and closed again by full collections.
class RegisterStack
{
public:
    explicit RegisterStack(gc::Heap& heap);
    ~RegisterStack();
    RegisterStack(const RegisterStack&) = delete;
    RegisterStack& operator=(const RegisterStack&) = delete;
    Value* base() const { return base_; }
    Value* limit() const { return limit_; }
    /// Whether so much address space is there.
    bool reaches(const Value* end) const { return end <= end_; }
    /// Opens the stack, which reaches there, up to `end` at least; false when there is no memory.
    bool open(Value* end);
    /// Gives back what lies far behind `top`.
    void close(const Value* top);

private:
    gc::Heap& heap_;
    Value* base_ = nullptr;
    Value* limit_ = nullptr;
    Value* end_ = nullptr;
    size_t bytes_ = 0;
};

/// What a thread has of its own while it runs scripts; the first part of the running one's is in the Vm.
struct ThreadState {
    explicit ThreadState(gc::Heap& heap)
        : stack(heap)
    {
    }
    RegisterStack stack;
    Value* registers = nullptr;
    const uint32_t* pc = nullptr;
    Value handled;
    Value context;
    Value pending;
    Value stop_value;
    Coroutine* current_root = nullptr;
    const char* native_limit = nullptr;
    /// Native code that is older than the innermost `run`, and the registers that it left, stand from here on; what is
    /// younger was called by an instruction. Null: not known.
    const void* run_base = nullptr;
    std::vector<Value> shown;

    EventLoop* running_loop = nullptr; ///< the event loop that runs in this thread
    Value event_loop;                  ///< set_event_loop's; or empty
    uint64_t ident = 0;                ///< the system's
    std::string name;                  ///< what threading shows for a thread that was not made by it

    Waker* waker = nullptr;                             ///< what wakes it where it blocks
    uint64_t ends_served = 0;                           ///< of the requests to end execution; see Interrupts
    bool is_ending = false;                             ///< Vm::is_ending
    Owned<Tracing> tracing{ nullptr, [](Tracing*) {} }; ///< null until it traces; see reports/tracing.h
    bool is_traced = false;

    bool told_to_exit = false; ///< it got its SystemExit, as the VM is about to end
};

class Interpreter
{
public:
    explicit Interpreter(Vm& vm);
    ~Interpreter();

    /// Runs from `s` until a frame returns or yields to native code. The caller has set up the frame so; on return
    /// vm.registers is what it was before. Memory that a native is refused by the C++ library is a MemoryError of the
    /// instruction that called it: no C++ exception comes out.
    static Outcome run(Vm& vm, Next s);

    ThreadState& main_thread() { return main_; }
    /// Makes `state` the running thread's: its registers are published in the Vm.
    void enter(ThreadState& state);
    void leave();
    ThreadState* current() const { return current_; }

    /// A full collection, for a native function that holds nothing. Nor does what called it when an instruction did,
    /// but words that were left behind, which are not looked at then.
    void collect_exactly(bool called_by_instruction);

    /// To be called with every code that is made: its inline caches are emptied when a class changes.
    void add_code(Code* code) { codes_.push_back(code); }

    /// All threads that run scripts.
    const std::vector<ThreadState*>& threads() const { return threads_; }
    /// Whether the thread traces now.
    void set_traced(ThreadState& thread, bool traced);
    bool is_traced() const { return traced_count_ > 0; }

    NewCoroutines& new_coroutines() { return new_coroutines_; }

    /// Room for so many threads besides the main one.
    void reserve_threads(size_t count) { threads_.reserve(count + 1); }

private:
    static Outcome run_frames(Vm& vm, Next s);
    static Outcome dispatch(Vm& vm, Next s);
    static void fill_handlers(Vm& vm, bool traced);
    static void close_stacks(void* context, gc::Heap& heap);
    static void trace_roots(void* context, gc::Tracer& tracer);
    static void forget_dead_codes(void* context, gc::Heap& heap);
    static void forget_inline_caches(Vm& vm);
    void trace_stack(gc::Tracer& tracer, const Value* base, FramePlace innermost);

    Vm& vm_;
    ThreadState main_;
    NewCoroutines new_coroutines_;
    ThreadState* current_ = nullptr;
    std::vector<ThreadState*> threads_;
    std::vector<Code*> codes_; ///< held weakly
    size_t old_codes_ = 0;     ///< as many were there at the last collection
    DeadRegisters dead_registers_;
    size_t traced_count_ = 0; ///< threads that trace
    friend class ThreadScope;
};

/// While it lives, native code calls back although no instruction asked for it: what is on the native stack counts, see
/// ThreadState::run_base.
class CallbackScope
{
public:
    explicit CallbackScope(Vm& vm)
        : thread_(*vm.interpreter->current())
        , run_base_(std::exchange(thread_.run_base, nullptr))
    {
    }
    ~CallbackScope() { thread_.run_base = run_base_; }
    CallbackScope(const CallbackScope&) = delete;
    CallbackScope& operator=(const CallbackScope&) = delete;

private:
    ThreadState& thread_;
    const void* run_base_;
};

/// Registers a thread's state with the interpreter while it lives.
class ThreadScope
{
public:
    /// The state is of the calling thread.
    ThreadScope(Interpreter& interpreter, ThreadState& state);
    ~ThreadScope();

private:
    Interpreter& interpreter_;
    ThreadState& state_;
};

inline constexpr int64_t poll_interval = 4096;

/// True while the native stack has room; native functions that recurse (repr, equality) ask before they go deeper.
/// Raises RecursionError.
inline bool native_stack_ok(Vm& vm)
{
    char here;
    return &here > vm.native_limit;
}
Raised raise_native_recursion(Vm& vm, std::string_view where);

/// make_room where the stack has to be opened, or ends.
Result<void> open_room(Vm& vm, Value* end, int64_t depth);

/// Whether frames of the running thread may reach up to `end` and be `depth` deep: opens the stack for them. Raises
/// RecursionError and MemoryError.
[[gnu::always_inline]] inline Result<void> make_room(Vm& vm, Value* end, int64_t depth)
{
    if (has_room(vm, end, depth)) [[likely]]
        return {};
    return open_room(vm, end, depth);
}

/// The lowest address that scripts may let the running thread's native stack grow to.
const char* native_stack_limit();

} // namespace coil::internal
