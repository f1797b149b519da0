#pragma once
// The garbage-collected heap: size-segregated blocks of cells that never move, mark bits at the side, lazy sweeping,
// generations by sticky mark bits. Any allocation may collect; none throws, and neither do collections and barriers.
// The heap knows kinds only by their trace and destroy functions; it must not know objects, shapes or the VM.
//
// MEMORY. A heap reserves one stretch of address space (Region). Pages are touched when they are first used.
//
//     base                                             top                 capacity
//      | block | block | block  block  block | block    |   never used        |   descriptors | owners | marks
//       small   free    one large cell         small
//
//     a small block, 64 KiB:   | cell | cell | (free) | cell | (free) (free) |       no header: see Block
//     a cell:                  | kind, flags, aux, shape: 8 bytes | fields … |       at a multiple of 16 bytes
//
// All cells of a small block have one size (layout.h lists the classes); cells over 32 KiB have blocks of their own.
// What has a destroy function stands in blocks apart. The bitmap has a bit for each 16 bytes, that of a cell is that of
// its start: so any address leads to its block, its cell and its mark (find_cell), and 32 bits name a cell (number_of).
// An allocator hands cells out of a row of free ones (cursor to end), which is a bump; then it takes its next row
// (FreeRun), then a block that has free cells, then a new block. What cells own (items of lists, tables of dicts,
// bytes of strings) are cells too.
//
// COLOURS. A cell is white: not marked; grey: marked, and on the mark stack; black: marked, and traced. Marking starts
// at the roots and ends when nothing is grey; then what is white is dead. The program stands still meanwhile.
// Marks are sticky: they stay until the next full collection. So between collections
//
//     marked = old: it survived a collection          not marked = young: made since then (or free)
//
// A minor collection marks from the roots and the log, and stops at what is marked already: it costs what is young and
// lives, and frees only what was made since the last one. A full collection clears all marks first. A minor one is due
// when `threshold` bytes were allocated since the last (more when there are many roots), a full one when the heap has
// doubled since the last full one, and is over smallest_full (or four times that, when little died before).
//
// BARRIERS. An old cell that comes to refer to a young one has to be looked at by the next minor collection. Old cells
// carry OldUnlogged; write_barrier(owner) at a store into one clears that and puts the owner in the log; the collection
// traces it again. Which reference is stored does not matter, nor whether the barrier comes before or behind the store;
// but nothing may be allocated between the two, and the owner is the cell that holds the word: list->array, not list.
// One barrier covers all stores until the next allocation, and a cell that was made just now needs none until then: any
// allocation may make it old. Three things are written to without a barrier: VM stacks, which are roots; heap frames,
// which are remembered once when they are resumed and stay in the log while they run (visit_active); and what waits in
// an event loop, which is a root of minor collections (EventLoop::trace).
// Fields are plain and the barrier is a line of its own, beside the stores: a field that runs it by itself would have
// to be told its owner too, and most stores are into cells that were made just now, or several into one owner. What is
// forgotten so is found by the verifier (verify.h), which the dev and gc-stress builds have.
//
// WHAT IS CONSERVATIVE. Native code holds plain Values and cell pointers in locals, as native stacks and registers are
// scanned word by word: what points to a cell or into it keeps it (an address just behind its end does not).
// So are the VM stacks, because frames are not cleared when they are entered; full collections empty registers that are
// dead by the liveness tables first (dead_registers.h). Everything else is exact: fields of cells, rooted containers,
// heap frames, whose registers are cleared when they are made. What follows:
// - Cells can't move.
// - A script may see an object die late: a word that nobody will read again still names it, in a register, a spilled
//   temporary, or a place of a native frame that its function never fills. It dies when that is overwritten. Tests of
//   what dies leave the function that held it, and collect.
// - gc.collect() and the like are exact where they can be: the native frames between the interpreter's loop and the
//   collection are known to hold nothing, and are left out (collect_beyond, Interpreter::collect_exactly).
// - What functions leave below the stack's end is not scanned, but it comes back as unfilled places of the next frames.
//   Mostly the next calls overwrite it; where the same few functions run again and again, as in the event loop, it can
//   stand there for ever. A task that failed, and that nobody else refers to, would then never be found dead, and its
//   exception never be reported. So the loop clears the stack below it after such steps: forget_dead_frames, stacks.h.
//   It is not done after every step, as it costs about as much as one; others may die late, nobody waits for them.
// - std::vector and the like are not scanned: what they hold must be rooted (roots.h), or be held elsewhere too.
//
// SWEEPING is lazy. A collection sorts blocks by their count of marks: those without any are free at once, full ones
// are left alone, the others are `unswept`: what is not marked in them is dead, and becomes rows of free cells only
// when an allocator takes the block (build_runs). Until then it keeps its kind; that it is dead, find_cell
// tells. Large cells are given back at once, and cells that have a destroy function are destroyed at once.
//
// WEAK REFERENCES AND FINALIZERS, in this order, when marking is done: (1) weak slots whose targets are white are
// emptied, and their holders queued, if they live; (2) what is white and has a finalizer is queued, and kept once more
// with all that it reaches; (3) registrations of holders that are dead even now end; (4) after-mark hooks drop what
// tables hold weakly; (5) sweeping. So nobody gets at what is being finalized through a weak reference, and no
// finalizer runs twice. The heap runs none: it hands the queues to who asks (machine/finalizers.h, in the poll).
//
// LIMITS. `limit` is on what cells take (rounded up to classes and pages) and take_outside together; at the limit the
// heap is collected whole, and when that does not help the allocation gives nullptr. The region is twice the limit, as
// blocks are rarely full; without a limit it is up to 64 GiB, less when a process has very many heaps. What collections
// note down is made room for before; when the system refuses that, they do without, or the next one is a full one.
//
// THREADS. Only the thread that holds the VM may touch a heap. The others are parked, their stacks noted (ParkScope).
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "base/growing_array.h"
#include "gc/layout.h"
#include "gc/poison.h"
#include "gc/region.h"
#include "gc/roots.h"
#include "gc/stacks.h"
#include "gc/tracer.h"

