// coil::Value, and what converts values.
#include <array>

#include "embed/host_function.h"
#include "embed/state.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

Value VmState::unwrap(const coil::Value& value)
{
    if (!value.held_)
        return None;
    if (value.machine() != this)
        throw coil::Error("ValueError", "the Value belongs to another Vm");
    return value.held_->value.get();
}

coil::Value VmState::wrap(Value value)
{
    return coil::Value(
        std::unique_ptr<coil::Value::Held>(new coil::Value::Held{ this, gc::Root<Value>(vm.heap, value) }));
}

} // namespace coil::internal

namespace coil
{

using internal::Kind;
using internal::Result;
using internal::VmState;

Value::Value() = default;
Value::Value(std::unique_ptr<Held> held)
    : held_(std::move(held))
{
}
Value::Value(const Value& other)
    : held_(other.held_ ? std::make_unique<Held>(*other.held_) : nullptr)
{
}
Value& Value::operator=(const Value& other)
{
    held_ = other.held_ ? std::make_unique<Held>(*other.held_) : nullptr;
    return *this;
}
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

VmState* Value::machine() const { return held_ && !held_->value.get().is_empty() ? held_->state : nullptr; }

VmState& Value::need_machine() const
{
    if (VmState* state = machine())
        return *state;
    throw Error("TypeError", held_ ? "the Vm of the Value is gone" : "an empty Value belongs to no Vm");
}

Vm& Value::vm() const { return need_machine().owner; }

template <class F> auto Value::within(F&& body) const
{
    VmState& state = need_machine();
    return state.enter([&] {
        auto result = body(state.vm, held_->value.get());
        if constexpr (std::is_same_v<decltype(result), Result<internal::Value>>)
            return state.wrap(state.checked(result));
        else
            return state.checked(std::move(result));
    });
}

bool Value::is_none() const { return !held_ || held_->value.get().is_none(); }
bool Value::is_boolean() const { return held_ && held_->value.get().is_bool(); }
bool Value::is_integer() const { return machine() && is_int(held_->value.get()) && !is_boolean(); }
bool Value::is_real() const { return machine() && is_float(held_->value.get()); }
bool Value::is_text() const { return machine() && is_kind(held_->value.get(), Kind::Str); }
bool Value::is_bytes() const
{
    return machine() && (is_kind(held_->value.get(), Kind::Bytes) || is_kind(held_->value.get(), Kind::ByteArray));
}
bool Value::is_list() const { return machine() && is_kind(held_->value.get(), Kind::List); }
bool Value::is_tuple() const { return machine() && is_kind(held_->value.get(), Kind::Tuple); }
bool Value::is_dict() const { return machine() && is_kind(held_->value.get(), Kind::Dict); }
bool Value::is_callable() const
{
    return machine() && within([](internal::Vm& vm, internal::Value value) -> Result<bool> {
        return internal::is_callable(vm, value);
    });
}

bool Value::is_instance(const Value& cls) const
{
    VmState& state = machine() ? *held_->state : cls.need_machine();
    return state.enter([&] { return state.checked(instance_check(state.vm, state.unwrap(*this), state.unwrap(cls))); });
}
Value Value::type() const
{
    return within([](internal::Vm& vm, internal::Value value) {
        return Result<internal::Value>(internal::Value::cell(vm.class_of(value)));
    });
}
std::string Value::type_name() const
{
    return machine() ? std::string(internal::type_name(held_->state->vm, held_->value.get())) : "NoneType";
}

bool Value::to_boolean() const
{
    return held_ && within([](internal::Vm& vm, internal::Value value) { return truth(vm, value); });
}
int64_t Value::to_integer() const
{
    return within([](internal::Vm& vm, internal::Value value) -> Result<int64_t> {
        if (auto fitting = internal::int_to_int64(TRY(to_int_object(vm, value))))
            return *fitting;
        return vm.raise(internal::Error::OverflowError, "Python int too large to convert to C long");
    });
}
uint64_t Value::to_unsigned() const
{
    return within([](internal::Vm& vm, internal::Value value) -> Result<uint64_t> {
        internal::Value number = TRY(to_int_object(vm, value));
        if (auto fitting = internal::int_to_uint64(number))
            return *fitting;
        if (internal::int_sign(number) < 0)
            return vm.raise(internal::Error::OverflowError, "can't convert negative value to unsigned int");
        return vm.raise(internal::Error::OverflowError, "Python int too large to convert to C unsigned long");
    });
}
double Value::to_real() const
{
    return within([](internal::Vm& vm, internal::Value value) { return to_double(vm, value); });
}
std::string Value::to_text() const
{
    return within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        if (auto* text = internal::as_if<internal::Str>(value))
            return std::string(text->view());
        return vm.raise(internal::Error::TypeError, "a str is required, not '{}'", internal::type_name(vm, value));
    });
}
std::string Value::to_bytes() const
{
    return within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        if (std::string_view bytes; internal::bytes_view(value, bytes))
            return std::string(bytes);
        return vm.raise(internal::Error::TypeError, "bytes are required, not '{}'", internal::type_name(vm, value));
    });
}
std::string Value::repr() const
{
    if (!held_)
        return "None";
    return within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        return std::string(TRY(internal::repr(vm, value))->view());
    });
}
std::string Value::str() const
{
    if (!held_)
        return "None";
    return within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        return std::string(TRY(str_of(vm, value))->view());
    });
}

