#pragma once
// What taking the next item of an iterator gives: an item, or the end. One word, so that a Result<Step> (an exception
// may be pending instead) travels in a register, where a Result<std::optional<Value>> went through memory.
#include "base/result.h"

namespace coil::internal
{

/// An item or the end; used as an optional is.
class Step
{
public:
    Step() = default; ///< the end
    Step(Value item)
        : value_(item)
    {
    }
    explicit operator bool() const { return !(value_ == EndOfItems); }
    Value operator*() const { return value_; }

private:
    friend class Result<Step>;
    Value value_ = EndOfItems;
};

/// A failed one is the empty Value.
template <> class [[nodiscard]] Result<Step>
{
public:
    Result(Step step)
        : value_(step.value_)
    {
    }
    Result(Value item)
        : value_(item)
    {
    }
    Result(Raised) { }
    /// A call that gives the item.
    Result(Result<Value> item)
        : value_(item.value())
    {
    }
    bool ok() const { return !value_.is_empty(); }
    bool failed() const { return value_.is_empty(); }
    Step value() const { return Step(value_); }
    Step release() const { return Step(value_); }

private:
    Value value_;
};

} // namespace coil::internal
