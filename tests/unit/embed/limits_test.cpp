#include "embed/coil.h"

#include <catch2/catch.hpp>

#include <pthread.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

using namespace coil;

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
    options.step_limit = 20000;
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
    // Small, as each collection goes through all frames.
    Vm vm(with_heap(8));
    vm.run("import sys\nsys.setrecursionlimit(10**9)\ndef f(*a): return f(*a)\nkept = bytes(9 << 19)");
    CHECK(error_type(vm, "f()") == "MemoryError");
    CHECK(error_type(vm, "class A:\n    def __getitem__(self, key): return self[key]\nA()[0]") == "MemoryError");
    // What they took is free again; alone, they may take half of the limit.
    CHECK(error_type(vm, "kept = None\nx = bytes(5 << 20)\nx = None") == "");
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

namespace
{

/// Work of natives that would go on for seconds to centuries, in few steps of the script's own.
constexpr const char* long_work[] = {
    "pow(3, 10**8)",
    "x = 3**(10**6)\nwhile True: x *= 1; x // 7**(10**5)",
    "import math\nmath.factorial(10**7)",
    "import math\nmath.comb(10**7, 5 * 10**6)",
    "import math\na, b = 3**(10**6), 7**(5 * 10**5)\nfor i in range(100): math.gcd(a, b)",
    "import math\nx = 3**(10**6)\nfor i in range(100): math.isqrt(x)",
    "pow(3, 7**(10**5), 11**(10**4))",
    "import sys\nsys.set_int_max_str_digits(0)\nfor i in range(100): str(3**(3 * 10**5))",
    "import sys\nsys.set_int_max_str_digits(0)\nfor i in range(100): int('7' * 10**6)",
    "a = []; b = []\nfor i in range(60): a = [a, a]; b = [b, b]\na == b",
    "a = ()\nfor i in range(60): a = (a, a)\nhash(a)",
    "a = int\nfor i in range(60): a = (a, a)\nisinstance('x', a)",
    "a = []\nfor i in range(26): a = [a, a]\nrepr(a)",
    "l = [(i * 7919) % 1000003 for i in range(10**4)]\nfor i in range(1000): sorted(l * 10)",
    "l = [str((i * 7919) % 1000003) for i in range(10**4)]\nfor i in range(1000): sorted(l * 10)",
    "s = 'x' * 10**7\nfor i in range(1000): 'y' * 5 in s",
    "s = 'x' * 10**7\nfor i in range(1000): s.find('xxy'); s.rfind('yxx'); s.count('xy')",
    "s = b'x' * 10**7\nfor i in range(1000): s.find(b'xxy'); s.rfind(b'yxx'); s.count(b'xy')",
    "s = 'xy' * 10**6\nfor i in range(1000): s.replace('x', 'zz')",
    "s = 'x,' * 10**6\nfor i in range(1000): s.split(',')",
    "s = ' ' * 10**7\nfor i in range(1000): s.strip()",
    "for i in range(10**6): 'xy' * 10**7",
    "for i in range(10**6): [0] * 10**6",
    "l = list(range(10**5))\nfor i in range(10**4): -1 in l",
    "s = 'x = 1\\n' * 20000\nfor i in range(1000): compile(s, '', 'exec')",
};

/// Formats whose results are long: writing one is all that there is to be done.
constexpr const char* long_formats[] = {
    "format(1.0, '.67108864f')",
    "format(1.0, '.67108864,f')",
    "format(1e300, '#.67108864g')",
    "format(1.0, '.67108864e')",
    "format(1 + 2j, '.67108864f')",
    "format(1 + 2j, '67108864')",
    "format(1, '067108864,')",
    "format(1, '#067108864_x')",
    "format(1, '<67108864')",
    "format(65, '\u00e9>33554432c')",
    "format('x', '\u00e9>33554432')",
    "f'{1:>67108864}'",
    "'{:>67108864}'.format('x')",
    "'%67108864d' % 1",
    "'%067108864x' % 1",
    "'%.67108864f' % 1.0",
    "'%67108864s' % 'x'",
    "b'%67108864d' % 1",
    "bytearray(b'%67108864d') % 1",
    "'x'.ljust(67108864)",
    "'x'.rjust(33554432, '\u00e9')",
    "s = 'x' * 12000000\nf'{s}{s}{s}'",
    "s = 'x' * 12000000\n'{}{}{}'.format(s, s, s)",
    "s = 'x' * 12000000\n'%s%s%s' % (s, s, s)",
    "s = b'x' * 12000000\nb'%s%s%s' % (s, s, s)",
    "s = '\u00e9' * 12000000\nformat(s, '.11999999')",
    "s = '\u00e9' * 12000000\n'%.11999999s' % s",
};

/// What takes far more than 32 MB, some of it outside the heap.
constexpr const char* much_memory[] = {
    "'%1000000000d' % 1",
    "'%.1000000000f' % 1.0",
    "'%1000000000s' % ''",
    "format(1, '1000000000')",
    "format(1.0, '.1000000000f')",
    "format('', '1000000000')",
    "f'{1:>{10**9}}'",
    "format(1, '01000000000,')",
    "format(1.0, '.1000000000,f')",
    "b'%1000000000d' % 1",
    "('{:>4000}' * 16000).format(*range(16000))",
    "('{:>1000000}' * 64).format(*range(64))",
    "'x'.ljust(10**9)",
    "repr(['\\0' * 10**6] * 100)",
    "repr('\\0' * (15 << 20))",
    "repr([1] * (2 << 20)) + repr([[1] * 1000] * 10000)",
    "l = []\nfor i in range(30): l = [l, l, '\\0' * 10**5]\nrepr(l)",
    "('x' * 10**6).translate({120: 'y' * 10**5})",
    "(1).to_bytes(10**9, 'big')",
    "(1).to_bytes(10**12, 'big')",
    "bytes(10**9)",
    "'x' * 10**9",
    "x = 3**(10**6)\nwhile True: x *= x",
    "import math\nmath.factorial(10**7)",
    "import sys\nsys.set_int_max_str_digits(0)\nstr(3**(3 * 10**7))",
    "compile('x = 1\\n' * (2 << 20), '', 'exec')",
    "compile('[' + '1, ' * (4 << 20) + ']', '', 'eval')",
    "list(range(10**9))",
    "bytes(iter(int, 1))",
    "bytearray().extend(iter(int, 1))",
    "b = bytearray(9)\nb[3:5] = iter(int, 1)",
    "{i: i for i in range(10**8)}",
};

} // namespace