Value Value::call(std::span<const Value> arguments, std::span<const Keyword> keywords) const
{
    return within([&](internal::Vm& vm, internal::Value value) -> Result<internal::Value> {
        VmState& state = *held_->state;
        internal::ArgumentBuffer buffer(vm, arguments.size() + keywords.size());
        internal::Value* next = buffer.data();
        std::fill_n(next, buffer.size(), internal::None);
        internal::Tuple* names = nullptr;
        if (!keywords.empty())
            names = TRY(internal::make_tuple(vm, keywords.size()));
        for (const Value& argument : arguments)
            *next++ = state.unwrap(argument);
        for (size_t i = 0; i < keywords.size(); i++) {
            internal::Str* name = state.name(keywords[i].name);
            for (size_t k = 0; k < i; k++)
                if (names->items[k] == internal::Value::cell(name))
                    return vm.raise(internal::Error::TypeError, "keyword argument repeated: {}", name->view());
            vm.heap.write_barrier(names);
            names->items[i] = internal::Value::cell(name);
            *next++ = state.unwrap(keywords[i].value);
        }
        return internal::call(vm, value, internal::CallArguments{ buffer.data(), arguments.size(), names });
    });
}
Value Value::call(std::initializer_list<Value> arguments, std::initializer_list<Keyword> keywords) const
{
    return call(std::span(arguments.begin(), arguments.size()), std::span(keywords.begin(), keywords.size()));
}
Value Value::call_method(
    std::string_view name, std::initializer_list<Value> arguments, std::initializer_list<Keyword> keywords) const
{
    return attribute(name).call(arguments, keywords);
}

Value Value::attribute(std::string_view name) const
{
    return within(
        [&](internal::Vm& vm, internal::Value value) { return get_attribute(vm, value, held_->state->name(name)); });
}
bool Value::has_attribute(std::string_view name) const
{
    return within([&](internal::Vm& vm, internal::Value value) -> Result<bool> {
        return TRY(find_attribute(vm, value, held_->state->name(name))).has_value();
    });
}
void Value::set_attribute(std::string_view name, const Value& value) const
{
    within([&](internal::Vm& vm, internal::Value object) {
        return internal::set_attribute(vm, object, held_->state->name(name), held_->state->unwrap(value));
    });
}
void Value::delete_attribute(std::string_view name) const
{
    within([&](internal::Vm& vm, internal::Value object) {
        return internal::delete_attribute(vm, object, held_->state->name(name));
    });
}

