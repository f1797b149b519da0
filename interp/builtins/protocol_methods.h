#pragma once
// Methods that many builtin classes have in the same words: what the operators do with them, by name.
#include "objects/dict.h"
#include "objects/native.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

inline Result<Value> get_item_method(Vm& vm, Value self, Value key) { return builtin_get_item(vm, self, key); }
inline Result<int64_t> length_method(Vm& vm, Value self) { return builtin_length(vm, self); }
inline Result<Value> iterator_method(Vm& vm, Value self) { return builtin_iterator(vm, self); }
inline Result<bool> contains_method(Vm& vm, Value self, Value item) { return *TRY(builtin_contains(vm, self, item)); }

/// `__call__`.
inline Result<Value> call_self(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    return call_with_dict(vm, self, arguments.first, arguments.count, keywords);
}

/// The comparisons of a class as operators make them.
struct BuiltinOrder {
    template <CompareOperator op> static Result<Value> compare(Vm& vm, Value self, Value other)
    {
        return builtin_compare(vm, op, self, other);
    }
};

/// `__eq__` … `__ge__`, each Order::compare<op>.
template <class Order>
constexpr NativeDef comparison_methods[] = {
    def<"__eq__(self, value, /)", Order::template compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", Order::template compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", Order::template compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", Order::template compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", Order::template compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", Order::template compare<CompareOperator::GreaterEqual>>(),
};

} // namespace coil::internal
