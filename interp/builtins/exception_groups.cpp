// BaseExceptionGroup and ExceptionGroup. A group keeps the tuple (message, exceptions) in its `value`: scripts that
// assign `args` don't change it.
#include "builtins/define.h"
#include "builtins/functions.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/import.h"
#include "runtime/operators.h"

namespace coil
{

namespace
{

/// The tuple (message, exceptions); null for a group that was made without this class's __new__.
Tuple* content(Value group)
{
    auto* pair = as_if<Tuple>(as<Exception>(group)->value);
    return pair && pair->size == 2 && is_kind(pair->items[1], Kind::Tuple) ? pair : nullptr;
}

Tuple* exceptions_of(Vm& vm, Value group)
{
    Tuple* pair = content(group);
    return pair ? as<Tuple>(pair->items[1]) : vm.empty_tuple;
}

Value message_of(Value group)
{
    Tuple* pair = content(group);
    return pair ? pair->items[0] : None;
}

bool is_sequence(Vm& vm, Value value)
{
    if (is_kind(value, Kind::Dict) || is_kind(value, Kind::MappingProxy))
        return false;
    return !lookup_special(vm, vm.class_of(value), Special::getitem).is_empty();
}

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
    if (!is_sequence(vm, arguments[1]))
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

/// What subgroup and split are given: a class, a tuple of classes, or a function.
struct Matcher {
    Value value;
    bool is_function;
};

bool is_exception_class(Value value)
{
    auto* cls = as_if<Class>(value);
    return cls && cls->has(IsException);
}

Result<Matcher> matcher_of(Vm& vm, Value value)
{
    if (!is_kind(value, Kind::Class) && is_callable(vm, value))
        return Matcher{ value, true };
    if (is_exception_class(value))
        return Matcher{ value, false };
    if (auto* tuple = as_if<Tuple>(value); tuple && is_exactly(vm, tuple, vm.classes->tuple)) {
        if (std::all_of(tuple->begin(), tuple->end(), is_exception_class))
            return Matcher{ value, false };
    }
    return vm.raise(
        Error::TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

Result<bool> matches(Vm& vm, const Matcher& matcher, Value exception)
{
    if (matcher.is_function)
        return truth(vm, TRY(call(vm, matcher.value, { exception })));
    if (auto* cls = as_if<Class>(matcher.value))
        return is_instance(vm, exception, cls);
    for (Value each : *as<Tuple>(matcher.value))
        if (is_instance(vm, exception, as<Class>(each)))
            return true;
    return false;
}

/// A group like `original` that holds some of its exceptions, with the same traceback, cause, context and notes; None
/// when there are none.
Result<Value> part_of(Vm& vm, Value original, List* exceptions)
{
    if (exceptions->size == 0)
        return None;
    Value part = TRY(call_method(vm, original, intern(vm, "derive"), { Value::cell(exceptions) }));
    if (!is_exception_of(vm, part, Error::BaseExceptionGroup))
        return vm.raise(Error::TypeError, "derive must return an instance of BaseExceptionGroup");
    auto* from = as<Exception>(original);
    auto* to = as<Exception>(part);
    vm.heap.write_barrier(to);
    if (!from->traceback.is_empty())
        to->traceback = from->traceback;
    to->context = from->context;
    to->cause = from->cause;
    to->suppress_context = true;
    std::optional<Value> notes = TRY(find_attribute(vm, original, vm.names->notes));
    if (notes && is_sequence(vm, *notes))
        TRY(set_attribute(vm, part, vm.names->notes, Value::cell(TRY(list_of(vm, *notes)))));
    return part;
}

/// An exception's matching and remaining part; None where nothing is left.
struct Halves {
    Value match = None;
    Value rest = None;
};

Result<Halves> split_exception(Vm& vm, Value exception, const Matcher& matcher, bool want_rest)
{
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " in exceptiongroup_split_recursive");
    if (TRY(matches(vm, matcher, exception)))
        return Halves{ exception, None };
    if (!is_exception_of(vm, exception, Error::BaseExceptionGroup))
        return Halves{ None, want_rest ? exception : None };
    List* matching = TRY(make_list(vm));
    List* remaining = TRY(make_list(vm));
    for (Value each : *exceptions_of(vm, exception)) {
        Halves halves = TRY(split_exception(vm, each, matcher, want_rest));
        if (!halves.match.is_none())
            TRY(list_append(vm, matching, halves.match));
        if (!halves.rest.is_none())
            TRY(list_append(vm, remaining, halves.rest));
    }
    Value match = TRY(part_of(vm, exception, matching));
    return Halves{ match, TRY(part_of(vm, exception, remaining)) };
}

Result<Value> group_subgroup(Vm& vm, Value self, Value value)
{
    Matcher matcher = TRY(matcher_of(vm, value));
    return TRY(split_exception(vm, self, matcher, false)).match;
}

Result<Value> group_split(Vm& vm, Value self, Value value)
{
    Matcher matcher = TRY(matcher_of(vm, value));
    Halves halves = TRY(split_exception(vm, self, matcher, true));
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
    auto* make = vm.heap.allocate<StaticMethod>(uint8_t(Kind::StaticMethod));
    make->shape = vm.classes->static_method->root->id;
    Value function = TRY(make_native_function(vm, new_def, Value::cell(plain), nullptr));
    vm.heap.write_barrier(make);
    make->function = function;
    add_value(vm, base, "__new__", Value::cell(make));
    return {};
}

} // namespace coil
