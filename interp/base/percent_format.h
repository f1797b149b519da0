#pragma once
// printf-style formatting of str and bytes, all but the values: the format's grammar, which argument is wanted when,
// and the text of numbers, with CPython 3.14's messages. The arguments are behind PercentArguments, which the objects
// implement.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/format_spec.h"

namespace coil::internal
{

/// One conversion: %[(key)][flags][width][.precision][length]code
struct PercentConversion {
    bool left = false;      ///< '-'
    bool plus = false;      ///< '+'
    bool space = false;     ///< ' '
    bool alternate = false; ///< '#'
    bool zero = false;      ///< '0'
    bool bytes = false;     ///< the format is bytes: widths count bytes
    bool plain = true;      ///< nothing stands between the % (or the key) and the code
    char code = 0;
    int64_t width = -1;
    int64_t precision = -1;

    bool is_integer() const
    {
        return code == 'd' || code == 'i' || code == 'u' || code == 'o' || code == 'x' || code == 'X';
    }
    bool is_float() const
    {
        char lower = char(code | 0x20);
        return lower == 'e' || lower == 'f' || lower == 'g';
    }
    /// The base of an integer conversion's digits: 8, 10 or 16.
    int base() const { return code == 'o' ? 8 : code == 'x' || code == 'X' ? 16 : 10; }
};

/// Where the arguments of a format come from. Each function may run script code, and returns false when an exception is
/// pending.
class PercentArguments
{
public:
    /// Checks that there can be keys (TypeError "format requires a mapping").
    virtual bool require_mapping() = 0;
    /// Makes the mapping's value for the key what next() gives, once.
    virtual bool select(std::string_view key) = 0;
    /// Goes to the next argument (TypeError "not enough arguments for format string").
    virtual bool next() = 0;
    /// The current argument as the int that `*` stands for (TypeError "* wants int"; OverflowError "Python int too
    /// large to convert to C ssize_t", for a precision "… to C int").
    virtual bool star(bool precision, int64_t& number) = 0;
    /// Appends the current argument as the conversion asks, by the functions below. Its code is one of
    /// "diuoxXeEfFgGcrsa", for bytes also 'b'.
    virtual bool convert(const PercentConversion& conversion, RunText& out) = 0;

protected:
    ~PercentArguments() = default;
};

enum class PercentStatus : uint8_t {
    Done,
    Raised, ///< by the arguments
    Failed  ///< raise `error`
};

/// Appends format % arguments to `out`, which may refer to the format. That no argument is left over is for the caller
/// to check.
PercentStatus percent_format(
    std::string_view format, bool bytes, PercentArguments& arguments, RunText& out, Formatted& error);

/// Counts arguments as CPython does: those of a tuple, or one value, which a key puts anew.
class PercentCursor
{
public:
    /// `count` is the tuple's size, or -1 for a single value.
    explicit PercentCursor(int64_t count)
        : count_(count)
        , next_(count < 0 ? -2 : 0)
    {
    }
    /// The arguments are one selected value from now on.
    void select()
    {
        count_ = -1;
        next_ = -2;
    }
    /// Takes an argument: its index in the tuple, or a negative number for the single value. False when there is none.
    bool take(int64_t& index)
    {
        if (next_ >= count_)
            return false;
        index = next_++;
        return true;
    }
    bool has_more() const { return next_ < count_; }

private:
    int64_t count_;
    int64_t next_;
};

/// Appends the text of a conversion 's', 'r', 'a', 'b' or 'c' (which takes no precision). `length`: its bytes or code
/// points, as the format counts. The text is kept.
void render_percent_text(RunText& out, const PercentConversion& conversion, std::string_view text, int64_t length);
/// Appends an integer of any size from its digits in conversion.base(), lower case.
void render_percent_integer(RunText& out, const PercentConversion& conversion, bool negative, std::string_view digits);
void render_percent_integer(RunText& out, const PercentConversion& conversion, int64_t number);
void render_percent_float(RunText& out, const PercentConversion& conversion, double number);

} // namespace coil::internal
