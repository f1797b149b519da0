#include "compile_source.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

std::string function_of(const std::string& body, const std::string& parameters = "a, b, c")
{
    return operations(code_named(compile_source("def f(" + parameters + "):\n" + body), "f"));
}

} // namespace

TEST_CASE("a while loop has one test and one Loop a pass", "[compile]")
{
    CHECK(function_of(" while a < b:\n  a += 1\n") == "JumpUnlessLess InplaceAddSmall Loop LoadConst Return");
    CHECK(function_of(" while True:\n  a += 1\n  if a > 5: break\n") ==
        "InplaceAddSmall JumpUnlessGreaterSmall Jump Loop LoadConst Return");
}

TEST_CASE("a for loop writes its variable directly", "[compile]")
{
    CHECK(function_of(" for x in a:\n  b(x)\n") == "GetIter Jump Move Move Call Drop ForIter LoadConst Return");
    CHECK(function_of(" for x in a:\n  if x: continue\n  return x\n else:\n  return b\n") ==
        "GetIter Jump JumpIfFalse Jump Return ForIter Return");
}

TEST_CASE("variables are checked only where they may be unbound", "[compile]")
{
    CHECK(function_of(" if a: x = 1\n return x\n") == "Clear JumpIfFalse LoadSmall CheckBound Return");
    CHECK(function_of(" if a: x = 1\n else: x = 2\n return x\n") == "JumpIfFalse LoadSmall Jump LoadSmall Return");
    CHECK(function_of(" for x in a: pass\n return x\n") == "Clear GetIter Jump ForIter CheckBound Return");
    CHECK(function_of(" while True:\n  x = a()\n  if x: break\n return x\n").find("CheckBound") == std::string::npos);
    CHECK(function_of(" x = 1\n del x\n return x\n") == "Clear LoadSmall Clear CheckBound Return");
    CHECK(function_of(" try: x = a()\n except b: return 1\n return x\n").find("CheckBound") == std::string::npos);
    CHECK(function_of(" try: x = a()\n except b: pass\n return x\n").find("CheckBound") != std::string::npos);
    CHECK(function_of(" x = 1\n for i in a:\n  b(x)\n  del x\n").find("CheckBound") != std::string::npos);
    CHECK(function_of(" if a: x = 1\n else: raise b\n return x\n").find("CheckBound") == std::string::npos);
}

TEST_CASE("locals() finds every unassigned variable empty", "[compile]")
{
    CHECK(function_of(" x = 1\n return locals()\n") == "Clear LoadSmall LoadGlobal Call Return");
}

TEST_CASE("captured variables are cells from the start", "[compile]")
{
    Unit unit = compile_source("def f(a):\n x = 1\n def g(): return a + x\n return g");
    const CodeUnit& f = code_named(unit, "f");
    CHECK(operations(f) == "MakeCell Clear MakeCell LoadSmall StoreCell Move Move MakeFunction Return");
    CHECK(f.cells == std::vector<uint32_t>{ 0, 1 });
    const CodeUnit& g = code_named(unit, "f.<locals>.g");
    CHECK(g.free_names == std::vector<std::string>{ "a", "x" });
    CHECK(operations(g) == "LoadFree LoadFree Add Return");
}

TEST_CASE("variables pass through functions that don't mention them", "[compile]")
{
    Unit unit = compile_source("def f(a):\n def g():\n  class C:\n   def h(self): return a\n  return C\n return g");
    CHECK(code_named(unit, "f.<locals>.g").free_names == std::vector<std::string>{ "a" });
    CHECK(code_named(unit, "f.<locals>.g.<locals>.C").free_names == std::vector<std::string>{ "a" });
    CHECK(code_named(unit, "f.<locals>.g.<locals>.C.h").free_names == std::vector<std::string>{ "a" });
}