Value Value::item(const Value& key) const
{
    return within(
        [&](internal::Vm& vm, internal::Value value) { return get_item(vm, value, held_->state->unwrap(key)); });
}
void Value::set_item(const Value& key, const Value& value) const
{
    within([&](internal::Vm& vm, internal::Value object) {
        return internal::set_item(vm, object, held_->state->unwrap(key), held_->state->unwrap(value));
    });
}
void Value::delete_item(const Value& key) const
{
    within([&](internal::Vm& vm, internal::Value object) {
        return internal::delete_item(vm, object, held_->state->unwrap(key));
    });
}
bool Value::contains(const Value& item) const
{
    return within([&](internal::Vm& vm, internal::Value container) {
        return internal::contains(vm, container, held_->state->unwrap(item));
    });
}
int64_t Value::length() const
{
    return within([](internal::Vm& vm, internal::Value value) { return length_of(vm, value); });
}

Value::Iterator Value::begin() const
{
    return Iterator(within([](internal::Vm& vm, internal::Value value) { return get_iterator(vm, value); }));
}
Value::Iterator::Iterator(Value iterator)
    : iterator_(std::move(iterator))
{
    ++*this;
}
Value::Iterator& Value::Iterator::operator++()
{
    VmState& state = iterator_.need_machine();
    state.enter([&] {
        internal::Step next = state.checked(next_item(state.vm, iterator_.held_->value.get()));
        item_ = next ? std::optional(state.wrap(*next)) : std::nullopt;
    });
    return *this;
}

bool Value::is(const Value& other) const
{
    if (is_none() || other.is_none())
        return is_none() == other.is_none();
    return machine() && machine() == other.machine() && held_->value.get() == other.held_->value.get();
}

bool Value::compare(Comparison how, const Value& left, const Value& right)
{
    // Two empty ones are None, whosever.
    if (!left.held_ && !right.held_ && how <= Comparison::NotEqual)
        return how == Comparison::Equal;
    using internal::CompareOperator;
    constexpr std::array operators{ CompareOperator::Equal, CompareOperator::NotEqual, CompareOperator::Less,
        CompareOperator::LessEqual, CompareOperator::Greater, CompareOperator::GreaterEqual };
    VmState& state = left.held_ ? left.need_machine() : right.need_machine();
    return state.enter([&] {
        return state.checked(compare_truth(state.vm, operators[size_t(how)], state.unwrap(left), state.unwrap(right)));
    });
}

// Conversions

void Place::refuse(std::string_view expected, const Value& got) const
{
    refuse(expected, got.is_none() ? std::string("None") : got.type_name());
}
void Place::refuse(std::string_view expected, const std::string& got) const
{
    std::string text = is_item ? "items of " : "";
    if (!function.empty()) {
        text += std::string(function) + "() argument ";
        text += parameter.empty() ? std::to_string(number) : "'" + std::string(parameter) + "'";
        text += ' ';
    } else {
        text = is_item ? "items " : "";
    }
    throw Error("TypeError", text + "must be " + std::string(expected) + ", not " + got);
}

namespace convert
{

int64_t to_signed(const Value& value, int bits)
{
    int64_t number = value.to_integer();
    if (bits >= 64)
        return number;
    int64_t least = -(int64_t(1) << (bits - 1)), most = -(least + 1);
    if (number >= least && number <= most)
        return number;
    std::string type = bits == 32 ? "signed integer" : bits == 16 ? "signed short integer" : "signed byte integer";
    throw Error("OverflowError", type + (number > most ? " is greater than maximum" : " is less than minimum"));
}

uint64_t to_unsigned(const Value& value, int bits)
{
    uint64_t number = value.to_unsigned();
    if (bits >= 64 || number >> bits == 0)
        return number;
    std::string type = bits == 32 ? "unsigned integer"
        : bits == 16              ? "unsigned short integer"
                                  : "unsigned byte integer";
    throw Error("OverflowError", type + " is greater than maximum");
}

std::vector<Value> items_of(const Value& value, size_t length, const Place& place)
{
    std::string expected = "sequence of length " + std::to_string(length);
    if (!value.is_tuple() && !value.is_list())
        place.refuse(expected, value);
    std::vector<Value> items;
    for (const Value& item : value)
        items.push_back(item);
    if (items.size() != length)
        place.refuse(expected, std::to_string(items.size()));
    return items;
}

} // namespace convert

} // namespace coil
