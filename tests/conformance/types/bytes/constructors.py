"""bytes and bytearray take counts, iterables of ints, text with an encoding, and objects with __bytes__ or __index__."""
class Hook:
    def __bytes__(self): return b'hook'
class Bad:
    def __bytes__(self): return 'no'
class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
class B(bytes): pass
class A(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = len(self)
for code in ("bytes(5)", "bytes((1, 2))", "bytes('é', 'latin-1')", "bytes(Hook())", "bytes(Index(3))", "bytearray(Index(2))", "bytearray([Index(3)])", "bytes(source=b'q')",
             "bytes('e', encoding='ascii', errors='strict')", "bytes({1: 2})", "bytes(Bad())", "bytearray(Hook())", "bytes(Index(-3))", "bytes(b'x', 'utf-8')", "bytes('x', errors='strict')",
             "bytes(1, errors='strict')", "bytes(encoding='ascii')", "bytes('x', 5)", "bytes('x', 'ascii', 5)", "bytes(2 ** 70)", "bytes([2 ** 70])", "bytearray([256])", "bytearray([-1])",
             "bytearray('x')", "bytearray(1.5)", "bytes(None)", "bytes(['a'])", "bytearray(-1)", "B(3)", "type(B(3)).__name__", "type(bytes(B(3))).__name__", "A(b'abc').extra", "A([1, 2])",
             "B(b'q').__bytes__()", "int.from_bytes(Hook(), 'big')", "int.from_bytes(bytearray(b'ab'), 'little')", "b'%b %s' % (Hook(), b'x')", "b'%s' % 'x'", "b'%b' % Bad()", "b'%d' % 'x'",
             "bytearray(b'%d') % 3", "b'%(k)s' % {b'k': b'v'}", "b'a' % 1"):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError, OverflowError) as e:
        print(code, '->', type(e).__name__, e)
