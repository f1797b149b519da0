#pragma once
// What C++ types are in scripts. Part of coil.h.
//
//     bool                        any value's truth; True or False
//     integers                    int, or what has __index__; OverflowError when it does not fit
//     float, double               float, or what has __float__ or __index__
//     std::string                 str, as UTF-8; so are std::string_view and const char* on the way to scripts
//     std::vector<std::byte>      bytes or bytearray; bytes
//     std::vector<T>, std::list … any iterable but text; a list
//     std::map, unordered_map     a dict
//     std::tuple, std::pair       a tuple or list of that length; a tuple
//     std::optional<T>            None is nothing
//     coil::Value                 whatever it is
//
// For a type of your own, specialise Convert.
#include <array>
#include <concepts>
#include <cstddef>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "vm.h"

namespace coil
{

/// Where a value stands that is converted, for messages: an argument of a function, or nowhere in particular.
struct Place {
    std::string_view function = {};
    std::string_view parameter = {}; ///< empty when it is given by position only
    size_t number = 0;               ///< of the argument, from 1
    bool is_item = false;            ///< an item of the argument

    Place item() const { return { function, parameter, number, true }; }
    /// TypeError: "spawn() argument 'kind' must be str, not int".
    [[noreturn]] void refuse(std::string_view expected, const Value& got) const;
    [[noreturn]] void refuse(std::string_view expected, const std::string& got) const;
};

/// How a T becomes a value and back: static T from(const Value&, const Place&), which throws Error, and
/// static Value to(Vm&, const T&).
template <class T> struct Convert;

template <class T> T Value::as() const { return Convert<T>::from(*this, Place{}); }
template <class T> Value Vm::value(const T& of) { return Convert<std::decay_t<T>>::to(*this, of); }
template <class T> Value Value::made(const T& of) const { return vm().value(of); }
template <class... T> Value Value::operator()(const T&... arguments) const
{
    const std::array<Value, sizeof...(T)> values{ made(arguments)... };
    return call(std::span<const Value>(values));
}

template <> struct Convert<Value> {
    static Value from(const Value& value, const Place&) { return value; }
    static Value to(Vm&, const Value& value) { return value; }
};

template <> struct Convert<bool> {
    static bool from(const Value& value, const Place&) { return value.to_boolean(); }
    static Value to(Vm& vm, bool truth) { return vm.boolean(truth); }
};

namespace convert
{
/// The number, when it is within the bounds of a signed integer of so many bits; OverflowError.
int64_t to_signed(const Value& value, int bits);
uint64_t to_unsigned(const Value& value, int bits);
} // namespace convert

template <class T>
requires std::integral<T>
struct Convert<T> {
    static T from(const Value& value, const Place&)
    {
        if constexpr (std::is_signed_v<T>)
            return T(convert::to_signed(value, int(sizeof(T) * 8)));
        else
            return T(convert::to_unsigned(value, int(sizeof(T) * 8)));
    }
    static Value to(Vm& vm, T number)
    {
        if constexpr (std::is_signed_v<T>)
            return vm.integer(int64_t(number));
        else
            return vm.unsigned_integer(uint64_t(number));
    }
};

template <class T>
requires std::floating_point<T>
struct Convert<T> {
    static T from(const Value& value, const Place&) { return T(value.to_real()); }
    static Value to(Vm& vm, T number) { return vm.real(double(number)); }
};

template <> struct Convert<std::string> {
    static std::string from(const Value& value, const Place& place)
    {
        if (!value.is_text())
            place.refuse("str", value);
        return value.to_text();
    }
    static Value to(Vm& vm, std::string_view text) { return vm.text(text); }
};
/// Only to scripts: nobody would own the text.
template <> struct Convert<std::string_view> {
    static Value to(Vm& vm, std::string_view text) { return vm.text(text); }
};
template <> struct Convert<const char*> {
    static Value to(Vm& vm, const char* text) { return text ? vm.text(text) : vm.none(); }
};
template <> struct Convert<char*> : Convert<const char*> {
};
template <> struct Convert<std::nullptr_t> {
    static Value to(Vm& vm, std::nullptr_t) { return vm.none(); }
};

template <class T> struct Convert<std::optional<T>> {
    static std::optional<T> from(const Value& value, const Place& place)
    {
        return value.is_none() ? std::nullopt : std::optional<T>(Convert<T>::from(value, place));
    }
    static Value to(Vm& vm, const std::optional<T>& maybe) { return maybe ? Convert<T>::to(vm, *maybe) : vm.none(); }
};

template <> struct Convert<std::vector<std::byte>> {
    static std::vector<std::byte> from(const Value& value, const Place& place)
    {
        if (!value.is_bytes())
            place.refuse("bytes", value);
        std::string bytes = value.to_bytes();
        auto* first = reinterpret_cast<const std::byte*>(bytes.data());
        return { first, first + bytes.size() };
    }
    static Value to(Vm& vm, const std::vector<std::byte>& bytes)
    {
        return vm.bytes({ reinterpret_cast<const char*>(bytes.data()), bytes.size() });
    }
};

namespace convert
{
template <class T>
concept Mapping = requires(T map, typename T::key_type key, typename T::mapped_type value)
{
    map.insert_or_assign(std::move(key), std::move(value));
};
template <class T>
concept Sequence = !Mapping<T> && requires(T sequence, typename T::value_type item)
{
    sequence.push_back(std::move(item));
    sequence.begin();
};
} // namespace convert

template <convert::Sequence T> struct Convert<T> {
    using Item = typename T::value_type;
    static T from(const Value& value, const Place& place)
    {
        if (value.is_text() || value.is_bytes())
            place.refuse("list", value);
        T out;
        for (const Value& item : value)
            out.push_back(Convert<Item>::from(item, place.item()));
        return out;
    }
    static Value to(Vm& vm, const T& sequence)
    {
        std::vector<Value> items;
        for (const auto& item : sequence)
            items.push_back(Convert<Item>::to(vm, item));
        return vm.list(items);
    }
};

template <convert::Mapping T> struct Convert<T> {
    using Key = typename T::key_type;
    using Mapped = typename T::mapped_type;
    static T from(const Value& value, const Place& place)
    {
        if (!value.is_dict())
            place.refuse("dict", value);
        T out;
        for (const Value& pair : value.call_method("items"))
            out.insert_or_assign(
                Convert<Key>::from(pair.item(0), place.item()), Convert<Mapped>::from(pair.item(1), place.item()));
        return out;
    }
    static Value to(Vm& vm, const T& map)
    {
        std::vector<Vm::Entry> entries;
        for (const auto& [key, mapped] : map)
            entries.emplace_back(Convert<Key>::to(vm, key), Convert<Mapped>::to(vm, mapped));
        return vm.dict(entries);
    }
};

namespace convert
{
/// The items of a tuple or list of that length; TypeError.
std::vector<Value> items_of(const Value& value, size_t length, const Place& place);

template <class T, class... Each> struct Fixed {
    static T from(const Value& value, const Place& place)
    {
        return build(items_of(value, sizeof...(Each), place), place, std::index_sequence_for<Each...>{});
    }
    static Value to(Vm& vm, const T& fixed)
    {
        return std::apply(
            [&](const Each&... each) {
                const std::array<Value, sizeof...(Each)> items{ Convert<Each>::to(vm, each)... };
                return vm.tuple(std::span<const Value>(items));
            },
            fixed);
    }

private:
    template <size_t... I>
    static T build(const std::vector<Value>& items, const Place& place, std::index_sequence<I...>)
    {
        return T{ Convert<Each>::from(items[I], place.item())... };
    }
};
} // namespace convert

template <class... T> struct Convert<std::tuple<T...>> : convert::Fixed<std::tuple<T...>, T...> {
};
template <class A, class B> struct Convert<std::pair<A, B>> : convert::Fixed<std::pair<A, B>, A, B> {
};

} // namespace coil
