#include "syntax/parser.h"
#include "syntax/suggestion.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace coil::internal;

namespace
{

struct Case {
    std::string file;
    std::string source;
    std::string expected;
};

std::string read(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::stringstream buffer;
    buffer << stream.rdbuf();
    return buffer.str();
}

/// A source written with Python's escapes: \n, \t, \\, \' and hexadecimal ones.
std::string unescape(const std::string& text)
{
    std::string out;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        char kind = text[++i];
        size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 0;
        if (digits == 0) {
            out += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind == 'r' ? '\r' : kind;
            continue;
        }
        auto point = static_cast<unsigned>(std::stoul(text.substr(i + 1, digits), nullptr, 16));
        i += digits;
        if (point < 0x80) {
            out += static_cast<char>(point);
        } else if (point < 0x800) {
            out += static_cast<char>(0xC0 | point >> 6);
            out += static_cast<char>(0x80 | (point & 0x3F));
        } else {
            out += static_cast<char>(0xE0 | point >> 12);
            out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (point & 0x3F));
        }
    }
    return out;
}

/// The cases of one file; scripts/dev/renew-syntax-errors describes the format.
std::vector<Case> read_cases(const std::filesystem::path& path)
{
    std::vector<Case> cases;
    std::string text = "\n";
    text += read(path);
    const std::string mark = "\n===\n";
    for (size_t at = text.find(mark); at != std::string::npos;) {
        size_t next = text.find(mark, at + 1);
        std::string item = text.substr(at + mark.size(), next - at - mark.size());
        if (next == std::string::npos)
            item.pop_back();
        size_t answer = item.find("--- ");
        std::string source = item.substr(0, answer);
        if (source.starts_with("%"))
            source = unescape(source.substr(1, source.size() - 2));
        cases.push_back({ path.filename().string(), source, item.substr(answer + 4) });
        at = next;
    }
    return cases;
}

std::string describe(const SyntaxError& error)
{
    constexpr const char* kinds[] = { "SyntaxError", "IndentationError", "TabError", "MemoryError" };
    std::stringstream out;
    out << kinds[static_cast<int>(error.kind)] << ' ' << error.line << ' ' << error.offset << ' ' << error.end_line
        << ' ' << error.end_offset << '\n'
        << error.message;
    return out.str();
}

ParseResult parse_text(const std::string& text, ParseMode mode = ParseMode::File)
{
    static Arena arena;
    static Symbols symbols;
    Source source("<string>", text);
    return parse(arena, symbols, source, { mode, true });
}

} // namespace

TEST_CASE("syntax errors have CPython's message, line and columns", "[syntax]")
{
    std::vector<Case> cases;
    for (const auto& entry : std::filesystem::directory_iterator(COIL_SOURCE_DIR "/tests/syntax/errors")) {
        for (Case& item : read_cases(entry.path()))
            cases.push_back(std::move(item));
    }
    REQUIRE(cases.size() > 120);
    for (const Case& item : cases) {
        INFO(item.file << ":\n" << item.source);
        ParseResult result = parse_text(item.source);
        CHECK((result ? "ok" : describe(result.error)) == item.expected);
    }
}

TEST_CASE("an error carries its line's text", "[syntax]")
{
    ParseResult result = parse_text("x = 1\ny = = 2\nz = 3\n");
    REQUIRE_FALSE(result);
    CHECK(result.error.text == "y = = 2\n");
    CHECK(result.error.filename == "<string>");
}

TEST_CASE("input that only ends too early is called incomplete", "[syntax]")
{
    for (const char* text :
        { "if x:\n", "f(1,\n", "x = '''a\n", "x = 1 +\\\n", "def f():\n", "@d\n", "try:\n    pass\n", "f'''{x\n" }) {
        INFO(text);
        ParseResult result = parse_text(text, ParseMode::Interactive);
        CHECK_FALSE(result);
        CHECK(result.is_incomplete);
    }
    for (const char* text : { "x = = 1\nif y:\n", "f)\n", "x = 'a\ny\n", "if x y:\n    pass\n" }) {
        INFO(text);
        ParseResult result = parse_text(text, ParseMode::Interactive);
        CHECK_FALSE(result);
        CHECK_FALSE(result.is_incomplete);
    }
}

