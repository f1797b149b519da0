// repr, str, format and the conversions of arguments.
#include "base/format_spec.h"
#include "base/str_repr.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Str*> text_from(Vm& vm, Special special, std::string_view name, Value value)
{
    Value method = lookup_special(vm, vm.class_of(value), special);
    Value text = TRY(call_special(vm, method, value, {}));
    if (auto* str = as_if<Str>(text))
        return str;
    return vm.raise(Error::TypeError, "{} returned non-string (type {})", name, type_name(vm, text));
}

bool is_exact_str(const Vm& vm, Value value) { return value.is_cell() && value.as_cell()->shape == vm.exact.str; }

} // namespace

Result<Str*> repr(Vm& vm, Value value)
{
    if (value.is_small())
        return make_decimal_str(vm, value.as_small());
    if (value.is_immediate_double())
        return make_str(vm, float_repr(value.as_immediate_double()));
    if (!native_stack_ok(vm))
        return vm.raise(Error::RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
    return text_from(vm, Special::repr, "__repr__", value);
}

Result<Str*> str_of(Vm& vm, Value value)
{
    if (is_exact_str(vm, value))
        return as<Str>(value);
    if (value.is_small())
        return make_decimal_str(vm, value.as_small());
    if (!native_stack_ok(vm))
        return vm.raise(Error::RecursionError, "maximum recursion depth exceeded while getting the str of an object");
    return text_from(vm, Special::str, "__str__", value);
}

Result<Str*> ascii_of(Vm& vm, Value value)
{
    Str* text = TRY(repr(vm, value));
    return text->is_ascii() ? Result<Str*>(text) : make_str(vm, escape_non_ascii(text->view()));
}

Result<Str*> format_value(Vm& vm, Value value, Str* spec)
{
    if (!spec || spec->size == 0) {
        if (is_exact_str(vm, value))
            return as<Str>(value);
        if (value.is_small())
            return make_decimal_str(vm, value.as_small());
        if (value.is_immediate_double())
            return make_str(vm, float_repr(value.as_immediate_double()));
    }
    if (!spec)
        spec = vm.names->empty;
    Value method = lookup_special(vm, vm.class_of(value), Special::format);
    Value text = TRY(call_special(vm, method, value, { Value::cell(spec) }));
    if (auto* str = as_if<Str>(text))
        return str;
    return vm.raise(Error::TypeError, "__format__ must return a str, not {}", type_name(vm, text));
}

Result<Value> to_int_object(Vm& vm, Value value)
{
    if (value.is_small())
        return value;
    if (is_int(value))
        return int_plain(vm, value);
    Value method = lookup_special(vm, vm.class_of(value), Special::index);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, value));
    Value result = TRY(call_special(vm, method, value, {}));
    if (!is_int(result))
        return vm.raise(Error::TypeError, "__index__ returned non-int (type {})", type_name(vm, result));
    return int_plain(vm, result);
}

Result<int64_t> to_index(Vm& vm, Value value)
{
    if (value.is_small())
        return value.as_small();
    Value integer = TRY(to_int_object(vm, value));
    if (std::optional<int64_t> index = int_to_int64(integer))
        return *index;
    return vm.raise(Error::OverflowError, "Python int too large to convert to C ssize_t");
}

Result<int64_t> to_count(Vm& vm, Value value)
{
    if (std::optional<int64_t> count = int_to_int64(TRY(to_int_object(vm, value))))
        return *count;
    return vm.raise(Error::OverflowError, "cannot fit '{}' into an index-sized integer", type_name(vm, value));
}

Result<int64_t> to_int64(Vm& vm, Value value) { return to_index(vm, value); }

Result<int> to_c_int(Vm& vm, Value value)
{
    int64_t number = TRY(to_clamped_index(vm, value));
    if (number < INT32_MIN || number > INT32_MAX)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C int");
    return int(number);
}

Result<int64_t> to_clamped_index(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    if (std::optional<int64_t> index = int_to_int64(integer))
        return *index;
    return int_sign(integer) < 0 ? INT64_MIN : INT64_MAX;
}

Result<double> to_double(Vm& vm, Value value)
{
    if (is_float(value))
        return float_of(value);
    Class* cls = vm.class_of(value);
    if (is_int(value) && !cls->has(IsHeapClass))
        return int_to_double(vm, value);
    Value method = lookup_special(vm, cls, Special::float_);
    if (!method.is_empty()) {
        Value result = TRY(call_special(vm, method, value, {}));
        if (!is_float(result))
            return vm.raise(
                Error::TypeError, "{}.__float__ returned non-float (type {})", class_name(cls), type_name(vm, result));
        return float_of(result);
    }
    if (!lookup_special(vm, cls, Special::index).is_empty())
        return int_to_double(vm, TRY(to_int_object(vm, value)));
    return vm.raise(Error::TypeError, "must be real number, not {}", class_name(cls));
}

Result<Value> from_int64(Vm& vm, int64_t number) { return make_int(vm, number); }
Result<Value> from_double(Vm& vm, double number) { return make_float(vm, number); }

