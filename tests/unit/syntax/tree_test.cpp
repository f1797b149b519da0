#include "syntax/dump.h"
#include "syntax/parser.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>

using namespace coil::internal;

namespace
{

/// The tree of a text's first statement, or the error's message.
std::string tree(const std::string& text, bool has_places = false)
{
    Arena arena;
    Symbols symbols;
    Source source("<string>", text);
    ParseResult result = parse(arena, symbols, source, { ParseMode::File, true });
    return result ? syntax::dump(result.module->body[0], symbols, source, has_places) : result.error.message;
}

std::string repeat(const std::string& text, size_t count)
{
    std::string result;
    for (size_t i = 0; i < count; i++)
        result += text;
    return result;
}

std::string message(const std::string& text)
{
    Arena arena;
    Symbols symbols;
    Source source("<string>", text);
    ParseResult result = parse(arena, symbols, source, { ParseMode::File, true });
    return result ? "" : result.error.message;
}

const std::string too_complex = "Parser stack overflowed - Python source too complex to parse";

} // namespace

TEST_CASE("binary operators bind and group as in the grammar", "[syntax]")
{
    CHECK(tree("a + b * c") ==
        "Expr(value=BinOp(left=Name(id=a, ctx=Load), op=Add, right=BinOp(left=Name(id=b, ctx=Load), op=Mult, "
        "right=Name(id=c, "
        "ctx=Load))))");
    CHECK(tree("-a ** -b") ==
        "Expr(value=UnaryOp(op=USub, operand=BinOp(left=Name(id=a, ctx=Load), op=Pow, right=UnaryOp(op=USub, "
        "operand=Name(id=b, ctx=Load)))))");
    CHECK(tree("not a in b or c") ==
        "Expr(value=BoolOp(op=Or, values=[UnaryOp(op=Not, operand=Compare(left=Name(id=a, ctx=Load), ops=[In], "
        "comparators=[Name(id=b, ctx=Load)])), Name(id=c, ctx=Load)]))");
}

TEST_CASE("nodes stand where CPython puts them", "[syntax]")
{
    CHECK(tree("(a).b(c)[1]", true) ==
        "Expr[1:0-1:11](value=Subscript[1:0-1:11](value=Call[1:0-1:8](func=Attribute[1:0-1:5](attr=b, "
        "value=Name[1:1-1:2](id=a, ctx=Load), ctx=Load), args=[Name[1:6-1:7](id=c, ctx=Load)], keywords=[]), "
        "slice=Constant[1:9-1:10](value=1), ctx=Load))");
    CHECK(tree("@d\nasync def f(): pass", true).starts_with("FunctionDef[2:0-2:19](name=f, is_async=True"));
    CHECK(tree("f(x for x in y)", true).find("GeneratorExp[1:1-1:15]") != std::string::npos);
}

TEST_CASE("constants have the value that the text says", "[syntax]")
{
    CHECK(tree("9223372036854775807") == "Expr(value=Constant(value=9223372036854775807))");
    CHECK(tree("9_223_372_036_854_775_808") == "Expr(value=Constant(value=10#9223372036854775808))");
    CHECK(tree("0x_ff") == "Expr(value=Constant(value=255))");
    CHECK(tree(std::string("0b") + repeat("1", 70)) ==
        std::string("Expr(value=Constant(value=2#") + repeat("1", 70) + "))");
    CHECK(tree("1e999") == "Expr(value=Constant(value=f7ff0000000000000))");
    CHECK(tree("1e-999") == "Expr(value=Constant(value=f0))");
    CHECK(tree("0.5j") == "Expr(value=Constant(value=j3fe0000000000000))");
    CHECK(tree(R"('a' "b" '''c''')") == "Expr(value=Constant(value=\"abc\"))");
    CHECK(tree(R"('\x41\u00e9\ud800\101\
B')") == R"(Expr(value=Constant(value="A\c3\a9\ed\a0\80AB")))");
    CHECK(tree(R"(b'\x00\xff' rb'\x')") == R"(Expr(value=Constant(value=b"\00\ff\5cx")))");
    CHECK(tree("'a\r\nb'").starts_with("unterminated"));
    CHECK(tree("'''a\r\nb'''") == "Expr(value=Constant(value=\"a\\0ab\"))");
}

TEST_CASE("characters are found by their names", "[syntax]")
{
    CHECK(tree(R"('\N{LATIN SMALL LETTER E WITH ACUTE}\N{bullet}')") ==
        R"(Expr(value=Constant(value="\c3\a9\e2\80\a2")))");
    CHECK(tree(R"('\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}')") ==
        R"(Expr(value=Constant(value="\ea\b0\81\e4\b8\80")))");
    CHECK(tree(R"(f'\N{EM DASH}{x}')") ==
        R"(Expr(value=JoinedStr(values=[Constant(value="\e2\80\94"), FormattedValue(conversion=-1, value=Name(id=x, ctx=Load), format_spec=None)])))");
}

