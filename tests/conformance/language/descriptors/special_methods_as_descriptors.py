"""Special methods found on the type are bound by their descriptors too."""
class Getter:
    def __get__(self, obj, cls):
        print('bind')
        return lambda *a: 42
class C:
    __len__ = Getter()
    __getitem__ = Getter()
    __add__ = Getter()
    __call__ = Getter()
    __contains__ = Getter()
c = C()
print(len(c), c[0], c + 1, c(), 5 in c)
class P:
    @property
    def __iter__(self): return lambda: iter('prop')
    @property
    def __bool__(self): return lambda: False
print(list(P()), bool(P()))
class S:
    @staticmethod
    def __len__(): return 3
    @classmethod
    def __getitem__(cls, k): return cls.__name__, k
    __enter__ = staticmethod(lambda: 'entered')
    __exit__ = staticmethod(lambda *a: print('exit', len(a)))
print(len(S()), S()[1])
with S() as v:
    print(v)
class Meta(type):
    @property
    def prop(cls): return 'meta property of ' + cls.__name__
    @property
    def shadowed(cls): return 'meta data descriptor'
    nondata = 'meta plain'
class K(metaclass=Meta):
    shadowed = 'class attribute'
    nondata = 'class plain'
print(K.prop, K.shadowed, K.nondata, K().shadowed)
try:
    K().prop
except AttributeError as e:
    print(e)
try:
    K.prop = 1
except AttributeError as e:
    print(e)
