#pragma once
// The deque: a ring of items, quick at both ends.
//
//     array:  | c | d | . | . | a | b |      first = 4, size = 4, capacity a power of two; places not in use are empty
//
// `changes` counts what moves items: iterators and searches that run script code compare it, as CPython does, so that
// they notice when the deque was changed meanwhile.
#include "objects/class.h"
#include "objects/exception.h"
#include "objects/storage.h"
#include "runtime/operations/native_class.h"

namespace coil::internal
{

struct Deque : NativeObject {
    ValueArray* array; ///< null while nothing was ever put in
    uint64_t first, size;
    uint64_t changes;
    int64_t limit; ///< maxlen; -1: none

    Value& at(size_t index) { return array->data[(first + index) & (array->capacity - 1)]; }
    /// Takes the last item, or the first; there is one.
    Value take_last();
    Value take_first();
};

/// `self` as a deque of any class; the methods' self always is one.
inline Deque* as_deque(Value self) { return static_cast<Deque*>(self.as_cell()); }
/// Null for what is no deque.
Deque* deque_or_null(Value value);

/// A new one of a class, empty.
Result<Deque*> make_deque(Vm& vm, Class* cls, int64_t limit);
/// Adds an item at the end, or at the front; the one at the other end goes when there are too many.
Result<void> deque_append(Vm& vm, Deque* deque, Value item);
Result<void> deque_append_left(Vm& vm, Deque* deque, Value item);
/// Adds the items of an iterable, which may be the deque itself.
Result<void> deque_extend(Vm& vm, Deque* deque, Value iterable, bool left = false);
void deque_clear(Vm& vm, Deque* deque);
/// Moves the last `count` items to the front, or the other way when it is negative.
Result<void> deque_rotate(Vm& vm, Deque* deque, int64_t count);
/// Removes the item at an index, or puts one in front of it. There is such an index.
void deque_erase(Vm& vm, Deque* deque, size_t index);
Result<void> deque_insert(Vm& vm, Deque* deque, size_t index, Value item);
/// An iterator, from the end when `backwards`, that leaves the first `skipped` items out.
Result<Value> make_deque_iterator(Vm& vm, Deque* deque, bool backwards, size_t skipped = 0);

Result<void> define_deque(Vm& vm, Module* module);
Result<void> define_deque_iterators(Vm& vm, Module* module);

} // namespace coil::internal
