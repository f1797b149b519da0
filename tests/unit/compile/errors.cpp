#include "compile_source.h"

using namespace coil::internal;
using namespace coil::internal::test;

TEST_CASE("misplaced statements are refused", "[compile][errors]")
{
    CHECK(error_of("return 1") == "'return' outside function 1:1-1:9");
    CHECK(error_of("class C:\n return") == "'return' outside function 2:2-2:8");
    CHECK(error_of("break") == "'break' outside loop 1:1-1:6");
    CHECK(error_of("continue") == "'continue' not properly in loop 1:1-1:9");
    CHECK(error_of("def f():\n for x in y:\n  def g(): break") == "'break' outside loop 3:12-3:17");
    CHECK(error_of("async def f():\n yield 1\n return 2") == "'return' with value in async generator 3:2-3:10");
    CHECK(error_of("try:\n pass\nexcept:\n pass\nexcept A:\n pass") == "default 'except:' must be last 3:1-4:6");
    CHECK(error_of("def f():\n from a import *") == "import * only allowed at module level 2:16-2:17");
}

TEST_CASE("await, yield and their kin are refused outside functions of their kind", "[compile][errors]")
{
    CHECK(error_of("await x") == "'await' outside function 1:1-1:8");
    CHECK(error_of("def f():\n await x") == "'await' outside async function 2:2-2:9");
    CHECK(error_of("yield x") == "'yield' outside function 1:1-1:8");
    CHECK(error_of("[(yield x) for x in y]") == "'yield' inside list comprehension 1:3-1:10");
    CHECK(error_of("((yield x) for x in y)") == "'yield' inside generator expression 1:3-1:10");
    CHECK(error_of("def f():\n async with a: pass") == "'async with' outside async function 2:2-2:20");
    CHECK(error_of("def f():\n  async for x in y: pass") == "'async for' outside async function 2:3-2:25");
    CHECK(error_of("def f():\n [await x for x in y]") ==
        "asynchronous comprehension outside of an asynchronous function 2:2-2:22");
    CHECK(error_of("async def f():\n yield from x") == "'yield from' inside async function 2:2-2:14");
    CHECK(error_of("def f():\n  (a async for a in b)") == "");
    CHECK(error_of("lambda: (yield)") == "");
}

TEST_CASE("declarations that contradict the code are refused", "[compile][errors]")
{
    CHECK(error_of("def f(a,a): pass") == "duplicate argument 'a' in function definition 1:9-1:10");
    CHECK(error_of("def f(a):\n global a") == "name 'a' is parameter and global 2:2-2:10");
    CHECK(error_of("def f():\n x=1\n global x") == "name 'x' is assigned to before global declaration 3:2-3:10");
    CHECK(error_of("def f():\n print(x)\n global x") == "name 'x' is used prior to global declaration 3:2-3:10");
    CHECK(error_of("nonlocal x") == "nonlocal declaration not allowed at module level 1:1-1:11");
    CHECK(error_of("def f():\n nonlocal x") == "no binding for nonlocal 'x' found 2:2-2:12");
    CHECK(error_of("def f():\n global x\n nonlocal x") == "name 'x' is nonlocal and global 2:2-2:10");
    CHECK(error_of("def f():\n x:int=1\n global x") == "annotated name 'x' can't be global 3:2-3:10");
    CHECK(error_of("def f():\n import a\n global a") == "");
}

TEST_CASE("assignment expressions in comprehensions are restricted", "[compile][errors]")
{
    CHECK(error_of("[x:=1 for x in z]") ==
        "assignment expression cannot rebind comprehension iteration variable 'x' 1:2-1:3");
    CHECK(error_of("class C:\n  [y:=1 for x in z]") ==
        "assignment expression within a comprehension cannot be used in a class body 2:4-2:5");
    CHECK(error_of("[i for i in (j:=x)]") ==
        "assignment expression cannot be used in a comprehension iterable expression 1:14-1:18");
    CHECK(error_of("def f(): return [y := x for x in z], y") == "");
}

TEST_CASE("annotations can't suspend or bind", "[compile][errors]")
{
    CHECK(error_of("x:(yield)=1") == "yield expression cannot be used within an annotation 1:4-1:9");
    CHECK(error_of("x:(a:=1)=1") == "named expression cannot be used within an annotation 1:4-1:8");
    CHECK(error_of("def f(): \n x: (await y)") == "await expression cannot be used within an annotation 2:6-2:13");
}

TEST_CASE("starred expressions and targets stand where they can be unpacked", "[compile][errors]")
{
    CHECK(error_of("*a") == "can't use starred expression here 1:1-1:3");
    CHECK(error_of("*a = b") == "starred assignment target must be in a list or tuple 1:1-1:3");
    CHECK(error_of("*a,*b = c") == "multiple starred expressions in assignment 1:1-1:6");
    CHECK(error_of("f(a=1,a=2)") == "keyword argument repeated: a 1:7-1:10");
}

TEST_CASE("__debug__ can't be bound", "[compile][errors]")
{
    CHECK(error_of("__debug__=1") == "cannot assign to __debug__ 1:1-1:10");
    CHECK(error_of("def f(__debug__): pass") == "cannot assign to __debug__ 1:7-1:16");
    CHECK(error_of("f(__debug__=1)") == "cannot assign to __debug__ 1:3-1:14");
    CHECK(error_of("del __debug__") == "cannot delete __debug__ 1:5-1:14");
    CHECK(error_of("import __debug__") == "cannot assign to __debug__ 1:8-1:17");
}

TEST_CASE("imports from __future__ come first and exist", "[compile][errors]")
{
    CHECK(error_of("from __future__ import nope") == "future feature nope is not defined 1:24-1:28");
    CHECK(error_of("x=1\nfrom __future__ import annotations") ==
        "from __future__ imports must occur at the beginning of the file 2:1-2:35");
    CHECK(error_of("'doc'\nfrom __future__ import annotations\nx: nonsense = 1") == "");
}

TEST_CASE("suspicious code is warned of", "[compile][errors]")
{
    auto warning_of = [](const std::string& text) {
        std::vector<SyntaxWarning> warnings;
        CompileOptions options;
        options.warnings = &warnings;
        compile_source(text, options);
        return warnings.size() == 1 ? warnings[0].message : std::to_string(warnings.size()) + " warnings";
    };
    CHECK(warning_of("assert (1, 2)") == "assertion is always true, perhaps remove parentheses?");
    CHECK(warning_of("x is 1") == "\"is\" with 'int' literal. Did you mean \"==\"?");
    CHECK(warning_of("1()") == "'int' object is not callable; perhaps you missed a comma?");
    CHECK(warning_of("[1]['a']") == "list indices must be integers or slices, not str; perhaps you missed a comma?");
    CHECK(warning_of("while 1:\n try:\n  pass\n finally:\n  break") == "'break' in a 'finally' block");
    CHECK(warning_of("x is None") == "0 warnings");
}
