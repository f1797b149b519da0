"""Objects that have very many different attribute names keep them, in order, as do those that came before and after."""


class A:
    kind = 'of class'

    def method(self):
        return 'method'


def load(o):
    return o.value


def store(o, value):
    o.value = value


early = A()
early.first = 1
store(early, 'early')
objects = []
for i in range(1500):
    o = A()
    setattr(o, f'name{i}', i)
    store(o, i)
    o.last = -i
    objects.append(o)
assert all(list(o.__dict__) == [f'name{i}', 'value', 'last'] for i, o in enumerate(objects))
assert all(getattr(o, f'name{i}') == load(o) == i and o.last == -i for i, o in enumerate(objects))
assert all(o.method() == 'method' and o.kind == 'of class' for o in objects)
late = A()
late.first = 2
store(late, 'late')
print(load(early), load(late), early.__dict__, late.__dict__)

# What a class gains and objects hide is seen at once.
A.kind = property(lambda self: ('property', load(self)))
print(objects[0].kind, objects[-1].kind)
objects[-1].method = lambda: 'own'
print(objects[-1].method(), objects[-2].method())
del objects[-1].method, objects[-1].value
print(objects[-1].method(), hasattr(objects[-1], 'value'), vars(objects[-1]))


# Objects that change their classes again and again.
class B:
    def method(self):
        return 'of B'


for i in range(300):
    for o in (early, objects[0], objects[-2]):
        o.__class__ = B if type(o) is A else A
        o.more = i
print(early.method(), early.__dict__, objects[-2].__dict__)
early.__class__ = B
print(early.method(), load(early))


# Slots stand beside what became a dictionary.
class S:
    __slots__ = ('fixed', '__dict__')


slotted = []
for i in range(1100):
    s = S()
    s.fixed = i
    setattr(s, f'n{i}', i)
    slotted.append(s)
assert all(s.fixed == getattr(s, f'n{i}') == i and list(s.__dict__) == [f'n{i}'] for i, s in enumerate(slotted))
