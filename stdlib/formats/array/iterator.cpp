// Iterators over arrays.
#include <algorithm>

#include "gc/tracer.h"
#include "objects/class_members.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/array/array.h"

namespace coil::internal::arrays
{

namespace
{

struct ArrayIterator : NativeIterator {
    Value array; ///< empty: at the end
    uint64_t index;
};
void trace_iterator(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<ArrayIterator*>(cell)->array); }
Result<Step> next_of_array(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<ArrayIterator*>(cell);
    if (iterator->array.is_empty())
        return end_of_items(vm);
    auto* array = static_cast<ArrayObject*>(iterator->array.as_cell());
    if (iterator->index < array->size)
        return Step(TRY(read_item(vm, array, iterator->index++)));
    iterator->array = Value();
    return end_of_items(vm);
}
constexpr NativeIteratorType iterator_type{ "arrayiterator", trace_iterator, next_of_array };

Result<ArrayIterator*> iterator_of(Vm& vm, Value self)
{
    auto* iterator = as_if<NativeIterator>(self);
    if (!iterator || iterator->type != &iterator_type)
        return vm.raise(Error::TypeError, "an arrayiterator is required, not '{}'", type_name(vm, self));
    return static_cast<ArrayIterator*>(iterator);
}
Result<Value> reduce_iterator(Vm& vm, Value self)
{
    auto* iterator = TRY(iterator_of(vm, self));
    Value* maker = find_str(vm, vm.builtins, intern(vm, "iter"));
    if (!maker)
        return vm.raise(Error::AttributeError, "iter");
    bool is_at_end = iterator->array.is_empty();
    Value arguments = Value::cell(TRY(make_tuple(vm, { is_at_end ? Value::cell(vm.empty_tuple) : iterator->array })));
    if (is_at_end)
        return Value::cell(TRY(make_tuple(vm, { *maker, arguments })));
    return Value::cell(TRY(make_tuple(vm, { *maker, arguments, Value::small(int64_t(iterator->index)) })));
}
Result<void> set_state(Vm& vm, Value self, Value state)
{
    if (!is_int(state))
        return vm.raise(Error::TypeError, "an integer is required");
    int64_t index = TRY(to_clamped_index(vm, state));
    auto* iterator = TRY(iterator_of(vm, self));
    if (iterator->array.is_empty())
        return {};
    auto* array = static_cast<ArrayObject*>(iterator->array.as_cell());
    iterator->index = std::min(uint64_t(std::max<int64_t>(index, 0)), array->size);
    return {};
}
constexpr NativeDef more_methods[] = {
    def<"__reduce__(self, /)", reduce_iterator>("How it is pickled."),
    def<"__setstate__(self, state, /)", set_state>("Sets the place that it is at."),
};

} // namespace

Result<Class*> define_iterator(Vm& vm)
{
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "arrayiterator",
            .module = "array",
            .methods = more_methods,
            .kind = Kind::NativeIterator,
            .flags = DisallowsNew }));
    add_methods(vm, cls, native_iterator_methods);
    return cls;
}

Result<Value> iterate(Vm& vm, Value self)
{
    TRY(array_of(vm, self));
    auto* iterator = TRY(make_native_iterator<ArrayIterator>(vm, iterator_class(vm), iterator_type));
    iterator->array = self;
    return Value::cell(iterator);
}

} // namespace coil::internal::arrays
