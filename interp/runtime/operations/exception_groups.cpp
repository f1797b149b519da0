#include "runtime/operations/exception_groups.h"

#include <algorithm>

#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// The tuple (message, exceptions); null for a group that was made without this class's __new__.
Tuple* content(Value group)
{
    auto* pair = as_if<Tuple>(as<Exception>(group)->value);
    return pair && pair->size == 2 && is_kind(pair->items[1], Kind::Tuple) ? pair : nullptr;
}

bool is_group(const Vm& vm, Value value) { return is_exception_of(vm, value, Error::BaseExceptionGroup); }

bool is_of_class(const Vm& vm, Value exception, Value classes)
{
    if (auto* cls = as_if<Class>(classes))
        return is_instance(vm, exception, cls);
    return std::ranges::any_of(
        *as<Tuple>(classes), [&](Value each) { return is_instance(vm, exception, as<Class>(each)); });
}

Result<bool> is_selected(Vm& vm, const Selector& selector, Value exception)
{
    switch (selector.by) {
    case Selector::By::Class:
        return is_of_class(vm, exception, selector.value);
    case Selector::By::Function:
        return truth(vm, TRY(call(vm, selector.value, { exception })));
    case Selector::By::Identity:
        return selector.same->contains(exception.bits());
    }
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
    if (notes && is_exception_sequence(vm, *notes))
        TRY(set_attribute(vm, part, vm.names->notes, Value::cell(TRY(list_of(vm, *notes)))));
    return part;
}

/// Raises TypeError when `type` is nothing that except* can catch.
Result<void> check_type(Vm& vm, Value type)
{
    std::span<const Value> types{ &type, 1 };
    if (auto* tuple = as_if<Tuple>(type))
        types = { tuple->items, tuple->size };
    auto is_error_class = [](Value each) { return is_kind(each, Kind::Class) && as<Class>(each)->has(IsException); };
    if (!std::ranges::all_of(types, is_error_class))
        return vm.raise(Error::TypeError, "catching classes that do not inherit from BaseException is not allowed");
    auto is_group_class = [&](Value each) {
        return is_subclass(as<Class>(each), vm.error_class(Error::BaseExceptionGroup));
    };
    if (std::ranges::any_of(types, is_group_class))
        return vm.raise(Error::TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return {};
}

/// The two parts of a group as its own `split` makes them.
Result<Halves> split_group(Vm& vm, Value group, Value type)
{
    Value parts = TRY(call_method(vm, group, intern(vm, "split"), { type }));
    auto* pair = as_if<Tuple>(parts);
    if (!pair || !is_exactly(vm, pair, vm.classes->tuple))
        return vm.raise(
            Error::TypeError, "{}.split must return a tuple, not {}", type_name(vm, group), type_name(vm, parts));
    if (pair->size < 2)
        return vm.raise(
            Error::TypeError, "{}.split must return a 2-tuple, got tuple of size {}", type_name(vm, group), pair->size);
    for (Value half : { pair->items[0], pair->items[1] })
        if (!half.is_none() && !is_kind(half, Kind::Exception))
            return vm.raise(Error::TypeError, "{}.split must return exceptions or None, not {}", type_name(vm, group),
                type_name(vm, half));
    return Halves{ pair->items[0], pair->items[1] };
}

/// Whether the exception is a part of the original as it was caught: nobody has raised it again or changed it.
bool is_part(const Exception* exception, const Exception* original)
{
    return exception->traceback == original->traceback && exception->context == original->context &&
        exception->cause == original->cause;
}

Result<void> collect_leaves(Vm& vm, Value exception, std::unordered_set<uint64_t>& leaves)
{
    if (!is_group(vm, exception)) {
        leaves.insert(exception.bits());
        return {};
    }
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " in collect_exception_group_leaf_ids");
    for (Value each : *exceptions_of(vm, exception))
        TRY(collect_leaves(vm, each, leaves));
    return {};
}

/// The part of the original that holds what the exceptions in the list hold.
Result<Value> part_with(Vm& vm, Value original, List* exceptions)
{
    std::unordered_set<uint64_t> leaves;
    for (size_t i = 0; i < exceptions->size; i++)
        TRY(collect_leaves(vm, exceptions->array->data[i], leaves));
    Selector selector{ Selector::By::Identity, None, &leaves };
    return TRY(split_exception(vm, original, selector, false)).match;
}

Result<Value> make_group(Vm& vm, Value exceptions)
{
    return call(
        vm, Value::cell(vm.error_class(Error::BaseExceptionGroup)), { Value::cell(TRY(make_str(vm, ""))), exceptions });
}

} // namespace

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

bool is_exception_sequence(Vm& vm, Value value)
{
    if (is_kind(value, Kind::Dict) || is_kind(value, Kind::MappingProxy))
        return false;
    return !lookup_special(vm, vm.class_of(value), Special::getitem).is_empty();
}

Result<Halves> split_exception(Vm& vm, Value exception, const Selector& selector, bool want_rest)
{
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " in exceptiongroup_split_recursive");
    if (TRY(is_selected(vm, selector, exception)))
        return Halves{ exception, None };
    if (!is_exception_of(vm, exception, Error::BaseExceptionGroup))
        return Halves{ None, want_rest ? exception : None };
    List* matching = TRY(make_list(vm));
    List* remaining = TRY(make_list(vm));
    for (Value each : *exceptions_of(vm, exception)) {
        Halves halves = TRY(split_exception(vm, each, selector, want_rest));
        if (!halves.match.is_none())
            TRY(list_append(vm, matching, halves.match));
        if (!halves.rest.is_none())
            TRY(list_append(vm, remaining, halves.rest));
    }
    Value match = TRY(part_of(vm, exception, matching));
    return Halves{ match, TRY(part_of(vm, exception, remaining)) };
}

Result<Halves> match_clause(Vm& vm, Value exception, Value type, bool& is_wrapped)
{
    is_wrapped = false;
    TRY(check_type(vm, type));
    if (exception.is_none())
        return Halves{};
    if (!is_of_class(vm, exception, type))
        return is_group(vm, exception) ? split_group(vm, exception, type) : Halves{ None, exception };
    if (is_group(vm, exception))
        return Halves{ exception, None };
    is_wrapped = true;
    return Halves{ TRY(make_group(vm, Value::cell(TRY(make_tuple(vm, { exception }))))), None };
}

Result<Value> join_exceptions(Vm& vm, Value original, Value list)
{
    List* parts = TRY(make_list(vm));
    List* raised = TRY(make_list(vm));
    auto* exceptions = as<List>(list);
    for (size_t i = 0; i < exceptions->size; i++) {
        Value each = exceptions->array->data[i];
        if (!is_kind(each, Kind::Exception))
            continue;
        if (!is_group(vm, original))
            return each;
        bool belongs = is_part(as<Exception>(each), as<Exception>(original));
        TRY(list_append(vm, belongs ? parts : raised, each));
    }
    if (parts->size > 0) {
        Value part = TRY(part_with(vm, original, parts));
        if (!part.is_none())
            TRY(list_append(vm, raised, part));
    }
    if (raised->size == 0)
        return None;
    return raised->size == 1 ? raised->array->data[0] : make_group(vm, Value::cell(raised));
}

} // namespace coil::internal
