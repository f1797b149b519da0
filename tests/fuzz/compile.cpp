#include "compile/compile.h"
#include "bytecode/disassemble.h"
#include "bytecode/validate.h"
#include "syntax/parser.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace coil::internal;

/// Compiles any bytes: there is an error that stands in the text, or a unit that the interpreter may trust.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    Source source("<fuzz>", std::string(reinterpret_cast<const char*>(data), size));
    for (bool top_level_await : { false, true }) {
        Arena arena;
        Symbols symbols;
        ParseResult tree = parse(arena, symbols, source);
        if (!tree)
            return 0;
        CompileOptions options;
        options.top_level_await = top_level_await;
        auto result = compile(*tree.module, symbols, source, options);
        if (auto* error = std::get_if<SyntaxError>(&result)) {
            if (error->message.empty() || error->line > source.line_count())
                std::abort();
            continue;
        }
        const Unit& unit = std::get<Unit>(result);
        if (std::string fault = validate(unit); !fault.empty()) {
            std::fprintf(stderr, "%s\n", fault.c_str());
            std::abort();
        }
        disassemble(unit);
    }
    return 0;
}