namespace coil::internal::gc
{

/// How cells of one kind are traced and destroyed. Kind 0 is the free cell.
struct KindInfo {
    const char* name = nullptr;
    /// Reports the cell's references; nullptr when it has none.
    void (*trace)(Cell*, Tracer&) = nullptr;
    /// Releases what the cell owns outside the heap; it must not touch other cells, nor the heap. nullptr: nothing to
    /// do.
    void (*destroy)(Cell*) = nullptr;
};

#ifdef COIL_GC_STRESS
inline constexpr bool stress_by_default = true;
#else
inline constexpr bool stress_by_default = false;
#endif
#ifdef COIL_GC_VERIFY
inline constexpr bool verified_by_default = true;
#else
inline constexpr bool verified_by_default = false;
#endif

struct Options {
    /// Most bytes that cells may take in all; 0 for no limit.
    size_t limit = 0;
    /// Bytes allocated between two minor collections, at least; what allocators have at hand counts. Less where each is
    /// verified: small programs are to have some too.
    size_t nursery = size_t(verified_by_default ? 1 : 2) << 20;
    /// The heap is collected whole when it has doubled, but not below this size; four times that when the last time
    /// freed little.
    size_t smallest_full = size_t(8) << 20;
    /// Address space to reserve, the most the heap can ever hold; 0: what the limit needs, without one up to 64 GiB.
    size_t reservation = 0;
    /// Collect at every allocation, and overwrite what dies.
    bool stress = stress_by_default;
    /// Look for what is broken in the heap at collections; where that is built in, see verify.h.
    bool verify = verified_by_default;
};

/// What a collection did, for who watches.
struct Collection {
    bool full;
    uint64_t pause_ns;
    size_t bytes_before, bytes_after; ///< of cells
    size_t cells_before, cells_after;
};

struct Stats {
    uint64_t minor_collections = 0;
    uint64_t full_collections = 0;
    uint64_t pause_total_ns = 0;
    uint64_t pause_max_ns = 0;
    uint64_t pause_last_ns = 0;
    /// Bytes of cells handed out and not yet known to be dead.
    size_t bytes_in_use = 0;
    /// bytes_in_use as the last collection left it.
    size_t bytes_after_collection = 0;
    uint64_t bytes_allocated = 0;
    uint64_t bytes_freed = 0;
    size_t blocks_in_use = 0;
    size_t blocks_free = 0;
    size_t large_cells = 0;
};

class Heap
{
public:
    /// `kinds[k]` describes kind k; the table is copied.
    explicit Heap(std::span<const KindInfo> kinds, const Options& options = {});
    /// Destroys every cell; rooted containers that are left become empty.
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    /// A zeroed cell of kind `kind`. nullptr when the limit would be passed even after a full collection.
    template <class T> T* allocate(uint8_t kind) { return static_cast<T*>(allocate_cell(kind, sizeof(T))); }
    /// As allocate, with `bytes` (at least sizeof(T)) in all: storage follows the T.
    template <class T> T* allocate_sized(uint8_t kind, size_t bytes)
    {
        assert(bytes >= sizeof(T));
        return static_cast<T*>(allocate_cell(kind, bytes));
    }
    [[gnu::always_inline]] Cell* allocate_cell(uint8_t kind, size_t bytes);
    /// As allocate_cell, but what follows the header is undefined: the caller fills it before it allocates again.
    [[gnu::always_inline]] Cell* allocate_cell_uninitialized(uint8_t kind, size_t bytes);
    /// Releases a cell of `bytes` (as it was allocated) that nothing refers to any more, at once (destroy included).
    void free_now(Cell* cell, size_t bytes);