TEST_CASE("an f-string shows its expression with =", "[syntax]")
{
    CHECK(tree("f'{ x = }'") ==
        "Expr(value=JoinedStr(values=[Constant(value=\"\\20x\\20=\\20\"), FormattedValue(conversion=114, "
        "value=Name(id=x, ctx=Load), format_spec=None)]))");
    CHECK(tree("t'{ x !s:>{w}}'") ==
        "Expr(value=TemplateStr(values=[Interpolation(conversion=115, value=Name(id=x, ctx=Load), text=\"\\20x\", "
        "format_spec=JoinedStr(values=[Constant(value=\">\"), FormattedValue(conversion=-1, value=Name(id=w, "
        "ctx=Load), "
        "format_spec=None)]))]))");
}

TEST_CASE("names are normalised", "[syntax]")
{
    CHECK(tree("\xEF\xAC\x81 = 1").starts_with("Assign(targets=[Name(id=fi, ctx=Store)]"));
}

TEST_CASE("soft keywords are names wherever no statement starts with them", "[syntax]")
{
    CHECK(tree("match = case + type").starts_with("Assign"));
    CHECK(tree("match(x)").starts_with("Expr"));
    CHECK(tree("match (x):\n  case _: pass").starts_with("Match("));
    CHECK(tree("match[x]: int").starts_with("AnnAssign"));
    CHECK(tree("type(x)").starts_with("Expr"));
    CHECK(tree("type X = int").starts_with("TypeAlias"));
}

TEST_CASE("an encoding other than UTF-8 is refused by name", "[syntax]")
{
    Arena arena;
    Symbols symbols;
    auto error = [&](const std::string& text) { return parse(arena, symbols, Source("f", text)).error.message; };
    CHECK(error("# coding: utf-8\n'\xC3\xA9'") == "");
    CHECK(error("# -*- coding: latin-1 -*-\n'\xE9'") == "encoding problem: latin-1 (only UTF-8 is supported)");
    CHECK(error("#!/x\n# vim: set fileencoding=nonsense :\n") == "unknown encoding: nonsense");
    CHECK(error("x = 1\n# coding: nonsense\n") == "");
    CHECK(error("'\xE9'").starts_with("Non-UTF-8 code starting with '\\xe9' on line 1"));
    CHECK(error(std::string("x\0y", 3)) == "source code cannot contain null bytes");
}

TEST_CASE("nesting without bound ends in CPython's errors", "[syntax]")
{
    constexpr size_t many = 100000;
    for (const char* open : { "(", "[", "{", "f(", "a[" })
        CHECK(message(repeat(open, many)) == "too many nested parentheses");
    CHECK(message(repeat("(", 200) + repeat(")", 200)).empty());
    CHECK(message(repeat("f'{", many)).starts_with("too many nested f-strings"));
    for (const char* prefix : { "-", "not ", "lambda: ", "1 if 1 else ", "1 ** ", "lambda a=lambda: " })
        CHECK(message(repeat(prefix, many) + "1") == too_complex);
    for (const char* suffix : { " + a", ".a", "()", "[0]", " ** 1" })
        CHECK(message(std::string("a") + repeat(suffix, many)) == too_complex);
    std::string blocks;
    for (size_t i = 0; i < 101; i++)
        blocks += repeat(" ", i) + "if a:\n";
    CHECK(message(blocks) == "too many levels of indentation");
}

TEST_CASE("long chains that do not nest are parsed", "[syntax]")
{
    constexpr size_t many = 100000;
    CHECK(message(std::string("if a: pass\n") + repeat("elif a: pass\n", many)).empty());
    CHECK(message(std::string("a") + repeat(" and a", many)).empty());
    CHECK(message(std::string("a") + repeat(" < a", many)).empty());
    CHECK(message(repeat("'a' ", many)).empty());
    CHECK(message(repeat("a = ", many) + "1").empty());
    CHECK(message(std::string("a") + repeat(" + a", 2900)).empty());
    CHECK(message(repeat("- ", 2900) + "a").empty());
}

TEST_CASE("a mistake in deep nesting is found in reasonable time", "[syntax]")
{
    for (const char* open : { "f(", "[", "(", "f(a, ", "f(a=" }) {
        std::string close = std::string(open).find('(') != std::string::npos ? ")" : "]";
        CHECK(message(repeat(open, 190) + "a b" + repeat(close, 190)) == "invalid syntax. Perhaps you forgot a comma?");
    }
}
