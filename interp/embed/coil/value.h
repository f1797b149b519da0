#pragma once
// Values of a Vm as C++ holds them, and the errors of scripts. Part of coil.h.
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace coil
{

class Module;
class Value;
class Vm;
struct Keyword;
struct TestAccess; ///< which tests define
namespace internal
{
struct VmState;
}

/// An exception of a script. It holds the exception object as a Value does: a thread that must not use the Vm must not
/// destroy it.
class Error : public std::runtime_error
{
public:
    /// For functions that scripts call: to them it is an exception of the builtin class of that name, with the message
    /// as its argument; a RuntimeError when there is no such class.
    explicit Error(std::string type, std::string message, std::string traceback = {});
    const std::string& type() const { return type_; }           ///< "ValueError"
    const std::string& message() const { return message_; }     ///< str(exception)
    const std::string& traceback() const { return traceback_; } ///< as the program prints it
    /// The exception object; empty when memory ran out, and when the Error was made in C++.
    Value exception() const;

private:
    friend struct internal::VmState;
    std::string type_, message_, traceback_;
    std::shared_ptr<const Value> exception_;
};

/// A value of a Vm, kept alive while it exists. Once its Vm is gone it is good for nothing but to be destroyed or
/// assigned to. What is said to throw throws what the script's own operation raises.
class Value
{
public:
    Value();
    Value(const Value& other);
    Value& operator=(const Value& other);
    Value(Value&&) noexcept;
    Value& operator=(Value&&) noexcept;
    ~Value();

    // What it is: of that class, or of one derived from it.
    bool is_none() const;
    bool is_boolean() const;
    bool is_integer() const; ///< and no bool
    bool is_real() const;
    bool is_text() const;
    bool is_bytes() const; ///< bytes or bytearray
    bool is_list() const;
    bool is_tuple() const;
    bool is_dict() const;
    bool is_callable() const;
    /// isinstance(value, cls). Throws.
    bool is_instance(const Value& cls) const;
    Value type() const; ///< its class
    std::string type_name() const;

    // What it says. Each throws Error (TypeError, OverflowError) when the value is of another kind.
    bool to_boolean() const; ///< its truth
    int64_t to_integer() const;
    uint64_t to_unsigned() const;
    double to_real() const;
    std::string to_text() const;  ///< of a str, UTF-8
    std::string to_bytes() const; ///< of bytes or bytearray
    /// As a C++ type: see convert.h. Throws.
    template <class T> T as() const;
    std::string repr() const;
    std::string str() const;

    /// Calls it; throws Error when it raises.
    Value call(std::span<const Value> arguments = {}, std::span<const Keyword> keywords = {}) const;
    Value call(std::initializer_list<Value> arguments, std::initializer_list<Keyword> keywords = {}) const;
    /// Calls it with arguments of C++: f(1, "text", value).
    template <class... T> Value operator()(const T&... arguments) const;
    /// value.name(…). Throws.
    Value call_method(std::string_view name, std::initializer_list<Value> arguments = {},
        std::initializer_list<Keyword> keywords = {}) const;

    // Attributes. Each throws.
    Value attribute(std::string_view name) const;
    bool has_attribute(std::string_view name) const;
    void set_attribute(std::string_view name, const Value& value) const;
    template <class T> void set_attribute(std::string_view name, const T& value) const
    {
        set_attribute(name, made(value));
    }
    void delete_attribute(std::string_view name) const;

    // Items, of lists, dicts and whatever has them; keys are values, or of C++: table.item("name"). Each throws.
    Value item(const Value& key) const;
    void set_item(const Value& key, const Value& value) const;
    void delete_item(const Value& key) const;
    bool contains(const Value& item) const; ///< item in value
    int64_t length() const;
    template <class T> Value item(const T& key) const { return item(made(key)); }
    template <class T, class U> void set_item(const T& key, const U& value) const { set_item(made(key), made(value)); }
    template <class T> void delete_item(const T& key) const { delete_item(made(key)); }
    template <class T> bool contains(const T& item) const { return contains(made(item)); }

    /// for (coil::Value item : value). Throws, also while it goes on.
    class Iterator;
    Iterator begin() const;
    std::default_sentinel_t end() const { return {}; }

    bool is(const Value& other) const; ///< value is other
    // As scripts compare. Each throws.
    friend bool operator==(const Value& left, const Value& right) { return compare(Comparison::Equal, left, right); }
    friend bool operator!=(const Value& left, const Value& right) { return compare(Comparison::NotEqual, left, right); }
    friend bool operator<(const Value& left, const Value& right) { return compare(Comparison::Less, left, right); }
    friend bool operator<=(const Value& left, const Value& right)
    {
        return compare(Comparison::LessEqual, left, right);
    }
    friend bool operator>(const Value& left, const Value& right) { return compare(Comparison::Greater, left, right); }
    friend bool operator>=(const Value& left, const Value& right)
    {
        return compare(Comparison::GreaterEqual, left, right);
    }

private:
    friend struct internal::VmState;
    enum class Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
    struct Held;
    explicit Value(std::unique_ptr<Held> held);
    /// The machine, while it lives; else, and for an empty Value, null.
    internal::VmState* machine() const;
    /// Throws for an empty Value and when the machine is gone.
    internal::VmState& need_machine() const;
    Vm& vm() const;
    template <class T> Value made(const T& of) const;
    template <class F> auto within(F&& body) const;
    static bool compare(Comparison how, const Value& left, const Value& right);
    std::unique_ptr<Held> held_;
};

/// An argument given by name: f.call({}, { { "at", vm.integer(3) } }).
struct Keyword {
    std::string_view name;
    Value value;
};

class Value::Iterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using pointer = const Value*;
    using reference = const Value&;

    const Value& operator*() const { return *item_; }
    const Value* operator->() const { return &*item_; }
    Iterator& operator++();
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& iterator, std::default_sentinel_t) { return !iterator.item_; }

private:
    friend class Value;
    explicit Iterator(Value iterator);
    Value iterator_;
    std::optional<Value> item_; ///< nothing at the end
};

} // namespace coil
