#include "objects/tuple.h"

namespace coil::internal
{

Result<Tuple*> make_tuple(Vm& vm, size_t size)
{
    if (size == 0 && vm.empty_tuple)
        return vm.empty_tuple;
    if (size > (uint64_t(1) << 56))
        return vm.raise_memory_error();
    auto* tuple =
        static_cast<Tuple*>(vm.heap.allocate_cell(uint8_t(Kind::Tuple), sizeof(Tuple) + size * sizeof(Value)));
    if (!tuple)
        return vm.raise_memory_error();
    tuple->shape = vm.exact.tuple;
    tuple->size = size;
    return tuple;
}

Result<Tuple*> make_tuple(Vm& vm, const Value* items, size_t size)
{
    if (size == 0)
        return make_tuple(vm, size);
    auto* tuple = static_cast<Tuple*>(
        vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Tuple), sizeof(Tuple) + size * sizeof(Value)));
    if (!tuple)
        return vm.raise_memory_error();
    tuple->shape = vm.exact.tuple;
    tuple->size = size;
    move_values(items, size, tuple->items);
    return tuple;
}

Result<Tuple*> make_tuple(Vm& vm, std::initializer_list<Value> items)
{
    return make_tuple(vm, items.begin(), items.size());
}

} // namespace coil::internal
