// The iterators of deques.
#include "objects/class_members.h"
#include "stdlib/containers/_collections/deque.h"
#include "stdlib/library_classes.h"

namespace coil::internal
{

namespace
{

struct DequeIterator : NativeIterator {
    Deque* deque;
    uint64_t changes; ///< of the deque when this was made
    uint64_t remaining;
};
void trace_iterator(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<DequeIterator*>(cell)->deque));
}

template <bool backwards> Result<Step> next_of_deque(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<DequeIterator*>(cell);
    Deque* deque = iterator->deque;
    if (deque->changes != iterator->changes) [[unlikely]] {
        iterator->remaining = 0;
        return vm.raise(Error::RuntimeError, "deque mutated during iteration");
    }
    if (iterator->remaining == 0)
        return end_of_items(vm);
    uint64_t left = iterator->remaining--;
    return deque->at(backwards ? left - 1 : deque->size - left);
}
constexpr NativeIteratorType forward_type{ "_deque_iterator", trace_iterator, next_of_deque<false> };
constexpr NativeIteratorType backward_type{ "_deque_reverse_iterator", trace_iterator, next_of_deque<true> };

template <bool backwards> Result<Value> iterator_new(Vm& vm, Value, Value deque, Value skipped)
{
    Deque* walked = deque_or_null(deque);
    if (!walked)
        return vm.raise(Error::TypeError, "argument 1 must be collections.deque, not {}", type_name(vm, deque));
    int64_t count = TRY(to_int64(vm, skipped));
    return make_deque_iterator(vm, walked, backwards, size_t(std::max<int64_t>(count, 0)));
}
int64_t iterator_length_hint(Vm&, Value self)
{
    return int64_t(static_cast<DequeIterator*>(self.as_cell())->remaining);
}

constexpr NativeDef forward_def = def<"__new__(cls, iterable, index=0, /)", iterator_new<false>>();
constexpr NativeDef backward_def = def<"__new__(cls, iterable, index=0, /)", iterator_new<true>>();
constexpr NativeDef iterator_methods[] = { def<"__length_hint__(self, /)", iterator_length_hint>() };

} // namespace

Result<Value> make_deque_iterator(Vm& vm, Deque* deque, bool backwards, size_t skipped)
{
    auto name = backwards ? LibraryClasses::DequeReverseIterator : LibraryClasses::DequeIterator;
    auto* iterator = TRY(
        make_native_iterator<DequeIterator>(vm, library_classes(vm)[name], backwards ? backward_type : forward_type));
    iterator->deque = deque;
    iterator->changes = deque->changes;
    iterator->remaining = deque->size - std::min<uint64_t>(skipped, deque->size);
    return Value::cell(iterator);
}

Result<void> define_deque_iterators(Vm& vm, Module* module)
{
    auto define = [&](LibraryClasses::Name name, std::string_view text, const NativeDef& make) -> Result<void> {
        Class* cls = TRY(define_class(vm, module, vm.classes->object,
            { .name = text,
                .module = "collections",
                .methods = native_iterator_methods,
                .new_def = &make,
                .kind = Kind::NativeIterator,
                .flags = DisallowsSubclasses }));
        add_methods(vm, cls, iterator_methods);
        library_classes(vm).set(name, cls);
        return {};
    };
    TRY(define(LibraryClasses::DequeIterator, "_deque_iterator", forward_def));
    return define(LibraryClasses::DequeReverseIterator, "_deque_reverse_iterator", backward_def);
}

} // namespace coil::internal
