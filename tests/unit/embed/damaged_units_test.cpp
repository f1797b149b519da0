// Units that an enemy might put where compiled files are kept.
#include "../../fuzz/unit_damage.h"

#include <catch2/catch.hpp>

#include "compile/compile.h"
#include "syntax/parser.h"

using namespace coil::internal;

namespace
{

const char* const program = R"(
class Scope:
    def __init__(self, *names, **values): self.names, self.values = names, values
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback): return kind is KeyError
    async def __aenter__(self): return self
    async def __aexit__(self, *parts): return False
    def __await__(self): return iter(())
class Child(Scope):
    def __init__(self, name, *, kind=None):
        super().__init__(name, kind=kind)
        self.kind = kind
def numbers(count):
    for i in range(count):
        sent = yield i
    return (yield from (x * 2 for x in [1, 2, 3] if x > 1))
def closures(a, b=2, *rest, c=3, **others):
    total = 0
    def inner(d):
        nonlocal total
        total += d + a
        return lambda: (total, b, c, rest, others)
    return inner(1)()
def tries(value):
    for i in range(3):
        try:
            if i == value: return "returned"
            if i == 1: continue
            with Scope() as scope:
                {}[i]
            raise ValueError(i)
        except (ValueError, TypeError) as error:
            kept = error
        finally:
            value -= 1
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        kept = group
    except* TypeError:
        del value
    return kept
def matches(subject):
    match subject:
        case {"k": 1, **rest}: return rest
        case [first, *_, last] if first: return first, last
        case Child(kind=kind): return kind
        case str() | None: return f"{subject!r:>{10}} {subject}"
    return [*"ab", *(1, 2)], {**{"a": 1}, "b": 2}, {*"ab"}, subject
async def agen():
    for i in range(2):
        yield i
async def main():
    out = [x async for x in agen()]
    async with Scope() as scope:
        await Scope()
        async for y in agen():
            out.append(y)
    return out
def locals_of(a):
    b = a
    return locals()
def run(coroutine):
    try:
        while True: coroutine.send(None)
    except StopIteration as end:
        return end.value
print(list(numbers(3)), closures(1, 2, 3, c=4, e=5), closures(*[1], **{"b": 1}))
print(tries(0), tries(5), matches({"k": 1}), matches([1, 2]), matches(Child("x", kind=1)), matches("s"), matches(3))
print(run(main()), locals_of(3), Child("n").kind, 3 < 4 <= 5, -2 ** 2, "abc"[1:], [i for i in range(3)])
x = 5
while x:
    x -= 1
assert not x, "no"
)";

Unit compiled()
{
    Source source("<damaged>", program);
    Arena arena;
    Symbols symbols;
    ParseResult tree = parse(arena, symbols, source);
    REQUIRE(tree);
    auto result = compile(*tree.module, symbols, source, {});
    REQUIRE(std::holds_alternative<Unit>(result));
    return std::move(std::get<Unit>(result));
}

} // namespace

TEST_CASE("a unit that was changed is refused, or runs to some end", "[embed][stored_unit]")
{
    constexpr uint64_t count = 300;
    Unit unit = compiled();
    CHECK(fuzz::run_checked(store_unit(unit)));
    size_t run = 0;
    for (uint64_t seed = 1; seed <= count; seed++)
        run += fuzz::run_checked(fuzz::Damage(seed).damaged(unit));
    CHECK(run > count / 20);
    CHECK(run < count);
}
