#include "embed/coil.h"
#include "trusted.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <thread>

using namespace coil;

namespace
{

/// What running the source throws; empty when nothing.
std::optional<Error> error_of(Vm& vm, std::string_view source)
{
    try {
        vm.run(source);
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

Options with_steps(uint64_t steps)
{
    Options options;
    options.step_limit = steps;
    return options;
}

} // namespace

TEST_CASE("values go into a script and come back", "[embed]")
{
    Vm vm;
    vm.set_global("count", vm.integer(20));
    vm.run("def twice(x): return x + x\nname = 'coil' * (count // 10)");
    CHECK(vm.global("name").to_text() == "coilcoil");
    CHECK(vm.global("twice").call({ vm.real(1.25) }).to_real() == 2.5);
    CHECK(vm.evaluate("[count, None]").item(vm.integer(0)).to_integer() == 20);
    CHECK(vm.evaluate("[count, None]").item(vm.integer(1)).is_none());
    CHECK(vm.evaluate("{}").length() == 0);
}

TEST_CASE("an exception of a script has its class, its message and its traceback", "[embed]")
{
    Vm vm;
    std::optional<Error> error = error_of(vm, "def f():\n    raise ValueError('bad')\nf()\n");
    REQUIRE(error);
    CHECK(error->type() == "ValueError");
    CHECK(error->message() == "bad");
    CHECK(error->traceback().find("line 2, in f") != std::string::npos);
    CHECK(error_of(vm, "1 +").value().type() == "SyntaxError");
    CHECK_THROWS_AS(vm.global("missing"), Error);
    CHECK_THROWS_AS(vm.text("7").to_integer(), Error);
}

TEST_CASE("an exception leaves code with hundreds of registers, and every frame", "[embed]")
{
    Vm vm;
    std::string source = "max(0";
    for (int i = 0; i < 300; i++)
        source += ", " + std::to_string(i);
    CHECK(error_of(vm, source + ", missing)").value().type() == "NameError");
    CHECK(error_of(vm, source + ")").has_value() == false);
}

TEST_CASE("a top-level await runs the event loop", "[embed]")
{
    Vm vm;
    vm.run("import asyncio\nasync def f(): return 6\nx = sum(await asyncio.gather(f(), f()))");
    CHECK(vm.global("x").to_integer() == 12);
}

TEST_CASE("a step limit ends what never ends", "[embed]")
{
    const char* source = GENERATE("while True: pass", "def f(): f()\nimport sys\nsys.setrecursionlimit(10**9)\nf()",
        "sum(iter(int, 1))", "for x in iter(int, 1): pass", "any(0 for x in iter(int, 1))",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n    finally:\n        while "
        "True: pass",
        "import contextlib\nwhile True:\n    with contextlib.suppress(BaseException):\n        while True: pass",
        "async def f():\n    while True: await asyncio.sleep(0)\nasync def g():\n    while True:\n        try: await "
        "f()\n"
        "        except BaseException: pass\nawait asyncio.gather(g(), g())",
        "class A:\n    def __del__(self):\n        while True: pass\nwhile True: A()",
        "def g():\n    while True:\n        try: yield 1\n        finally: continue\nfor x in g(): pass");
    CAPTURE(source);
    Vm vm(with_steps(100000));
    std::optional<Error> error = error_of(vm, source);
    REQUIRE(error);
    CHECK(error->type() == "ExecutionEnded");
    CHECK(error->message() == "the step limit is used up");
}

TEST_CASE("what is left of a step limit is for the runs that follow", "[embed]")
{
    Vm vm(with_steps(100000));
    vm.run("n = 0\nwhile n < 60000: n += 1");
    std::optional<Error> error = error_of(vm, "while n < 120000: n += 1");
    REQUIRE(error);
    CHECK(error->type() == "ExecutionEnded");
    int64_t reached = vm.global("n").to_integer();
    CHECK(reached > 80000);
    CHECK(reached < 110000);
    CHECK(error_of(vm, "while n < 120000: n += 1").value().type() == "ExecutionEnded");

    SECTION("a new limit lets scripts run again")
    {
        vm.set_step_limit(100000);
        vm.run("while n < 120000: n += 1\nimport sys\nassert sys.exception() is None");
        CHECK(vm.global("n").to_integer() == 120000);
    }
}

TEST_CASE("natives that walk a dict in one step pay for its keys", "[embed]")
{
    Vm vm(with_steps(100000));
    vm.run("d = dict.fromkeys(range(20000))\nn = 0");
    std::optional<Error> error = error_of(vm, "while True:\n    n += 1\n    sum(d)");
    REQUIRE(error);
    CHECK(error->type() == "ExecutionEnded");
    CHECK(vm.global("n").to_integer() < 10);
}

TEST_CASE("another thread interrupts what runs or waits", "[embed]")
{
    const char* source = GENERATE(
        "while True: pass", "import time\ntime.sleep(1000)", "await asyncio.sleep(1000)", "await asyncio.Future()");
    CAPTURE(source);
    Vm vm(trusted());
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        vm.interrupt();
    });
    std::optional<Error> error = error_of(vm, source);
    other.join();
    REQUIRE(error);
    CHECK(error->type() == "ExecutionEnded");
    CHECK(error->message() == "execution was ended");
    vm.run("x = 1");
    CHECK(vm.global("x").to_integer() == 1);
}

TEST_CASE("a heap limit is a MemoryError that the script can handle", "[embed]")
{
    Options options;
    options.heap_limit = size_t(32) << 20;
    const char* source = GENERATE("[0] * 10**9", "'x' * 10**10", "list(range(10**18))", "bytearray(10**12)",
        "x = []\nwhile True: x.append([])", "x = 'a'\nwhile True: x += x", "1 << 10**12",
        "d = {}\nwhile True: d[len(d)] = 1", "'%1000000000d' % 1", "format(1, '>1000000000')", "'a'.ljust(10**10)",
        "(1,) * 10**10", "b'ab' * 10**10", "x = 'ab' * 10**6\nx.replace('a', x)", "'ab'.join(['x' * 10**6] * 10**6)",
        "set(range(10**9))", "10**(10**9)", "3**(3**30)");
    CAPTURE(source);
    Vm vm(options);
    std::optional<Error> error = error_of(vm, source);
    REQUIRE(error);
    CHECK(error->type() == "MemoryError");
    vm.run("y = [1, 2]\ntry:\n    [0] * 10**9\nexcept MemoryError:\n    y.append(3)");
    CHECK(vm.global("y").length() == 3);
}