TEST_CASE("the work of natives uses up the step limit", "[embed][limits]")
{
    const char* source = long_work[GENERATE(range(size_t(0), std::size(long_work)))];
    CAPTURE(source);
    Options options;
    options.step_limit = 400'000;
    Vm vm(options);
    CHECK(error_type(vm, source) == "ExecutionEnded");
    vm.set_step_limit(0);
    CHECK(error_type(vm, "assert sorted('ab'.split('x') + [repr([1, (2,)]), str(3**100)])") == "");
}

TEST_CASE("writing a long format uses up the step limit", "[embed][limits]")
{
    const char* source = long_formats[GENERATE(range(size_t(0), std::size(long_formats)))];
    CAPTURE(source);
    Options options;
    options.step_limit = 400'000;
    Vm vm(options);
    CHECK(error_type(vm, source) == "ExecutionEnded");
    vm.set_step_limit(0);
    CHECK(error_type(vm, "assert f'{1:>5}' == '%5d' % 1 == '    1'") == "");
}

TEST_CASE("natives stay within the heap limit", "[embed][limits]")
{
    const char* source = much_memory[GENERATE(range(size_t(0), std::size(much_memory)))];
    CAPTURE(source);
    Vm vm(with_heap(32));
    CHECK(error_type(vm, source) == "MemoryError");
    CHECK(error_type(vm, "x = l = None\nx = bytes(16 << 20)") == "");
}

TEST_CASE("a first look into a builtin class at the heap limit finds its members", "[embed][limits]")
{
    // Garbage fills the heap, which a look collects nothing of: there is a look at every 1,000 bytes before the limit.
    Vm vm(with_heap(8));
    CHECK(error_type(vm, R"(
import gc
gc.disable()
looks = [lambda: b"".hex, lambda: (1.5).hex, lambda: 1j.conjugate, lambda: {1}.union, lambda: frozenset().union,
         lambda: bytearray().hex, lambda: range(1).index, lambda: slice(1).indices, lambda: memoryview(b"").tobytes,
         lambda: {}.keys, lambda: {}.keys().isdisjoint, lambda: Exception().with_traceback, lambda: property().getter]
while looks:
    used = gc.get_stats()[0]["bytes"]
    if used > (8 << 20) - 24000:
        looks.pop()()
    else:
        bytes(500)
)") == "");
}
