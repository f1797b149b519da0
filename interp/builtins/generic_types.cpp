// list[int] and int | str: builtin classes hand both to the Python module _types.
#include "builtins/define.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

Result<Value> from_types(Vm& vm, std::string_view maker, Value first, Value second)
{
    Value module = TRY(import_absolute(vm, "_types"));
    return call(vm, TRY(get_attribute(vm, module, intern(vm, maker))), { first, second });
}

Result<Value> type_or(Vm& vm, Value self, Value other) { return from_types(vm, "make_union", self, other); }
Result<Value> type_ror(Vm& vm, Value self, Value other) { return from_types(vm, "make_union", other, self); }

constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", make_generic_alias>(
    "Makes the type with arguments that cls[item] is.") };
constexpr NativeDef type_methods[] = {
    def<"__or__(self, value, /)", type_or>(),
    def<"__ror__(self, value, /)", type_ror>(),
};

} // namespace

Result<Value> make_generic_alias(Vm& vm, Value cls, Value item) { return from_types(vm, "GenericAlias", cls, item); }

void define_generic_types(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.type, type_methods);
    for (Class* cls :
        { classes.list, classes.dict, classes.tuple, classes.set, classes.frozenset, classes.mapping_proxy,
            classes.weak_reference, classes.generator, classes.coroutine, classes.async_generator })
        add_class_methods(vm, cls, class_methods);
}

} // namespace coil::internal
