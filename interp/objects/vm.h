#pragma once
// The state of one virtual machine. Everything that changes hangs off it, so that a process can hold many. The lower
// modules see heap, classes, names and the pending exception; `Operations` is how they reach what the runtime knows
// (equality and hashes of script objects, calls). It must not know bytecode, the interpreter's loop or the event loop
// beyond opaque pointers.
#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "base/event_trace.h"
#include "base/result.h"
#include "base/text.h"
#include "base/zeroed_array.h"
#include "gc/heap.h"
#include "objects/kinds.h"
#include "objects/permissions.h"

namespace coil::internal
{

struct Class;
struct Shape;
struct Str;
struct Dict;
struct Exception;
struct Coroutine;
struct Code;
struct Tuple;
struct MemoryView;
struct BufferWrapper;
class Vm;
class InternTable;
class ShapeTable;
class Interpreter;
class AsyncState;
class Modules;
class Threads;
class Interrupts;
class LibraryClasses;
struct StandardClasses;
struct StandardNames;

/// The builtin exceptions, by name.
enum class Error : uint8_t {
    BaseException,
#define EXCEPTION(name, base) name,
#include "objects/exceptions.def"
#undef EXCEPTION
    Count,
};

/// A part that an upper module hangs on the Vm, of a type that is not known here.
template <class T> using Owned = std::unique_ptr<T, void (*)(T*)>;
/// Makes one, where the type is known.
template <class T> Owned<T> make_owned(Vm& vm)
{
    return { std::make_unique<T>(vm).release(), [](T* part) { std::unique_ptr<T>{ part }.reset(); } };
}

/// What is marked in a piece of source that failed, as bytes of it.
struct CaretMarks {
    bool anchored = false;   ///< an operator, the brackets of a call or a subscript are: start to end
    bool whole_call = false; ///< the statement is nothing but the call: no marks
    size_t start = 0, end = 0;
};

/// What the lower modules ask of the runtime; each may run script code, raise, and collect.
struct Operations {
    Result<bool> (*equal)(Vm&, Value, Value) = nullptr; ///< `left == right` as a truth value
    Result<int64_t> (*hash)(Vm&, Value) = nullptr;      ///< hash(value)
    Result<bool> (*less)(Vm&, Value, Value) = nullptr;  ///< `left < right` as a truth value
    Result<Str*> (*repr)(Vm&, Value) = nullptr;         ///< repr(value)
    Result<Str*> (*str)(Vm&, Value) = nullptr;          ///< str(value)
    Result<void> (*on_dropped_coroutine)(
        Vm&, Coroutine*) = nullptr;                        ///< an expression statement dropped one never awaited
    Result<void> (*display)(Vm&, Value) = nullptr;         ///< sys.displayhook
    void (*forget_inline_caches)(Vm&) = nullptr;           ///< a class changed that they may know
    void (*on_async_generator)(Vm&, Coroutine*) = nullptr; ///< first iteration of an async generator
    CaretMarks (*find_carets)(std::string_view lines, size_t start, size_t end) = nullptr;
    Result<Value> (*call)(Vm&, Value, const Value*, size_t) = nullptr;   ///< callable(*arguments)
    Result<void> (*poll)(Vm&) = [](Vm&) { return Result<void>(); };      ///< see Vm::work
    Result<void> (*check_end)(Vm&) = [](Vm&) { return Result<void>(); }; ///< see Vm::work_in_one_step
    /// The handler that a script has registered for errors of codecs; LookupError.
    Result<Value> (*find_error_handler)(Vm&, std::string_view name) = nullptr;
    /// str.encode and bytes.decode for encodings that are none of objects/codecs.h: what the codec that is registered
    /// gives.
    Result<Value> (*transcode)(
        Vm&, Value object, std::string_view encoding, std::string_view errors, bool decodes) = nullptr;
    /// What a script's class gives by `__buffer__`, as a view; null when it has none. May run script code.
    Result<MemoryView*> (*script_buffer)(
        Vm&, Value object, int flags) = [](Vm&, Value, int) { return Result<MemoryView*>(nullptr); };
    /// The last view of what that gave is gone: calls `__release_buffer__`. Never raises.
    void (*give_back_buffer)(Vm&, BufferWrapper*) = [](Vm&, BufferWrapper*) {};
    /// Writes text to sys.stderr, or to descriptor 2 when there is none. Never raises.
    void (*write_error)(Vm&, std::string_view text) = [](Vm&, std::string_view) {};
    /// Writes text to a stream of ours that is as it was made, and flushes it then; false for every other object.
    Result<bool> (*write_stream)(Vm&, Value stream, std::string_view text,
        bool flushes) = [](Vm&, Value, std::string_view, bool) { return Result<bool>(false); };
    bool (*is_stopping)(
        const Vm&) = [](const Vm&) { return false; }; ///< whether the poll would end or interrupt what runs
};

/// The base of a Vm that lets trace functions find it from the heap.
struct HeapHolder {
    gc::Heap heap;
};

/// A remembered look-up; see lookup in class.h.
struct MethodCacheEntry {
    uint32_t version = 0;
    Str* name = nullptr;
    Value value;
};

/// What an entry of the attribute cache says of attribute `name` of objects of shape `owner`, or of the class of
/// version `owner`.
enum class AttributeUse : uint32_t {
    None,
    Load,        ///< word: offset of the value
    Store,       ///< word: offset; value: id of the shape after it
    Method,      ///< value: the function
    Property,    ///< value: the getter
    OfClass,     ///< word: version of the metaclass; value: the value
    ClassMethod, ///< word: version of the metaclass; value: the function
};

struct CachedAttribute {
    Str* name = nullptr;
    uint32_t owner = 0;
    uint32_t word = 0;
    Value value;
    AttributeUse use = AttributeUse::None;
    bool is(AttributeUse wanted, uint32_t id, const Str* text) const
    {
        return owner == id && name == text && use == wanted;
    }
};

/// Ids of shapes that never change: of objects of exactly these builtin classes, without attributes of their own.
struct ExactShapes {
    uint32_t list = 0, tuple = 0, dict = 0, str = 0, real = 0, bigint = 0, set = 0, frozen_set = 0;
    uint32_t list_iterator = 0, range_iterator = 0;
    uint32_t generator = 0, coroutine = 0, async_generator = 0;
};

/// Methods of object and type that the machine knows by identity: classes that have them need no call for them.
struct KnownMethods {
    Value object_init, object_new, object_hash, object_getattribute, object_setattr, object_delattr;
    Value type_getattribute;
};

/// Where a dict has the string that it was asked for last: who counts words asks for each two or three times.
struct LastKey {
    const Dict* dict = nullptr;
    const Str* key = nullptr;
    int64_t hash = 0;
    uint32_t version = 0; ///< of the dict's keys
    uint32_t entry = 0;
};

/// What was found by look-ups. Every collection empties them, as names may die.
struct LookupCaches {
    LastKey last_key;
    static constexpr size_t method_count = 2048, attribute_count = 512;
    ZeroedArray<MethodCacheEntry> methods =
        make_zeroed_array<MethodCacheEntry>(method_count); ///< see lookup in class.h
    /// See runtime/interpreter/attribute_cache.h.
    ZeroedArray<CachedAttribute> attributes = make_zeroed_array<CachedAttribute>(attribute_count);
    bool used = false; ///< `methods` or `attributes` has entries
};

class Vm : public HeapHolder
{
public:
    struct Options {
        size_t heap_limit = 0;  ///< bytes; 0: none
        uint64_t hash_seed = 0; ///< 0: random
    };
    explicit Vm(const Options& options);
    ~Vm();
    Vm(const Vm&) = delete;
    Vm& operator=(const Vm&) = delete;

