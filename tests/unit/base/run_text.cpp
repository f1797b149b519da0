#include "base/run_text.h"

#include <catch2/catch.hpp>

#include <cmath>

#include "base/percent_format.h"

using namespace coil::internal;

namespace
{

/// Pieces as "count*unit", with blanks between; long units by their size.
std::string described(const RunText& text)
{
    std::string out;
    text.visit([&](std::string_view unit, size_t count) {
        if (!out.empty())
            out += ' ';
        if (count != 1)
            out += std::to_string(count) + "*";
        out += unit.size() < 30 ? std::string(unit) : std::to_string(unit.size()) + " bytes";
        return true;
    });
    return out;
}

std::string described(std::string_view spec_text, double number)
{
    FormatSpec spec;
    REQUIRE(parse_format_spec(spec_text, "float", FormatSpec::for_number, spec).ok());
    Formatted formatted = format_float(spec, number);
    REQUIRE(formatted.ok());
    return described(formatted.text);
}

std::string described_integer(std::string_view spec_text, int64_t number)
{
    FormatSpec spec;
    REQUIRE(parse_format_spec(spec_text, "int", FormatSpec::for_int, spec).ok());
    Formatted formatted = format_integer(spec, number);
    REQUIRE(formatted.ok());
    return described(formatted.text);
}

} // namespace

TEST_CASE("a text with runs is what was appended to it, in that order", "[base][format]")
{
    std::string kept(5000, 'k'), expected = "a" + std::string(4096, 'b') + kept + "c" + std::string(4095, 'd');
    for (int i = 0; i < 3000; i++)
        expected += "\u00e9";
    RunText text;
    text += 'a';
    text.append(4096, 'b');
    text.append_kept(kept);
    text += "c";
    text.append(4095, 'd');
    text.append(3000, "\u00e9");
    CHECK(text.size() == expected.size());
    CHECK(text.written() == expected);
    CHECK(described(text) == "a 4096*b 5000 bytes 4096 bytes 3000*\u00e9");
    CHECK_FALSE(text.visit([](std::string_view unit, size_t) { return unit != "b"; }));
}

TEST_CASE("what a huge width or precision fills is described and not written", "[base][format]")
{
    CHECK(described_integer("2000000000", -12) == "1999999997*  -12");
    CHECK(described_integer("<2000000000", 1) == "1 1999999999* ");
    CHECK(described_integer("\u00e9^2000000000x", 255) == "999999999*\u00e9 ff 999999999*\u00e9");
    CHECK(described_integer("#02000000000x", 255) == "0x 1999999996*0 ff");
    CHECK(described_integer("02000000000,", 1234) == "0, 499999998*000, 001,234");
    CHECK(described_integer("+02000000000_", 1) == "+ 499999999*000_ 001");
    CHECK(described_integer("02000000000_b", 5) == "0_ 399999999*0000_ 0101");
    CHECK(described(".2000000000f", 1.0).substr(0, 10) == "1102 bytes");
    CHECK(described("#.2000000000g", -1.5) == "-1.5 1999999998*0");
    CHECK(described(".2000000000e", 1e300).ends_with("*0 e+300"));
    CHECK(described("#.2000000000,g", 1.0) == "1.000 666666665*,000 ,0");
    CHECK(described("02000000000", -INFINITY) == "- 1999999996*0 inf");

    RunText out;
    PercentConversion conversion;
    conversion.code = 'f';
    conversion.precision = 2000000000;
    conversion.width = 2100000000;
    render_percent_float(out, conversion, 2.5);
    CHECK(out.size() == 2100000000);
    conversion.code = 'x';
    conversion.zero = true;
    out = {};
    render_percent_integer(out, conversion, 171);
    CHECK(described(out) == "2099999998*0 ab");
}
