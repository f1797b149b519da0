// The iterators of builtin containers.
#include <algorithm>

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Value identity(Vm&, Value self) { return self; }
Result<Value> next_method(Vm& vm, Value self)
{
    Step item = TRY(next_function(vm, self)(vm, self.as_cell()));
    if (item)
        return *item;
    return vm.raise_stop_iteration(None);
}
/// Whether what it walks over has as many keys as when it began.
bool counts_still(const DictIterator* iterator)
{
    auto* dict = as_if<Dict>(iterator->dict);
    return dict && uint64_t(dict->used) == iterator->expected;
}
bool counts_still(const SetIterator* iterator)
{
    const SetBase* set = as_any_set(iterator->set);
    return set && set->used == iterator->expected;
}

Result<int64_t> length_hint_method(Vm& vm, Value self)
{
    switch (Kind(self.as_cell()->kind)) {
    case Kind::RangeIterator:
        return int64_t(as<RangeIterator>(self)->remaining);
    case Kind::DictIterator:
        return counts_still(as<DictIterator>(self)) ? int64_t(as<DictIterator>(self)->remaining) : 0;
    case Kind::SetIterator:
        return counts_still(as<SetIterator>(self)) ? int64_t(as<SetIterator>(self)->remaining) : 0;
    case Kind::SequenceIterator: {
        auto* iterator = as<SequenceIterator>(self);
        if (iterator->source.is_empty() || !iterator->sentinel.is_empty())
            return 0;
        if (iterator->aux & 1) {
            int64_t left = int64_t(iterator->index) + 1;
            auto* list = as_if<List>(iterator->source);
            return list && int64_t(list->size) < left ? 0 : left;
        }
        return std::max<int64_t>(TRY(length_hint(vm, iterator->source)) - int64_t(iterator->index), 0);
    }
    default:
        return 0;
    }
}
constexpr NativeDef iterator_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method>(),
    def<"__length_hint__(self, /)", length_hint_method>(),
};

} // namespace

void define_iterators(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    for (Class* cls : { classes.range_iterator, classes.long_range_iterator, classes.list_iterator,
             classes.list_reverse_iterator, classes.tuple_iterator, classes.str_iterator, classes.str_ascii_iterator,
             classes.bytes_iterator, classes.sequence_iterator, classes.callable_iterator, classes.dict_key_iterator,
             classes.dict_value_iterator, classes.dict_item_iterator, classes.dict_reverse_key_iterator,
             classes.dict_reverse_value_iterator, classes.dict_reverse_item_iterator, classes.set_iterator })
        add_methods(vm, cls, iterator_methods);
}

} // namespace coil::internal
