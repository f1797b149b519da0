// The native part of collections.
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/containers/_collections/deque.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<Value> one_more(Vm& vm, Value count)
{
    if (count.is_small() && count.as_small() < Value::max_small) [[likely]]
        return Value::small(count.as_small() + 1);
    return binary_operation(vm, BinaryOperator::Add, count, Value::small(1));
}

/// Whether its items are read and set as a dict's own: by nothing that a script wrote.
bool counts_as_dict(Vm& vm, Value mapping)
{
    if (!is_kind(mapping, Kind::Dict))
        return false;
    Class *cls = vm.class_of(mapping), *dict = vm.classes->dict;
    for (std::string_view name : { "get", "__setitem__" })
        if (!(lookup(vm, cls, intern(vm, name)) == lookup(vm, dict, intern(vm, name))))
            return false;
    return true;
}

Result<void> count_elements(Vm& vm, Value mapping, Value iterable)
{
    if (counts_as_dict(vm, mapping)) {
        Dict* dict = as<Dict>(mapping);
        return for_each(vm, iterable, [&](Value element) -> Result<bool> {
            Found found = TRY(dict_find(vm, dict, element));
            Value count = found.value ? *found.value : Value::small(0);
            if (found.value && count.is_small() && count.as_small() < Value::max_small) {
                *found.value = Value::small(count.as_small() + 1);
                return true;
            }
            TRY(dict_set(vm, dict, element, TRY(one_more(vm, count))));
            return true;
        });
    }
    Value get = TRY(get_attribute(vm, mapping, intern(vm, "get")));
    return for_each(vm, iterable, [&](Value element) -> Result<bool> {
        Value count = TRY(call(vm, get, { element, Value::small(0) }));
        TRY(set_item(vm, mapping, element, TRY(one_more(vm, count))));
        return true;
    });
}

constexpr NativeDef functions[] = {
    def<"_count_elements(mapping, iterable, /)", count_elements>(
        "Count elements in the iterable, updating the mapping"),
};

} // namespace

const NativeModule _collections_module{ "_collections", functions, define_deque, "High performance data structures." };

} // namespace coil::internal
