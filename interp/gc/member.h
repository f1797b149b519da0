#pragma once
// Fields of heap cells that refer to other cells.
#include "gc/heap.h"

namespace coil::gc
{

/// A field of a heap cell: Member<Value>, or Member<Foo> for a pointer to a cell of type Foo that may be null. All bits
/// zero is the empty value. Reads are plain; stores name the cell that owns the field and run the write barrier.
template <class T> class Member
{
public:
    T* get() const { return cell_; }
    operator T*() const { return cell_; }
    T* operator->() const { return cell_; }
    T& operator*() const { return *cell_; }
    void set(Heap& heap, Cell* owner, T* cell)
    {
        heap.write_barrier(owner);
        cell_ = cell;
    }
    /// For an owner that was allocated just now, or to store what is not a reference to a cell: no barrier.
    void init(T* cell) { cell_ = cell; }

private:
    T* cell_ = nullptr;
};

template <> class Member<Value>
{
public:
    Value get() const { return value_; }
    operator Value() const { return value_; }
    void set(Heap& heap, Cell* owner, Value value)
    {
        heap.write_barrier(owner);
        value_ = value;
    }
    /// For an owner that was allocated just now, or to store what is not a reference to a cell: no barrier.
    void init(Value value) { value_ = value; }

private:
    Value value_;
};

} // namespace coil::gc
