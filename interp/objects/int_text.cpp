// Ints from and to text.
#include <algorithm>
#include <charconv>

#include "base/str_repr.h"
#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/gmp_work.h"
#include "objects/int_limbs.h"
#include "objects/search_progress.h"

namespace coil::internal
{

namespace
{

/// What run_gmp is told of a conversion: from few limbs on GMP takes memory for it.
size_t conversion_limbs(size_t limbs)
{
    constexpr size_t most_in_place = 12;
    return limbs <= most_in_place ? limbs : std::max(limbs, gmp_large_limbs);
}

/// What int(text, base) found: digits without underscores, as numbers below the base.
struct Digits {
    std::string values;
    int base = 10;
    bool negative = false;
};

int digit_value(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    char lower = char(character | 0x20);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 255;
}

int prefix_base(std::string_view text)
{
    if (text.size() < 2 || text[0] != '0')
        return 0;
    switch (text[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

/// Digits with single underscores between them.
bool read_digits(std::string_view text, Digits& out, byte_text::Progress& progress)
{
    bool after_digit = false;
    for (char character : text) {
        if (out.values.size() % byte_text::bytes_at_once == byte_text::bytes_at_once - 1 &&
            !progress.go_on(byte_text::bytes_at_once))
            return false;
        if (character == '_') {
            if (!after_digit)
                return false;
            after_digit = false;
            continue;
        }
        int value = digit_value(character);
        if (value >= out.base)
            return false;
        out.values += char(value);
        after_digit = true;
    }
    return after_digit;
}

bool parse(std::string_view text, int base, Digits& out, byte_text::Progress& progress)
{
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    int prefixed = prefix_base(text);
    out.base = base != 0 ? base : prefixed != 0 ? prefixed : 10;
    if (prefixed != 0 && prefixed == out.base) {
        text.remove_prefix(2);
        if (!text.empty() && text[0] == '_')
            text.remove_prefix(1);
    }
    if (!read_digits(text, out, progress))
        return false;
    // As in source text: 010 could be meant as octal.
    bool has_leading_zero = base == 0 && prefixed == 0 && out.values.size() > 1 && out.values[0] == 0;
    return !has_leading_zero || out.values.find_first_not_of('\0') == std::string::npos;
}

Result<Value> from_digits(Vm& vm, const Digits& digits)
{
    size_t first = digits.values.find_first_not_of('\0');
    if (first == std::string::npos)
        return Value::small(0);
    std::string_view values = std::string_view(digits.values).substr(first);
    if (values.size() <= 11) {
        int64_t number = 0;
        for (char value : values)
            number = number * digits.base + value;
        return Value::small(digits.negative ? -number : number);
    }
    int digit_bits = 64 - __builtin_clzll(uint64_t(digits.base - 1));
    BigInt* out = TRY(make_limbs(vm, values.size() / 64 * size_t(digit_bits) + size_t(digit_bits) + 2));
    mp_size_t size = 0;
    TRY(run_gmp(vm, conversion_limbs(out->size), 8 * product_work(out->size), [&] {
        size = mpn_set_str(
            limbs_of(out), reinterpret_cast<const unsigned char*>(values.data()), values.size(), digits.base);
    }));
    return finish_limbs(out, size_t(size), digits.negative);
}

/// The number when the text is a few decimal digits, perhaps behind a '-', and nothing else.
std::optional<int64_t> short_number(std::string_view text)
{
    constexpr size_t most_digits = 18;
    bool negative = !text.empty() && text[0] == '-';
    text.remove_prefix(negative);
    if (text.size() - 1 >= most_digits)
        return std::nullopt;
    int64_t number = 0;
    for (char character : text) {
        auto digit = uint8_t(character - '0');
        if (digit > 9)
            return std::nullopt;
        number = number * 10 + digit;
    }
    return negative ? -number : number;
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

Raised too_many_digits(Vm& vm)
{
    return vm.raise(Error::ValueError,
        "Exceeds the limit ({} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase "
        "the limit",
        vm.int_max_str_digits);
}

} // namespace

Result<Value> int_from_text(Vm& vm, std::string_view text, int base, std::string_view literal)
{
    if (base != 0 && (base < 2 || base > 36))
        return vm.raise(Error::ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (base == 10)
        if (auto number = short_number(text))
            return Value::small(*number);
    Digits digits;
    // A literal is given for bytes, which need not be well-formed text.
    bool readable = literal.empty() || utf8::find_non_ascii(text) == std::string_view::npos;
    SearchProgress progress(vm);
    TRY(vm.require_room(text.size()));
    if (!readable || !parse(unicode::ascii_number_text(unicode::strip_space(text)), base, digits, progress)) {
        if (vm.is_pending())
            return Raised{};
        std::string shown = literal.empty() ? repr_text(text) : std::string(literal);
        return vm.raise(Error::ValueError, "invalid literal for int() with base {}: {}", base,
            std::string_view(shown).substr(0, 200));
    }
    auto limit = size_t(vm.int_max_str_digits);
    if (limit && digits.values.size() > limit && !is_power_of_two(digits.base))
        return vm.raise(Error::ValueError,
            "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
            "sys.set_int_max_str_digits() to increase the limit",
            limit, digits.values.size());
    return from_digits(vm, digits);
}

Result<std::string> int_to_text(Vm& vm, Value value, int base)
{
    char buffer[72];
    if (auto number = int_to_int64(value))
        return std::string(buffer, std::to_chars(buffer, std::end(buffer), *number, base).ptr);
    Limbs limbs(value);
    auto limit = size_t(vm.int_max_str_digits);
    bool limited = limit && !is_power_of_two(base);
    // Ten bits are a little more than three decimal digits.
    if (limited && limbs.bits() / 10 * 3 > limit)
        return too_many_digits(vm);
    size_t room = mpn_sizeinbase(limbs.data(), limbs.gmp_size(), base) + 2;
    BigInt* scratch = TRY(make_limbs(vm, limbs.size() + 1));
    TRY(vm.require_room(room));
    std::string out(room, '\0');
    auto* digits = reinterpret_cast<unsigned char*>(out.data()) + 1;
    size_t size = 0;
    TRY(run_gmp(vm, conversion_limbs(limbs.size()), 8 * product_work(limbs.size()), [&] {
        std::copy_n(limbs.data(), limbs.size(), limbs_of(scratch));
        size = mpn_get_str(digits, base, limbs_of(scratch), limbs.gmp_size());
    }));
    out.resize(size + 1);
    size_t start = out.find_first_not_of('\0', 1);
    for (char& digit : out)
        digit = digit < 10 ? char(digit + '0') : char(digit - 10 + 'a');
    if (limited && out.size() - start > limit)
        return too_many_digits(vm);
    if (limbs.negative())
        out[--start] = '-';
    out.erase(0, start);
    return out;
}

} // namespace coil::internal
