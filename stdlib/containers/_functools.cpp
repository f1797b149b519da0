// The native part of functools: what is called for every item or comparison.
#include "objects/class_members.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/library_classes.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<Value> reduce(Vm& vm, Value function, Value iterable, Value initial)
{
    Items items(vm);
    if (items.open(iterable).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::TypeError))
            return Raised{};
        vm.take_pending();
        return vm.raise(Error::TypeError, "reduce() arg 2 must support iteration");
    }
    Value total = initial;
    while (Step item = TRY(items.next()))
        total = total.is_empty() ? *item : TRY(call(vm, function, { total, *item }));
    if (total.is_empty())
        return vm.raise(Error::TypeError, "reduce() of empty iterable with no initial value");
    return total;
}

/// What cmp_to_key makes: called, it gives keys that compare by the function.
struct KeyWrapper : NativeObject {
    Value compare;
    Value object; ///< empty: of no key
};
void trace_key(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<KeyWrapper*>(cell)->compare);
    tracer.visit(static_cast<KeyWrapper*>(cell)->object);
}
constexpr NativeType key_type{ "KeyWrapper", trace_key, nullptr };
KeyWrapper* as_key(Value self) { return static_cast<KeyWrapper*>(self.as_cell()); }

Result<Value> make_key(Vm& vm, Value compare, Value object)
{
    auto* key = TRY(make_native<KeyWrapper>(vm, library_classes(vm)[LibraryClasses::KeyWrapper], key_type));
    key->compare = compare;
    key->object = object;
    return Value::cell(key);
}
Result<Value> cmp_to_key(Vm& vm, Value compare) { return make_key(vm, compare, Value()); }
Result<Value> key_call(Vm& vm, Value self, Value object)
{
    if (object.is_empty())
        return vm.raise(Error::TypeError, "K() missing required argument 'obj' (pos 1)");
    return make_key(vm, as_key(self)->compare, object);
}

template <CompareOperator op> Result<Value> compare_keys(Vm& vm, Value self, Value other)
{
    KeyWrapper *left = as_key(self), *right = native_as<KeyWrapper>(other, key_type);
    if (!right)
        return vm.raise(Error::TypeError, "other argument must be K instance");
    if (left->object.is_empty() || right->object.is_empty())
        return vm.raise(Error::AttributeError, "object");
    if (!native_stack_ok(vm)) [[unlikely]]
        return raise_native_recursion(vm, "");
    Value order = TRY(call(vm, left->compare, { left->object, right->object }));
    return compare_values(vm, op, order, Value::small(0));
}

Result<Value> get_object(Vm& vm, Value self)
{
    if (as_key(self)->object.is_empty())
        return vm.raise(Error::AttributeError, "obj");
    return as_key(self)->object;
}
Result<void> set_object(Vm& vm, Value self, Value object)
{
    vm.heap.write_barrier(self.as_cell());
    as_key(self)->object = object;
    return {};
}

constexpr NativeDef functions[] = {
    def<"reduce(function, iterable, /, initial=)", reduce>(
        "Joins the items of an iterable from left to right by a function of two."),
    def<"cmp_to_key(mycmp)", cmp_to_key>(
        "A key function from a comparison function, which returns a number below, at or above zero."),
};
constexpr NativeDef key_methods[] = {
    def<"__call__(self, obj=)", key_call>(),
    def<"__lt__(self, value, /)", compare_keys<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", compare_keys<CompareOperator::LessEqual>>(),
    def<"__eq__(self, value, /)", compare_keys<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare_keys<CompareOperator::NotEqual>>(),
    def<"__gt__(self, value, /)", compare_keys<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", compare_keys<CompareOperator::GreaterEqual>>(),
};
constexpr AttributeDef key_attributes[] = { { "obj", get_object, set_object, "Value wrapped by a key function." } };

Result<void> prepare(Vm& vm, Module*)
{
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "KeyWrapper",
            .module = "functools",
            .methods = key_methods,
            .attributes = key_attributes,
            .flags = DisallowsNew | DisallowsSubclasses }));
    add_value(vm, cls, "__hash__", None);
    library_classes(vm).set(LibraryClasses::KeyWrapper, cls);
    return {};
}

} // namespace

const NativeModule _functools_module{ "_functools", functions, prepare, "Tools that operate on functions." };

} // namespace coil::internal
