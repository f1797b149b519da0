#include <map>

#include "base/utf8.h"
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/iterators.h"
#include "objects/str_methods.h"
#include "objects_test.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

int64_t number(const std::string& text) { return std::stoll(text); }
std::string truth(bool value) { return value ? "True" : "False"; }

std::string search(DataVm& vm, const Fields& row, Str* text, Str* part)
{
    bool whole = row[3] == "-";
    int64_t start = whole ? 0 : number(row[3]), stop = whole ? whole_str_stop : number(row[4]);
    if (row[0] == "find")
        return std::to_string(str_find(vm, text, part, start, stop).value());
    if (row[0] == "rfind")
        return std::to_string(str_rfind(vm, text, part, start, stop).value());
    if (row[0] == "count")
        return std::to_string(str_count(vm, text, part, start, stop).value());
    if (row[0] == "startswith")
        return truth(str_starts_with(vm, text, part, start, stop));
    return truth(str_ends_with(vm, text, part, start, stop));
}

std::string slice(DataVm& vm, const Fields& row, Str* text)
{
    Value bounds[3];
    for (size_t i = 0; i < 3; i++)
        bounds[i] = Value::small(number(row[2 + i]));
    SliceIndices at = slice_indices(slice_points(vm, bounds[0], bounds[1], bounds[2]).value(), text->length);
    return vm.show(str_slice_step(vm, text, at.start, at.step, at.count));
}

std::string join(DataVm& vm, Str* separator, Str* characters)
{
    List* items = make_list(vm).value();
    for (size_t i = 0; i < characters->length; i++)
        (void)list_append(vm, items, Value::cell(str_item(vm, characters, i).value()));
    return vm.show(str_join(vm, separator, { items->begin(), items->size }));
}

StripSide side_of(const std::string& name)
{
    return name[0] == 'l' ? StripStart : name[0] == 'r' ? StripEnd : StripBoth;
}

std::string answer_with_text(DataVm& vm, const Fields& row, Str* text, Str* part)
{
    const std::string& name = row[0];
    if (name == "replace")
        return vm.show(str_replace(vm, text, part, as<Str>(vm.str(row[3])), number(row[4])));
    if (name == "split")
        return vm.show(str_split(vm, text, part, number(row[3])));
    if (name == "rsplit")
        return vm.show(str_rsplit(vm, text, part, number(row[3])));
    if (name == "partition")
        return vm.show(str_partition(vm, text, part));
    if (name == "rpartition")
        return vm.show(str_rpartition(vm, text, part));
    if (name == "removeprefix")
        return vm.show(str_remove_prefix(vm, text, part));
    if (name == "removesuffix")
        return vm.show(str_remove_suffix(vm, text, part));
    if (name == "join")
        return join(vm, text, part);
    if (name.find("strip") != std::string::npos)
        return vm.show(str_strip(vm, text, part, side_of(name)));
    return search(vm, row, text, part);
}

std::string answer(DataVm& vm, const Fields& row)
{
    const std::string& name = row[0];
    auto* text = as<Str>(vm.str(row[1]));
    if (name == "slice")
        return slice(vm, row, text);
    if (name == "split-blank")
        return vm.show(str_split(vm, text, nullptr, number(row[2])));
    if (name == "rsplit-blank")
        return vm.show(str_rsplit(vm, text, nullptr, number(row[2])));
    if (name.find("-blank") != std::string::npos)
        return vm.show(str_strip(vm, text, nullptr, side_of(name)));
    if (name == "splitlines")
        return vm.show(str_split_lines(vm, text, number(row[2])));
    if (name == "center")
        return vm.show(str_center(vm, text, number(row[2]), 0x20ac));
    if (name == "ljust")
        return vm.show(str_left_justify(vm, text, number(row[2]), 0x20ac));
    if (name == "rjust")
        return vm.show(str_right_justify(vm, text, number(row[2]), 0x20ac));
    if (name == "zfill")
        return vm.show(str_zero_fill(vm, text, number(row[2])));
    if (name == "expandtabs")
        return vm.show(str_expand_tabs(vm, text, number(row[2])));
    return answer_with_text(vm, row, text, as<Str>(vm.str(row[2])));
}

// Bytes, written as Latin-1

std::string to_bytes(const std::string& text)
{
    std::string out;
    for (size_t at = 0; at < text.size();) {
        utf8::Decoded decoded = utf8::decode(text, at);
        out += char(decoded.point);
        at += decoded.size;
    }
    return out;
}

std::string answer_map(DataVm& vm, const Fields& row, std::string_view bytes)
{
    static const std::map<std::string, AsciiMap> maps = { { "lower", AsciiMap::Lower }, { "upper", AsciiMap::Upper },
        { "swapcase", AsciiMap::SwapCase }, { "title", AsciiMap::Title }, { "capitalize", AsciiMap::Capitalize } };
    static const std::map<std::string, AsciiTest> tests = { { "isalpha", AsciiTest::Alpha },
        { "isalnum", AsciiTest::Alnum }, { "isdigit", AsciiTest::Digit }, { "isspace", AsciiTest::Space },
        { "islower", AsciiTest::Lower }, { "isupper", AsciiTest::Upper }, { "istitle", AsciiTest::Title } };
    if (auto map = maps.find(row[0]); map != maps.end())
        return vm.show(make_bytes(vm, bytes_map(bytes, map->second)));
    return truth(bytes_test(bytes, tests.at(row[0])));
}