    Operations operations;
    EventTrace trace;
    /// Tells of the subjects that a list names, see EventTrace; false when one is unknown.
    bool start_trace(std::string_view list);
    std::unique_ptr<StandardClasses> classes; ///< vm.classes->str …, see types.def
    std::unique_ptr<StandardNames> names;     ///< vm.names->init …, interned, see names.def
    std::unique_ptr<InternTable> interned;
    std::unique_ptr<ShapeTable> shapes;
    uint64_t hash_key[2] = {}; ///< of SipHash-1-3 for str and bytes

    /// The exception that a failed Result speaks of; empty when none is pending.
    Value pending;
    /// The VM that owns a heap.
    static Vm& of(gc::Heap& heap) { return static_cast<Vm&>(*reinterpret_cast<HeapHolder*>(&heap)); }

    /// What scripts see as sys.exception(); empty when nothing is being handled.
    Value handled;
    /// The context that runs, or empty; see context.h.
    Value context;
    uint64_t context_version = 1;

    /// Makes an exception of the builtin class with the formatted message and makes it pending.
    template <class... Arguments>
    [[gnu::cold]] Raised raise(Error error, std::string_view pattern, const Arguments&... arguments)
    {
        return raise_text(
            error, sizeof...(arguments) ? format_text(pattern, { TextArgument(arguments)... }) : std::string(pattern));
    }
    Raised raise_text(Error error, std::string_view message);
    /// Makes an exception of the builtin class with `argument` as its only argument (KeyError(key),
    /// StopIteration(value)) pending.
    Raised raise_value(Error error, Value argument);
    /// StopIteration for what returned `value`: without arguments for None.
    Raised raise_stop_iteration(Value value);
    /// Makes an exception object pending; sets its __context__ to what is being handled.
    Raised raise_exception(Value exception);
    /// MemoryError, preallocated.
    Raised raise_memory_error();

