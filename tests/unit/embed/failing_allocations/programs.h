#pragma once
// The programs that are run with failing allocations: each uses a part of the language or of the library.

namespace coil::failing
{

struct Program {
    const char* name;
    const char* source;
    /// Run before, with all the memory it wants: modules that would cost each run their import.
    const char* before = "";
    /// Threads give memory back after they have ended, when nobody waits any more. And one that finds no memory for
    /// __exit__ keeps its lock: who waits for that is interrupted.
    bool has_threads = false;
};

constexpr Program programs[] = {
    { "compile", R"(
code = compile('''
def f(a, b=1, *c, d: int = 2, **e):
    """Doc."""
    with a as b, c as d:
        try:
            return [x for x in b if x] + {**e}
        except (A, B) as error:
            raise C from error
        finally:
            match a:
                case [1, *rest] if rest: yield f'{rest!r:>{d}}'
class D(metaclass=M): x = lambda: (yield)
''', 'name', 'exec')
try:
    eval('1 +')
except SyntaxError as error:
    str(error)
)" },
    { "classes", R"(
class Meta(type):
    def __new__(cls, name, bases, space, **more): return super().__new__(cls, name, bases, space)
class A(metaclass=Meta):
    __slots__ = ('a', 'b')
    def __init_subclass__(cls, **more): cls.made = more
class B(A, key=1):
    @property
    def x(self): return self.a
    @classmethod
    def make(cls, *a): return cls()
    @staticmethod
    def s(): pass
    def __eq__(self, other): return super().__eq__(other)
objects = []
for i in range(10):
    b = B.make()
    b.a = i
    setattr(b, 'name%d' % i, i)
    objects.append((b.x, b.s, b.make, b == b, vars(b), dir(b)))
made = type('C', (B,), {'y': 1})
made.z = 2
del made.z
made.__bases__ = (B,)
)" },
    { "containers", R"(
d, s, l, t = {}, set(), [], ()
for i in range(70):
    d[i] = s
    d['k%d' % i] = l
    s.add(i)
    s.add('k%d' % i)
    l.append(str(i))
    l.insert(0, i)
    t += (i,)
for i in range(50):
    del d[i]
    s.discard(i)
    l.pop(0)
l[1:3] = range(20)
l.extend(x for x in range(30))
u = d | {1: 2}
v = s ^ {1, 5, 500} | s - {5}
f = frozenset(v)
w = [x * 2 for x in range(30)] + list(d.items()) + sorted([3, 1, 2] * 5)
k = {x: y for x, y in d.items()}
d.update(k, a=1)
m = [*w, *t], {*s}, {**d}
dict.fromkeys(range(20)), list(zip(l, t)), tuple(map(id, w)), list(reversed(w))
)" },
    { "strings", R"(
text = ''
for i in range(40):
    text += 'part%d é' % i
parts = text.split('p')
again = '-'.join(parts).upper().replace('A', 'abc').title().translate({65: 'é', 66: None})
f'{text:>500}{again!a:^10}{len(again):,}{1.5:+.3e}{10**30:x}'
'{:>10} {0[1]} {a.real}'.replace('{:>10} ', '').format([1, 2], a=5)
'%s %r %5.2f %x' % (text, parts, 1.5, 255)
raw = text.encode() * 3
raw.hex(), raw.decode(), bytearray(raw) + b'x', raw.split(b'p'), raw.translate(None, b'p')
changed = bytearray()
for i in range(100):
    changed += b'%d' % i
changed[5:50] = b'x' * 200
view = memoryview(changed)[3:70:2]
view.tolist(), bytes(view), text.partition('part'), text.splitlines(), str(view.tobytes(), 'latin1')
repr([text, raw, {1: text}, (again,)]), ascii(text), hash(text), text.casefold(), text.zfill(900)
)" },
    { "numbers", R"(
a = 3 ** 700
b = a * a + 7
c = divmod(b, a), b >> 300, b << 900, -b, ~b, a & b, a | -b, a ^ b, pow(a, 30, b)
text = str(b)
int(text), int(text[:300], 10), hex(b), float(3 ** 600), a / b, b // 3, b % 1000, (-b).to_bytes(800, 'big', signed=True)
int.from_bytes(b'\xff' * 500, 'little')
x = [i * 1.5 for i in range(20)], 1j ** 2, complex('1+2j'), round(2.5), round(1.234, 2), float('1e5')
big = hex((3 ** 6000) * (7 ** 6000) // (11 ** 3000))
import math
math.factorial(300), math.comb(300, 100), math.gcd(a, b), math.isqrt(b), math.prod(range(1, 60))
)",
        "import math" },
    { "generators", R"(
def count(n):
    try:
        for i in range(n):
            got = yield i
    finally:
        done.append(n)
def outer(n):
    result = yield from count(n)
    yield result
done = []
total = [sum(outer(i)) if False else list(outer(i)) for i in range(8)]
g = outer(5)
next(g)
g.send(2)
try:
    g.throw(ValueError('v'))
except ValueError as error:
    kept = error.__traceback__
h = outer(9)
next(h)
h.close()
pairs = list(zip(outer(3), map(str, outer(4)), enumerate(outer(5))))
left = outer(7)
next(left)
)" },
    { "exceptions", R"(
import traceback
def fail(n):
    if n == 0:
        raise ValueError('deep', n)
    try:
        fail(n - 1)
    except ValueError as error:
        error.add_note('note')
        raise KeyError(n) from error
    finally:
        seen.append(n)
seen = []
try:
    fail(5)
except KeyError as error:
    kept = error
    text = traceback.format_exc()
    frame = error.__traceback__.tb_frame
    names = frame.f_locals, frame.f_back, frame.f_code
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError(2), TypeError(3)])])
    except* KeyError as group:
        raise
    except* ValueError:
        pass