std::string answer_bytes_search(DataVm& vm, const Fields& row, Value self, std::string_view part)
{
    const std::string& name = row[0];
    std::string_view bytes = view_of_bytes(self);
    if (name == "replace")
        return vm.show(bytes_replace(vm, self, part, row[3], number(row[4])));
    if (name == "split")
        return vm.show(bytes_split(vm, self, &part, number(row[3])));
    if (name == "rsplit")
        return vm.show(bytes_rsplit(vm, self, &part, number(row[3])));
    Value separator = Value::cell(make_bytes(vm, part).value());
    if (name == "partition")
        return vm.show(bytes_partition(vm, self, view_of_bytes(separator), separator));
    if (name == "rpartition")
        return vm.show(bytes_rpartition(vm, self, view_of_bytes(separator), separator));
    if (name == "strip")
        return vm.show(bytes_strip(vm, self, &part, StripBoth));
    int64_t start = number(row[3]), stop = number(row[4]);
    if (name == "find")
        return std::to_string(bytes_find(vm, bytes, part, start, stop).value());
    if (name == "rfind")
        return std::to_string(bytes_rfind(vm, bytes, part, start, stop).value());
    if (name == "count")
        return std::to_string(bytes_count(vm, bytes, part, start, stop).value());
    if (name == "startswith")
        return truth(bytes_starts_with(bytes, part, start, stop));
    return truth(bytes_ends_with(bytes, part, start, stop));
}

std::string answer_bytes(DataVm& vm, const Fields& row)
{
    const std::string& name = row[0];
    std::string data = to_bytes(row[1]);
    Value self = Value::cell(make_bytes(vm, data).value());
    if (name == "fromhex") {
        auto bytes = bytes_from_hex(vm, data);
        return bytes.failed() ? vm.show(Value()) : vm.show(make_bytes(vm, bytes.value()));
    }
    if (name == "splitlines")
        return vm.show(bytes_split_lines(vm, self, false));
    if (row.size() == 3)
        return answer_map(vm, row, data);
    if (name == "hex")
        return vm.show(make_str(vm, bytes_hex(data, ':', number(row[2]))));
    if (name == "split-blank")
        return vm.show(bytes_split(vm, self, nullptr, number(row[2])));
    if (name == "rsplit-blank")
        return vm.show(bytes_rsplit(vm, self, nullptr, number(row[2])));
    if (name == "center")
        return vm.show(bytes_center(vm, self, number(row[2]), '*'));
    if (name == "zfill")
        return vm.show(bytes_zero_fill(vm, self, number(row[2])));
    if (name == "expandtabs")
        return vm.show(bytes_expand_tabs(vm, self, number(row[2])));
    return answer_bytes_search(vm, row, self, to_bytes(row[2]));
}

std::string answer_codec(DataVm& vm, const Fields& row)
{
    if (row[0] == "encode")
        return vm.show(str_encode(vm, as<Str>(vm.str(row[1])), row[2], row[3]));
    return vm.show(bytes_decode(vm, to_bytes(row[1]), row[2], row[3]));
}

} // namespace

TEST_CASE("str's methods answer what CPython's do", "[objects][str]") { check_table("texts.txt", answer); }
TEST_CASE("bytes' methods answer what CPython's do", "[objects][bytes]") { check_table("bytes.txt", answer_bytes); }
TEST_CASE("Codecs treat good and bad text as CPython's do", "[objects][codecs]")
{
    check_table("codecs.txt", answer_codec);
}

TEST_CASE("Appending in a loop shares one buffer and leaves the older strings as they were", "[objects][str]")
{
    DataVm vm;
    auto* text = as<Str>(vm.str(std::string(100, 'x')));
    Str* kept[10] = {};
    for (int i = 0; i < 1000; i++) {
        text = str_append(vm, text, as<Str>(vm.str("ab"))).value();
        if (i % 100 == 0)
            kept[i / 100] = text;
    }
    CHECK(text->size == 2100);
    for (size_t i = 0; i < 10; i++)
        CHECK(kept[i]->size == 102 + 200 * i);
    Str* fork = str_append(vm, kept[0], as<Str>(vm.str("!"))).value();
    CHECK(fork->view().substr(100) == "ab!");
    CHECK(kept[1]->view().substr(100, 4) == "abab");
}

TEST_CASE("Positions in text that is not ASCII are found through the index", "[objects][str]")
{
    DataVm vm;
    std::string source;
    for (uint32_t i = 0; i < 1000; i++)
        utf8::append(source, i % 3 ? 'a' + i % 26 : 0x400 + i);
    auto* text = as<Str>(vm.str(source));
    CHECK(text->length == 1000);
    for (uint32_t i = 0; i < 1000; i += 7) {
        CHECK(str_at(vm, text, i) == (i % 3 ? 'a' + i % 26 : 0x400 + i));
        CHECK(str_index_at(vm, text, str_offset(vm, text, i)) == i);
    }
}

TEST_CASE("Lone surrogates stay apart when they meet", "[objects][str]")
{
    DataVm vm;
    auto* high = make_character(vm, 0xd83d).value();
    auto* low = make_character(vm, 0xde00).value();
    Str* both = str_concat(vm, high, low).value();
    CHECK(both->length == 2);
    CHECK(str_at(vm, both, 1) == 0xde00);
}

TEST_CASE("A bytearray's part can be replaced by the array itself", "[objects][bytes]")
{
    DataVm vm;
    ByteArray* array = make_byte_array(vm, "abcdef").value();
    REQUIRE(byte_array_replace(vm, array, 1, 2, array->view()).ok());
    CHECK(array->view() == "aabcdefcdef");
    REQUIRE(byte_array_replace(vm, array, 0, 8, {}).ok());
    CHECK(array->view() == "def");
}
