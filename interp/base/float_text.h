#pragma once
// Text of doubles, exactly as CPython writes and reads it: pure functions on text, independent of the locale, that know
// neither values nor the heap. Conversions are correctly rounded (std::to_chars and std::from_chars); what is here is
// CPython's layout of the digits and its grammar.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coil::internal
{

enum FloatFlag : unsigned {
    FloatSign = 1,           ///< a '+' before what is not negative
    FloatAddDotZero = 2,     ///< "1.0" and not "1" when there is no exponent
    FloatAlternate = 4,      ///< '#': a point always, and no trailing zero is dropped
    FloatNoNegativeZero = 8, ///< 'z': what rounds to zero has no '-'
};

/// repr(number): the shortest text that reads back as `number`.
std::string repr_double(double number);
void append_repr(std::string& out, double number);

/// The text of a double, but that zeros beyond the digits that a double can have are counted and not written.
struct FloatText {
    std::string text;
    size_t zeros_at = std::string::npos; ///< more zeros stand there, behind the point
    int64_t zeros = 0;

    int64_t size() const { return int64_t(text.size()) + zeros; }
    std::string_view before_zeros() const { return std::string_view(text).substr(0, zeros_at); }
    std::string_view behind_zeros() const { return zeros ? std::string_view(text).substr(zeros_at) : ""; }
};

/// `number` in the style of a code of "eEfFgGr"; 'r' is the shortest digits and ignores `precision`, which is not
/// negative.
FloatText format_double(double number, char code, int64_t precision, unsigned flags = 0);

/// repr() of a complex number: "(1+2j)", or "2j" when the real part is +0.0.
std::string repr_complex(double real, double imaginary);

/// What float(text) gives: surrounding white space, underscores between digits, any script's decimal digits, inf,
/// infinity and nan in any case. Nothing when it is no number. Too large is an infinity.
std::optional<double> parse_double(std::string_view text);
/// The longest prefix of ASCII `text` that is a float as in parse_double but without white space and underscores; gives
/// the bytes read, 0 for none.
size_t parse_double_prefix(std::string_view text, double& number);

struct ComplexParts {
    double real = 0;
    double imaginary = 0;
};
/// What complex(text) gives; nothing when it is malformed.
std::optional<ComplexParts> parse_complex(std::string_view text);

/// float.hex().
std::string double_to_hex(double number);

enum class HexFloat { Ok, Malformed, TooLarge };
/// float.fromhex(); the messages of failures are hex_float_message's.
HexFloat hex_to_double(std::string_view text, double& number);
/// ValueError's text for Malformed, OverflowError's for TooLarge.
std::string_view hex_float_message(HexFloat failure);

/// round(number, digits) of a finite number, half to even on the exact value. Nothing when the result is too large to
/// be a float (OverflowError "rounded value too large to represent").
std::optional<double> round_double(double number, int64_t digits);

} // namespace coil::internal