    /// Collects now: the young cells, or all.
    void collect(bool full);
    bool in_collection() const { return in_collection_; }
    /// Inside a collection: whether old cells are collected too.
    bool collecting_full() const { return collecting_full_; }
    /// Switches collections that allocation starts by itself; at the limit the heap is collected in any case.
    void enable() { automatic_ = true; }
    void disable() { automatic_ = false; }
    /// After a fork, in the child: the stacks of other threads are not there.
    void forget_other_stacks() { stacks_.forget_others(); }
    bool is_enabled() const { return automatic_; }

    /// Called at every store of a reference into `owner`, before or after; what is stored does not matter.
    void write_barrier(Cell* owner)
    {
        if (must_log(owner)) [[unlikely]]
            log(owner);
    }
    /// Whether a write barrier has work to do.
    bool must_log(const Cell* owner) const { return owner->gc_flags & OldUnlogged; }
    /// The next collection traces `owner` again, whatever is written to it until then.
    void remember(Cell* owner) { write_barrier(owner); }

    /// Bytes of cells handed out and not yet known to be dead, rounded up to what they take.
    size_t bytes_in_use() const;
    /// Memory outside the heap that scripts cause to be taken (stacks, scratch memory, tables): the limit is on cells
    /// and this together. False, and nothing is counted, when the limit would be passed even after a full collection.
    bool take_outside(size_t bytes)
    {
        if (bytes > limit_ || !below_limit(bytes))
            return false;
        outside_ += bytes;
        return true;
    }
    void give_back_outside(size_t bytes) { outside_ -= bytes; }
    size_t bytes_outside() const { return outside_; }
    /// Whether `bytes` more would be below the limit, and the heap could ever hold them; collects when that is needed.
    /// For what is made outside the heap and given back soon: results that are put together before they become cells.
    bool has_room(size_t bytes) { return bytes <= limit_ && bytes <= region_.capacity_bytes() && below_limit(bytes); }
    /// How much could be taken without a collection.
    size_t room() const { return limit_ == no_limit ? SIZE_MAX / 2 : limit_ - std::min(limit_, allocated_ + outside_); }
    /// Whether the last allocation that came to the limit was refused, and `bytes` would be too. What scripts can do
    /// without is not worth another collection then: there may be a million frames to be unwound.
    bool is_exhausted(size_t bytes) const { return exhausted_ && !fits(bytes); }
    /// While what roots the cells is being made: allocations do not collect, and throw std::bad_alloc instead of giving
    /// nullptr.
    void set_throwing(bool throws) { throws_ = throws; }
    bool is_throwing() const { return throws_; }
    /// For tests: the nth allocation of a cell from now on fails, and all behind it with `and_later`; 0: none.
    void fail_allocation(uint64_t nth, bool and_later = false);
    /// Whether allocations still wait for the one that fails.
    bool is_failing_allocation() const { return failing_in_ > 0; }
    Stats stats() const;
    /// 0 for no limit.
    size_t limit() const { return limit_ == no_limit ? 0 : limit_; }
    /// 0 for no limit. A heap that is above a new limit refuses allocations until it is below.
    void set_limit(size_t bytes);
    /// Bytes allocated between two minor collections, at least.
    void set_threshold(size_t bytes);
    size_t threshold() const { return nursery_; }

