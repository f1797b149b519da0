#include "objects/native.h"

#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

/// A function as messages about its arguments name it.
struct Named {
    std::string plain;   ///< in "sorted expected 1 argument, got 2"
    std::string display; ///< in "list.append() takes exactly one argument (0 given)"
    size_t hidden = 0;   ///< leading parameters that scripts do not see: a method's self, the class of __new__
};

/// The class whose `__new__` the function is: `type` or one that it inherits from.
Class* maker_class(Vm& vm, const NativeFunction* function, Value type)
{
    auto* cls = as_if<Class>(type);
    for (size_t i = 0; cls && i < cls->mro->size; i++) {
        auto* each = as<Class>(cls->mro->items[i]);
        Value* found = find_own(vm, each, vm.names->new_);
        auto* wrapper = found ? as_if<StaticMethod>(*found) : nullptr;
        if (wrapper && wrapper->function == Value::cell(const_cast<NativeFunction*>(function)))
            return each;
    }
    return nullptr;
}

Named named(Vm& vm, const NativeFunction* function, Value first)
{
    std::string name(function->def->name());
    const Signature& signature = function->def->signature;
    size_t self = std::min<size_t>(signature.positional, 1);
    if (name == "__new__")
        if (Class* cls = maker_class(vm, function, first))
            return { std::string(class_name(cls)), std::string(class_name(cls)), self };
    if (function->owner && name == "__init__")
        return { std::string(class_name(function->owner)), std::string(class_name(function->owner)), self };
    if (function->owner) {
        auto* cls = as_if<Class>(first);
        bool of_class = cls && function->owner == vm.classes->type;
        return { name, std::string(class_name(of_class ? cls : function->owner)) + "." + name, self };
    }
    size_t hidden = function->aux & HasContext ? 1 : 0;
    if (function->module && function->module != vm.names->builtins_module)
        return { name, std::string(function->module->view()) + "." + name, hidden };
    return { name, name, hidden };
}

std::string_view plural(size_t count) { return count == 1 ? "" : "s"; }

/// Parameters that may be given by name: CPython words their counts in another way.
bool takes_names(const Signature& signature, size_t hidden)
{
    return signature.named() > std::max<size_t>(signature.positional_only, hidden) || signature.var_keywords;
}

/// Wrong counts where parameters may be given by name; `given` and `most` without the hidden ones.
Raised wrong_named_count(
    Vm& vm, const Signature& signature, const Named& name, size_t given, size_t by_name, size_t least, size_t most)
{
    size_t all = most + signature.keyword_only;
    std::string_view bound = least < all ? "at most" : "exactly";
    if (given + by_name > all)
        return vm.raise(Error::TypeError, "{}() takes {} {} {}argument{} ({} given)", name.plain, bound, all,
            given == 0 ? "keyword " : "", plural(all), given + by_name);
    if (given > most && most == 0)
        return vm.raise(Error::TypeError, "{}() takes no positional arguments", name.plain);
    if (given > most)
        return vm.raise(Error::TypeError, "{}() takes {} {} positional argument{} ({} given)", name.plain, bound, most,
            plural(most), given);
    size_t only =
        std::min<size_t>(signature.positional_only - std::min(name.hidden, size_t(signature.positional_only)), least);
    return vm.raise(Error::TypeError, "{}() takes {} {} positional argument{} ({} given)", name.plain,
        only < all ? "at least" : "exactly", only, plural(only), given);
}

bool wraps_slot(Vm& vm, const NativeFunction* function)
{
    return function->shape == vm.classes->wrapper_descriptor->root->id ||
        function->shape == vm.classes->method_wrapper->root->id;
}

/// Parameters that scripts see: a method's self is not counted.
Raised wrong_count(Vm& vm, const NativeFunction* function, Value first, size_t given, size_t by_name = 0)
{
    const Signature& signature = function->def->signature;
    Named name = named(vm, function, first);
    bool of_slot = wraps_slot(vm, function);
    if (function->owner && given == 0 && name.hidden && of_slot)
        return vm.raise(Error::TypeError, "descriptor '{}' of '{}' object needs an argument", function->def->name(),
            class_name(function->owner));
    if (function->owner && given == 0 && name.hidden)
        return vm.raise(Error::TypeError, "unbound method {}() needs an argument", name.display);
    // Whose method it is comes first.
    if (function->owner && !(function->aux & IsMaker) && check_self(vm, function, first).failed())
        return Raised{};
    size_t least = signature.required - std::min<size_t>(name.hidden, signature.required);
    size_t most = signature.positional - name.hidden;
    given -= std::min(name.hidden, given);
    bool makes = function->def->name() == "__new__" || function->def->name() == "__init__";
    bool counts_plainly =
        by_name == 0 && (function->owner == vm.classes->integer || function->owner == vm.classes->str) && makes;
    if (takes_names(signature, name.hidden) && !counts_plainly)
        return wrong_named_count(vm, signature, name, given, by_name, least, most);
    if (makes && most == 0)
        return vm.raise(Error::TypeError, "{} takes no arguments", name.plain);
    if (of_slot && least == most && most < 2)
        return vm.raise(Error::TypeError, "expected {} argument{}, got {}", most, plural(most), given);
    if (of_slot && least == 1 && most == 2 && name.plain != "__get__")
        return vm.raise(Error::TypeError, "expected 1 or 2 arguments, got {}", given);
    if (least == most && most == 0)
        return vm.raise(Error::TypeError, "{}() takes no arguments ({} given)", name.display, given);
    if (least == most && most == 1 && !makes)
        return vm.raise(Error::TypeError, "{}() takes exactly one argument ({} given)", name.display, given);
    if (least == most)
        return vm.raise(Error::TypeError, "{} expected {} argument{}, got {}", name.plain, most, plural(most), given);
    if (given < least)
        return vm.raise(
            Error::TypeError, "{} expected at least {} argument{}, got {}", name.plain, least, plural(least), given);
    return vm.raise(
        Error::TypeError, "{} expected at most {} argument{}, got {}", name.plain, most, plural(most), given);
}

