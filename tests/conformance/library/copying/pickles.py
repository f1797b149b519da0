"""pickle takes values, instances and exceptions there and back by every protocol."""
import pickle


class Plain:
    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


class Slotted:
    __slots__ = "x", "y"

    def __init__(self):
        self.x = 1


class Counted(list):
    total = 0


class Keyed(dict):
    pass


class Error(OSError):
    pass


class Stateful:
    def __getstate__(self):
        return {"kept": 1}

    def __setstate__(self, state):
        self.restored = state


shared = []
values = [None, True, 1, -2**70, 2.5, 1 + 2j, "é\ud800", b"\0\xff", bytearray(b"ab"), (), (1, (2,)), [1, [2]], {1: {2: 3}}, {1, 2},
          frozenset([3]), range(3), slice(1, 2), ..., NotImplemented, len, str.join, int, Plain([1]), Counted([1, 2]),
          Keyed(a=1), ValueError(1, "x"), KeyError("k"), OSError(2, "no", "file"), Error(1, 2, 3), StopIteration(4),
          UnicodeDecodeError("utf-8", b"x", 0, 1, "why"), [shared, shared], "a".upper]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for value in values:
        back = pickle.loads(pickle.dumps(value, protocol))
        assert type(back) is type(value), value
        if isinstance(value, BaseException):
            assert back.args == value.args and str(back) == str(value), value
        elif not callable(value):
            assert back == value, (protocol, value, back)
    back = pickle.loads(pickle.dumps([shared, shared], protocol))
    assert back[0] is back[1]
    slotted = Slotted()
    if protocol >= 2:
        back = pickle.loads(pickle.dumps(slotted, protocol))
        print(back.x, hasattr(back, "y"))
    print(pickle.loads(pickle.dumps(Stateful(), protocol)).restored)
loop = []
loop.append(loop)
back = pickle.loads(pickle.dumps(loop))
print(back[0] is back)
for what in (lambda: 0, (i for i in ()), {}.keys(), pickle, property()):
    try:
        pickle.dumps(what)
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
try:
    pickle.loads(b"\x80\x04broken")
except (pickle.UnpicklingError, IndexError):
    print("refused")
