#include "bytecode/stored_unit.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bytecode/builder.h"
#include "bytecode/validate.h"
#include "compile_source.h"

using namespace coil::internal;
using coil::internal::test::compile_source;

namespace
{

/// All there is of each kind.
const char* const program = R"("""Doc."""
import a.b, c as d
from . import e
CONSTANTS = None, ..., True, False, -1, 2**70, 0x123456789abcdef0123456789, 1.5, -0.0, 1e999, 2j, "é\ud800", b"\xff\0", (1, (2, ("x",)))
def f(a, /, b=1, *args, c, d=2, **kwargs) -> int:
    """Another."""
    try:
        with open(a) as file:
            for line in file:
                x, *y = line[1:2], *args
                print(f"{x!r:>{b}}", *y, sep=c, **kwargs)
        if x in {1, 2, 3}:
            return x
    except (OSError, ValueError) as error:
        raise RuntimeError({"a": [1, 2], **kwargs}) from error
    finally:
        del x
    return lambda: (a, b if c else d, [z for z in y if z > 1 and z != b])
class C(dict, metaclass=type):
    def __init__(self):
        super().__init__(a=1)
        self.x = {1, 2}
async def g(c):
    async with c as d:
        async for e in d:
            yield await e(1, k=2)
def h():
    try:
        pass
    except* KeyError as group:
        print(group)
    x = yield from (i for i in range(3))
    match x:
        case {"k": 1, **rest} | C(x=rest) | [rest, *_]:
            return 1
    while x:
        x -= 1
        assert x, "no"
        try:
            if x: continue
            if x > 4: return 5
        finally:
            print(x)
)";

/// Everything but the constants, as text.
std::string all_of(const Unit& unit)
{
    std::ostringstream out;
    out << unit.filename << '\n' << disassemble(unit);
    for (const CodeUnit& code : unit.codes) {
        out << code.name << ' ' << code.qualified_name << ' ' << code.first_line << ' ' << code.flags << ' '
            << code.argument_count << ' ' << code.positional_only_count << ' ' << code.keyword_only_count << ' '
            << code.register_count << ' ' << code.window_gap << ' ' << code.self_attributes << ' ' << code.has_doc
            << ' ' << code.doc << '\n';
        for (uint32_t word : code.code)
            out << word << ' ';
        for (const auto* texts : { &code.names, &code.locals, &code.free_names }) {
            out << '\n';
            for (const std::string& text : *texts)
                out << text << ' ';
        }
        for (uint32_t cell : code.cells)
            out << cell << ' ';
        for (const ExceptionRow& row : code.exceptions)
            out << row.start << ' ' << row.end << ' ' << row.target << ' ' << row.exception_register << '\n';
        for (const PositionRow& row : code.positions)
            out << row.offset << ' ' << row.line << ' ' << row.end_line << ' ' << row.column << ' ' << row.end_column
                << '\n';
    }
    return out.str();
}

/// The unit that the bytes hold, if all of it is valid.
std::optional<Unit> read_unit(const std::string& bytes)
{
    std::unique_ptr<CheckedUnit> checked = CheckedUnit::open(bytes);
    if (!checked)
        return {};
    Unit unit{ std::string(checked->filename()), {} };
    for (uint32_t i = 0; i < checked->size(); i++) {
        std::optional<CodeUnit> code = checked->code(i);
        if (!code)
            return {};
        unit.codes.push_back(std::move(*code));
    }
    return unit;
}

bool same_constants(const Unit& left, const Unit& right)
{
    for (size_t i = 0; i < left.codes.size(); i++)
        if (!std::equal(left.codes[i].constants.begin(), left.codes[i].constants.end(),
                right.codes[i].constants.begin(), right.codes[i].constants.end(), same_constant))
            return false;
    return true;
}

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// The unit of a source, or nothing when it is refused.
std::optional<Unit> try_compile(const std::string& text)
{
    Source source("test.py", text);
    Arena arena;
    Symbols symbols;
    ParseResult tree = parse(arena, symbols, source);
    if (!tree)
        return {};
    CompileOptions options;
    options.top_level_await = true;
    auto result = compile(*tree.module, symbols, source, options);
    if (auto* unit = std::get_if<Unit>(&result))
        return std::move(*unit);
    return {};
}

} // namespace

TEST_CASE("a unit that was stored reads as it was", "[bytecode][stored_unit]")
{
    size_t count = 0;
    for (const char* folder : { "stdlib", "tests/conformance", "tests/differences" }) {
        for (const auto& entry :
            std::filesystem::recursive_directory_iterator(std::filesystem::path(COIL_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".py")
                continue;
            std::optional<Unit> unit = try_compile(text_of(entry.path()));
            if (!unit)
                continue;
            INFO(entry.path());
            CHECK(validate(*unit) == "");
            std::string bytes = store_unit(*unit);
            std::optional<Unit> read = read_unit(bytes);
            REQUIRE(read);
            CHECK(all_of(*read) == all_of(*unit));
            CHECK(same_constants(*read, *unit));
            CHECK(store_unit(*read) == bytes);
            count++;
        }
    }
    CHECK(count > 100);
}

TEST_CASE("a stored unit is read in place code by code", "[bytecode][stored_unit]")
{
    Unit unit = compile_source(program);
    std::string bytes = store_unit(unit);
    StoredUnit stored(bytes);
    CHECK(stored.filename() == unit.filename);
    Unit read{ unit.filename, {} };
    for (uint32_t i = 0; i < unit.codes.size(); i++) {
        CodeOutline outline = stored.outline(i);
        CHECK(outline.qualified_name == unit.codes[i].qualified_name);
        CHECK(outline.constant_count == unit.codes[i].constants.size());
        CHECK(outline.free_count == unit.codes[i].free_names.size());
        CHECK(stored.body(i).code == unit.codes[i].code);
        read.codes.push_back(stored.code(i));
    }
    CHECK(all_of(read) == all_of(unit));
}

TEST_CASE("bytes that are no unit are refused", "[bytecode][stored_unit]")
{
    std::string bytes = store_unit(compile_source(program));
    CHECK(!read_unit(""));
    CHECK(!read_unit(std::string(100, 'x')));
    for (size_t size = 0; size < bytes.size(); size++)
        REQUIRE(!read_unit(std::string(bytes, 0, size)));
    CHECK(!read_unit(bytes + " "));
}

TEST_CASE("a unit in which any byte was changed is refused or valid, and nothing else", "[bytecode][stored_unit]")
{
    const std::string bytes = store_unit(compile_source(program));
    size_t refused = 0, valid = 0;
    for (size_t i = 0; i < bytes.size(); i++) {
        for (uint8_t change : { 0x01, 0x80, 0xff }) {
            std::string changed = bytes;
            changed[i] = char(uint8_t(changed[i]) ^ change);
            std::optional<Unit> unit = read_unit(changed);
            if (unit) {
                disassemble(*unit);
                valid++;
            } else {
                refused++;
            }
        }
    }
    CHECK(refused > valid / 4);
}

TEST_CASE("constants that nest too deep are not stored", "[bytecode][stored_unit]")
{
    Constant constant{ int64_t(1) };
    for (int i = 0; i < 300; i++)
        constant = { TupleConstant{ { std::move(constant) } } };
    Unit unit = compile_source("x = 1\n");
    unit.codes[0].constants.push_back(constant);
    CHECK(store_unit(unit).empty());
}

TEST_CASE("a small file makes no large unit", "[bytecode][stored_unit]")
{
    std::string source = "x = '" + std::string(10000, 'a') + "'\n";
    Unit unit = compile_source(source);
    Constant text = unit.codes[0].constants[0];
    unit.codes[0].constants.resize(1000, text);
    std::string bytes = store_unit(unit);
    CHECK(bytes.size() < 20000);
    CHECK(!read_unit(bytes));
}
