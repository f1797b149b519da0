"""What any structure, closure, generator, frame or exception reaches stays alive and intact."""
import gc
class O:
    def __init__(self, tag): self.tag = tag
def gen():
    o = O('in generator')
    yield 1
    yield o.tag
def closure():
    o = O('in closure')
    return lambda: o.tag
def raising():
    o = O('in traceback')
    raise ValueError(O('in exception'))
class K:
    attr = O('in class')
    def __init__(self): self.d = {O('key'): [O('value')], 'nested': ({1: O('deep')},)}
    def method(self): return self.d['nested'][0][1].tag
g = gen()
next(g)
c = closure()
try:
    raising()
except ValueError as e:
    saved = e
k = K()
bound = K().method
default = (lambda x=O('in default'): x.tag)
it = iter([O('in iterator')])
m = map(lambda o: o.tag, [O('in map')])
def garbage():
    for i in range(20000):
        l = [i, [i], {i: str(i)}]
        l.append(l)
for _ in range(3):
    garbage()
    gc.collect()
print(next(g), c(), saved.args[0].tag, k.method(), K.attr.tag, bound(), default(), next(it).tag, next(m))
print([o.tag for o in k.d if isinstance(o, O)], saved.__traceback__.tb_next.tb_frame.f_locals['o'].tag)
def local():
    o = [O('in local')]
    gc.collect()
    garbage()
    return o[0].tag
print(local())
