"""gi_frame, cr_frame and ag_frame: places and variables while suspended, f_back, clear()."""
import inspect


def gen(a):
    b = a + 1
    yield b
    c = b + 1
    yield c


g = gen(1)
base = gen.__code__.co_firstlineno
frame = g.gi_frame
print(frame.f_lineno - base, frame.f_code is gen.__code__, frame.f_back, frame.f_locals)
next(g)
print(g.gi_frame.f_lineno - base, dict(g.gi_frame.f_locals), inspect.getgeneratorlocals(g))
next(g)
print(g.gi_frame.f_lineno - base, inspect.getgeneratorlocals(g))
try:
    g.gi_frame.clear()
except RuntimeError as error:
    print(error)
print(list(g), g.gi_frame)


def inside():
    yield me.gi_frame.f_lineno - inside.__code__.co_firstlineno
    try:
        me.gi_frame.clear()
    except RuntimeError as error:
        yield error


me = inside()
print(list(me))
unstarted = gen(1)
unstarted.gi_frame.clear()
print(list(unstarted))


async def co():
    pass


c = co()
print(c.cr_frame.f_code.co_name, c.cr_frame.f_back)
c.close()
print(c.cr_frame)


async def agen():
    yield 1


a = agen()
print(a.ag_frame.f_code.co_name, a.ag_frame.f_back)