TEST_CASE("registers of parameters come in the order of the frame", "[compile]")
{
    Unit unit = compile_source("def f(a, /, b, *rest, c, **more): x = 1");
    const CodeUnit& f = code_named(unit, "f");
    CHECK(f.locals == std::vector<std::string>{ "a", "b", "c", "rest", "more", "x" });
    CHECK(f.argument_count == 2);
    CHECK(f.positional_only_count == 1);
    CHECK(f.keyword_only_count == 1);
    CHECK(f.flags == (HasVarArgs | HasVarKeywords | ReturnsNone));
}

TEST_CASE("comprehensions are part of the code around them", "[compile]")
{
    CHECK(function_of(" return [x + 1 for x in a if x]\n") ==
        "GetIter BuildList Jump JumpIfFalse AddSmall ListAppend ForIter Return");
    CHECK(function_of(" return {x: y for x in a for y in x}\n") ==
        "GetIter BuildDict Jump GetIter Jump DictSet ForIter ForIter Return");
    Unit unit = compile_source("class C:\n x = 1\n y = [x for i in z]\n");
    CHECK(count_of(code_named(unit, "C"), Op::LoadName) == 1); // z, but not x
}

TEST_CASE("variables of a comprehension that functions capture are its own cells", "[compile]")
{
    Unit unit = compile_source("x = [lambda: i for i in range(3)]");
    CHECK(count_of(unit.codes[0], Op::MakeCell) == 1);
    CHECK(code_named(unit, "<lambda>").free_names == std::vector<std::string>{ "i" });
}

TEST_CASE("generator expressions are functions called with an iterator", "[compile]")
{
    Unit unit = compile_source("def f(a): return (x for x in a)");
    CHECK(operations(code_named(unit, "f")) == "MakeFunction GetIter Call Return");
    const CodeUnit& generator = code_named(unit, "f.<locals>.<genexpr>");
    CHECK(operations(generator) == "Jump Yield ForIter LoadConst ReturnCoroutine");
    CHECK(generator.flags == (IsGenerator | IsNested));
    CHECK(generator.window_gap == 1);
}

TEST_CASE("super() in a method needs no object", "[compile]")
{
    Unit unit = compile_source("class C:\n def m(self): return super().m(1) + super().x\n");
    CHECK(operations(code_named(unit, "C.m")) ==
        "LoadFree LoadSuperMethod LoadSmall CallMethod LoadFree LoadSuperAttr Add Return");
    CHECK(operations(code_named(unit, "C")).find("MakeCell") == 6);
    Unit rebound = compile_source("super = 1\nclass C:\n def m(self): return super().m\n");
    CHECK(count_of(code_named(rebound, "C.m"), Op::LoadSuperAttr) == 0);
}

TEST_CASE("private names are mangled with the class's name", "[compile]")
{
    Unit unit = compile_source("class _C:\n __x = 1\n def m(self, __p): return self.__y + __p + __z__\n");
    CHECK(code_named(unit, "_C").names.size() > 0);
    const CodeUnit& m = code_named(unit, "_C.m");
    CHECK(m.locals[1] == "_C__p");
    CHECK(m.names == std::vector<std::string>{ "_C__y", "__z__" });
}

TEST_CASE("the way out of a try runs what is due", "[compile]")
{
    // The value first, then the finally, then the return.
    CHECK(function_of(" try: return a()\n finally: b()\n") ==
        "Move Call Move Call Drop Return PushHandled Move Call Drop PopHandled Reraise PopHandled Reraise");
    Unit unit = compile_source("def f(a, b):\n try: return a()\n finally: b()\n");
    const CodeUnit& f = code_named(unit, "f");
    REQUIRE(f.exceptions.size() == 2);
    // The copy of the finally before the return is not covered.
    CHECK(f.exceptions[0].end < f.exceptions[1].start);
}

TEST_CASE("an except clause puts back what was handled before and unbinds its name", "[compile]")
{
    CHECK(function_of(" try: a()\n except b as e: c(e)\n") ==
        "Move Call Drop Jump PushHandled JumpUnlessMatch Move Move Move Call Drop PopHandled Clear Jump Clear "
        "PopHandled Reraise PopHandled Reraise PopHandled Reraise LoadConst Return");
}

