"""A data descriptor wins over the instance's dict; a non-data descriptor does not."""
class Data:
    def __get__(self, obj, cls=None): return ('data get', obj is not None, cls.__name__)
    def __set__(self, obj, value): print('data set', value)
class NonData:
    def __get__(self, obj, cls=None): return ('nondata get', obj is not None, cls.__name__)
class SetOnly:
    def __set__(self, obj, value): obj.__dict__['s'] = ('via set', value)
class C:
    d = Data()
    n = NonData()
    s = SetOnly()
c = C()
print(c.d, C.d, c.n, C.n)
c.__dict__['d'] = 'instance d'
c.__dict__['n'] = 'instance n'
print(c.d, c.n)
c.d = 5
c.n = 6
print(c.d, c.n, c.__dict__)
c.s = 1
print(c.s, type(C.s).__name__)
C.d = 'replaced'
print(c.d, C().d)
class D(C): pass
print(D.n, D().n)
try:
    del C().s
except AttributeError as e:
    print(e)
class Deleter:
    def __delete__(self, obj): print('deleting')
class E: x = Deleter()
e = E()
del e.x
try:
    e.x = 1
except AttributeError as err:
    print(err)
i = E()
i.instance_descriptor = NonData()
print(type(i.instance_descriptor).__name__)
