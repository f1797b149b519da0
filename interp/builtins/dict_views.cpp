#include <algorithm>
#include <utility>

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "builtins/set_class.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> view_repr(Vm& vm, Value self)
{
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "...")));
    List* items = TRY(list_of(vm, self));
    return Value::cell(TRY(make_str(
        vm, std::string(type_name(vm, self)) + "(" + std::string(TRY(repr(vm, Value::cell(items)))->view()) + ")")));
}
Result<Value> view_mapping(Vm& vm, Value self)
{
    auto* proxy = vm.heap.allocate<MappingProxy>(uint8_t(Kind::MappingProxy));
    if (!proxy)
        return vm.raise_memory_error();
    proxy->shape = vm.classes->mapping_proxy->root->id;
    proxy->mapping = as<DictView>(self)->dict;
    return Value::cell(proxy);
}
Result<Value> view_reversed(Vm& vm, Value self)
{
    auto* view = as<DictView>(self);
    return make_dict_iterator(vm, as<Dict>(view->dict), view->aux, true);
}
template <SetOperation op> Result<Value> view_operator(Vm& vm, Value self, Value other)
{
    if (op == SetOperation::Intersection) {
        // The values of items need no hash unless they are in both. As in CPython the smaller one is walked, and its
        // keys are kept, when the other is a set or a view.
        int64_t length = TRY(length_of(vm, self));
        bool is_set = other.is_cell() && other.as_cell()->shape == vm.exact.set;
        bool is_view = is_kind(other, Kind::DictView) && other.as_cell()->aux != 1;
        if ((is_set && length <= int64_t(as_any_set(other)->used)) || (is_view && TRY(length_of(vm, other)) > length))
            std::swap(self, other);
        Set* both = TRY(make_set(vm));
        TRY(for_each(vm, other, [&](Value item) -> Result<bool> {
            if (TRY(contains(vm, self, item)))
                TRY(set_add(vm, both, item));
            return true;
        }));
        return Value::cell(both);
    }
    Value left = TRY(new_set(vm, vm.classes->set, false, self));
    return combine(vm, left, op, other);
}
template <SetOperation op> Result<Value> view_reflected(Vm& vm, Value self, Value other)
{
    if (op == SetOperation::Intersection)
        return view_operator<op>(vm, self, other);
    Value left = TRY(new_set(vm, vm.classes->set, false, other));
    return combine(vm, left, op, self);
}
Result<bool> view_disjoint(Vm& vm, Value self, Value other)
{
    bool disjoint = true;
    TRY(for_each(vm, other, [&](Value item) -> Result<bool> {
        disjoint = !TRY(contains(vm, self, item));
        return disjoint;
    }));
    return disjoint;
}
Result<bool> all_in(Vm& vm, Value items, Value container)
{
    bool all = true;
    TRY(for_each(vm, items, [&](Value item) -> Result<bool> {
        all = TRY(contains(vm, container, item));
        return all;
    }));
    return all;
}
struct ViewOrder {
    template <CompareOperator op> static Result<Value> compare(Vm& vm, Value self, Value other)
    {
        bool sets = as_any_set(other) || (is_kind(other, Kind::DictView) && other.as_cell()->aux != 1);
        if (!sets)
            return NotImplemented;
        int64_t left = TRY(length_of(vm, self)), right = TRY(length_of(vm, other));
        switch (op) {
        case CompareOperator::Equal:
        case CompareOperator::NotEqual:
            return Value::boolean((left == right && TRY(all_in(vm, self, other))) == (op == CompareOperator::Equal));
        case CompareOperator::Less:
            return Value::boolean(left < right && TRY(all_in(vm, self, other)));
        case CompareOperator::LessEqual:
            return Value::boolean(left <= right && TRY(all_in(vm, self, other)));
        case CompareOperator::Greater:
            return Value::boolean(left > right && TRY(all_in(vm, other, self)));
        default:
            return Value::boolean(left >= right && TRY(all_in(vm, other, self)));
        }
    }
};
constexpr NativeDef view_methods[] = {
    def<"__repr__(self, /)", view_repr>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__reversed__(self, /)", view_reversed>(),
};
constexpr NativeDef set_view_methods[] = {
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__or__(self, value, /)", view_operator<SetOperation::Union>>(),
    def<"__and__(self, value, /)", view_operator<SetOperation::Intersection>>(),
    def<"__sub__(self, value, /)", view_operator<SetOperation::Difference>>(),
    def<"__xor__(self, value, /)", view_operator<SetOperation::Symmetric>>(),
    def<"__ror__(self, value, /)", view_reflected<SetOperation::Union>>(),
    def<"__rand__(self, value, /)", view_reflected<SetOperation::Intersection>>(),
    def<"__rsub__(self, value, /)", view_reflected<SetOperation::Difference>>(),
    def<"__rxor__(self, value, /)", view_reflected<SetOperation::Symmetric>>(),
    def<"isdisjoint(self, other, /)", view_disjoint>(),
};
constexpr AttributeDef view_attributes[] = { { "mapping", view_mapping, nullptr, nullptr } };

} // namespace

void define_dict_views(Vm& vm)
{
    for (Class* cls : { vm.classes->dict_keys, vm.classes->dict_values, vm.classes->dict_items }) {
        add_methods(vm, cls, view_methods);
        add_attributes(vm, cls, view_attributes);
    }
    for (Class* cls : { vm.classes->dict_keys, vm.classes->dict_items }) {
        add_methods(vm, cls, comparison_methods<ViewOrder>);
        add_methods(vm, cls, set_view_methods);
        add_value(vm, cls, "__hash__", None);
    }
}

} // namespace coil::internal
