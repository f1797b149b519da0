#include "syntax/parser.h"
#include "syntax/dump.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace coil::internal;

namespace
{

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// Parses any bytes in every mode: there is a tree that can be walked, or an error that stands in the text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    std::string text(reinterpret_cast<const char*>(data), size);
    Source source("<fuzz>", text);
    for (ParseMode mode : { ParseMode::File, ParseMode::Eval, ParseMode::Interactive }) {
        Arena arena;
        Symbols symbols;
        ParseResult result = parse(arena, symbols, source, { mode, true });
        if (result) {
            syntax::dump(result.module, symbols, source, true);
            continue;
        }
        require(!result.error.message.empty());
        require(result.error.line <= source.line_count());
        require(result.error.end_line <= source.line_count());
    }
    return 0;
}