except ExceptionGroup as group:
    kept = group
    text = ''.join(traceback.format_exception(group))
class Manager:
    def __enter__(self): return self
    def __exit__(self, *a): return True
with Manager(), Manager():
    {}['missing']
def endless(): endless()
)",
        "import traceback" },
    { "recursion", R"(
def down(n): return n and 1 + down(n - 1)
down(700)
def build(n): return [build(n - 1)] if n else []
repr(build(100)), build(90) == build(90)
class Node:
    def __init__(self, n): self.child = n and Node(n - 1)
    def __repr__(self): return 'Node(%r)' % self.child
    def __add__(self, other): return other and self + (other - 1)
repr(Node(40)), Node(1) + 40, sorted([3, 2, 1], key=lambda n: down(n * 20))
)" },
    { "asyncio", R"(
async def child(n):
    await asyncio.sleep(0)
    if n == 3:
        raise ValueError(n)
    return n
async def consume(queue, out):
    while (item := await queue.get()) is not None:
        out.append(item)
async def numbers():
    for i in range(5):
        yield i
        await asyncio.sleep(0)
async def main():
    out = []
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue, out))
    async for i in numbers():
        await queue.put(i)
    await queue.put(None)
    await consumer
    await asyncio.gather(*[child(i) for i in range(6)], return_exceptions=True)
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.0001)
    except TimeoutError:
        pass
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(5):
                group.create_task(child(i))
    except* ValueError:
        pass
    async with asyncio.timeout(500):
        lock = asyncio.Lock()
        async with lock:
            task = asyncio.create_task(child(1))
            task.cancel()
            await asyncio.wait([task])
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0, future.set_result, 1)
    loop.call_soon_threadsafe(out.append, 1)
    return await asyncio.shield(future)
