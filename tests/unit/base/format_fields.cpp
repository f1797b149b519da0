#include <catch2/catch.hpp>

#include "base/format_fields.h"
#include "cases.h"

using namespace coil::internal;

namespace
{

std::string name_text(std::string_view name, FieldNumbering& numbering)
{
    FieldName field(name);
    if (!field.error().ok())
        return "!" + field.error().text.written();
    if (Formatted error = numbering.number(field); !error.ok())
        return "!" + error.text.written();
    std::string out = field.first_index() >= 0 ? std::to_string(field.first_index()) : std::string(field.first());
    FieldName::Step step;
    while (field.next(step))
        out += (step.is_attribute        ? "."
                       : step.index >= 0 ? "#"
                                         : "[") +
            (step.index >= 0 ? std::to_string(step.index) : std::string(step.text));
    return field.error().ok() ? out : "!" + field.error().text.written();
}

/// The format's literals and fields: "literal<name|conversion|spec>", or the first error.
std::string taken_apart(std::string_view format, FieldNumbering& numbering)
{
    std::string out;
    FormatPieces pieces(format);
    FormatPiece piece;
    while (pieces.next(piece)) {
        out += piece.literal;
        if (!piece.has_field)
            continue;
        std::string name = name_text(piece.name, numbering);
        if (name[0] == '!')
            return name;
        std::string spec(piece.spec);
        if (piece.spec_has_fields)
            spec = taken_apart(piece.spec, numbering);
        if (spec[0] == '!')
            return spec;
        out += "<" + name + "|" + (piece.conversion ? shown_code(piece.conversion) : "") + "|" + spec + ">";
    }
    return pieces.error().ok() ? out : "!" + pieces.error().text.written();
}

std::string taken_apart(std::string_view format)
{
    FieldNumbering numbering;
    return taken_apart(format, numbering);
}

} // namespace

TEST_CASE("a format string is literals and replacement fields", "[base][format]")
{
    CHECK(taken_apart("") == "");
    CHECK(taken_apart("a{{b}}c") == "a{b}c");
    CHECK(taken_apart("a{}b{}") == "a<0||>b<1||>");
    CHECK(taken_apart("{1}{0!r}") == "<1||><0|r|>");
    CHECK(taken_apart("{a.b[c][3].d:>{w}.{p}}") == "<a.b[c#3.d||><w||>.<p||>>");
    CHECK(taken_apart("{:{}}{}") == "<0||<1||>><2||>");
    CHECK(taken_apart("{[0]}{.a}") == "<0#0||><1.a||>");
    CHECK(taken_apart("{-1}{ 0}") == "<-1||>< 0||>");
    CHECK(taken_apart("{0[x.y]!s:}") == "<0[x.y|s|>");
    CHECK(taken_apart("{0[}]}") == "<0[}||>");
    CHECK(taken_apart("{\u0663}") == "<3||>");
    CHECK(taken_apart("{0!\u00e9}") == "<0|\\xe9|>");
    CHECK(taken_apart("{0!}}") == "<0|}|>");
    CHECK(taken_apart("{0:}}}") == "<0||>}");
}

TEST_CASE("wrong format strings have CPython's messages", "[base][format]")
{
    CHECK(taken_apart("{") == "!Single '{' encountered in format string");
    CHECK(taken_apart("a}") == "!Single '}' encountered in format string");
    CHECK(taken_apart("{0!r}}") == "!Single '}' encountered in format string");
    CHECK(taken_apart("{0") == "!expected '}' before end of string");
    CHECK(taken_apart("{0[a}") == "!expected '}' before end of string");
    CHECK(taken_apart("{0!") == "!end of string while looking for conversion specifier");
    CHECK(taken_apart("{0!r") == "!unmatched '{' in format spec");
    CHECK(taken_apart("{0!}") == "!unmatched '{' in format spec");
    CHECK(taken_apart("{0:{1}") == "!unmatched '{' in format spec");
    CHECK(taken_apart("{0!rr}") == "!expected ':' after conversion specifier");
    CHECK(taken_apart("{0{}}") == "!unexpected '{' in field name");
    CHECK(taken_apart("{0[]}") == "!Empty attribute in format string");
    CHECK(taken_apart("{0.}") == "!Empty attribute in format string");
    CHECK(taken_apart("{0[a]b}") == "!Only '.' or '[' may follow ']' in format field specifier");
    CHECK(taken_apart("{99999999999999999999}") == "!Too many decimal digits in format string");
    CHECK(taken_apart("{}{0}") == "!cannot switch from automatic field numbering to manual field specification");
    CHECK(taken_apart("{0:{}}") == "!cannot switch from manual field specification to automatic field numbering");
    CHECK(unknown_conversion(1).text.view() == "Unknown conversion specifier \\x1");
}
