#pragma once
// Errors that a script can cause are values: a Result<T> is a T, or the fact that an exception is pending in the Vm.
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/value.h"

namespace coil::internal
{

/// The fact that an exception is pending; converts to any failed Result.
struct Raised {
};

template <class T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : value_(std::move(value))
        , ok_(true)
    {
    }
    Result(Raised)
        : ok_(false)
    {
    }
    bool ok() const { return ok_; }
    bool failed() const { return !ok_; }
    T& value() { return value_; }
    const T& value() const { return value_; }
    T release() { return std::move(value_); }

private:
    T value_{};
    bool ok_;
};

/// A failed Result<Value> is the empty Value, so that it travels in one register.
template <> class [[nodiscard]] Result<Value>
{
public:
    Result(Value value)
        : value_(value)
    {
    }
    Result(Raised) { }
    bool ok() const { return !value_.is_empty(); }
    bool failed() const { return value_.is_empty(); }
    Value value() const { return value_; }
    Value release() { return value_; }

private:
    Value value_;
};

/// A failed Result<T*> is null.
template <class T> class [[nodiscard]] Result<T*>
{
public:
    Result(T* value)
        : value_(value)
    {
    }
    Result(Raised)
        : value_(nullptr)
    {
    }
    bool ok() const { return value_ != nullptr; }
    bool failed() const { return value_ == nullptr; }
    T* value() const { return value_; }
    T* release() { return value_; }
    /// A Result of a cell pointer is one of the Value.
    operator Result<Value>() const requires std::is_base_of_v<Cell, T>
    {
        return value_ ? Result<Value>(Value::cell(value_)) : Result<Value>(Raised{});
    }

private:
    T* value_;
};

template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Raised)
        : ok_(false)
    {
    }
    bool ok() const { return ok_; }
    bool failed() const { return !ok_; }
    void value() const { }
    void release() const { }

private:
    bool ok_ = true;
};

/// The value of a Result, or return from the calling function with the pending exception.
#define TRY(expression)                                                                                                \
    (__extension__({                                                                                                   \
        auto&& try_result = (expression);                                                                              \
        if (try_result.failed()) [[unlikely]]                                                                          \
            return ::coil::internal::Raised{};                                                                         \
        try_result.release();                                                                                          \
    }))

} // namespace coil::internal
