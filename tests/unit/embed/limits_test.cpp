#include "embed/coil.h"

#include <catch2/catch.hpp>

#include <pthread.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

using namespace coil::embed;

namespace
{

/// The type of what running the source throws; empty when nothing.
std::string error_type(Vm& vm, std::string_view source)
{
    try {
        vm.run(source);
    } catch (const Error& error) {
        return error.type();
    }
    return "";
}

Options with_heap(size_t megabytes)
{
    Options options;
    options.heap_limit = megabytes << 20;
    return options;
}

/// Runs `body` on a thread with so large a stack.
void on_thread(size_t stack_kilobytes, std::function<void()> body)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_kilobytes << 10);
    pthread_t thread;
    auto run = [](void* argument) -> void* {
        (*static_cast<std::function<void()>*>(argument))();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &attributes, run, &body) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr size_t small_stack = 1024; // their frames are several times as large
#else
constexpr size_t small_stack = 128;
#endif

/// What runs on and on in calls that instructions make for themselves: each source doubles its work 60 times.
constexpr const char* endless_operators[] = {
    "class A:\n    def __add__(self, n):\n        if n: self + (n - 1); self + (n - 1)\nA() + 60",
    "class A:\n    def __getitem__(self, n):\n        if n: self[n - 1]; self[n - 1]\nA()[60]",
    "class A:\n    n = 60\n    def __getattr__(self, name):\n        self.n -= 1\n        if self.n: self.x, self.x\n"
    "        self.n += 1\nA().y",
    "class A:\n    n = 60\n    @property\n    def p(self):\n        self.n -= 1\n        if self.n: self.p, self.p\n"
    "        self.n += 1\nA().p",
    "class A:\n    n = 60\n    def __format__(self, spec):\n        self.n -= 1\n"
    "        if self.n: f'{self}', f'{self}'\n        self.n += 1\n        return ''\nf'{A()}'",
    "class A:\n    n = 60\n    def __bool__(self):\n        self.n -= 1\n        if self.n: not self; not self\n"
    "        self.n += 1\n        return True\nnot A()",
    "class A:\n    n = 60\n    def __lt__(self, other):\n        self.n -= 1\n        if self.n: self < 1; self < 1\n"
    "        self.n += 1\nA() < 1",
    "def f(n, *, k):\n    if n: f(n - 1, k=1); f(n - 1, k=1)\nf(60, k=1)",
    "def f(*a):\n    if a: f(*a[1:]); f(*a[1:])\nf(*range(60))",
};

} // namespace

TEST_CASE("calls that operators, attributes and keywords make use up the step limit", "[embed][limits]")
{
    const char* source = endless_operators[GENERATE(range(size_t(0), std::size(endless_operators)))];
    CAPTURE(source);
    Options options;
    options.step_limit = 100000;
    Vm vm(options);
    CHECK(error_type(vm, source) == "ExecutionEnded");
}

TEST_CASE("calls that operators, attributes and keywords make are interrupted", "[embed][limits]")
{
    const char* source = endless_operators[GENERATE(range(size_t(0), std::size(endless_operators)))];
    CAPTURE(source);
    Vm vm;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        vm.interrupt();
    });
    std::string type = error_type(vm, source);
    other.join();
    CHECK(type == "ExecutionEnded");
}

TEST_CASE("a call with wide operands is made again after a poll", "[embed][limits]")
{
    // Of 300 locals each: the callee, its window and the result are behind a Wide prefix. A poll comes in between.
    std::string source = "def g(x): return x + 1\ndef f():\n";
    for (int i = 0; i < 300; i++)
        source += "    v" + std::to_string(i) + " = " + std::to_string(i) + "\n";
    source +=
        "    for i in range(20000):\n        v299 = g(v298)\n        v297 = g(x=v298)\n        v296 = g(*[v298])\n"
        "        assert v299 == v297 == v296 == 299\nf()\n";
    Vm vm;
    CHECK(error_type(vm, source) == "");
}

TEST_CASE("a Vm runs on any thread, whatever the size of its stack", "[embed][limits]")
{
    const char* deep =
        GENERATE("def f(x): return max([x], key=f)\nf(1)", "a = []\nfor i in range(10**5): a = [a]\nrepr(a)",
            "class A:\n    def __eq__(self, other): return [self] == [other]\nA() == A()",
            "a = ()\nfor i in range(10**5): a = (a,)\nhash(a)");
    CAPTURE(deep);
    Vm vm;
    std::vector<std::string> types(6);
    size_t next = 0;
    auto run = [&] {
        types[next++] = error_type(vm, deep);
        types[next++] = error_type(vm, "import asyncio, dataclasses, typing\nawait asyncio.sleep(0)");
    };
    on_thread(small_stack, run);
    run();
    on_thread(8 * small_stack, run);
    CHECK(types == std::vector<std::string>{ "RecursionError", "", "RecursionError", "", "RecursionError", "" });
}

TEST_CASE("frames count against the heap limit", "[embed][limits]")
{
    Vm vm(with_heap(32));
    vm.run("import sys\nsys.setrecursionlimit(10**9)\ndef f(*a): return f(*a)\nkept = bytes(18 << 20)");
    CHECK(error_type(vm, "f()") == "MemoryError");
    CHECK(error_type(vm, "class A:\n    def __getitem__(self, key): return self[key]\nA()[0]") == "MemoryError");
    // What they took is free again; alone, they may take half of the limit.
    CHECK(error_type(vm, "kept = None\nx = bytes(20 << 20)\nx = None") == "");
    CHECK(error_type(vm, "f()") == "RecursionError");
}

TEST_CASE("thousands of Vms without a limit fit into a process", "[embed][limits]")
{
    std::vector<std::unique_ptr<Vm>> vms;
    for (int i = 0; i < 1000; i++)
        vms.push_back(std::make_unique<Vm>());
    vms.front()->run("x = [i for i in range(100000)]");
    vms.back()->run("x = [i for i in range(100000)]");
}

TEST_CASE("attribute names, classes and moved objects take no memory for ever", "[embed][limits]")
{
    const char* source = GENERATE("class A: pass\nfor i in range(12000):\n    setattr(A(), f'n{i}', i)",
        "for i in range(2000):\n    a = type(f'A{i}', (), {})()\n    a.x = a.y = a.z = i",
        "class A: pass\nclass B: pass\nfor i in range(5000):\n    a = A()\n    a.x = a.y = a.z = i\n"
        "    a.__class__ = B",
        "for i in range(2000):\n    exec(f'def f{i}(a): return a + {i}', {})",
        "import sys\nfor i in range(12000):\n    sys.intern(f'n{i}')");
    Vm vm(with_heap(2));
    CHECK(error_type(vm, source) == "");
}
