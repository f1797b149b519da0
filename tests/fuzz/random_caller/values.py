"""What calls are made on and given: plain, odd, spoiled and misbehaving values, each with the text that names it."""
import sys

from misbehaving import Bad, BadEnd, BadLookup, BadMeta, Misbehaviour, chance, quiet, subclass_of, victims

PLAIN = '''None True False 0 1 -1 2 7 255 1000 2**20 2**53 2**62 -2**62 2**63 -2**63 2**64 10**30 -10**30 2**2000
0.0 -0.0 1.5 -1.5 1e308 5e-324 float('nan') float('inf') float('-inf') 1j complex(float('nan'),float('inf'))
'' 'a' 'abc' 'aXbXc' '%s%d' '%*.*f' '{}{0!r:>{1}}' 'é€😀' '\\ud800' '\\0' 'x'*300 '1_0' 'nan' '-5' 'utf-8' 'ascii' 'strict'
b'' b'abc' b'\\xff\\xfe\\0' b'x'*300 () (1,2) ('a','b') ((),) ([],) [] {} set() frozenset() frozenset([1,'a'])
range(5) range(10,-10,-3) range(2**70) slice(None) slice(1,5,2) slice(-5,2**70,-1) ... NotImplemented
len print sorted [].append 'a'.join int.from_bytes dict.fromkeys str.upper list[int] int|str'''.split()
WIDE = '2**31 2**31-1 -2**31 2**32 2**40'.split()

MODULES = {}


def generator():
    try:
        got = yield 1
        for _ in range(5):
            got = yield got
    except ValueError:
        yield 5
    finally:
        victims.clear()


def delegating():
    return (yield from generator())


async def coroutine():
    return 1


async def waiting():
    await MODULES['asyncio'].sleep(0)
    return 2


async def async_generator():
    try:
        yield 1
        yield 2
    finally:
        await MODULES['asyncio'].sleep(0)


class Context:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return bool(chance.below(2))

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        return bool(chance.below(2))


class Slotted:
    __slots__ = ('a', 'b', '__weakref__')


class Property:
    @property
    def x(self):
        return self

    def method(self, *arguments, key=None, **more):
        return arguments


def function(a=1, /, b=2, *c, d=3, **e):
    return a, b, c, d, e


class Pool:
    """Values that a row of steps shares; (text, value) each."""

    def __init__(self, wide):
        self.items = []
        for text in PLAIN + (WIDE if wide else []):
            self.try_add(text)
        quiet.append(True)
        try:
            for part in (self.add_containers, self.add_classes, self.add_functions, self.add_frames, self.add_library):
                part()
        finally:
            quiet.clear()

    def add(self, text, value):
        self.items.append((text, value))

    def try_add(self, text, **names):
        try:
            self.add(text, eval(text, {**globals(), **names}))
        except Exception:
            pass

    def add_containers(self):
        bad = Bad()
        cyclic = [1]
        cyclic += [cyclic, {'self': cyclic}]
        array = bytearray(b'hello world')
        shared = [3, 1, 2, bad, 5, 'a']
        mapping = {1: 2, 'a': 3, bad: 4}
        members = {1, 2, bad, 'a'}
        view = memoryview(array)
        released = memoryview(b'gone')
        released.release()
        made = dict(bad=bad, cyclic=cyclic, array=array, shared=shared, mapping=mapping, members=members, view=view,
                    released=released)
        victims[:] = [array, shared, mapping, members, view]
        for name, value in made.items():
            self.add(name, value)
        for text in ('view[2:5] view[::-1] view[::2] iter(shared) reversed(shared) iter(mapping) iter(members) '
                     'mapping.keys() mapping.values() mapping.items() reversed(mapping) enumerate(shared) '
                     'zip(shared,mapping) map(bad,shared) filter(None,shared) iter(array) iter(bad.__call__,1) '
                     'slice(bad,bad,bad) (bad,) [bad] {bad:bad} (x&for&x&in&shared) memoryview(b"abc")').split():
            self.try_add(text.replace('&', ' '), **made)

    def add_classes(self):
        kinds = [object, type, int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset,
                 range, slice, memoryview, property, staticmethod, classmethod, super, enumerate, zip, map, filter,
                 reversed, BaseException, Exception, ValueError, OSError, StopIteration, UnicodeDecodeError,
                 SystemExit, KeyError, ImportError, SyntaxError, ExceptionGroup, type(None), type(generator), Bad,
                 BadEnd, BadLookup, BadMeta, Slotted, Property, Misbehaviour]
        for kind in kinds:
            self.add(kind.__name__, kind)
            made = subclass_of(kind)
            if made:
                self.add(made.__name__, made)
            for cls in (kind, made):
                if cls:
                    self.add_instances(cls)
        self.add('bad class', BadMeta('BadClass', (), {}))
        self.try_add('Misbehaviour("e",Bad())')
        self.try_add('ExceptionGroup("g",[ValueError(1),ExceptionGroup("h",[KeyError(2)])])')
        self.try_add('UnicodeDecodeError("utf8",b"abc",0,2**62,"r")')
        self.try_add('SyntaxError("m",("f",-1,2**62,"text",3,4))')

    def add_instances(self, cls):
        """Some way round its constructor, and some the way it wants."""
        for text in ('()', '.__new__', '(5)', '("5")', '([1,2])'):
            if cls is type or cls is BadMeta:
                continue
            try:
                value = cls.__new__(cls) if text == '.__new__' else eval('cls' + text, {'cls': cls})
                self.add(cls.__name__ + text, value)
            except BaseException:
                pass

    def add_functions(self):
        for text in ('function generator coroutine async_generator Context() Slotted() Property() Property().method '
                     'Property.x function.__code__ property(function,function) staticmethod(function) '
                     'classmethod(function) generator() delegating() async_generator() waiting() coroutine() '
                     'Bad().__call__ super(Bad,Bad()) Property().__dict__ Property.__dict__ type(len) '
                     'type(generator()) type(coroutine()) function.__get__(1) vars(Property)["x"].__get__').split():
            self.try_add(text)
        used = generator()
        list(used)
        begun = generator()
        next(begun)
        closed = coroutine()
        closed.close()
        for name, value in (('used', used), ('begun', begun), ('closed', closed)):
            self.add(name, value)
        victims.extend([begun, used])

    def add_frames(self):
        self.try_add('sys._getframe()')
        try:
            1 / 0
        except ZeroDivisionError as error:
            self.add('error', error)
            self.add('traceback', error.__traceback__)
            self.add('frame', error.__traceback__.tb_frame)

    def add_library(self):
        """Instances of what modules export: nothing is named, whatever can be made without much is made."""
        for name, module in MODULES.items():
            self.add(name, module)
            for export in sorted(vars(module)):
                value = getattr(module, export, None)
                if isinstance(value, type) and chance.one_in(3):
                    self.add(name + '.' + export, value)
                    self.add_made(name + '.' + export, value)

    def add_made(self, text, cls):
        argument = chance.among([(), (), (function,), ([1, 2],), ({'a': 1},), ('abc',), (None,), (2,)])
        try:
            made = cls(*argument)
            self.add('%s%s' % (text, '(...)' if argument else '()'), made)
            if hasattr(made, 'close') or hasattr(made, 'clear'):
                victims.append(made)
        except BaseException:
            pass
