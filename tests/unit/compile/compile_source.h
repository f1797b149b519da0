#pragma once

#include "bytecode/disassemble.h"
#include "bytecode/opcode_table.h"
#include "compile/compile.h"
#include "syntax/parser.h"

#include <catch2/catch.hpp>

#include <string>

namespace coil::internal::test
{

/// The unit of a source that must be right.
inline Unit compile_source(const std::string& text, const CompileOptions& options = {})
{
    Source source("test.py", text);
    Arena arena;
    Symbols symbols;
    ParseOptions parse_options;
    if (options.mode == CompileMode::Eval)
        parse_options.mode = ParseMode::Eval;
    ParseResult tree = parse(arena, symbols, source, parse_options);
    INFO(text.substr(0, 200) << "\n" << tree.error.message);
    REQUIRE(tree);
    auto result = compile(*tree.module, symbols, source, options);
    if (auto* error = std::get_if<SyntaxError>(&result))
        FAIL(text.substr(0, 200) << "\n" << error->message);
    return std::move(std::get<Unit>(result));
}

/// `message line:offset-end_line:end_offset` of a source that must be refused, by the parser or the compiler; else "".
inline std::string error_of(const std::string& text, const CompileOptions& options = {})
{
    Source source("test.py", text);
    Arena arena;
    Symbols symbols;
    ParseResult tree = parse(arena, symbols, source);
    SyntaxError error = tree.error;
    if (tree) {
        auto result = compile(*tree.module, symbols, source, options);
        if (!std::holds_alternative<SyntaxError>(result))
            return "";
        error = std::get<SyntaxError>(result);
    }
    return error.message + " " + std::to_string(error.line) + ":" + std::to_string(error.offset) + "-" +
        std::to_string(error.end_line) + ":" + std::to_string(error.end_offset);
}

/// The code of that qualified name.
inline const CodeUnit& code_named(const Unit& unit, const std::string& name)
{
    for (const CodeUnit& code : unit.codes) {
        if (code.qualified_name == name)
            return code;
    }
    FAIL("no code is called " << name);
    return unit.codes[0];
}

/// The names of a code's instructions, with spaces between.
inline std::string operations(const CodeUnit& code)
{
    std::string result;
    for (uint32_t offset = 0; offset < code.code.size();) {
        Instruction instruction = read_instruction(code.code, offset);
        if (!result.empty())
            result += ' ';
        result += op_info(instruction.op).name;
        offset = instruction.end();
    }
    return result;
}

inline size_t count_of(const CodeUnit& code, Op op)
{
    size_t count = 0;
    for (uint32_t offset = 0; offset < code.code.size();) {
        Instruction instruction = read_instruction(code.code, offset);
        count += instruction.op == op;
        offset = instruction.end();
    }
    return count;
}

} // namespace coil::internal::test
