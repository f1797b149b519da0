"""Plain values and code objects come back from marshal as they were; broken data is refused."""
import marshal
import types

VALUES = [None, True, ..., 1, -1, 2**31, -2**31, 2**70, -2**70, 1.5, -0.0, 1j, "abc", "é" * 300, "x" * 300, b"abc", (1, (2,)),
          [1, [2]], {1: 2, "a": [3]}, {1, 2}, frozenset({3}), StopIteration, tuple(range(300)), "\ud800", ()]
for value in VALUES:
    for version in (0, 2, 4):
        back = marshal.loads(marshal.dumps(value, version))
        assert type(back) is type(value) and repr(back) == repr(value), (value, back, version)
print(marshal.dumps([1, "a", (2.5, None)], 2), marshal.dumps({"k": b"x"}, 1))
print(marshal.loads(b"\xe9\x05\x00\x00\x00"), marshal.loads(b"[\x02\x00\x00\x00\xda\x03keyr\x00\x00\x00\x00"))
loop = [1]
loop.append(loop)
back = marshal.loads(marshal.dumps(loop))
print(back[1] is back)

code = compile("def f(a, b=2):\n    def g(): return a + b\n    return g\nx = f(1)()", "<marshalled>", "exec")
back = marshal.loads(marshal.dumps(code))
space = {}
exec(back, space)
print(back == code, back.co_filename, back.co_name, space["x"])


def twice(n):
    return [n * 2 for _ in range(2)]


print(types.FunctionType(marshal.loads(marshal.dumps(twice.__code__)), {"range": range})(4))
for broken in (b"", b"i", b"[\xff\xff\xff\xff", b"?", b"r\0\0\0\0", b"(\1\0\0\0" b"0", b"[" + b"\xff\xff\xff\x7f",
               b"l\1\0\0\0\0\0", b"(" * 10):
    try:
        print(marshal.loads(broken))
    except (EOFError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
for value in (object(), len, [object()]):
    try:
        marshal.dumps(value)
    except ValueError as error:
        print(error)
deep = []
for _ in range(3000):
    deep = [deep]
try:
    marshal.dumps(deep)
except ValueError as error:
    print(error)


class File:
    def __init__(self):
        self.data = b""

    def write(self, data):
        self.data += data
        return len(data)

    def read(self, size):
        taken, self.data = self.data[:size], self.data[size:]
        return taken

    def readinto(self, buffer):
        taken = self.read(len(buffer))
        buffer[:len(taken)] = taken
        return len(taken)


file = File()
marshal.dump([1, "two"], file)
marshal.dump({3}, file)
print(marshal.load(file), marshal.load(file))
