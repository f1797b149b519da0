// BaseExceptionGroup and ExceptionGroup. A group keeps the tuple (message, exceptions) in its `value`: scripts that
// assign `args` don't change it.
#include "builtins/define.h"
#include "builtins/functions.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/must.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/exception_groups.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// The class to make for a call of `cls` with these exceptions. Raises ValueError and TypeError.
Result<Class*> choose_class(Vm& vm, Class* plain, Class* cls, Tuple* exceptions)
{
    bool only_exceptions = true;
    for (size_t i = 0; i < exceptions->size; i++) {
        Value each = exceptions->items[i];
        if (!is_kind(each, Kind::Exception))
            return vm.raise(Error::ValueError, "Item {} of second argument (exceptions) is not an exception", i);
        only_exceptions = only_exceptions && is_exception_of(vm, each, Error::Exception);
    }
    if (cls == vm.error_class(Error::BaseExceptionGroup))
        return only_exceptions ? plain : cls;
    if (only_exceptions || !is_subclass(cls, vm.error_class(Error::Exception)))
        return cls;
    if (cls == plain)
        return vm.raise(Error::TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    return vm.raise(Error::TypeError, "Cannot nest BaseExceptions in '{}'", class_name(cls));
}

/// `plain` is the class ExceptionGroup, to which the function is bound.
Result<Value> group_new(Vm& vm, Value plain, Value type, Arguments arguments, Dict*)
{
    auto* cls = as_if<Class>(type);
    if (!cls)
        return vm.raise(
            Error::TypeError, "BaseExceptionGroup.__new__(X): X is not a type object ({})", type_name(vm, type));
    if (!is_subclass(cls, vm.error_class(Error::BaseExceptionGroup)))
        return vm.raise(Error::TypeError, "BaseExceptionGroup.__new__({}): {} is not a subtype of BaseExceptionGroup",
            class_name(cls), class_name(cls));
    if (arguments.count != 2)
        return vm.raise(
            Error::TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", arguments.count);
    Value message = arguments[0];
    if (!is_kind(message, Kind::Str))
        return vm.raise(Error::TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            message.is_none() ? "None" : type_name(vm, message));
    if (!is_exception_sequence(vm, arguments[1]))
        return vm.raise(Error::TypeError, "second argument (exceptions) must be a sequence");
    Value keeper;
    std::span<const Value> items = TRY(items_of(vm, arguments[1], keeper));
    if (items.empty())
        return vm.raise(Error::ValueError, "second argument (exceptions) must be a non-empty sequence");
    Tuple* exceptions = TRY(make_tuple(vm, items.data(), items.size()));
    cls = TRY(choose_class(vm, as<Class>(plain), cls, exceptions));
    Tuple* pair = TRY(make_tuple(vm, { message, Value::cell(exceptions) }));
    Exception* group = TRY(make_exception(vm, cls, TRY(make_tuple(vm, arguments.first, arguments.count))));
    vm.heap.write_barrier(group);
    group->value = Value::cell(pair);
    return Value::cell(group);
}

Result<Value> group_str(Vm& vm, Value self)
{
    size_t count = exceptions_of(vm, self)->size;
    std::string_view message = TRY(str_of(vm, message_of(self)))->view();
    return Value::cell(
        TRY(make_str(vm, format_text("{} ({} sub-exception{})", { message, count, count > 1 ? "s" : "" }))));
}

Result<Value> group_derive(Vm& vm, Value self, Value exceptions)
{
    return call(vm, Value::cell(vm.error_class(Error::BaseExceptionGroup)), { message_of(self), exceptions });
}

bool is_exception_class(Value value)
{
    auto* cls = as_if<Class>(value);
    return cls && cls->has(IsException);
}

/// What subgroup and split are given: a class, a tuple of classes, or a function.
Result<Selector> selector_of(Vm& vm, Value value)
{
    if (!is_kind(value, Kind::Class) && is_callable(vm, value))
        return Selector{ Selector::By::Function, value };
    if (is_exception_class(value))
        return Selector{ Selector::By::Class, value };
    if (auto* tuple = as_if<Tuple>(value); tuple && is_exactly(vm, tuple, vm.classes->tuple)) {
        if (std::all_of(tuple->begin(), tuple->end(), is_exception_class))
            return Selector{ Selector::By::Class, value };
    }
    return vm.raise(
        Error::TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

Result<Value> group_subgroup(Vm& vm, Value self, Value value)
{
    Selector selector = TRY(selector_of(vm, value));
    return TRY(split_exception(vm, self, selector, false)).match;
}

Result<Value> group_split(Vm& vm, Value self, Value value)
{
    Selector selector = TRY(selector_of(vm, value));
    Halves halves = TRY(split_exception(vm, self, selector, true));
    return Value::cell(TRY(make_tuple(vm, { halves.match, halves.rest })));
}

Result<Value> group_class_getitem(Vm& vm, Value cls, Value item)
{
    Value types = TRY(import_absolute(vm, "_types"));
    Value alias = TRY(get_attribute(vm, types, intern(vm, "GenericAlias")));
    return call(vm, alias, { cls, item });
}

Result<Value> get_message(Vm&, Value self) { return message_of(self); }
Result<Value> get_exceptions(Vm& vm, Value self) { return Value::cell(exceptions_of(vm, self)); }
Result<void> refuse(Vm& vm, Value, Value) { return vm.raise(Error::AttributeError, "readonly attribute"); }

constexpr NativeDef new_def = def<"__new__(group, cls, /, *args, **kwargs)", group_new>();
constexpr NativeDef methods[] = {
    def<"__str__(self, /)", group_str>(),
    def<"derive(self, excs, /)", group_derive>("Makes a group with the same message and other exceptions."),
    def<"subgroup(self, matcher_value, /)", group_subgroup>("Returns a group of the exceptions that match, or None."),
    def<"split(self, matcher_value, /)", group_split>(
        "Returns a group of the exceptions that match and one of the others."),
};
constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", group_class_getitem>() };
constexpr AttributeDef attributes[] = {
    { "message", get_message, refuse, "exception message" },
    { "exceptions", get_exceptions, refuse, "nested exceptions" },
};

/// class ExceptionGroup(BaseExceptionGroup, Exception)
Result<Class*> make_plain_group(Vm& vm, Class* base)
{
    Class* second = vm.error_class(Error::Exception);
    Class* cls = make_builtin_class(vm, "ExceptionGroup", base, Kind::Exception, HasCustomNew);
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(base), Value::cell(second) }));
    std::vector<Value> order{ Value::cell(cls), Value::cell(base) };
    order.insert(order.end(), second->mro->begin(), second->mro->end());
    Tuple* mro = TRY(make_tuple(vm, order.data(), order.size()));
    vm.heap.write_barrier(cls);
    cls->bases = bases;
    cls->mro = mro;
    return cls;
}

} // namespace

Result<void> define_exception_groups(Vm& vm, Dict* builtins)
{
    Class* base = vm.error_class(Error::BaseExceptionGroup);
    Class* plain = TRY(make_plain_group(vm, base));
    TRY(dict_set_str(vm, builtins, intern(vm, "ExceptionGroup"), Value::cell(plain)));
    add_methods(vm, base, methods);
    add_class_methods(vm, base, class_methods);
    add_attributes(vm, base, attributes);
    add_value(vm, base, "__doc__", Value::cell(TRY(make_str(vm, "A combination of multiple unrelated exceptions."))));
    auto* make = must_cell(vm.heap.allocate<StaticMethod>(uint8_t(Kind::StaticMethod)));
    make->shape = vm.classes->static_method->root->id;
    Value function = TRY(make_native_function(vm, new_def, Value::cell(plain), nullptr));
    vm.heap.write_barrier(make);
    make->function = function;
    add_value(vm, base, "__new__", Value::cell(make));
    return {};
}

} // namespace coil::internal