    /// The live cell that `pointer` points to or into; nullptr when there is none.
    Cell* find_cell(const void* pointer) const;
    bool is_cell(const void* pointer) const { return pointer && find_cell(pointer) == pointer; }
    /// A cell's name in half a word, as long as it lives.
    uint32_t number_of(const Cell* cell) const
    {
        return uint32_t((reinterpret_cast<const char*>(cell) - region_.base()) / ptrdiff_t(granule_bytes));
    }
    Cell* numbered(uint32_t number) const
    {
        return reinterpret_cast<Cell*>(region_.base() + size_t(number) * granule_bytes);
    }
    /// For after-mark hooks: whether the running collection keeps the cell.
    bool is_marked(const Cell* cell) const;
    const char* kind_name(uint8_t kind) const { return kinds_[kind].name; }
    /// Called at the end of every collection; null ends that. Must not touch the heap. Counting cells takes time.
    using WatchFn = void (*)(void* context, const Collection&);
    void set_watch(void* context, WatchFn function) { watch_ = { context, function }; }
    /// How the verifier tells of a live cell, beside its kind. Must not touch the heap.
    using DescribeFn = std::string (*)(Heap&, const Cell*);
    void set_describe(DescribeFn function) { describe_ = function; }

    using RootFn = void (*)(void* context, Tracer&);
    void add_roots(void* context, RootFn function);
    void remove_roots(void* context, RootFn function);
    /// Called when it is settled what lives and before anything is swept, to drop what tables hold weakly. In a minor
    /// collection (see collecting_full) every old cell counts as marked. Must not allocate.
    using AfterMarkFn = void (*)(void* context, Heap&);
    void add_after_mark(void* context, AfterMarkFn function);
    void remove_after_mark(void* context, AfterMarkFn function);

    /// `*slot`, a field of `holder` that its trace function leaves out, is emptied when the cell it refers to dies;
    /// then the holder is put in the list of cleared cells and the registration ends, as it does when the holder dies.
    /// The slot must not be given another target while it is registered, except by remove_weak first.
    void add_weak(Cell* holder, Value* slot);
    void remove_weak(Cell* holder, Value* slot);
    /// Holders whose slots were emptied since the last call, in the order of registration.
    RootCells take_cleared() { return std::move(cleared_); }
    bool has_cleared() const { return !cleared_.empty(); }

    /// When the cell is found dead, it is kept once more with all it reaches, and queued for take_finalizable. Weak
    /// slots that refer to it or to what only it reaches are emptied first.
    void add_finalizer(Cell* cell);
    /// Queues all cells that have a finalizer, alive as they are: at the end of a program.
    void finalize_all();
    RootCells take_finalizable() { return std::move(finalizable_); }
    bool has_finalizable() const { return !finalizable_.empty(); }

    /// From now on the calling thread's stack is scanned: whole, or up to `base` if that is older. For a thread that
    /// stays with the heap; others, and programs that enter now and then, use StackScope.
    void set_stack_base(const void* base);

    /// Calls `function(Cell*)` for every cell that is not known to be dead, garbage included. Must not allocate.
    template <class F> void for_each_cell(F&& function);

private:
    friend class Collector;
    friend class Tracer;
    friend class Verifier;
    friend class RootNode;
    friend class StackScope;
    friend class ParkScope;

