#pragma once
// What a trace function and a root function talk to.
#include <cassert>
#include <vector>

#include "gc/region.h"

namespace coil::internal::gc
{

class Heap;
class Collector;
class Verifier;

/// Marks cells and remembers them to be traced; never recurses. Trace functions report every reference of their cell.
class Tracer
{
public:
    Tracer(const Tracer&) = delete;
    Tracer& operator=(const Tracer&) = delete;

    void visit(Value value)
    {
        if (value.is_cell())
            mark(value.as_cell());
    }
    /// `cell` may be null.
    void visit(const Cell* cell)
    {
        if (cell)
            mark(const_cast<Cell*>(cell));
    }
    void visit_range(const Value* first, size_t count)
    {
        work_ += count;
        for (size_t i = 0; i < count; ++i)
            visit(first[i]);
    }
    /// Every aligned word in [first, last) that points to or into a live cell keeps that cell alive.
    void visit_conservative(const void* first, const void* last);
    /// As visit, for a cell that may be written to without a barrier until the next collection (a frame that is being
    /// run): the next collection traces it again.
    void visit_active(Cell* cell)
    {
        if (!cell)
            return;
        mark(cell);
        note_active(cell);
    }

    Heap& heap() const { return heap_; }

private:
    friend class Heap;
    friend class Collector;
    friend class Verifier;

    using TraceFn = void (*)(Cell*, Tracer&);

    Tracer(Heap& heap, const Region& region, const TraceFn* trace)
        : heap_(heap)
        , base_(region.base())
        , used_bytes_(region.used_bytes())
        , marks_(region.marks())
        , stack_(region.mark_stack())
        , top_(stack_)
        , trace_(trace)
    {
    }

    bool is_marked(const Cell* cell) const
    {
        size_t offset = offset_of(cell);
        return marks_[offset >> mark_word_shift] >> (offset / granule_bytes & 63) & 1;
    }
    void mark(Cell* cell)
    {
#ifdef COIL_GC_VERIFY
        if (verifier_) [[unlikely]]
            return verify(cell);
#endif
        size_t offset = offset_of(cell);
        uint64_t& word = marks_[offset >> mark_word_shift];
        uint64_t bit = uint64_t(1) << (offset / granule_bytes & 63);
        if (word & bit)
            return;
        assert(cell->kind != 0 && "a reference to a dead cell: see tracing_ for where it stands");
        word |= bit;
        *top_++ = cell;
    }
    size_t offset_of(const Cell* cell) const
    {
        size_t offset = size_t(reinterpret_cast<const char*>(cell) - base_);
        assert(offset < used_bytes_ && offset % granule_bytes == 0);
        return offset;
    }
    void trace_cell(Cell* cell)
    {
        assert(cell->kind != 0);
        tracing_ = cell;
        work_ += work_per_cell;
        cell->gc_flags |= OldUnlogged;
        if (TraceFn trace = trace_[cell->kind])
            trace(cell, *this);
    }
    void note_active(Cell* cell);
    /// What references come to when they are looked at and not followed.
    void verify(Cell* cell);
    /// Traces until nothing that was marked is left untraced.
    void drain();

    Heap& heap_;
    char* const base_;
    [[maybe_unused]] const size_t used_bytes_;
    uint64_t* const marks_;
    Cell** const stack_;
    Cell** top_;
    const TraceFn* const trace_;
    std::vector<Cell*> active_;
    bool active_is_whole_ = true; ///< else there was no memory to note one
    /// The cell whose references are being visited, for whoever debugs a wrong one; null while roots are.
    Cell* tracing_ = nullptr;
    Verifier* verifier_ = nullptr; ///< see verify
    /// About how many words were looked at.
    size_t work_ = 0;
    static constexpr size_t work_per_cell = 8;
};

} // namespace coil::internal::gc
