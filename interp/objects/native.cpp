#include "objects/native.h"

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil
{

namespace
{

std::string display_name(const NativeFunction* function)
{
    std::string name(function->def->name());
    if (function->owner)
        return std::string(class_name(function->owner)) + "." + name;
    return name;
}

/// Parameters that scripts see: a method's self is not counted.
Raised wrong_count(Vm& vm, const NativeFunction* function, size_t given)
{
    const Signature& signature = function->def->signature;
    size_t hidden = function->owner && !signature.var_arguments ? 1 : 0;
    size_t least = signature.required - std::min<size_t>(hidden, signature.required);
    size_t most = signature.positional - std::min<size_t>(hidden, signature.positional);
    given -= std::min(hidden, given);
    std::string name = display_name(function);
    if (function->owner && given == 0 && hidden && signature.required == 1 && signature.positional == 0)
        return vm.raise(Error::TypeError, "unbound method {}() needs an argument", name);
    if (least == most && most == 0)
        return vm.raise(Error::TypeError, "{}() takes no arguments ({} given)", name, given);
    if (least == most && most == 1)
        return vm.raise(Error::TypeError, "{}() takes exactly one argument ({} given)", name, given);
    std::string plain(function->def->name());
    if (least == most)
        return vm.raise(
            Error::TypeError, "{} expected {} argument{}, got {}", plain, most, most == 1 ? "" : "s", given);
    if (given < least)
        return vm.raise(
            Error::TypeError, "{} expected at least {} argument{}, got {}", plain, least, least == 1 ? "" : "s", given);
    return vm.raise(
        Error::TypeError, "{} expected at most {} argument{}, got {}", plain, most, most == 1 ? "" : "s", given);
}

Raised missing_argument(Vm& vm, const NativeFunction* function, size_t index)
{
    return vm.raise(Error::TypeError, "{}() missing required argument '{}' (pos {})", function->def->name(),
        function->def->parameter_name(index), index + 1 - (function->owner ? 1 : 0));
}

int parameter_named(const NativeDef& def, std::string_view name)
{
    for (size_t i = def.signature.positional_only; i < def.signature.named(); i++)
        if (def.parameter_name(i) == name)
            return int(i);
    return -1;
}

/// Lays the arguments out as Signature::fixed() says; `slots` has room for all.
Result<void> lay_out(Vm& vm, const NativeFunction* function, const Value* arguments, size_t positional,
    const Tuple* keywords, Value* slots)
{
    const NativeDef& def = *function->def;
    const Signature& signature = def.signature;
    size_t direct = std::min<size_t>(positional, signature.positional);
    if (positional > direct && !signature.var_arguments)
        return wrong_count(vm, function, positional);
    std::copy_n(arguments, direct, slots);
    std::copy(arguments + direct, arguments + positional, slots + signature.fixed());
    for (size_t k = 0; keywords && k < keywords->size; k++) {
        Str* name = as<Str>(keywords->items[k]);
        Value value = arguments[positional + k];
        int index = parameter_named(def, name->view());
        if (index >= 0) {
            if (!slots[index].is_empty())
                return vm.raise(Error::TypeError, "argument for {}() given by name ('{}') and position ({})",
                    def.name(), name->view(), index + 1);
            slots[index] = value;
        } else if (signature.var_keywords) {
            Value& rest = slots[signature.named()];
            if (rest.is_empty())
                rest = Value::cell(TRY(make_dict(vm)));
            TRY(dict_set_str(vm, as<Dict>(rest), name, value));
        } else if (signature.named() == signature.positional_only) {
            return vm.raise(Error::TypeError, "{}() takes no keyword arguments", display_name(function));
        } else {
            return vm.raise(Error::TypeError, "{}() got an unexpected keyword argument '{}'", def.name(), name->view());
        }
    }
    for (size_t i = direct; i < signature.required; i++)
        if (slots[i].is_empty())
            return i < signature.positional_only ? wrong_count(vm, function, positional)
                                                 : missing_argument(vm, function, i);
    for (size_t i = signature.positional; i < signature.named(); i++)
        if (slots[i].is_empty() && signature.parameters[i].default_size == 0)
            return vm.raise(Error::TypeError, "{}() missing required keyword-only argument: '{}'", def.name(),
                def.parameter_name(i));
    return {};
}

} // namespace

Result<Value> call_native(
    Vm& vm, const NativeFunction* function, const Value* arguments, size_t positional, const Tuple* keywords)
{
    const NativeDef& def = *function->def;
    const Signature& signature = def.signature;
    size_t bound = function->self.is_empty() ? 0 : 1;
    bool plain = !keywords || keywords->size == 0;
    if (plain && !bound && signature.simple() && positional >= signature.required &&
        (positional <= signature.positional || signature.var_arguments) &&
        (positional >= signature.positional || !signature.var_arguments))
        return def.invoke(vm, arguments, positional);
    size_t given = positional + bound;
    size_t total = given + (plain ? 0 : keywords->size);
    size_t words = signature.fixed() + total;
    constexpr size_t inline_words = 24;
    Value inline_slots[inline_words];
    std::unique_ptr<gc::RootVector> many;
    Value* slots = inline_slots;
    if (words * 2 > inline_words) {
        many = std::make_unique<gc::RootVector>(vm.heap);
        many->resize(words * 2);
        slots = many->data();
    }
    // A method of a bound function takes the object first: the arguments are put behind it.
    Value* shifted = slots + words;
    const Value* source = arguments;
    if (bound) {
        if (signature.simple() && plain && given >= signature.required && given <= signature.positional &&
            !signature.var_arguments) {
            slots[0] = function->self;
            std::copy_n(arguments, positional, slots + 1);
            return def.invoke(vm, slots, given);
        }
        shifted[0] = function->self;
        std::copy_n(arguments, total - 1, shifted + 1);
        source = shifted;
    }
    TRY(lay_out(vm, function, source, given, plain ? nullptr : keywords, slots));
    size_t surplus = given > signature.positional ? given - signature.positional : 0;
    return def.invoke(vm, slots, signature.fixed() + surplus);
}

Raised raise_argument_type(Vm& vm, const NativeDef& def, size_t index, std::string_view expected, Value got)
{
    return vm.raise(
        Error::TypeError, "{}() argument {} must be {}, not {}", def.name(), index + 1, expected, type_name(vm, got));
}

} // namespace coil