    struct Allocator {
        char* cursor = nullptr;
        char* end = nullptr;
        FreeRun* runs = nullptr;
        /// Cells that were released one by one, the last one first.
        FreeRun* released = nullptr;
        uint32_t available = no_block;
        uint32_t cell_bytes = 0;
        /// Between `cursor` and `end` stand headers of what was there before.
        bool stale = false;
    };
    struct WeakSlot {
        Cell* holder;
        Value* slot;
    };
    struct RootSource {
        void* context;
        RootFn function;
    };
    struct Watch {
        void* context = nullptr;
        WatchFn function = nullptr;
    };
    struct AfterMarkHook {
        void* context;
        AfterMarkFn function;
    };
    static constexpr size_t no_limit = SIZE_MAX;
    /// Cells with a destroy function live in allocators of their own, behind those of plain cells.
    static constexpr unsigned allocator_count = 2 * unsigned(class_count);

    Cell* allocate_slow(unsigned index, uint8_t kind, size_t bytes);
    Cell* take_released(Allocator& allocator);
    void hand_out_next(Allocator& allocator, Cell* cell);
    Cell* allocate_large(uint8_t kind, size_t bytes, bool zeroed);
    bool refill(unsigned index);
    bool collect_if_due(size_t bytes);
    bool fits(size_t bytes) const { return bytes <= limit_ && allocated_ + outside_ <= limit_ - bytes; }
    bool below_limit(size_t bytes);
    bool fails_now();
    Cell* refuse();
    Cell* take_large(uint8_t kind, size_t bytes, bool zeroed);
    /// Whether each allocation has to come to the slow path: runs are of one cell then.
    bool hands_out_singly() const { return stress_ || failing_in_ > 0; }
    bool prepare_bookkeeping();
    size_t count_cells();
    void take_run(Allocator& allocator, size_t most);
    bool take_block(unsigned index);
    void put_back_rest(Allocator& allocator, bool keep);
    void retire_allocators(bool keep_runs);
    void scrub(Block& block);
    void build_runs(Block& block, Allocator& allocator);
    void destroy_all();
    void release_large(Block& block);
    void log(Cell* owner);
    void mark_young(Block& block);
    bool reserve_entry(std::vector<uint32_t>& entries);
    void set_trigger() { trigger_ = after_collection_ + nursery_step_; }
    bool in_current_run(const Block& block, const char* cell) const
    {
        const Allocator& allocator = allocators_[block.allocator];
        return cell >= allocator.cursor && cell < allocator.end;
    }

    Allocator allocators_[allocator_count];
    uint8_t first_allocator_[256] = {};
    void (*trace_[256])(Cell*, Tracer&) = {};
    KindInfo kinds_[256] = {};
    Region region_;

    /// Bytes of live cells and of all runs taken, whether used up or not.
    size_t allocated_ = 0;
    size_t trigger_ = 0;
    size_t limit_ = no_limit;
    size_t nursery_ = 0;
    /// Bytes until the next minor collection: nursery_ or more.
    size_t nursery_step_ = 0;
    size_t smallest_full_ = 0;
    size_t full_at_ = 0;
    size_t after_collection_ = 0;
    /// Bytes of the cells that are counted in their blocks' `marked`, and of old large cells.
    size_t live_ = 0;
    bool automatic_ = true;
    bool stress_ = false;
    bool throws_ = false;
    bool in_collection_ = false;
    bool collecting_full_ = false;
    bool full_due_ = false;
    bool log_is_whole_ = true; ///< else there was no memory to note what was written to: only a full collection will do
    size_t outside_ = 0;
    bool exhausted_ = false;
    uint64_t failing_in_ = 0; ///< for tests: allocations until the one that fails
    bool failing_later_ = false;
    uint32_t stress_count_ = 0;
    size_t stress_wait_ = 0; ///< allocations until the next collection

