#pragma once
// The format-spec mini-language of format(), str.format and f-strings, with what it does to text and numbers: pure
// functions on UTF-8, with CPython 3.14's messages. Values, __format__ and locales are the callers' business.
//
// A caller parses the spec, asks size_bound() whether the result may be made, and calls the function for its type:
//     FormatSpec spec;
//     if (Formatted error = parse_format_spec(text, "float", FormatSpec::for_number, spec); !error.ok()) …
//     Formatted result = format_float(spec, number);
#include <cstdint>
#include <string>
#include <string_view>

#include "base/run_text.h"

namespace coil::internal
{

/// Text, or the message of the exception to raise, which has no runs.
struct Formatted {
    enum Status : uint8_t { Ok, ValueError, OverflowError };
    RunText text;
    Status status = Ok;

    bool ok() const { return status == Ok; }
    static Formatted value_error(std::string message) { return { std::move(message), ValueError }; }
};

/// [[fill]align][sign][z][#][0][width][,_][.precision[,_]][type]
struct FormatSpec {
    enum Default : uint8_t { for_text, for_number, for_int };

    char32_t fill = ' ';
    char32_t type = 0; ///< 0: none given; 's' and 'd' are filled in for text and ints
    int64_t width = -1;
    int64_t precision = -1;
    char align = '>';
    char sign = 0;              ///< 0 when not given
    char grouping = 0;          ///< ',' or '_' between groups of digits before the point
    char fraction_grouping = 0; ///< the same behind the point
    bool no_negative_zero = false;
    bool alternate = false;
    std::string_view type_name; ///< of the object, for messages

    /// More characters than any number or text of `size` characters has when it is formatted so, but for the type 'f'
    /// and
    /// '%' of huge floats (add 320).
    int64_t size_bound(int64_t size) const;
};

/// Parses a spec. `type_name` is that of the object, and must outlive `spec`. Gives empty text or an error.
Formatted parse_format_spec(
    std::string_view text, std::string_view type_name, FormatSpec::Default defaults, FormatSpec& spec);

/// A code in a message: itself, or `\xhh` when it is not visible ASCII.
std::string shown_code(char32_t point);
/// The message for a type that the object doesn't know.
Formatted unknown_format_code(const FormatSpec& spec);

/// format(str, spec) of a text with so many code points. The result may refer to the text.
Formatted format_text(const FormatSpec& spec, std::string_view text, int64_t length);

/// What fill, align and width put around text of `length` code points.
class Padding
{
public:
    Padding() = default;
    Padding(const FormatSpec& spec, int64_t length)
    {
        if (spec.width > length)
            fill(spec, size_t(spec.width - length));
    }

    size_t bytes() const { return (left_ + inner_ + right_) * fill_size_; }
    void write_left(RunText& out) const { write(out, left_); }
    /// Behind a number's sign and prefix.
    void write_inner(RunText& out) const { write(out, inner_); }
    void write_right(RunText& out) const { write(out, right_); }

private:
    void fill(const FormatSpec& spec, size_t padding);
    void write(RunText& out, size_t count) const
    {
        if (fill_size_ == 1)
            out.append(count, fill_[0]);
        else
            out.append(count, { fill_, fill_size_ });
    }

    size_t left_ = 0, inner_ = 0, right_ = 0;
    size_t fill_size_ = 1;
    char fill_[4] = {};
};

/// Pads text of `length` code points by fill, align and width alone. The result may refer to the text.
RunText pad_text(const FormatSpec& spec, std::string_view text, int64_t length);

/// What an int's spec asks for.
enum class IntStyle : uint8_t {
    Invalid,   ///< raise integer_spec_error's
    Digits,    ///< format_integer
    Character, ///< format_character
    Float      ///< convert to float, then format_float
};
IntStyle int_style(const FormatSpec& spec);
/// The base of the digits that format_integer wants: 2, 8, 10 or 16.
int int_base(const FormatSpec& spec);
/// An int of any size from its sign and digits (lower case) in int_base(spec).
Formatted format_integer(const FormatSpec& spec, bool negative, std::string_view digits);
/// An int of one word in the styles Digits and Character; the error for the style Invalid.
Formatted format_integer(const FormatSpec& spec, int64_t number);

/// format(float, spec).
Formatted format_float(const FormatSpec& spec, double number);

/// format(complex, spec).
Formatted format_complex(const FormatSpec& spec, double real, double imaginary);

} // namespace coil::internal
