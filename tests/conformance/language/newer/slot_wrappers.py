"""Methods that stand for slots are wrapper descriptors, and bound ones method wrappers; others are method descriptors and builtin methods."""
import collections
import inspect
import io
import re
import types

NAMES = """__add__ __and__ __bool__ __call__ __contains__ __delattr__ __delitem__ __dir__ __divmod__ __eq__ __float__ __floordiv__ __format__ __ge__ __get__ __getitem__ __getnewargs__
__hash__ __iadd__ __imul__ __index__ __int__ __invert__ __iter__ __len__ __lshift__ __lt__ __mod__ __mul__ __ne__ __neg__ __next__ __or__ __pow__ __radd__ __reduce__ __reduce_ex__ __repr__
__reversed__ __rmul__ __rpow__ __set__ __setattr__ __setitem__ __str__ __sub__ __truediv__ __xor__ __round__ __trunc__ __enter__ __exit__""".split()
for value in ([], (), {}, "", b"", bytearray(), 1, 1.5, 1j, None, set(), frozenset(), range(3), slice(1), object(), len, iter([]), iter({}),
              (i for i in ()), lambda: 0, collections.deque(), ..., property(), types.MappingProxyType({})):
    kinds = {}
    for name in NAMES:
        found = vars(type(value)).get(name)
        if isinstance(found, (types.WrapperDescriptorType, types.MethodDescriptorType)):
            kinds.setdefault((type(found).__name__, type(getattr(value, name)).__name__), []).append(name)
    if type(value) in (list, set, str, int, float, slice):
        print(type(value).__name__, *sorted(kinds.items()))
    print(type(value).__name__, *sorted(kinds))

for function, arguments, names in (
        ([].__len__, (1,), {}), ([].__add__, (), {}), ([].__add__, (1, 2), {}), ([].__eq__, (), {}), ((2).__pow__, (), {}), (list.__len__, (), {}),
        (list.__len__, ([], 1), {}), ([].__len__, (), {"a": 1}), (list.__len__, (object(),), {}), (list.__add__, (1, 2, 3), {}), (list.append, (1,), {}),
        ([].__setitem__, (1,), {}), (property().__get__, (), {}), (iter([]).__next__, (1,), {}), ({}.__getitem__, (), {}), ({}.__contains__, (1, 2), {}),
        (list.__init__, (), {}), (dict.__init__, (1,), {}), (list.__len__.__get__, (1,), {}), (list.append.__get__, (1,), {}), (type([].append), (), {}),
        (type(list.append), (), {}), (type(list.__len__), (), {}), (type([].__len__), (), {}), (type(int.real), (), {})):
    try:
        print(function(*arguments, **names))
    except TypeError as error:
        print(error)
print([].__len__.__self__, [].__len__.__name__, [].__len__.__qualname__, [].__len__.__objclass__)
print(list.__len__, list.__getitem__, list.__len__.__objclass__, list.__len__.__qualname__, type(list.__len__).__mro__)
print(re.sub("0x[0-9a-f]+", "0x", repr([].__len__)), [1].__len__(), list.__len__([1, 2]))
print(list.__len__.__get__([1, 2, 3])(), [].__len__ == [].__len__, object.__str__ == object.__str__)
a = [1]
print(a.__len__ == a.__len__, hash(a.__len__) == hash(a.__len__), a.__len__ == [1].__len__)
print([types.WrapperDescriptorType.__name__, types.MethodWrapperType.__name__, types.MethodDescriptorType.__name__, types.BuiltinMethodType.__name__])
print(inspect.isroutine(object.__init__), inspect.isbuiltin([].__len__), inspect.ismethodwrapper([].__len__), inspect.ismethoddescriptor(list.__len__), inspect.signature(object().__eq__))
for make in (types.WrapperDescriptorType, types.MethodWrapperType):
    try:
        make()
    except TypeError as error:
        print(error)
    try:
        type("Sub", (make,), {})
    except TypeError as error:
        print(error)
try:
    list.__len__(5)
except TypeError as error:
    print(error)
print(isinstance(io.StringIO().__next__, types.MethodWrapperType), type(io.StringIO.write).__name__)


class Derived(list):
    __len__ = list.__len__


print(Derived([1, 2]).__len__(), type(Derived().__len__).__name__, type(Derived().__repr__).__name__)