    GrowingArray<Cell*> log_;
    std::vector<uint32_t> young_blocks_;
    /// First blocks of large cells, the old ones before the young.
    std::vector<uint32_t> large_;
    size_t old_large_ = 0;

    std::vector<RootSource> roots_;
    std::vector<AfterMarkHook> after_mark_;
    std::vector<WeakSlot> weak_;
    size_t old_weak_ = 0;
    std::vector<Cell*> finalizers_;
    size_t old_finalizers_ = 0;
    RootNode::List rooted_;
    RootCells cleared_;
    RootCells finalizable_;
    StackList stacks_;
    StackRecord main_stack_;
    Stats stats_;

    Watch watch_;
    DescribeFn describe_ = nullptr;
    struct Verification {
        bool wanted = false;
        size_t unlooked = 0; ///< words that collections looked at since the last one that was verified
        size_t last = 0;     ///< words that this verification looked at
    } verification_;
};

namespace detail
{
/// Clears what follows the header of a small cell, up to the end of its last granule. Not a plain memset, which gcc
/// expands to `rep stos`: that takes longer than all the rest of an allocation.
[[gnu::always_inline]] inline void clear_small(Cell* cell, size_t bytes)
{
    using Granule [[gnu::vector_size(16), gnu::may_alias]] = uint64_t;
    constexpr size_t by_hand = 256;
    if (bytes > by_hand || poison::enabled) {
        memset(static_cast<void*>(cell + 1), 0, bytes - sizeof(Cell));
        return;
    }
    *reinterpret_cast<uint64_t*>(cell + 1) = 0;
    Granule zero = {};
    asm("" : "+x"(zero));
    Granule* granules = reinterpret_cast<Granule*>(cell);
    size_t count = (bytes + granule_bytes - 1) / granule_bytes;
#pragma GCC unroll 16
    for (size_t i = 1; i < count; ++i)
        granules[i] = zero;
}
} // namespace detail

inline Cell* Heap::allocate_cell_uninitialized(uint8_t kind, size_t bytes)
{
    if (bytes > max_small_bytes) [[unlikely]]
        return allocate_large(kind, bytes, false);
    unsigned index = size_class(bytes);
    Allocator& allocator = allocators_[index + first_allocator_[kind]];
    char* start = allocator.cursor;
    if (start == allocator.end) [[unlikely]]
        return allocate_slow(index + first_allocator_[kind], kind, bytes);
    allocator.cursor = start + (__builtin_constant_p(bytes) ? class_bytes(index) : allocator.cell_bytes);
    Cell* cell = reinterpret_cast<Cell*>(start);
    if constexpr (poison::enabled)
        poison::unpoison(cell, bytes);
    *cell = Cell{ .kind = kind };
    return cell;
}

inline Cell* Heap::allocate_cell(uint8_t kind, size_t bytes)
{
    if (bytes > max_small_bytes) [[unlikely]]
        return allocate_large(kind, bytes, true);
    Cell* cell = allocate_cell_uninitialized(kind, bytes);
    if (cell) [[likely]]
        detail::clear_small(cell, bytes);
    return cell;
}

inline bool Heap::is_marked(const Cell* cell) const
{
    size_t offset = size_t(reinterpret_cast<const char*>(cell) - region_.base());
    return region_.marks()[offset >> mark_word_shift] >> (offset / granule_bytes & 63) & 1;
}

template <class F> void Heap::for_each_cell(F&& function)
{
    for (uint32_t index = 0; index < region_.top(); ++index) {
        Block& block = region_.block(index);
        if (block.use == Block::Use::Free)
            continue;
        char* start = region_.start_of(index);
        if (block.use == Block::Use::Large) {
            function(reinterpret_cast<Cell*>(start));
            index += block.length - 1;
            continue;
        }
        for (uint32_t offset = 0; offset < block.limit(); offset += block.cell_bytes) {
            if (in_current_run(block, start + offset))
                offset = uint32_t(allocators_[block.allocator].end - start) - block.cell_bytes;
            else if (Cell* cell = find_cell(start + offset))
                function(cell);
        }
    }
}

} // namespace coil::internal::gc