TEST_CASE("what is handled is put aside while a generator is suspended", "[compile]")
{
    CHECK(function_of(" try: a()\n except b: yield 1\n").find("PopHandled Yield PushHandled") != std::string::npos);
    CHECK(function_of(" try: yield 1\n except b: pass\n").find("PopHandled Yield") == std::string::npos);
}

TEST_CASE("with looks both methods up before it enters", "[compile]")
{
    CHECK(function_of(" with a as x: b()\n")
              .find("LoadSpecial Move Move LoadSpecial CallMethod Move Move Call Drop "
                    "Move Move LoadConst LoadConst LoadConst CallMethod Jump "
                    "PushHandled Move Move LoadExceptionParts CallMethod JumpIfTrue "
                    "PopHandled Reraise") == 0);
}

TEST_CASE("asynchronous loops end by their exception row", "[compile]")
{
    Unit unit = compile_source("async def f(a):\n async for x in a: pass\n");
    CHECK(operations(code_named(unit, "f")) ==
        "GetAsyncIter AsyncNext AwaitSpecial Move Loop JumpUnlessEndAsync Jump Reraise LoadConst ReturnCoroutine");
}

TEST_CASE("await at the top level makes the module a coroutine where that is allowed", "[compile]")
{
    CompileOptions options;
    options.top_level_await = true;
    Unit unit = compile_source("await f()", options);
    CHECK(unit.codes[0].flags == (IsModule | IsCoroutine));
    CHECK(unit.codes[0].window_gap == 1);
    CHECK(compile_source("f()", options).codes[0].flags == IsModule);
    CHECK(error_of("await f()") == "'await' outside function 1:1-1:10");
}

TEST_CASE("exec with a namespace of its own looks names up there", "[compile]")
{
    CompileOptions options;
    options.use_namespace = true;
    Unit unit = compile_source("x = y\ndef f(): return y\nimport a\nfrom a import *\ndel x", options);
    CHECK(operations(unit.codes[0]) ==
        "LoadName StoreName MakeFunction StoreName LoadConst ImportName StoreName LoadConst ImportName ImportStar "
        "DeleteName LoadConst Return");
    CHECK(operations(code_named(unit, "f")) == "LoadGlobal Return");
    CHECK(unit.codes[0].register_count >= 2);
}

TEST_CASE("eval returns the value", "[compile]")
{
    CompileOptions options;
    options.mode = CompileMode::Eval;
    CHECK(operations(compile_source("1 + x", options).codes[0]) == "LoadSmall LoadGlobal Add Return");
}

TEST_CASE("annotations are functions that are run when asked for", "[compile]")
{
    Unit unit = compile_source("x: int = 1\ndef f(a: A, *b: B) -> C: y: D = 1\nclass K:\n z: Z\n");
    size_t functions = 0;
    for (const CodeUnit& code : unit.codes)
        functions += code.name == "__annotate__";
    CHECK(functions == 3);
    CHECK(code_named(unit, "K.__annotate__").free_names == std::vector<std::string>{ "__classdict__" });
    CHECK(count_of(code_named(unit, "K.__annotate__"), Op::LoadName) == 1);
}

TEST_CASE("docstrings lose the indentation that their lines share", "[compile]")
{
    Unit unit = compile_source("def f():\n    '''One.\n\n      Two.\n    Three.\n    '''\n    return 1");
    CHECK(code_named(unit, "f").doc == "One.\n\n  Two.\nThree.\n");
    CompileOptions options;
    options.optimize = 2;
    CHECK(!code_named(compile_source("def f():\n 'doc'\n", options), "f").has_doc);
}

TEST_CASE("a function that returns nothing is known as such", "[compile]")
{
    CHECK(code_named(compile_source("def f():\n if a: return\n return None"), "f").flags == ReturnsNone);
    CHECK(code_named(compile_source("def f():\n if a: return 1"), "f").flags == 0);
}

TEST_CASE("attributes stored on self are counted", "[compile]")
{
    Unit unit = compile_source("class C:\n def m(self, o):\n  self.a = self.b = 1\n  self.a += 1\n  o.c = 2\n");
    CHECK(code_named(unit, "C.m").self_attributes == 2);
}
