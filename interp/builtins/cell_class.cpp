// Cells of closures.
#include "builtins/define.h"
#include "objects/set.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> cell_new(Vm& vm, Value, Value contents) { return Value::cell(TRY(make_box(vm, contents))); }
Result<Value> cell_contents(Vm& vm, Value self)
{
    Value value = as<Box>(self)->value;
    return value.is_empty() ? Result<Value>(vm.raise(Error::ValueError, "Cell is empty")) : Result<Value>(value);
}
Result<void> set_cell_contents(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Box>(self)->value = value;
    return {};
}
constexpr NativeDef cell_new_def = def<"__new__(cls, contents=, /)", cell_new>();
constexpr AttributeDef cell_attributes[] = { { "cell_contents", cell_contents, set_cell_contents, nullptr } };

} // namespace

void define_cell(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.cell, cell_new_def);
    add_attributes(vm, classes.cell, cell_attributes);
}

} // namespace coil::internal