Raised missing_argument(Vm& vm, const NativeFunction* function, Value first, size_t index)
{
    Named name = named(vm, function, first);
    return vm.raise(Error::TypeError, "{}() missing required argument '{}' (pos {})", name.plain,
        function->def->parameter_name(index), index + 1 - name.hidden);
}

int parameter_named(const NativeDef& def, std::string_view name)
{
    for (size_t i = def.signature.positional_only; i < def.signature.named(); i++)
        if (def.parameter_name(i) == name)
            return int(i);
    return -1;
}

/// Whether keywords are not for this one of `__new__` and `__init__`, as the class has another of its own in Python.
bool leaves_keywords(Vm& vm, const NativeDef& def, Value first)
{
    if (def.name() == "__new__") {
        auto* cls = as_if<Class>(first);
        return cls && is_kind(lookup_special(vm, cls, Special::init), Kind::Function);
    }
    if (def.name() != "__init__" || first.is_empty())
        return false;
    auto* maker = as_if<StaticMethod>(lookup_special(vm, vm.class_of(first), Special::new_));
    return maker && is_kind(maker->function, Kind::Function);
}

/// Lays the arguments out as Signature::fixed() says; `slots` has room for all.
Result<void> lay_out(Vm& vm, const NativeFunction* function, const Value* arguments, size_t positional,
    const Tuple* keywords, Value* slots)
{
    const NativeDef& def = *function->def;
    const Signature& signature = def.signature;
    size_t direct = std::min<size_t>(positional, signature.positional);
    Value first = positional ? arguments[0] : Value();
    if (positional > direct && !signature.var_arguments)
        return wrong_count(vm, function, first, positional, keywords ? keywords->size : 0);
    std::copy_n(arguments, direct, slots);
    std::fill(slots + direct, slots + signature.fixed(), Value());
    std::copy(arguments + direct, arguments + positional, slots + signature.fixed());
    for (size_t k = 0; keywords && k < keywords->size; k++) {
        Str* name = as<Str>(keywords->items[k]);
        Value value = arguments[positional + k];
        int index = parameter_named(def, name->view());
        if (index >= 0) {
            if (!slots[index].is_empty())
                return vm.raise(Error::TypeError, "argument for {}() given by name ('{}') and position ({})",
                    def.name(), name->view(), size_t(index) + 1 - named(vm, function, first).hidden);
            slots[index] = value;
        } else if (signature.var_keywords) {
            Value& rest = slots[signature.named()];
            if (rest.is_empty())
                rest = Value::cell(TRY(make_dict(vm)));
            TRY(dict_set_str(vm, as<Dict>(rest), name, value));
        } else if (signature.named() == signature.positional_only) {
            if (leaves_keywords(vm, def, first))
                continue;
            if (wraps_slot(vm, function) && def.name() != "__init__")
                return vm.raise(Error::TypeError, "wrapper {}() takes no keyword arguments", def.name());
            return vm.raise(Error::TypeError, "{}() takes no keyword arguments", named(vm, function, first).display);
        } else {
            return vm.raise(Error::TypeError, "{}() got an unexpected keyword argument '{}'",
                named(vm, function, first).plain, name->view());
        }
    }
    for (size_t i = direct; i < signature.required; i++)
        if (slots[i].is_empty())
            return i < signature.positional_only ? wrong_count(vm, function, first, positional, 0)
                                                 : missing_argument(vm, function, first, i);
    for (size_t i = signature.positional; i < signature.named(); i++)
        if (slots[i].is_empty() && signature.parameters[i].default_size == 0)
            return vm.raise(Error::TypeError, "{}() missing required keyword-only argument: '{}'", def.name(),
                def.parameter_name(i));
    return {};
}

