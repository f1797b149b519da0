#pragma once
// Binding C++ functions: a NativeDef is made from a Python signature and a C++ function, once.
//
//     constexpr NativeDef functions[] = { def<"isqrt(n, /)", isqrt>("Largest integer …"), … };
//
// The signature gives names, defaults and kinds of the parameters; the C++ parameter types convert. A parameter that
// was left out arrives as its default when that is an integer, True, False or None literal, else as the empty Value
// (std::nullopt, null). Parameter types: Value; int64_t; double; bool (truth); Str*, Dict*, List*, … (a TypeError for
// others; null when left out or, with default None, None); std::optional of those; Arguments for *args; Dict* for
// **kwargs (null when there are none). Return types: Value, void (None), bool, int64_t, double, or a cell pointer, each
// also as a Result.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <tuple>

#include "objects/function.h"

namespace coil::internal
{

/// The positional arguments that *args takes.
struct Arguments {
    const Value* first = nullptr;
    size_t count = 0;
    const Value* begin() const { return first; }
    const Value* end() const { return first + count; }
    Value operator[](size_t index) const { return first[index]; }
    bool empty() const { return count == 0; }
};

inline constexpr size_t max_native_parameters = 14;

/// What a signature says, parsed at compile time.
struct Signature {
    struct Parameter {
        uint16_t name_start = 0, name_size = 0;
        uint16_t default_start = 0, default_size = 0; ///< size 0: no default
    };
    uint16_t name_size = 0;
    uint8_t positional_only = 0;
    uint8_t positional = 0; ///< with the positional-only ones
    uint8_t required = 0;   ///< leading positional parameters without a default
    uint8_t keyword_only = 0;
    bool var_arguments = false;
    bool var_keywords = false;
    bool needs_keywords = false;                               ///< a keyword-only parameter has no default
    std::array<Parameter, max_native_parameters> parameters{}; ///< positional, then keyword-only
    constexpr size_t named() const { return size_t(positional) + keyword_only; }
    /// Words of the argument array: named parameters, then the dict of **kwargs; *args follow.
    constexpr size_t fixed() const { return named() + var_keywords; }
    constexpr bool simple() const { return keyword_only == 0 && !var_keywords; }
};

consteval Signature parse_signature(std::string_view text)
{
    Signature out;
    size_t i = 0;
    while (text[i] != '(')
        i++;
    out.name_size = uint16_t(i++);
    bool keyword_only = false;
    while (text[i] != ')') {
        while (text[i] == ' ' || text[i] == ',')
            i++;
        if (text[i] == ')')
            break;
        if (text[i] == '/') {
            out.positional_only = out.positional;
            i++;
            continue;
        }
        int stars = 0;
        while (text[i] == '*') {
            stars++;
            i++;
        }
        size_t start = i;
        while (text[i] != ',' && text[i] != '=' && text[i] != ')')
            i++;
        if (stars == 2) {
            out.var_keywords = true;
        } else if (stars == 1) {
            keyword_only = true;
            out.var_arguments = i > start;
        } else {
            Signature::Parameter& parameter = out.parameters[out.named()];
            parameter.name_start = uint16_t(start);
            parameter.name_size = uint16_t(i - start);
            if (text[i] == '=') {
                size_t value = ++i;
                int depth = 0;
                while (depth || (text[i] != ',' && text[i] != ')')) {
                    depth += text[i] == '(';
                    depth -= text[i] == ')';
                    i++;
                }
                parameter.default_start = uint16_t(value);
                parameter.default_size = uint16_t(i - value);
            } else if (keyword_only) {
                out.needs_keywords = true;
            } else {
                out.required = uint8_t(out.positional + 1);
            }
            keyword_only ? out.keyword_only++ : out.positional++;
        }
    }
    return out;
}

/// What a call instruction does itself in place of calling the function, where it can.
enum class Inlined : uint8_t {
    Nothing,
    Next,       ///< goes on in the frame of its argument, a generator
    Send,       ///< the same of its first argument, with the second one
    Length,     ///< len() of a builtin container
    IsInstance, ///< isinstance() of just that class
    TypeOf,     ///< type() of one argument
    Append,     ///< list.append() where there is room
    Pop,        ///< list.pop() of the last item
};
inline bool resumes_frames(Inlined inlined) { return inlined == Inlined::Next || inlined == Inlined::Send; }

/// A C++ function as scripts see it. `invoke` takes the arguments laid out as Signature::fixed() says; for a simple
/// signature `count` may be anything from `required` up.
struct NativeDef {
    const char* text; ///< the signature
    Signature signature;
    Result<Value> (*invoke)(Vm&, const Value* arguments, size_t count);
    const char* doc;
    Inlined inlined = Inlined::Nothing;
    std::string_view name() const { return { text, signature.name_size }; }
    std::string_view parameter_name(size_t index) const
    {
        return { text + signature.parameters[index].name_start, signature.parameters[index].name_size };
    }
};

/// Converts argument `index` for a C++ parameter; raises TypeError naming function and argument.
template <class T> struct FromValue;
/// "replace() argument 1 must be str, not int"; with its name when it may be given by that.
Raised raise_argument_type(Vm& vm, const NativeDef& def, size_t index, std::string_view expected, Value got);
Result<int64_t> to_int64(Vm& vm, Value value); ///< through __index__; OverflowError beyond 64 bits
Result<double> to_double(Vm& vm, Value value); ///< through __float__ and __index__
Result<bool> to_bool(Vm& vm, Value value);     ///< truth; may run script code
Result<Value> from_int64(Vm& vm, int64_t number);
Result<Value> from_double(Vm& vm, double number);

namespace native
{

template <size_t N> struct Text {
    char characters[N];
    consteval Text(const char (&text)[N]) { std::copy_n(text, N, characters); }
    constexpr std::string_view view() const { return { characters, N - 1 }; }
};

template <class T> struct Unwrap {
    using type = T;
};
template <class T> struct Unwrap<Result<T>> {
    using type = T;
};

/// The default of a parameter as a Value: integer, True, False and None literals; anything else is empty.
constexpr uint64_t default_bits(std::string_view text)
{
    if (text == "None")
        return None.bits();
    if (text == "True")
        return True.bits();
    if (text == "False")
        return False.bits();
    bool negative = !text.empty() && text[0] == '-';
    size_t i = negative;
    if (i >= text.size())
        return 0;
    int64_t number = 0;
    for (; i < text.size(); i++) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        number = number * 10 + (text[i] - '0');
    }
    return Value::small(negative ? -number : number).bits();
}

template <class T> Result<T> convert(Vm& vm, const NativeDef& def, size_t index, Value value)
{
    if constexpr (std::is_same_v<T, Value>) {
        return value.is_empty() ? Result<Value>(Value()) : Result<Value>(value);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (value.is_empty() || value.is_bool())
            return value.is_true();
        return to_bool(vm, value);
    } else if constexpr (std::is_same_v<T, int64_t>) {
        if (value.is_small() || value.is_empty()) [[likely]]
            return value.is_empty() ? 0 : value.as_small();
        return to_int64(vm, value);
    } else if constexpr (std::is_same_v<T, double>) {
        return value.is_empty() ? Result<double>(0.0) : to_double(vm, value);
    } else {
        static_assert(std::is_pointer_v<T>);
        using Layout = std::remove_pointer_t<T>;
        if (auto* cell = as_if<Layout>(value))
            return cell;
        return raise_argument_type(vm, def, index, Layout::type_name, value);
    }
}

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

/// Fetches the C++ argument number I of a signature from the laid out array. Sets `failed` when an exception is
/// pending.
template <const NativeDef* Def, class T, size_t I> T fetch(Vm& vm, const Value* arguments, size_t count, bool& failed)
{
    constexpr Signature signature = Def->signature;
    if constexpr (std::is_same_v<T, Arguments>) {
        static_assert(signature.var_arguments, "Arguments need *args in the signature");
        return count > signature.fixed() ? Arguments{ arguments + signature.fixed(), count - signature.fixed() }
                                         : Arguments{};
    } else {
        constexpr bool after_var = signature.var_arguments && I > signature.positional;
        constexpr size_t index = after_var ? I - 1 : I;
        static_assert(index < signature.fixed(), "the C++ function takes more parameters than its signature");
        Value value = index < count ? arguments[index] : Value();
        if constexpr (index < signature.named()) {
            constexpr auto parameter = signature.parameters[index];
            constexpr uint64_t fallback =
                default_bits(std::string_view(Def->text + parameter.default_start, parameter.default_size));
            if (value.is_empty())
                value = Value::from_bits(fallback);
        }
        if constexpr (is_optional<T>) {
            if (value.is_empty() || value.is_none())
                return std::nullopt;
            auto result = convert<typename T::value_type>(vm, *Def, index, value);
            failed |= result.failed();
            return result.release();
        } else if constexpr (std::is_same_v<T, Value>) {
            return value;
        } else if constexpr (std::is_pointer_v<T>) {
            if (value.is_empty() || (value.is_none() && Def->signature.parameters[index].default_size))
                return nullptr;
            auto result = convert<T>(vm, *Def, index, value);
            failed |= result.failed();
            return result.release();
        } else {
            auto result = convert<T>(vm, *Def, index, value);
            failed |= result.failed();
            return result.release();
        }
    }
}

template <class T> Result<Value> to_value(Vm& vm, T value)
{
    if constexpr (std::is_same_v<T, Value>)
        return value;
    else if constexpr (std::is_same_v<T, bool>)
        return Value::boolean(value);
    else if constexpr (std::is_integral_v<T>)
        return Value::fits_small(int64_t(value)) ? Result<Value>(Value::small(int64_t(value)))
                                                 : from_int64(vm, int64_t(value));
    else if constexpr (std::is_same_v<T, double>)
        return from_double(vm, value);
    else
        return Value::cell(value);
}

template <const NativeDef* Def, class Return, class... Parameters, size_t... I>
Result<Value> invoke(Vm& vm, Return (*function)(Vm&, Parameters...), [[maybe_unused]] const Value* arguments,
    [[maybe_unused]] size_t count, std::index_sequence<I...>)
{
    constexpr Signature signature = Def->signature;
    static_assert(
        sizeof...(Parameters) == signature.fixed() + signature.var_arguments, "arity differs from the signature");
    bool failed = false;
    // Braces make the order of conversion that of the parameters.
    std::tuple<Parameters...> converted{ (
        failed ? Parameters{} : fetch<Def, Parameters, I>(vm, arguments, count, failed))... };
    if (failed) [[unlikely]]
        return Raised{};
    using Plain = typename Unwrap<Return>::type;
    if constexpr (std::is_void_v<Return>) {
        std::apply([&](auto&&... each) { function(vm, each...); }, converted);
        return None;
    } else if constexpr (std::is_same_v<Return, Result<void>>) {
        if (std::apply([&](auto&&... each) { return function(vm, each...); }, converted).failed())
            return Raised{};
        return None;
    } else if constexpr (std::is_same_v<Plain, Return>) {
        return to_value(vm, std::apply([&](auto&&... each) { return function(vm, each...); }, converted));
    } else {
        auto result = std::apply([&](auto&&... each) { return function(vm, each...); }, converted);
        if (result.failed()) [[unlikely]]
            return Raised{};
        return to_value<Plain>(vm, result.release());
    }
}

template <Text Sig, auto Function> struct Binding {
    static Result<Value> run(Vm& vm, const Value* arguments, size_t count)
    {
        return dispatch(vm, Function, arguments, count);
    }
    template <class Return, class... Parameters>
    static Result<Value> dispatch(Vm& vm, Return (*function)(Vm&, Parameters...), const Value* arguments, size_t count)
    {
        return invoke<&bare>(vm, function, arguments, count, std::index_sequence_for<Parameters...>{});
    }
    static constexpr NativeDef bare{ Sig.characters, parse_signature(Sig.view()), nullptr, nullptr };
    static constexpr Text<sizeof(Sig.characters)> text = Sig;
};

} // namespace native

