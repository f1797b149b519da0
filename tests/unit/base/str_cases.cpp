#include <catch2/catch.hpp>

#include "base/str_case.h"
#include "base/str_repr.h"
#include "cases.h"

using namespace coil::internal;

namespace
{

std::string predicates(const std::string& text)
{
    bool answers[] = { unicode::is_alpha(text), unicode::is_decimal(text), unicode::is_digit(text),
        unicode::is_numeric(text), unicode::is_alnum(text), unicode::is_space(text), unicode::is_identifier(text),
        unicode::is_lower(text), unicode::is_upper(text), unicode::is_title(text), unicode::is_printable(text) };
    std::string out;
    for (bool answer : answers)
        out += answer ? '1' : '0';
    return out;
}

std::string applied(const std::string& operation, const std::string& text)
{
    if (operation == "lower")
        return unicode::lower(text);
    if (operation == "upper")
        return unicode::upper(text);
    if (operation == "title")
        return unicode::title(text);
    if (operation == "capitalize")
        return unicode::capitalize(text);
    if (operation == "swapcase")
        return unicode::swap_case(text);
    if (operation == "casefold")
        return unicode::fold_case(text);
    if (operation == "repr")
        return repr_text(text);
    if (operation == "ascii")
        return ascii_repr_text(text);
    return operation == "reprb" ? repr_bytes(text) : predicates(text);
}

/// FNV-1a over what is said of each code point.
class Digest
{
public:
    void add(uint32_t number) { state_ = (state_ ^ number) * 0x100000001b3; }
    void add(const unicode::Mapped& mapped)
    {
        for (int i = 0; i < mapped.size; i++)
            add(uint32_t(mapped.points[i]));
    }
    uint64_t value() const { return state_; }

private:
    uint64_t state_ = 0xcbf29ce484222325;
};

} // namespace

TEST_CASE("stored cases of case, predicates and repr give what CPython gives", "[base][unicode]")
{
    auto cases = read_cases("strings.txt");
    REQUIRE(cases.size() > 100);
    for (const Case& fields : cases) {
        CAPTURE(fields);
        CHECK(applied(fields[0], fields[1]) == fields.back());
    }
}

TEST_CASE("every code point has the properties and mappings that CPython 3.14 gives it", "[base][unicode]")
{
    auto cases = read_cases("unicode.txt");
    REQUIRE(cases.size() == 0x110);
    for (const Case& fields : cases) {
        auto first = char32_t(std::stoul(fields[0], nullptr, 16));
        Digest digest;
        for (char32_t point = first; point < first + 0x1000; point++) {
            std::string_view category = unicode::category(point);
            uint32_t bits = unicode::is_alpha(point);
            for (bool bit : { unicode::is_decimal(point), unicode::is_digit(point), unicode::is_numeric(point),
                     unicode::is_space(point), unicode::is_printable(point), unicode::is_lower(point),
                     unicode::is_upper(point), unicode::is_upper(point) || unicode::is_title(point),
                     unicode::is_identifier_start(point), unicode::is_identifier_continue(point),
                     unicode::is_case_ignorable(point) })
                bits = bits * 2 + bit;
            digest.add(uint32_t(category[0]) << 8 | uint32_t(category[1]));
            digest.add(bits);
            digest.add(uint32_t(unicode::decimal_value(point)));
            digest.add(unicode::to_lower(point));
            digest.add(unicode::to_upper(point));
            digest.add(unicode::to_title(point));
            digest.add(unicode::to_folded(point));
        }
        CAPTURE(fields);
        CHECK(digest.value() == std::stoull(fields[1], nullptr, 16));
    }
}
