#pragma once
// The module itertools: lazy iterators over the items of others. They are NativeIterators (objects/iterators.h): a loop
// calls the function that gives their items, and they call those of the iterators below them, nothing in between.
//
// What holds for all of them: taking an item may run script code, which may ask this very iterator for items. So fields
// are read again behind it. An iterator that has come to its end has an empty source, where CPython forgets it too.
#include "objects/class.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

/// An iterator of any kind, and how its items are taken. A field of a cell, or on the native stack.
struct Source {
    Value iterator; ///< empty: ended
    NextFn next;
    bool ended() const { return iterator.is_empty(); }
    /// The next item; runs script code.
    Result<Step> take(Vm& vm) const { return next(vm, iterator.as_cell()); }
};

/// iter(iterable).
Result<Source> open_source(Vm& vm, Value iterable);

/// An iterator may take from another, and so on: RecursionError when that goes too deep.
inline Result<void> require_native_stack(Vm& vm)
{
    if (!native_stack_ok(vm)) [[unlikely]]
        return raise_native_recursion(vm, "");
    return {};
}

/// The poll of a loop that goes on without giving an item.
inline Result<void> poll_in_walk(Vm& vm, const Source& source)
{
    if (--vm.fuel < 0) [[unlikely]]
        TRY(poll_between_items(vm, source.iterator));
    return {};
}

/// An iterator over one other.
struct Walk : NativeIterator {
    Source source;
};
void trace_walk(Cell* cell, gc::Tracer& tracer);

/// A new T over `source`.
template <class T> Result<T*> make_walk(Vm& vm, Value type, const NativeIteratorType& kind, const Source& source)
{
    T* walk = TRY(make_native_iterator<T>(vm, as<Class>(type), kind));
    walk->source = source;
    return walk;
}

/// Makes a class of the module, with the methods of an iterator.
Result<Class*> define_walk(Vm& vm, Module* module, std::string_view name, const NativeDef& make, const char* doc,
    std::span<const NativeDef> more_methods = {});

// One function for each file
Result<void> define_chains(Vm& vm, Module* module);        ///< chain, count, cycle, repeat
Result<void> define_selections(Vm& vm, Module* module);    ///< what calls a function for each item
Result<void> define_slices(Vm& vm, Module* module);        ///< islice, batched, pairwise, zip_longest
Result<void> define_groups(Vm& vm, Module* module);        ///< groupby, tee
Result<void> define_combinatorics(Vm& vm, Module* module); ///< product, permutations, combinations

} // namespace coil::internal