/// See the head of this file.
template <native::Text Sig, auto Function>
constexpr NativeDef def(const char* doc = nullptr, Inlined inlined = Inlined::Nothing)
{
    using Binding = native::Binding<Sig, Function>;
    return { Binding::text.characters, parse_signature(Binding::text.view()), &Binding::run, doc, inlined };
}

/// Whether `invoke` takes so many positional arguments just as they stand.
inline bool takes_plainly(const Signature& signature, size_t count)
{
    return count >= signature.required &&
        (signature.var_arguments ? count >= signature.positional : count <= signature.positional);
}
/// What a call of the class with `count` positional arguments runs, the class going first; null when that is made of
/// `__new__` and `__init__`.
inline const NativeDef* direct_call(const Class* cls, size_t count)
{
    return cls->call && takes_plainly(cls->call->signature, count + 1) ? cls->call : nullptr;
}

/// That `self` is an instance of the class whose method the function is (any value for other functions); TypeError.
Result<void> check_self(Vm& vm, const NativeFunction* function, Value self);
/// Calls a native function with positional arguments and keyword values (named by `keywords`, after the positional
/// ones). Checks counts and names as CPython does. `self`, when not empty, goes first.
Result<Value> call_native(
    Vm& vm, const NativeFunction* function, const Value* arguments, size_t positional, const Tuple* keywords);

} // namespace coil::internal
