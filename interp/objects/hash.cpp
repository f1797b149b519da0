#include "objects/hash.h"

#include "objects/bytes.h"
#include "objects/class.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

Result<int64_t> tuple_hash(Vm& vm, Tuple* tuple)
{
    TupleHash hash;
    for (size_t i = 0; i < tuple->size; i++)
        hash.add(TRY(hash_value(vm, tuple->items[i])));
    return hash.finish(tuple->size);
}

} // namespace

Result<int64_t> hash_slow(Vm& vm, Value value)
{
    if (value.is_small())
        return small_hash(value.as_small());
    if (value.is_immediate_double())
        return float_hash(vm, value.as_immediate_double(), value);
    if (value.is_cell()) {
        Cell* cell = value.as_cell();
        if (cell->shape == vm.exact.str)
            return str_hash(vm, static_cast<Str*>(cell));
        if (cell->shape == vm.exact.tuple) {
            char here;
            if (&here < vm.native_limit)
                return vm.raise(Error::RecursionError, "maximum recursion depth exceeded");
            TRY(vm.work(1 + static_cast<Tuple*>(cell)->size / 4));
            return tuple_hash(vm, static_cast<Tuple*>(cell));
        }
        if (cell->shape == vm.exact.bigint)
            return int_hash(value);
        if (cell->shape == vm.exact.real)
            return float_hash(vm, static_cast<Float*>(cell)->number, value);
    }
    return vm.operations.hash(vm, value);
}

Raised unhashable(Vm& vm, Value key, std::string_view purpose)
{
    Value exception = vm.pending;
    if (!exception.is_cell() || !is_exactly(vm, exception.as_cell(), vm.error_class(Error::TypeError)))
        return {};
    vm.take_pending();
    auto reason = vm.operations.str(vm, exception);
    if (reason.failed())
        return {};
    return vm.raise(
        Error::TypeError, "cannot use '{}' as {} ({})", type_name(vm, key), purpose, reason.value()->view());
}

Result<bool> keys_equal_slow(Vm& vm, Value left, Value right)
{
    if (left == right)
        return true;
    if (left.is_small() && right.is_small())
        return false;
    if (left.is_cell() && right.is_cell()) {
        Cell* a = left.as_cell();
        Cell* b = right.as_cell();
        if (a->shape == vm.exact.str && b->shape == vm.exact.str)
            return str_equal(static_cast<Str*>(a), static_cast<Str*>(b));
    }
    return vm.operations.equal(vm, left, right);
}

} // namespace coil::internal
