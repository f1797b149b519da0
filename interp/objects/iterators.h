#pragma once
// range, slice, and the builtin iterators and views.
#include "base/step.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace coil::internal
{

/// Bounds are ints of any size; `length` likewise.
struct Range : Cell {
    static constexpr Kind kind_id = Kind::Range;
    static constexpr std::string_view type_name = "range";
    Value start, stop, step, length;
};

struct Slice : Cell {
    static constexpr Kind kind_id = Kind::Slice;
    static constexpr std::string_view type_name = "slice";
    Value start, stop, step;
};

/// In aux of the builtin iterators: a `for` made it and nobody else knows it.
inline constexpr uint16_t OwnedByLoop = 0x8000;

/// How items are taken from an iterator of ours.
using NextFn = Result<Step> (*)(Vm&, Cell*);
/// As NextFn, of an iterator of pairs that are unpacked at once: puts the two where they belong in place of making a
/// tuple of them; the step only tells that this is not the end.
using NextPairFn = Result<Step> (*)(Vm&, Cell*, Value* first, Value* second);

/// What the iterators below begin with: the functions that give their items, so that a loop need not ask what they are.
/// See runtime/operations/iteration.h.
struct BuiltinIterator : Cell {
    NextFn next;
    NextPairFn next_pair; ///< null: the items are no pairs
};
/// The `next` of an iterator whose items are the pairs that such a function gives.
template <NextPairFn next_pair> Result<Step> next_as_tuple(Vm& vm, Cell* cell)
{
    Value first, second;
    Step step = TRY(next_pair(vm, cell, &first, &second));
    return step ? Step(Value::cell(TRY(make_pair(vm, first, second)))) : step;
}
inline bool is_builtin_iterator(const Cell* cell)
{
    return cell->kind >= uint8_t(Kind::SequenceIterator) && cell->kind <= uint8_t(Kind::NativeIterator);
}

/// Over a range whose values are all small. Others are SequenceIterators over the Range.
struct RangeIterator : BuiltinIterator {
    static constexpr Kind kind_id = Kind::RangeIterator;
    int64_t current;
    int64_t step;
    uint64_t remaining;
};

/// Over list, tuple, str, bytes, bytearray, range, or any object with __getitem__; the class (shape) tells which.
/// `source` is empty when exhausted. aux 1: backwards. Made by make_sequence_iterator.
struct SequenceIterator : BuiltinIterator {
    static constexpr Kind kind_id = Kind::SequenceIterator;
    Value source;
    uint64_t index; ///< next index; for str the byte offset of the next character; for iter(f, end) unused
    Value sentinel; ///< of iter(f, sentinel): source is the callable
};

/// aux: 0 keys, 1 values, 2 items; 4 more: backwards. Made by make_dict_iterator.
struct DictIterator : BuiltinIterator {
    static constexpr Kind kind_id = Kind::DictIterator;
    Value dict; ///< empty: exhausted
    uint64_t position;
    uint64_t expected; ///< number of keys at the start
    uint64_t remaining;
};

struct SetIterator : BuiltinIterator {
    static constexpr Kind kind_id = Kind::SetIterator;
    Value set; ///< empty: exhausted
    uint64_t position;
    uint64_t expected;
    uint64_t remaining;
};

/// enumerate, zip, map and filter: over the items of others. An instance of a script's subclass has that class's
/// __next__ as `next`; `walk` is what the builtin one does.
struct Walker : BuiltinIterator {
    static constexpr Kind kind_id = Kind::Walker;
    NextFn walk;
    Value function;                       ///< map, filter: the function; enumerate: the next number
    Value first, second;                  ///< enumerate, filter, map of one, zip of two that may differ
    NextFn next_of_first, next_of_second; ///< and how items are taken from them
    Value iterators;                      ///< all others: a tuple of them
    bool strict;
};

/// What an iterator of a module written in C++ is.
struct NativeIteratorType {
    const char* name;
    void (*trace)(Cell*, gc::Tracer&); ///< of the fields behind the NativeIterator
    NextFn walk;
    NextPairFn walk_pairs = nullptr;
};
/// What those begin with. `next` and `next_pair` are the type's, but for an instance of a script's subclass, which has
/// that class's __next__. aux: bytes of the fixed layout.
struct NativeIterator : BuiltinIterator {
    static constexpr Kind kind_id = Kind::NativeIterator;
    const NativeIteratorType* type;
};

/// aux: 0 keys, 1 values, 2 items.
struct DictView : Cell {
    static constexpr Kind kind_id = Kind::DictView;
    Value dict;
};

Result<Value> make_range(Vm& vm, Value start, Value stop, Value step);
Result<Slice*> make_slice(Vm& vm, Value start, Value stop, Value step);
/// A slice's bounds as ints, clamped to 64 bits. ValueError for step 0, TypeError for odd bounds. Runs their __index__,
/// which may change the sequence: its length is read after this.
struct SlicePoints {
    int64_t start, stop, step;
};
Result<SlicePoints> slice_points(Vm& vm, Value start, Value stop, Value step);
inline Result<SlicePoints> slice_points(Vm& vm, const Slice* slice)
{
    return slice_points(vm, slice->start, slice->stop, slice->step);
}
/// What the bounds select of a sequence of `length`.
struct SliceIndices {
    int64_t start, stop, step;
    size_t count;
};
SliceIndices slice_indices(const SlicePoints& points, size_t length);
/// As slice_indices for a length of any size (range, slice.indices).
struct SliceBounds {
    Value start, stop, step;
};
Result<SliceBounds> slice_bounds(Vm& vm, Value start, Value stop, Value step, Value length);

} // namespace coil::internal
