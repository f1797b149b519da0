#include "base/arena.h"
#include "base/source.h"
#include "base/symbols.h"
#include "base/unicode_text.h"
#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <string>

using namespace coil::internal;

TEST_CASE("a source normalises line ends and drops a byte order mark", "[base]")
{
    Source source("x",
        "\xEF\xBB\xBF"
        "a\r\nb\rc\n\r\n");
    CHECK(source.text() == "a\nb\nc\n\n");
    CHECK(source.had_byte_order_mark());
    CHECK(source.line_count() == 5);
}

TEST_CASE("offsets become lines and columns in bytes and in code points", "[base]")
{
    Source source("x", "ab\n\xC3\xA9=1\nz");
    CHECK(source.locate(0).line == 1);
    CHECK(source.locate(2).line == 1);
    SourcePosition position = source.locate(5);
    CHECK(position.line == 2);
    CHECK(position.column == 2);
    CHECK(position.column_points == 1);
    CHECK(source.line_text(2) == "\xC3\xA9=1");
    CHECK(source.line_text(3) == "z");
    CHECK(source.line_text(4).empty());
    CHECK(source.locate(8).line == 3);
    CHECK(source.locate(9).column_points == 1);
}

TEST_CASE("equal names are one symbol, of any length and number", "[base]")
{
    Symbols symbols;
    CHECK(symbols.intern("") == Symbol::Empty);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 1; i <= 5000; i++) {
            std::string name = std::string(i % 40, 'n') + std::to_string(i);
            CHECK(symbols.intern(name) == static_cast<Symbol>(i));
        }
    }
    CHECK(symbols.size() == 5001);
    CHECK(symbols.text(static_cast<Symbol>(7)) == "nnnnnnn7");
    CHECK(symbols.intern("a") != symbols.intern("aa"));
    CHECK(symbols.intern("aa") != symbols.intern("aaa"));
    CHECK(symbols.intern("abcdefgh") != symbols.intern("abcdefghi"));
}

TEST_CASE("an arena gives aligned memory that stays", "[base]")
{
    Arena arena;
    std::string_view kept = arena.copy(std::string_view("kept"));
    for (size_t size = 1; size < 100000; size = size * 3 + 1)
        CHECK(reinterpret_cast<uintptr_t>(arena.allocate(size)) % 8 == 0);
    CHECK(kept == "kept");
    CHECK(arena.reserved() >= 100000);
}

TEST_CASE("only well-formed UTF-8 is decoded", "[base]")
{
    CHECK(utf8::decode("\xF0\x9F\x98\x80", 0).point == 0x1F600);
    CHECK(utf8::decode("\xED\xA0\x80", 0).size == 0);
    CHECK(utf8::decode("\xC0\x80", 0).size == 0);
    CHECK(utf8::decode("\xF4\x90\x80\x80", 0).size == 0);
    CHECK(utf8::decode("\xE2\x82", 0).size == 0);
    std::string late(40, 'a');
    late += "\xC3\xA9\xFF";
    CHECK(utf8::find_malformed(late) == 42);
    CHECK(utf8::find_malformed(std::string(70, 'a')) == std::string::npos);
    CHECK(utf8::count_points("a\xC3\xA9\xE2\x82\xAC") == 3);
}

TEST_CASE("identifiers are those of the Unicode rules", "[base]")
{
    CHECK(unicode::is_identifier_start(U'_'));
    CHECK(unicode::is_identifier_start(0xE9));
    CHECK(unicode::is_identifier_start(0x2118));
    CHECK_FALSE(unicode::is_identifier_start(U'1'));
    CHECK_FALSE(unicode::is_identifier_start(0x37A));
    CHECK(unicode::is_identifier_continue(0xB7));
    CHECK(unicode::is_identifier_continue(0x0300));
    CHECK_FALSE(unicode::is_identifier_continue(0x20AC));
    CHECK(utf8::normalise_nfkc("\xEF\xAC\x81") == "fi");
}