TEST_CASE("a prompt takes one statement", "[syntax]")
{
    CHECK(parse_text("x = 1\n", ParseMode::Interactive));
    CHECK(parse_text("x = 1; y = 2", ParseMode::Interactive));
    CHECK(parse_text("if x:\n    y\n\n", ParseMode::Interactive));
    CHECK(parse_text("", ParseMode::Interactive));
    CHECK(parse_text("x = 1\ny = 2\n", ParseMode::Interactive).error.message ==
        "multiple statements found while compiling a single statement");
}

TEST_CASE("eval takes one expression", "[syntax]")
{
    CHECK(parse_text("1, 2", ParseMode::Eval));
    CHECK(parse_text("  (x :=\n1)  \n\n", ParseMode::Eval).error.message == "unexpected indent");
    CHECK_FALSE(parse_text("x = 1", ParseMode::Eval));
    CHECK_FALSE(parse_text("pass", ParseMode::Eval));
    CHECK_FALSE(parse_text("", ParseMode::Eval));
}

TEST_CASE("invalid escapes and numbers that touch keywords warn", "[syntax]")
{
    ParseResult result = parse_text("x = '\\d'\ny = 1if x else 2\nz = f'\\{x}' b'\\400'[:0]\n");
    CHECK_FALSE(result);
    result = parse_text("x = '\\d'\ny = 1if x else 2\nz = f'\\{x}'\nw = b'\\400'\n");
    REQUIRE(result);
    REQUIRE(result.warnings.size() == 4);
    CHECK(result.warnings[0].message == "invalid decimal literal");
    CHECK(result.warnings[1].message ==
        "\"\\d\" is an invalid escape sequence. Such sequences will not work in the future. Did you mean \"\\\\d\"? A "
        "raw "
        "string is also an option.");
    CHECK(result.warnings[1].start == 5);
    CHECK(result.warnings[2].message.starts_with("\"\\{\" is an invalid escape sequence."));
    CHECK(result.warnings[3].message.starts_with("\"\\400\" is an invalid octal escape sequence."));
}

TEST_CASE("a misspelt keyword is named", "[syntax]")
{
    struct {
        const char* text;
        const char* expected;
    } cases[] = {
        { "whille x:\n    pass\n", "1:1-7 invalid syntax. Did you mean 'while'?" },
        { "x = 1\nfro x in y:\n    pass\n", "2:1-4 invalid syntax. Did you mean 'for'?" },
        { "x = 1\nif x:\n    y = 2\n    retrun y\n", "4:12-13 invalid syntax" },
        { "form a import b\n", "1:1-5 invalid syntax. Did you mean 'from'?" },
        { "def f():\n    x = 1\n    fro x in y: pass\n", "3:5-8 invalid syntax. Did you mean 'for'?" },
        { "a = 1\nb = 2\nclas A:\n  pass\n", "3:1-5 invalid syntax. Did you mean 'class'?" },
        { "f(a b)\n", "1:3-6 invalid syntax. Perhaps you forgot a comma?" },
        { "x = 1 adn 2\n", "1:7-10 invalid syntax. Did you mean 'and'?" },
        { "f(1 fro x in y)\n", "1:5-8 invalid syntax. Did you mean 'for'?" },
        { "if x:\n    pass\nesle:\n    pass\n", "3:1-5 invalid syntax. Did you mean 'else'?" },
        { "asinc def f(): pass\n", "1:1-6 invalid syntax. Did you mean 'async'?" },
        { "x = y els z\n", "1:7-10 invalid syntax" },
        { "x = [1,\n", "1:5-0 '[' was never closed" },
    };
    for (const auto& item : cases) {
        INFO(item.text);
        Source source("<string>", item.text);
        SyntaxError error = parse_text(item.text).error;
        suggest_keyword(source, error, false);
        std::stringstream out;
        out << error.line << ':' << error.offset << '-' << error.end_offset << ' ' << error.message;
        CHECK(out.str() == item.expected);
    }
}