bool is_subclass_of(Vm&, Value cls, Value ancestor)
{
    return is_kind(cls, Kind::Class) && is_kind(ancestor, Kind::Class) &&
        is_subclass(as<Class>(cls), as<Class>(ancestor));
}

namespace
{

using Check = Result<bool> (*)(Vm&, Value, Value);

/// An object is also an instance of what its __class__ says.
Result<bool> is_instance_by_claim(Vm& vm, Value object, Value cls)
{
    if (is_instance(vm, object, as<Class>(cls)))
        return true;
    Class* own = vm.class_of(object);
    bool plain = lookup(vm, own, vm.names->class_) == lookup(vm, vm.classes->object, vm.names->class_);
    if (plain && !own->has(HasGetattribute))
        return false;
    Value claimed = TRY(find_attribute(vm, object, vm.names->class_)).value_or(None);
    return is_subclass_of(vm, claimed, cls);
}

/// The tuple of bases that an object which is no class says it has; nothing when it has none.
Result<std::optional<Value>> bases_claimed(Vm& vm, Value cls)
{
    std::optional<Value> bases = TRY(find_attribute(vm, cls, intern(vm, "__bases__")));
    if (bases && !is_kind(*bases, Kind::Tuple))
        bases.reset();
    return bases;
}

/// Whether `cls`, by what it says of its bases, is derived from `ancestor` or is the same.
Result<bool> derives_by_claim(Vm& vm, Value cls, Value ancestor)
{
    if (cls == ancestor)
        return true;
    if (!native_stack_ok(vm))
        return vm.raise(Error::RecursionError, "maximum recursion depth exceeded in __issubclass__");
    std::optional<Value> bases = TRY(bases_claimed(vm, cls));
    if (!bases)
        return false;
    for (Value base : *as<Tuple>(*bases))
        if (TRY(derives_by_claim(vm, base, ancestor)))
            return true;
    return false;
}

/// Raises TypeError for what issubclass can say nothing about.
Result<void> check_subject(Vm& vm, Value cls)
{
    if (!is_kind(cls, Kind::Class) && !TRY(bases_claimed(vm, cls)))
        return vm.raise(Error::TypeError, "issubclass() arg 1 must be a class");
    return {};
}

/// isinstance and issubclass share how they treat tuples and the hooks of metaclasses.
Result<bool> check_with(
    Vm& vm, Value subject, Value cls, Str* hook_name, Check plain, Check again, std::string_view what)
{
    if (auto* tuple = as_if<Tuple>(cls)) {
        if (!native_stack_ok(vm))
            return vm.raise(Error::RecursionError, "maximum recursion depth exceeded in {}", what);
        TRY(vm.work(1 + tuple->size / 4));
        for (Value each : *tuple)
            if (TRY(again(vm, subject, each)))
                return true;
        return false;
    }
    Class* metaclass = vm.class_of(cls);
    if (metaclass == vm.classes->type)
        return plain(vm, subject, cls);
    Value hook = lookup(vm, metaclass, hook_name);
    if (!hook.is_empty())
        return truth(vm, TRY(call_special(vm, hook, cls, { subject })));
    if (is_kind(cls, Kind::Class))
        return plain(vm, subject, cls);
    if (what == "issubclass")
        TRY(check_subject(vm, subject));
    if (!TRY(bases_claimed(vm, cls)))
        return vm.raise(Error::TypeError, "{}() arg 2 must be a {}, a tuple of {}, or a union", what,
            what == "isinstance" ? "type" : "class", what == "isinstance" ? "types" : "classes");
    if (what == "issubclass")
        return derives_by_claim(vm, subject, cls);
    std::optional<Value> claimed = TRY(find_attribute(vm, subject, vm.names->class_));
    return claimed ? derives_by_claim(vm, *claimed, cls) : Result<bool>(false);
}

} // namespace

Result<bool> instance_check(Vm& vm, Value object, Value cls)
{
    if (Value::cell(vm.class_of(object)) == cls)
        return true;
    return check_with(vm, object, cls, vm.names->instancecheck, is_instance_by_claim, instance_check, "isinstance");
}

Result<bool> subclass_check(Vm& vm, Value cls, Value ancestor)
{
    return check_with(
        vm, cls, ancestor, vm.names->subclasscheck,
        [](Vm& machine, Value subject, Value type) -> Result<bool> {
            if (is_kind(subject, Kind::Class))
                return is_subclass_of(machine, subject, type);
            TRY(check_subject(machine, subject));
            return derives_by_claim(machine, subject, type);
        },
        subclass_check, "issubclass");
}

ReprGuard::ReprGuard(Vm& vm, Value value)
    : vm_(vm)
    , recursive_(false)
{
    for (Value each : vm.shown)
        recursive_ = recursive_ || each == value;
    vm.shown.push_back(value);
}

ReprGuard::~ReprGuard() { vm_.shown.pop_back(); }

} // namespace coil::internal
