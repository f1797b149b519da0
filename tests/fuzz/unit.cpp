#include "unit_damage.h"

#include "base/siphash.h"
#include "compile/compile.h"
#include "syntax/parser.h"

using namespace coil::internal;

/// Compiles any bytes, and runs what came of that with things changed, as a file of a hostile cache: it is refused, or
/// ends, or raises.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    constexpr int variants = 16;
    std::string text(reinterpret_cast<const char*>(data), size);
    for (const char* waiting : { "thread", "executor", "Barrier", "sleep", "asyncio", "Queue" })
        if (text.find(waiting) != std::string::npos)
            return -1;
    Source source("<fuzz>", text);
    Arena arena;
    Symbols symbols;
    ParseResult tree = parse(arena, symbols, source);
    if (!tree)
        return -1;
    auto result = compile(*tree.module, symbols, source, {});
    auto* unit = std::get_if<Unit>(&result);
    if (!unit)
        return -1;
    fuzz::Damage damage(siphash13(0, 0, text));
    for (int i = 0; i < variants; i++)
        fuzz::run_checked(damage.damaged(*unit));
    return 0;
}
