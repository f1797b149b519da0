#pragma once
// Functions of the host as scripts see them. Part of coil.h.
//
//     vm.module("game").def("spawn(kind, *, at=None)", [&](std::string kind, std::optional<Point> at) { … },
//         "Makes one.");
//
// The signature is Python's: names, defaults (expressions, made once), `/` and `*`, `*args` and `**kwargs`. It says how
// scripts call the function, what help() shows and what their TypeErrors say. The callable (a function, a lambda, an
// object with one operator()) has a parameter for each of its names, in that order, and perhaps a coil::Vm& before
// them; *args are a std::vector or a Value (a tuple), **kwargs a std::map or a Value (a dict). A std::string_view lasts
// as long as the call. convert.h says what the types are in scripts; void is None.
//
// What the callable throws is raised in the script: an Error, which keeps class, message and, when it came from this
// Vm, the exception itself; std::bad_alloc as MemoryError; other exceptions as RuntimeError with their what(). The
// callable may use the Vm, on the thread that called it, but not destroy it. When a limit or interrupt() ends what
// runs, that comes out of the Vm's functions as an Error and goes on behind the callable, whatever it does.
//
// The callable belongs to the function and is destroyed some time after scripts can't reach that any more, at latest
// with the Vm, by a thread that uses the Vm. Its destructor must not use the Vm. Values that it captured keep what they
// hold alive: a function that captures what refers to it stays until the Vm is gone.
#include <type_traits>

#include "convert.h"

namespace coil::binding
{

/// What a call brings: a value for each parameter.
struct Arguments {
    Vm& vm;
    std::span<Value> values;
    std::span<const Place> places;
};

/// A callable whose types are not known any more.
class Callable
{
public:
    virtual ~Callable() = default;
    virtual Value call(const Arguments& arguments) = 0;
    virtual size_t parameter_count() const = 0;
};

/// A parameter of type T: what is converted, and kept for the call.
template <class T> struct Parameter {
    using Kept = std::remove_cvref_t<T>;
    static_assert(!std::is_lvalue_reference_v<T> || std::is_const_v<std::remove_reference_t<T>>,
        "a bound callable can't change its arguments: take them by value or const reference");
    static Kept from(const Value& value, const Place& place) { return Convert<Kept>::from(value, place); }
};
template <> struct Parameter<std::string_view> {
    using Kept = std::string;
    static Kept from(const Value& value, const Place& place) { return Convert<std::string>::from(value, place); }
};
template <> struct Parameter<const std::string_view&> : Parameter<std::string_view> {
};
template <> struct Parameter<std::optional<std::string_view>> {
    using Kept = std::optional<std::string>;
    static Kept from(const Value& value, const Place& place) { return Convert<Kept>::from(value, place); }
};

template <class F> struct Shape : Shape<decltype(&F::operator())> {
};
template <class R, class... P> struct Shape<R (*)(P...)> {
    using Return = R;
    using Parameters = std::tuple<std::type_identity<P>...>;
};
template <class R, class... P> struct Shape<R (*)(P...) noexcept> : Shape<R (*)(P...)> {
};
template <class R, class C, class... P> struct Shape<R (C::*)(P...)> : Shape<R (*)(P...)> {
};
template <class R, class C, class... P> struct Shape<R (C::*)(P...) const> : Shape<R (*)(P...)> {
};
template <class R, class C, class... P> struct Shape<R (C::*)(P...) noexcept> : Shape<R (*)(P...)> {
};
template <class R, class C, class... P> struct Shape<R (C::*)(P...) const noexcept> : Shape<R (*)(P...)> {
};

template <class Parameters> inline constexpr bool takes_vm = false;
template <class... Rest> inline constexpr bool takes_vm<std::tuple<std::type_identity<Vm&>, Rest...>> = true;

template <class F> class Bound final : public Callable
{
    using Return = typename Shape<F>::Return;
    using Parameters = typename Shape<F>::Parameters;
    static constexpr size_t hidden = takes_vm<Parameters>;
    static constexpr size_t count = std::tuple_size_v<Parameters> - hidden;
    template <size_t I> using Type = typename std::tuple_element_t<I + hidden, Parameters>::type;

public:
    explicit Bound(F function)
        : function_(std::move(function))
    {
    }
    size_t parameter_count() const override { return count; }
    Value call(const Arguments& arguments) override { return call(arguments, std::make_index_sequence<count>{}); }

private:
    template <size_t... I> Value call(const Arguments& arguments, std::index_sequence<I...>)
    {
        // Braces make the order of conversion that of the parameters.
        std::tuple<typename Parameter<Type<I>>::Kept...> kept{ Parameter<Type<I>>::from(
            arguments.values[I], arguments.places[I])... };
        auto run = [&]() -> Return {
            if constexpr (hidden)
                return function_(arguments.vm, pass<Type<I>>(std::get<I>(kept))...);
            else
                return function_(pass<Type<I>>(std::get<I>(kept))...);
        };
        if constexpr (std::is_void_v<Return>) {
            run();
            return Value();
        } else {
            return Convert<std::remove_cvref_t<Return>>::to(arguments.vm, run());
        }
    }
    template <class T, class Kept> static decltype(auto) pass(Kept& kept)
    {
        if constexpr (std::is_same_v<T, Kept> || std::is_rvalue_reference_v<T>)
            return std::move(kept);
        else
            return static_cast<const Kept&>(kept);
    }

    F function_;
};

template <class F> std::unique_ptr<Callable> bind(F&& callable)
{
    return std::make_unique<Bound<std::decay_t<F>>>(std::forward<F>(callable));
}

} // namespace coil::binding

namespace coil
{

template <class F> Value Vm::function(std::string_view signature, F&& callable, std::string_view documentation)
{
    return make_function(signature, binding::bind(std::forward<F>(callable)), documentation, "__main__");
}

template <class F> Module& Module::def(std::string_view signature, F&& callable, std::string_view documentation)
{
    Value function = vm_->make_function(signature, binding::bind(std::forward<F>(callable)), documentation, name_);
    return set(function.attribute("__name__").to_text(), function);
}

template <class T> Module& Module::set(std::string_view name, const T& value)
{
    module_.set_attribute(name, vm_->value(value));
    return *this;
}

} // namespace coil
