// What the patterns of match statements ask of their subjects.
#include "objects/dict.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

/// Puts the result into r[dst].
Next finish(Vm& vm, Next s, uint32_t dst, const Result<Value>& result, uint32_t words)
{
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = result.value();
    return { s.pc + words, s.r };
}

/// values_of for an exact dict, which no script code sees being asked.
Result<Value> values_of_dict(Vm& vm, Dict* dict, Tuple* keys, Tuple* values)
{
    for (size_t i = 0; i < keys->size; i++) {
        Found found = TRY(dict_find(vm, dict, keys->items[i]));
        if (!found.value)
            return None;
        vm.heap.write_barrier(values);
        values->items[i] = *found.value;
    }
    return Value::cell(values);
}

/// The values of a mapping as its get() finds them; None when there is none for one of the keys.
Result<Value> values_of(Vm& vm, Value mapping, Tuple* keys)
{
    Tuple* values = TRY(make_tuple(vm, keys->size));
    for (Value& value : std::span(values->items, values->size))
        value = None;
    // The set also refuses what can't be hashed.
    Set* seen =
        keys->size > 1 || (keys->size == 1 && !is_kind(keys->items[0], Kind::Str)) ? TRY(make_set(vm)) : nullptr;
    for (Value key : *keys)
        if (seen && !TRY(set_add(vm, seen, key)))
            return vm.raise(Error::ValueError, "mapping pattern checks duplicate key ({})", TRY(repr(vm, key))->view());
    if (mapping.is_cell() && mapping.as_cell()->shape == vm.exact.dict)
        return values_of_dict(vm, as<Dict>(mapping), keys, values);
    Value get = TRY(get_attribute(vm, mapping, intern(vm, "get")));
    Value missing = Value::cell(TRY(make_instance(vm, vm.classes->object)));
    for (size_t i = 0; i < keys->size; i++) {
        Value value = TRY(call(vm, get, { keys->items[i], missing }));
        if (value == missing)
            return None;
        vm.heap.write_barrier(values);
        values->items[i] = value;
    }
    return Value::cell(values);
}

/// Collects what a class pattern asks for.
class ClassMatch
{
public:
    ClassMatch(Vm& vm, Class* cls, Value subject, Tuple* found, Set* asked)
        : vm_(vm)
        , cls_(cls)
        , subject_(subject)
        , found_(found)
        , asked_(asked)
    {
    }

    /// The first sub-patterns, for attributes that the class names. False when the subject lacks one of them.
    Result<bool> positional(size_t count)
    {
        std::optional<Value> named = TRY(find_attribute(vm_, Value::cell(cls_), vm_.names->match_args));
        Tuple* names = nullptr;
        if (named && !(is_kind(*named, Kind::Tuple) && vm_.class_of(*named) == vm_.classes->tuple))
            return vm_.raise(Error::TypeError, "{}.__match_args__ must be a tuple (got {})", class_name(cls_),
                type_name(vm_, *named));
        if (named)
            names = as<Tuple>(*named);
        bool matches_self = !named && cls_->has(MatchesSelf);
        size_t allowed = names ? names->size : matches_self;
        if (allowed < count)
            return vm_.raise(Error::TypeError, "{}() accepts {} positional sub-pattern{} ({} given)", class_name(cls_),
                allowed, allowed == 1 ? "" : "s", count);
        if (matches_self) {
            put(subject_);
            return true;
        }
        for (size_t i = 0; i < count; i++) {
            Value name = names->items[i];
            if (!is_kind(name, Kind::Str) || vm_.class_of(name) != vm_.classes->str)
                return vm_.raise(
                    Error::TypeError, "__match_args__ elements must be strings (got {})", type_name(vm_, name));
            if (!TRY(attribute(as<Str>(name))))
                return false;
        }
        return true;
    }

    /// The next sub-pattern, for that attribute. False when the subject lacks it.
    Result<bool> attribute(Str* name)
    {
        name = intern(vm_, name);
        if (asked_ && !TRY(set_add(vm_, asked_, Value::cell(name))))
            return vm_.raise(Error::TypeError, "{}() got multiple sub-patterns for attribute {}", class_name(cls_),
                TRY(repr(vm_, Value::cell(name)))->view());
        std::optional<Value> value = TRY(find_attribute(vm_, subject_, name));
        if (value)
            put(*value);
        return value.has_value();
    }

private:
    void put(Value value)
    {
        vm_.heap.write_barrier(found_);
        found_->items[next_++] = value;
    }

    Vm& vm_;
    Class* cls_;
    Value subject_;
    Tuple* found_;
    Set* asked_; ///< names of attributes; null when one at most is asked for
    size_t next_ = 0;
};

/// The attributes of an instance; None when it is none or has not all of them.
Result<Value> attributes_of(Vm& vm, Value cls, Value subject, size_t positional, Tuple* names)
{
    if (!is_kind(cls, Kind::Class))
        return vm.raise(Error::TypeError, "called match pattern must be a class");
    if (!TRY(instance_check(vm, subject, cls)))
        return None;
    Tuple* found = TRY(make_tuple(vm, positional + names->size));
    for (Value& value : std::span(found->items, found->size))
        value = None;
    Set* asked = found->size > 1 ? TRY(make_set(vm)) : nullptr;
    ClassMatch match(vm, as<Class>(cls), subject, found, asked);
    if (positional > 0 && !TRY(match.positional(positional)))
        return None;
    for (Value name : *names)
        if (!TRY(match.attribute(as<Str>(name))))
            return None;
    return Value::cell(found);
}

} // namespace

Next length(Vm& vm, Next s, uint32_t dst, Value value)
{
    save(vm, s);
    Result<int64_t> length = length_of(vm, value);
    if (length.failed())
        return unwind(vm, s);
    s.r[dst] = Value::small(length.value());
    return after<Op::Length>(s);
}

Next match_keys(Vm& vm, Next s, uint32_t dst, Value mapping, Value keys)
{
    save(vm, s);
    return finish(vm, s, dst, values_of(vm, mapping, as<Tuple>(keys)), 1);
}

Next match_class(Vm& vm, Next s, uint32_t dst, Value subject, uint32_t positional)
{
    save(vm, s);
    auto* names = as<Tuple>(code_of(s.r)->constants[s.pc[1]]);
    return finish(vm, s, dst, attributes_of(vm, s.r[dst], subject, positional, names), 2);
}

} // namespace coil::internal::slow