    // The poll. Whatever goes on for long because of a script takes what it does from the fuel: a call and a pass of a
    // loop are one unit, natives charge a unit for what takes about as long (some 10 ns; 64 bytes moved). When the fuel
    // is used up, interrupts, limits, other threads and finalizers are served. Whoever wants that sooner, from another
    // thread or a signal handler, says so by ask_attention.

    /// Charges `units` in a loop that holds nothing which script code or another thread could change behind its back;
    /// serves the poll when it is due. May run script code, and raise.
    Result<void> work(size_t units)
    {
        fuel -= int64_t(units);
        if (fuel < 0 || attention.load(std::memory_order_relaxed)) [[unlikely]]
            return operations.poll(*this);
        return {};
    }
    /// As work, in the middle of what must be one step for scripts: raises when execution has to end, and does nothing
    /// else.
    Result<void> work_in_one_step(size_t units)
    {
        fuel -= int64_t(units);
        if (fuel < 0 || attention.load(std::memory_order_relaxed)) [[unlikely]]
            return operations.check_end(*this);
        return {};
    }
    /// Charges for `bytes` written at once; the poll comes with the next instruction.
    void charge_bytes(size_t bytes) { fuel -= int64_t(bytes / bytes_per_unit); }
    static constexpr size_t bytes_per_unit = 64;
    /// The poll comes as soon as it can. Safe from any thread and from signal handlers. The store to `fuel` may be lost
    /// when the VM's thread counts it down at that moment; then it is counted down fast, and the next poll is near.
    __attribute__((no_sanitize("thread"))) void ask_attention()
    {
        attention.store(true, std::memory_order_relaxed);
        *const_cast<volatile int64_t*>(&fuel) = -1;
    }
    std::atomic<bool> attention{ false };

    /// For results that are put together outside the heap before they become objects. MemoryError when so much would
    /// not fit into it.
    Result<void> require_room(size_t bytes)
    {
        if (!heap.has_room(bytes)) [[unlikely]]
            return raise_memory_error();
        return {};
    }

    /// Takes the pending exception away.
    Value take_pending();
    bool is_pending() const { return !pending.is_empty(); }

    /// The class of any value. Never fails.
    Class* class_of(Value value) const;
    Class* error_class(Error error) const { return error_classes[size_t(error)]; }
    Class* error_classes[size_t(Error::Count)] = {};

    // The interpreter's state that its handlers touch at every call or loop
    int64_t fuel = 0;                   ///< work left until the poll: see `work`
    Value* registers = nullptr;         ///< the running frame, as published before anything that may collect or raise
    const uint32_t* pc = nullptr;       ///< its instruction, likewise
    Value* stack_base = nullptr;        ///< where frames of the running thread begin
    Value* stack_limit = nullptr;       ///< frames must end below
    int64_t int_max_str_digits = 4300;  ///< sys.set_int_max_str_digits(); 0: no limit
    int64_t depth_limit = 1000;         ///< sys.getrecursionlimit()
    const char* native_limit = nullptr; ///< the native stack must not grow below
    bool is_finishing = false;         ///< the program has ended: streams are flushed, and stay open for who prints yet
    bool is_ending = false;            ///< a limit was reached: no handler of a script runs until native code is back
    Coroutine* current_root = nullptr; ///< outermost generator or coroutine that is being resumed
    Value scratch;                     ///< where a value goes that nobody wants

    Permissions permissions; ///< what it may touch outside of itself

    /// What the iterator that ended last returned (StopIteration.value), until taken; or empty.
    Value stop_value;

    /// Containers whose repr is being made.
    std::vector<Value> shown;

    ExactShapes exact;
    Tuple* empty_tuple = nullptr;
    Class* unsupported_operation = nullptr; ///< io.UnsupportedOperation
    KnownMethods known;
    Value memory_error;
    Dict* builtins = nullptr; ///< of the module builtins
    LookupCaches lookups;
    uint32_t next_class_version = 1;
    MemoryView* locking_views = nullptr; ///< those that keep what they show from being resized: memory_view.h

    /// Where the loop goes with each opcode: the instructions' bodies, or what tells of them; see reports/tracing.h.
    const void* handlers[256] = {};

    static constexpr size_t frame_lists = 16;
    Coroutine* free_frames[frame_lists] = {}; ///< see runtime/interpreter/frame_cache.h

    // What the upper modules keep here
    Owned<Interpreter> interpreter{ nullptr, [](Interpreter*) {} };
    Owned<Modules> modules{ nullptr, [](Modules*) {} };
    Owned<AsyncState> async{ nullptr, [](AsyncState*) {} };
    Owned<Interrupts> interrupts{ nullptr, [](Interrupts*) {} };
    Owned<LibraryClasses> library{ nullptr, [](LibraryClasses*) {} }; ///< null until a module needs it
    Owned<Threads> threads{ nullptr, [](Threads*) {} };               ///< null until the first thread is started
};

} // namespace coil::internal
