#include <catch2/catch.hpp>

#include <pthread.h>

#include "compile/compile.h"
#include "syntax/parser.h"

using namespace coil::internal;

namespace
{

std::string repeat(const std::string& text, size_t count)
{
    std::string result;
    for (size_t i = 0; i < count; i++)
        result += text;
    return result;
}

/// Parses and compiles with what a thread of `stack` bytes has to spare. Whether it works does not matter.
void compile_on_small_stack(const std::string& text)
{
    constexpr size_t stack = 256 << 10;
    auto body = [](void* argument) -> void* {
        Arena arena;
        Symbols symbols;
        Source source("source", *static_cast<const std::string*>(argument));
        ParseOptions parse_options;
        parse_options.stack_budget = stack / 2;
        ParseResult tree = parse(arena, symbols, source, parse_options);
        CompileOptions options;
        options.stack_budget = stack / 2;
        if (tree)
            (void)compile(*tree.module, symbols, source, options);
        return nullptr;
    };
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    // Instrumented code has larger frames.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    pthread_attr_setstacksize(&attributes, 4 * stack);
#else
    pthread_attr_setstacksize(&attributes, stack);
#endif
    pthread_t thread;
    REQUIRE(pthread_create(&thread, &attributes, body, const_cast<std::string*>(&text)) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

} // namespace

TEST_CASE("no source overflows a small native stack", "[compile]")
{
    auto depth = size_t(GENERATE(99, 199, 2900, 20000));
    INFO(depth);
    auto around = [&](const std::string& before, const std::string& inside, const std::string& after) {
        compile_on_small_stack(repeat(before, depth) + inside + repeat(after, depth));
    };
    for (auto [before, after] : { std::pair("(", ")"), { "[", "]" }, { "{", "}" }, { "{1:", "}" }, { "f(", ")" },
             { "a[", "]" }, { "[a for a in ", "]" }, { "(a := ", ")" }, { "f'{", "}'" }, { "lambda x=", ": 0" } })
        around(before, "1", after);
    for (const char* prefix : { "not ", "-", "lambda: ", "a if b else ", "a ** ", "a = ", "a + ", "(yield " })
        around(prefix, "1", "");
    for (const char* suffix : { ".b", "[b]", "(b)", " < b", " and b", " or b", "; a" })
        around("", "a", suffix);
    around("", "if a: pass\n", "elif b: pass\n");
    for (auto [before, after] : { std::pair("[", "]"), { "(", ")" }, { "C(", ")" }, { "{1:", "}" } })
        compile_on_small_stack("match a:\n case " + repeat(before, depth) + "1" + repeat(after, depth) + ": pass\n");
    compile_on_small_stack("with " + repeat("a as b, ", depth) + "c: pass\n");
    compile_on_small_stack("[a " + repeat("for b in c ", depth) + "]");
    compile_on_small_stack(repeat("(", depth) + "a," + repeat("),", depth) + " = b");
    compile_on_small_stack("[a for " + repeat("(", depth) + "a," + repeat("),", depth) + " in b]");
    for (const char* head : { "if a:\n", "with a as b:\n", "def f():\n", "class C:\n", "for a in b:\n" }) {
        std::string text;
        for (size_t i = 0; i < std::min<size_t>(depth, 99); i++)
            text += repeat(" ", i) + head;
        compile_on_small_stack(text + repeat(" ", std::min<size_t>(depth, 99)) + "pass\n");
    }
}
