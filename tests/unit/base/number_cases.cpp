#include <bit>
#include <catch2/catch.hpp>
#include <map>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/utf8.h"
#include "cases.h"

using namespace coil::internal;

namespace
{

double number_of(const std::string& bits) { return std::bit_cast<double>(std::stoull(bits, nullptr, 16)); }

std::string shown(const Formatted& formatted) { return (formatted.ok() ? "" : "!") + formatted.text.written(); }

std::string shown(std::optional<double> number) { return number ? repr_double(*number) : "!"; }

std::string format_decimal(const FormatSpec& spec, const std::string& text)
{
    if (text.size() < 18)
        return shown(format_integer(spec, std::stoll(text)));
    bool negative = text[0] == '-';
    return shown(format_integer(spec, negative, std::string_view(text).substr(negative)));
}

std::string formatted(const Case& fields)
{
    static const std::map<char, std::pair<const char*, FormatSpec::Default>> types = {
        { 'F', { "float", FormatSpec::for_number } },
        { 'C', { "complex", FormatSpec::for_number } },
        { 'I', { "int", FormatSpec::for_int } },
        { 'S', { "str", FormatSpec::for_text } },
    };
    char kind = fields[0][0];
    auto [name, defaults] = types.at(kind);
    FormatSpec spec;
    if (Formatted error = parse_format_spec(fields[1], name, defaults, spec); !error.ok())
        return shown(error);
    switch (kind) {
    case 'F':
        return shown(format_float(spec, number_of(fields[2])));
    case 'C':
        return shown(format_complex(spec, number_of(fields[2]), number_of(fields[3])));
    case 'I':
        return format_decimal(spec, fields[2]);
    default:
        return shown(format_text(spec, fields[2], int64_t(utf8::count_points(fields[2]))));
    }
}

std::string converted(const Case& fields)
{
    const std::string& kind = fields[0];
    if (kind == "repr")
        return repr_double(number_of(fields[1]));
    if (kind == "hex")
        return double_to_hex(number_of(fields[1]));
    if (kind == "complex")
        return repr_complex(number_of(fields[1]), number_of(fields[2]));
    if (kind == "round")
        return shown(round_double(number_of(fields[1]), std::stoi(fields[2])));
    if (kind == "parse")
        return shown(parse_double(fields[1]));
    if (kind == "parse_complex") {
        auto parts = parse_complex(fields[1]);
        return parts ? repr_complex(parts->real, parts->imaginary) : "!";
    }
    double number = 0;
    auto status = hex_to_double(fields[1], number);
    return status == HexFloat::Ok ? repr_double(number) : "!" + std::string(hex_float_message(status));
}

} // namespace

TEST_CASE("stored cases of format specs give what CPython gives", "[base][format]")
{
    auto cases = read_cases("format_specs.txt");
    REQUIRE(cases.size() > 100);
    for (const Case& fields : cases) {
        CAPTURE(fields);
        CHECK(formatted(fields) == fields.back());
    }
}

TEST_CASE("stored cases of float conversions give what CPython gives", "[base][float]")
{
    auto cases = read_cases("floats.txt");
    REQUIRE(cases.size() > 100);
    for (const Case& fields : cases) {
        CAPTURE(fields);
        CHECK(converted(fields) == fields.back());
    }
}
