#include "base/float_text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/unicode_text.h"

namespace coil::internal
{

namespace
{

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The parts of "h.hhhp±d".
struct HexNumber {
    std::string digits; ///< without the point and leading zeros
    int64_t fraction = 0;
    int64_t exponent = 0;
};

/// Reads the exponent behind 'p'; saturates. False when it has no digits.
bool read_exponent(std::string_view& text, int64_t& exponent)
{
    bool negative = !text.empty() && text[0] == '-';
    if (!text.empty() && (text[0] == '+' || text[0] == '-'))
        text.remove_prefix(1);
    size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
    if (size == 0)
        return false;
    auto result = std::from_chars(text.data(), text.data() + size, exponent);
    if (result.ec == std::errc::result_out_of_range)
        exponent = std::numeric_limits<int64_t>::max() / 2;
    exponent = std::min(exponent, std::numeric_limits<int64_t>::max() / 2);
    if (negative)
        exponent = -exponent;
    text.remove_prefix(size);
    return true;
}

bool read_hex_number(std::string_view& text, HexNumber& number)
{
    bool any = false, point = false;
    for (; !text.empty(); text.remove_prefix(1)) {
        if (text[0] == '.' && !point) {
            point = true;
            continue;
        }
        if (hex_value(text[0]) < 0)
            break;
        any = true;
        number.fraction += point;
        if (text[0] != '0' || !number.digits.empty())
            number.digits += text[0];
    }
    if (!any)
        return false;
    if (text.empty() || (text[0] != 'p' && text[0] != 'P'))
        return true;
    text.remove_prefix(1);
    return read_exponent(text, number.exponent);
}

/// The nearest double, half to even; false when that is infinite.
bool to_double(const HexNumber& hex, double& number)
{
    uint64_t mantissa = 0;
    size_t used = std::min<size_t>(hex.digits.size(), 15);
    for (size_t i = 0; i < used; i++)
        mantissa = mantissa << 4 | uint64_t(hex_value(hex.digits[i]));
    number = 0;
    if (mantissa == 0)
        return true;
    bool sticky = hex.digits.find_first_not_of('0', used) != std::string::npos;
    int64_t exponent = hex.exponent - 4 * hex.fraction + 4 * int64_t(hex.digits.size() - used);
    int shift = std::countl_zero(mantissa) - 1;
    mantissa <<= shift;
    exponent -= shift;
    // The mantissa has 63 bits now and its value lies in [2^62, 2^63) * 2^exponent.
    if (exponent + 62 > 1023)
        return false;
    if (exponent + 62 < -1076)
        return true;
    int kept = exponent + 62 >= -1022 ? 53 : int(53 - (-1022 - (exponent + 62)));
    int dropped = 63 - kept;
    uint64_t whole = dropped >= 63 ? 0 : mantissa >> dropped;
    uint64_t half = uint64_t(1) << (dropped - 1);
    uint64_t rest = mantissa & ((half << 1) - 1);
    if (rest > half || (rest == half && (sticky || (whole & 1))))
        whole++;
    number = std::ldexp(double(whole), int(exponent + dropped));
    return !std::isinf(number);
}

} // namespace

std::string double_to_hex(double number)
{
    if (!std::isfinite(number))
        return repr_double(number);
    auto bits = std::bit_cast<uint64_t>(number);
    auto exponent = int(bits >> 52 & 0x7ff);
    uint64_t mantissa = bits & ((uint64_t(1) << 52) - 1);
    std::string out = std::signbit(number) ? "-" : "";
    if (number == 0)
        return out + "0x0.0p+0";
    out += exponent ? "0x1." : "0x0.";
    for (int shift = 48; shift >= 0; shift -= 4)
        out += "0123456789abcdef"[mantissa >> shift & 15];
    int power = exponent ? exponent - 1023 : -1022;
    out += power < 0 ? "p-" : "p+";
    return out + std::to_string(std::abs(power));
}

HexFloat hex_to_double(std::string_view text, double& number)
{
    text = unicode::strip_ascii_space(text);
    double prefix = 0;
    std::string_view unsigned_text = text;
    bool negative = !text.empty() && text[0] == '-';
    if (!text.empty() && (text[0] == '+' || text[0] == '-'))
        unsigned_text.remove_prefix(1);
    bool word = !unsigned_text.empty() && std::string_view("iInN").find(unsigned_text[0]) != std::string_view::npos;
    if (word && parse_double_prefix(text, prefix) == text.size()) {
        number = prefix;
        return HexFloat::Ok;
    }
    text = unsigned_text;
    if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text.remove_prefix(2);
    HexNumber hex;
    if (!read_hex_number(text, hex) || !text.empty())
        return HexFloat::Malformed;
    double magnitude = 0;
    if (!to_double(hex, magnitude))
        return HexFloat::TooLarge;
    number = negative ? -magnitude : magnitude;
    return HexFloat::Ok;
}

std::string_view hex_float_message(HexFloat failure)
{
    switch (failure) {
    case HexFloat::Ok:
        return "";
    case HexFloat::Malformed:
        return "invalid hexadecimal floating-point string";
    case HexFloat::TooLarge:
        return "hexadecimal value too large to represent as a float";
    }
    return "";
}

} // namespace coil::internal