asyncio.run(main())
)",
        "import asyncio" },
    { "threads", R"(
def work(n):
    with lock:
        results.append([n] * 20)
    local.value = n
lock = threading.Lock()
results = []
local = threading.local()
threads = [threading.Thread(target=work, args=(i,), daemon=True) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
event = threading.Event()
threading.Thread(target=event.set, daemon=True).start()
event.wait(0.01)
async def main():
    return await asyncio.to_thread(sum, range(50))
asyncio.run(main())
)",
        "import asyncio, threading", true },
    { "imports", R"(
import math, time, functools, collections, contextlib, enum, dataclasses
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
@dataclasses.dataclass
class Point:
    x: int
    y: int = 2
class Colour(enum.Enum):
    RED = 1
    BLUE = 2
point = Point(1), Colour.RED, Colour('x') if 0 else Colour(2)
)" },
    { "library", R"(
@functools.lru_cache
def cached(n): return n * 2
[cached(i) for i in range(30)]
counts = collections.Counter('abracadabra')
queue = collections.deque(range(50), maxlen=20)
queue.rotate(3)
queue.extend(queue)
ordered = collections.OrderedDict((i, i) for i in range(20))
named = collections.namedtuple('Named', 'a b')(1, 2)
lists = collections.defaultdict(list)
lists['a'].append(1)
heap = []
for i in range(40):
    heapq.heappush(heap, -i)
heapq.heapify(heap)
functools.reduce(lambda a, b: a + b, range(10)), functools.partial(cached, 1)()
with contextlib.ExitStack() as stack:
    stack.callback(print)
    stack.pop_all()
@contextlib.contextmanager
def manager(): yield 1
with manager() as value:
    time.strftime('%Y', time.gmtime(0)) if hasattr(time, 'strftime') else time.gmtime(0)
)",
        "import functools, collections, heapq, contextlib, time" },
    { "weakrefs", R"(
class Node:
    def __del__(self): deleted.append(1)
deleted = []
nodes = [Node() for _ in range(20)]
refs = [weakref.ref(node, deleted.append) for node in nodes]
values = weakref.WeakValueDictionary(enumerate(nodes))
keys = weakref.WeakKeyDictionary((node, 1) for node in nodes)
several = weakref.WeakSet(nodes)
finalizer = weakref.finalize(nodes[0], deleted.append, 2)
for node in nodes:
    node.self = node
del nodes[5:], node
gc.collect()
len(values), len(keys), len(several), [ref() for ref in refs]
gc.collect()
)",
        "import weakref, gc" },
    { "files", R"(
name = path + '/file'
with open(name, 'w') as out:
    for i in range(30):
        out.write('line %d é\n' % i)
    print('printed', 1.5, [1], file=out)
with open(name) as lines:
    text = [line.strip() for line in lines]
with open(name, 'rb') as raw:
    raw.read(10), raw.seek(3), raw.readline(), raw.readlines()
with open(name, 'a+') as more:
    more.write('x' * 9000)
    more.seek(0)
    more.read()
left = open(name)
left.readline()
try:
    open(path + '/none')
except FileNotFoundError as error:
    str(error)
)" },
    { "host functions", R"(
def double(x): return 2 * x
def fail(x): raise ValueError('no')
assert host.apply(double, 'ab', names=['x' * 40]) == [4, 'ab', 'x' * 40]
assert host.apply(double) == [4]
calls = (lambda: host.apply(fail), lambda: host.apply(3, text=4), lambda: host.apply(double, names=3))
for wrong in calls:
    try:
        wrong()
    except (ValueError, TypeError) as error:
        str(error)
)" },
};

/// What works after all this: the same Vm goes on.
constexpr const char* afterwards = R"(
for value in list(globals().values()):
    if type(value) in (list, dict, set, tuple, str, bytes, int, frozenset, bytearray):
        repr(value), hash(type(value))
        if type(value) in (list, dict, set, tuple):
            assert len(list(value)) == len(value)
            value == value
class After:
    def __init__(self, n): self.n = n
numbers = {n: After(n) for n in range(40)}
assert sum(each.n for each in numbers.values()) == 780
def fails(): raise LookupError('as it should')
try:
    fails()
except LookupError as error:
    assert str(error) == 'as it should' and error.__traceback__.tb_next
import asyncio
async def later(): return await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))
assert asyncio.run(later()) == [1, 2]
)";

} // namespace coil::failing
