#include "embed/coil.h"

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <thread>

#include "trusted.h"

using namespace coil;

namespace
{

/// What running the source throws, as "Class: message"; empty when nothing.
std::string error_of(Vm& vm, std::string_view source)
{
    try {
        vm.run(source);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

std::string repr_of(Vm& vm, std::string_view expression) { return vm.evaluate(expression).repr(); }

int twice(int number) { return 2 * number; }

struct Counter {
    int calls = 0;
    int operator()() { return ++calls; }
};

} // namespace

TEST_CASE("functions, lambdas and objects are bound", "[embed][function]")
{
    Vm vm;
    vm.module("game")
        .def("twice(number)", twice, "Twice the number.")
        .def("count()", Counter{})
        .def("add(a, b=1, /)", [](double a, double b) { return a + b; })
        .def("standard(x)", std::function<std::string(const std::string&)>([](const std::string& x) { return x + x; }))
        .def("nothing()", [] {})
        .set("limit", 3);
    vm.run("import game");
    CHECK(repr_of(vm, "game.twice(21), game.twice(number=4)") == "(42, 8)");
    CHECK(repr_of(vm, "game.count(), game.count()") == "(1, 2)");
    CHECK(repr_of(vm, "game.add(2), game.add(2, 0.5)") == "(3.0, 2.5)");
    CHECK(repr_of(vm, "game.standard('ab'), game.nothing(), game.limit") == "('abab', None, 3)");
    CHECK(repr_of(vm, "list(map(game.twice, range(3)))") == "[0, 2, 4]");
    CHECK(vm.module("game").value().attribute("twice")(5).as<int>() == 10);
}

TEST_CASE("all kinds of parameters and results are converted", "[embed][function]")
{
    Vm vm;
    Module game = vm.module("game");
    game.def("flag(x)", [](bool x) { return !x; });
    game.def("text(x)", [](std::string_view x) { return x.size(); });
    game.def("maybe(x=None)", [](std::optional<int> x) { return x.value_or(-1); });
    game.def("maybe_text(x=None)", [](std::optional<std::string_view> x) { return std::string(x.value_or("none")); });
    game.def("total(*numbers)", [](const std::vector<int>& numbers) {
        int64_t sum = 0;
        for (int each : numbers)
            sum += each;
        return sum;
    });
    game.def("pairs(**named)", [](std::map<std::string, int> named) {
        std::vector<std::pair<int, std::string>> out;
        for (auto& [name, number] : named)
            out.emplace_back(number, name);
        return out;
    });
    game.def(
        "swap(pair)", [](std::tuple<int, Value> pair) { return std::tuple(std::get<1>(pair), std::get<0>(pair)); });
    game.def("all(a, /, b, *rest, c, d=(1, 'x,)'), **more)",
        [](Vm& inner, Value a, Value b, Value rest, Value c, Value d, Value more) {
            return inner.tuple({ a, b, rest, c, d, more });
        });
    vm.run("import game");
    CHECK(repr_of(vm, "game.flag([]), game.text('éa'), game.maybe(), game.maybe(None), game.maybe(3)") ==
        "(True, 3, -1, -1, 3)");
    CHECK(repr_of(vm, "game.maybe_text(), game.maybe_text('x')") == "('none', 'x')");
    CHECK(repr_of(vm, "game.total(), game.total(1, 2, 3), game.total(*range(50))") == "(0, 6, 1225)");
    CHECK(repr_of(vm, "game.pairs(b=1, a=2), game.pairs()") == "([(2, 'a'), (1, 'b')], [])");
    CHECK(repr_of(vm, "game.swap([1, None])") == "(None, 1)");
    CHECK(repr_of(vm, "game.all(1, 2, c=3)") == "(1, 2, (), 3, (1, 'x,)'), {})");
    CHECK(repr_of(vm, "game.all(1, 2, 8, 9, c=3, d=4, a=5)") == "(1, 2, (8, 9), 3, 4, {'a': 5})");
}

TEST_CASE("wrong arguments are the TypeErrors of the library's own functions", "[embed][function]")
{
    Vm vm;
    Module game = vm.module("game");
    game.def("spawn(kind, *, at=None)", [](std::string, std::optional<std::pair<int, int>>) {});
    game.def("one(x, /)", [](int) {});
    game.def("none()", [] {});
    game.def("small(x, y=0)", [](uint8_t, int16_t) {});
    game.def("names(names)", [](std::vector<std::string>) {});
    vm.run("import game");
    CHECK(error_of(vm, "game.spawn(7)") == "TypeError: spawn() argument 'kind' must be str, not int");
    CHECK(error_of(vm, "game.spawn(None)") == "TypeError: spawn() argument 'kind' must be str, not None");
    CHECK(error_of(vm, "game.spawn('a', at=3)") ==
        "TypeError: spawn() argument 'at' must be sequence of length 2, not int");
    CHECK(error_of(vm, "game.spawn('a', at=(1, 2, 3))") ==
        "TypeError: spawn() argument 'at' must be sequence of length 2, not 3");
    CHECK(error_of(vm, "game.spawn()") == "TypeError: spawn() missing required argument 'kind' (pos 1)");
    CHECK(error_of(vm, "game.spawn('a', 'b')") == "TypeError: spawn() takes at most 1 positional argument (2 given)");
    CHECK(error_of(vm, "game.spawn('a', kind='b')") ==
        "TypeError: argument for spawn() given by name ('kind') and position (1)");
    CHECK(error_of(vm, "game.spawn('a', into=3)") == "TypeError: spawn() got an unexpected keyword argument 'into'");
    CHECK(error_of(vm, "game.one()") == "TypeError: game.one() takes exactly one argument (0 given)");
    CHECK(error_of(vm, "game.one(x=1)") == "TypeError: game.one() takes no keyword arguments");
    CHECK(error_of(vm, "game.one('a')") == "TypeError: 'str' object cannot be interpreted as an integer");
    CHECK(error_of(vm, "game.none(1)") == "TypeError: game.none() takes no arguments (1 given)");
    CHECK(error_of(vm, "game.small(256)") == "OverflowError: unsigned byte integer is greater than maximum");
    CHECK(error_of(vm, "game.small(-1)") == "OverflowError: can't convert negative value to unsigned int");
    CHECK(error_of(vm, "game.small(1, y=40000)") == "OverflowError: signed short integer is greater than maximum");
    CHECK(error_of(vm, "game.names(['a', 1])") == "TypeError: items of names() argument 'names' must be str, not int");
    CHECK(error_of(vm, "game.names('a')") == "TypeError: names() argument 'names' must be list, not str");
}

TEST_CASE("a bound function shows its name, its signature and its text", "[embed][function]")
{
    Vm vm;
    vm.module("game").def(
        "spawn(kind, *, at=None)", [](Value, Value) {}, "Makes one.");
    vm.run("from game import spawn");
    CHECK(repr_of(vm, "spawn.__name__, spawn.__qualname__, spawn.__module__, spawn.__doc__, spawn.__self__") ==
        "('spawn', 'spawn', 'game', 'Makes one.', None)");
    CHECK(repr_of(vm, "spawn.__text_signature__") == "'(kind, *, at=None)'");
    CHECK(repr_of(vm, "spawn") == "<built-in function spawn>");
    CHECK(repr_of(vm, "type('C', (), {'m': spawn})().m is spawn") == "True");
    CHECK(vm.evaluate("type(spawn) is type(len)").to_boolean());
}

TEST_CASE("exceptions of C++ are raised in the script", "[embed][function]")
{
    struct Odd {
    };
    Vm vm;
    Module game = vm.module("game");
    game.def("known()", [] { throw Error("LookupError", "not here"); });
    game.def("bare()", [] { throw Error("StopIteration", ""); });
    game.def("unknown()", [] { throw Error("GameError", "lost"); });
    game.def("standard()", [] { throw std::out_of_range("index 7"); });
    game.def("memory()", [] { throw std::bad_alloc(); });
    game.def("odd()", [] { throw Odd(); });
    game.def("pass_on(f)", [](Value f) { return f(); });
    vm.run("from game import *\n"
           "def caught(f, *args):\n"
           "    try: f(*args)\n"
           "    except Exception as e: return e\n");
    CHECK(repr_of(vm, "caught(known)") == "LookupError('not here')");
    CHECK(repr_of(vm, "caught(bare)") == "StopIteration()");
    CHECK(repr_of(vm, "caught(unknown)") == "RuntimeError('GameError: lost')");
    CHECK(repr_of(vm, "caught(standard)") == "RuntimeError('index 7')");
    CHECK(repr_of(vm, "caught(memory)") == "MemoryError()");
    CHECK(repr_of(vm, "caught(odd)") == "RuntimeError('odd() threw what is no std::exception')");
    vm.run("class Mine(Exception): pass\n"
           "mine = Mine(1, 2)\n"
           "def fail(): raise mine\n");
    CHECK(vm.evaluate("caught(pass_on, fail) is mine").to_boolean());
    // The same object comes out at the other end.
    try {
        vm.run("pass_on(fail)");
        FAIL();
    } catch (const Error& error) {
        CHECK(error.exception().is(vm.global("mine")));
        CHECK(error.traceback().find("in fail") != std::string::npos);
    }
}

TEST_CASE("an exception of another Vm is one of this by its name", "[embed][function]")
{
    Vm other, vm;
    other.run("class Mine(ValueError): pass");
    vm.module("game").def("fail(source)", [&](std::string source) { other.run(source); });
    vm.run("import game");
    CHECK(error_of(vm, "game.fail('1 / 0')") == "ZeroDivisionError: division by zero");
    CHECK(error_of(vm, "game.fail('raise Mine(3)')") == "RuntimeError: Mine: 3");
}

TEST_CASE("a callable lives as long as its function", "[embed][function]")
{
    auto token = std::make_shared<int>(0);
    std::weak_ptr<int> watched = token;
    {
        Vm vm;
        vm.module("game").def("keep()", [token = std::move(token)] { return *token; });
        vm.run("import game, gc\nf = game.keep\ndel game.keep");
        // By the script: a handle of ours would leave the function's address in this frame.
        vm.run("assert f() == 0");
        CHECK_FALSE(watched.expired());
        vm.run("del f\ngc.collect()");
        vm.run("gc.collect()");
        CHECK(watched.expired());
        token = std::make_shared<int>(1);
        watched = token;
        vm.set_global("g", vm.function("g()", [token = std::move(token)] { return *token; }));
    }
    CHECK(watched.expired());
}

TEST_CASE("a callable may delete its own function while it runs", "[embed][function]")
{
    Vm vm;
    std::string text(100, 'x');
    vm.module("game").def("vanish(x)", [&vm, text](int) {
        vm.run("import gc\ndel game.vanish\ngc.collect()\ngc.collect()");
        return text;
    });
    vm.run("import game\nresult = game.vanish(1)");
    CHECK(vm.global("result").to_text() == text);
}

TEST_CASE("a callable uses the Vm that called it", "[embed][function]")
{
    Vm vm;
    vm.module("game")
        .def("apply(f, *args)",
            [](Value f, Value arguments) {
                std::vector<Value> items;
                for (const Value& each : arguments)
                    items.push_back(each);
                return f.call(items);
            })
        .def("run(source)", [](Vm& inner, std::string source) {
            inner.run(source);
            return inner.evaluate("x");
        });
    vm.run("import game");
    CHECK(repr_of(vm, "game.apply(lambda a, b: [a, b], 1, 2)") == "[1, 2]");
    CHECK(repr_of(vm, "game.run('x = 5')") == "5");
    // Each call goes deeper into the native stack.
    CHECK(error_of(vm, "def deep(): return game.apply(deep)\ndeep()").starts_with("RecursionError"));
    CHECK(error_of(vm, "game.apply(deep)").starts_with("RecursionError"));
    vm.run("def sum_to(n): return n and n + game.apply(sum_to, n - 1)");
    CHECK(repr_of(vm, "sum_to(50)") == "1275");
    // In a generator and in a task.
    vm.run("def g():\n    yield game.apply(next, iter([7]))\n"
           "async def main(): return game.apply(list, g())\n"
           "got = await main()");
    CHECK(repr_of(vm, "got") == "[7]");
}

TEST_CASE("what ends execution ends it through callables too", "[embed][function]")
{
    Vm vm;
    vm.module("game").def("swallow(f)", [](Value f) {
        try {
            f();
        } catch (const Error& error) {
            return error.type();
        }
        return std::string("nothing");
    });
    vm.run("import game\n"
           "def spin():\n"
           "    while True: pass\n"
           "steps = []");
    vm.set_step_limit(50000);
    CHECK(error_of(vm, "try: game.swallow(spin); steps.append(1)\nfinally: steps.append(2)")
              .starts_with("ExecutionEnded"));
    vm.set_step_limit(0);
    CHECK(repr_of(vm, "steps") == "[]");
    vm.run("def fail(): 1 / 0");
    CHECK(repr_of(vm, "game.swallow(fail)") == "'ZeroDivisionError'");
}

TEST_CASE("threads of scripts call host functions", "[embed][function][threads]")
{
    Vm vm(trusted());
    std::thread::id main = std::this_thread::get_id();
    vm.module("game").def("call(f)", [&](Value f) {
        Value result = f();
        return std::pair(std::this_thread::get_id() == main, result.to_integer());
    });
    vm.run("import game, threading\n"
           "seen = []\n"
           "def work(i):\n"
           "    for _ in range(20): seen.append(game.call(lambda: i))\n"
           "threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]\n"
           "for t in threads: t.start()\n"
           "for t in threads: t.join()\n"
           "work(7)\n"
           "deep = lambda: game.call(deep)\n"
           "def bounded():\n"
           "    try: deep()\n"
           "    except RecursionError: seen.append('deep')\n"
           "t = threading.Thread(target=bounded)\n"
           "t.start()\nt.join()\nbounded()");
    CHECK(repr_of(vm, "len(seen), sorted(set(seen[:-2]))") == "(82, [(False, 0), (False, 1), (False, 2), (True, 7)])");
}

TEST_CASE("modules of the host are made at any time and imported by name", "[embed][module]")
{
    Vm vm;
    CHECK(error_of(vm, "import game") == "ModuleNotFoundError: No module named 'game'");
    vm.module("game", "The game.").set("version", 1);
    vm.run("import game");
    CHECK(repr_of(vm, "game.__doc__, game.__name__, game.version, game.__package__") == "('The game.', 'game', 1, '')");
    vm.module("game").set("version", 2).def("f()", [] { return 3; });
    CHECK(repr_of(vm, "game.version, game.f()") == "(2, 3)");
    vm.module("world.map").set("size", 9);
    vm.run("import world.map\nfrom world import map as m");
    CHECK(repr_of(vm, "world.map.size, m is world.map") == "(9, True)");
    vm.module("math").set("pi", 3);
    CHECK(vm.import("math").attribute("pi").to_integer() == 3);
    CHECK(vm.import("heapq").has_attribute("heappush"));
    CHECK_THROWS_AS(vm.import("nowhere"), Error);
    CHECK_THROWS_AS(vm.module(""), Error);
    CHECK_THROWS_AS(vm.module("a..b"), Error);
}

TEST_CASE("a signature that is none, or not the callable's, is refused", "[embed][function]")
{
    Vm vm;
    auto problem = [&](std::string_view signature, auto callable) -> std::string {
        try {
            vm.function(signature, callable);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    auto none = [] {};
    auto one = [](Value) {};
    auto two = [](Value, Value) {};
    CHECK(problem("f()", none) == "");
    CHECK(problem("f(a, )", one) == "");
    CHECK(problem("f(a)", none) == "ValueError: the signature 'f(a)' has 1 parameters, its callable 0");
    CHECK(problem("", none) == "ValueError: the signature '' starts with no name");
    CHECK(problem("f", none) == "ValueError: the signature 'f' has no '(' behind the name");
    CHECK(problem("f(", none).ends_with("has no name where a parameter has to be"));
    CHECK(problem("f(a", one).ends_with("has no ',' or ')' where one has to be"));
    CHECK(problem("f() -> int", none).ends_with("goes on behind the ')'"));
    CHECK(problem("f(a, a)", two).ends_with("has two parameters of the same name"));
    CHECK(problem("f(a=1, b)", two).ends_with("has a parameter without a default behind one with a default"));
    CHECK(problem("f(*)", none).ends_with("has no parameter behind '*'"));
    CHECK(problem("f(*a, *b)", two).ends_with("has more than one '*'"));
    CHECK(problem("f(**a, b)", two).ends_with("goes on behind '**'"));
    CHECK(problem("f(/)", none).ends_with("has a '/' where none can be"));
    CHECK(problem("f(a=)", one).ends_with("has no expression behind '='"));
    CHECK(problem("f(a=missing)", one) == "NameError: name 'missing' is not defined");
    CHECK(problem("f(a=[1)", one).starts_with("ValueError"));
    CHECK(problem("f(a=1 +)", one).starts_with("SyntaxError"));
}

TEST_CASE("a Vm has no module and no function for which it has no authority", "[embed][authority]")
{
    Vm bare;
    CHECK(error_of(bare, "import time") == "ModuleNotFoundError: No module named 'time'");
    CHECK(error_of(bare, "import _thread\n_thread.allocate_lock().acquire()") == "");
    CHECK(error_of(bare, "_thread.start_new_thread(print, ())") == "PermissionError: this VM has no access to threads");
    CHECK(error_of(bare, "import asyncio\nawait asyncio.to_thread(int)") ==
        "PermissionError: this VM has no access to threads");
    CHECK(error_of(bare, "await asyncio.sleep(0.001)") == "");
    CHECK(error_of(bare, "open('/dev/null')") == "PermissionError: this VM has no access to files");
    Options options;
    options.authority = Authority::Clock;
    Vm timed(options);
    CHECK(error_of(timed, "import time, threading\ntime.sleep(0)") == "");
    CHECK(error_of(timed, "threading.Thread(target=print).start()") ==
        "PermissionError: this VM has no access to threads");
    CHECK(includes(Authority::Everything, Authority::Clock | Authority::Files));
    CHECK_FALSE(includes(Authority::Everything - Authority::Files, Authority::Files));
}