/// lay_out for `given` positional arguments alone, as many as the function takes: the first one and those at `others`.
/// Returns their number as `invoke` is to be told.
size_t lay_out_positional(const Signature& signature, Value first, const Value* others, size_t given, Value* slots)
{
    size_t positional = signature.positional, filled = std::min(given, positional), fixed = signature.fixed();
    if (given > 0)
        slots[positional > 0 ? 0 : fixed] = first;
    for (size_t i = 1; i < filled; i++)
        slots[i] = others[i - 1];
    for (size_t i = filled; i < fixed; i++)
        slots[i] = Value();
    for (size_t i = std::max<size_t>(positional, 1); i < given; i++)
        slots[fixed + i - positional] = others[i - 1];
    return given > positional ? fixed + given - positional : fixed;
}

} // namespace

namespace
{

/// That a builtin class's `__new__` is asked for an object of that class's own layout.
Result<void> check_made(Vm& vm, const NativeFunction* function, Value type)
{
    Class* owner = function->owner;
    auto* cls = as_if<Class>(type);
    if (cls && is_subclass(cls, owner) &&
        (cls->instance_kind == owner->instance_kind || owner->instance_kind == Kind::Instance))
        return {};
    std::string_view name = class_name(owner);
    if (!cls)
        return vm.raise(Error::TypeError, "{}.__new__(X): X is not a type object ({})", name, type_name(vm, type));
    if (!is_subclass(cls, owner))
        return vm.raise(Error::TypeError, "{}.__new__({}): {} is not a subtype of {}", name, class_name(cls),
            class_name(cls), name);
    return vm.raise(
        Error::TypeError, "{}.__new__({}) is not safe, use {}.__new__()", name, class_name(cls), class_name(cls));
}

} // namespace

Result<void> check_self(Vm& vm, const NativeFunction* function, Value self)
{
    if (function->aux & IsMaker && !self.is_empty())
        return check_made(vm, function, self);
    if (!function->owner || self.is_empty() || is_subclass(vm.class_of(self), function->owner)) [[likely]]
        return {};
    if (wraps_slot(vm, function))
        return vm.raise(Error::TypeError, "descriptor '{}' requires a '{}' object but received a '{}'",
            function->def->name(), class_name(function->owner), type_name(vm, self));
    return vm.raise(Error::TypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        function->def->name(), class_name(function->owner), type_name(vm, self));
}

Result<Value> call_native(
    Vm& vm, const NativeFunction* function, const Value* arguments, size_t positional, const Tuple* keywords)
{
    const NativeDef& def = *function->def;
    const Signature& signature = def.signature;
    size_t bound = function->self.is_empty() ? 0 : 1;
    bool plain = !keywords || keywords->size == 0;
    if (function->aux & IsMaker && !bound && positional)
        TRY(check_made(vm, function, arguments[0]));
    if (plain && !bound && signature.simple() && takes_plainly(signature, positional)) {
        if (positional)
            TRY(check_self(vm, function, arguments[0]));
        return def.invoke(vm, arguments, positional);
    }
    size_t given = positional + bound;
    size_t total = given + (plain ? 0 : keywords->size);
    size_t words = signature.fixed() + total;
    constexpr size_t inline_words = 24;
    alignas(Value) std::byte inline_slots[inline_words * sizeof(Value)];
    std::unique_ptr<gc::RootVector> many;
    Value* slots = reinterpret_cast<Value*>(inline_slots);
    if (words * 2 > inline_words) {
        many = std::make_unique<gc::RootVector>(vm.heap);
        many->resize(words * 2);
        slots = many->data();
    }
    if (plain && !signature.needs_keywords && given >= signature.required &&
        (given <= signature.positional || signature.var_arguments)) {
        Value first = bound ? function->self : given ? arguments[0] : Value();
        if (!bound)
            TRY(check_self(vm, function, first));
        return def.invoke(vm, slots, lay_out_positional(signature, first, arguments + !bound, given, slots));
    }
    // A method of a bound function takes the object first: the arguments are put behind it.
    Value* shifted = slots + words;
    const Value* source = arguments;
    if (bound) {
        shifted[0] = function->self;
        std::copy_n(arguments, total - 1, shifted + 1);
        source = shifted;
    }
    TRY(lay_out(vm, function, source, given, plain ? nullptr : keywords, slots));
    if (!bound)
        TRY(check_self(vm, function, signature.positional || !given ? slots[0] : source[0]));
    size_t surplus = given > signature.positional ? given - signature.positional : 0;
    return def.invoke(vm, slots, signature.fixed() + surplus);
}

Raised raise_argument_type(Vm& vm, const NativeDef& def, size_t index, std::string_view expected, Value got)
{
    const Signature& signature = def.signature;
    std::string_view first = signature.positional ? def.parameter_name(0) : std::string_view();
    size_t hidden = first == "self" || first == "cls" ? 1 : 0;
    std::string which;
    if (index >= signature.positional_only && index < signature.named())
        which = format_text(" '{}'", { def.parameter_name(index) });
    else if (signature.named() - hidden > 1 || signature.var_arguments || signature.var_keywords)
        which = format_text(" {}", { index + 1 - hidden });
    return vm.raise(Error::TypeError, "{}() argument{} must be {}, not {}", def.name(), which, expected,
        got.is_none() ? "None" : type_name(vm, got));
}

} // namespace coil::internal
