"""A code object tells its names, parameters, flags and places, can be compared, and copied under another name."""
import types

SOURCE = '''
def outer(a, b, /, c, *rest, d, **kw):
    "doc"
    shared = own = a
    def inner(): return shared, c
    return inner
class A:
    def method(self): return __class__
    def plain(self): return 1
def gen(): yield
async def co(): pass
async def agen(): yield
f = lambda x: (y for y in x)
'''
code = compile(SOURCE, "file.py", "exec")


def show(code):
    print(code.co_name, code.co_qualname, hex(code.co_flags & 0xffff), code.co_argcount, code.co_posonlyargcount,
          code.co_kwonlyargcount, code.co_nlocals, code.co_varnames, code.co_cellvars, sorted(code.co_freevars),
          code.co_firstlineno)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType) and constant.co_name != "<genexpr>":
            show(constant)


for constant in code.co_consts:
    if isinstance(constant, types.CodeType) and constant.co_name != "A":
        show(constant)
print(code.co_filename, code.co_freevars, code.co_cellvars, hex(code.co_flags))
again = compile(SOURCE, "other.py", "exec")
print(code == again, hash(code) == hash(again), code == compile("1", "file.py", "exec"), code != again, code == 3)


def function(x):
    y = x
    return (y +
            1)


base = function.__code__.co_firstlineno
print(base + 2 in {line for _, _, line in function.__code__.co_lines()})
print(len(function.__code__.co_code) // 2 == len(list(function.__code__.co_positions())))
places = {(line - base, end - base, start, stop) for line, end, start, stop in function.__code__.co_positions() if line}
print((2, 3, 12, 13) in places)
renamed = function.__code__.replace(co_name="renamed", co_filename="elsewhere", co_argcount=1)
print(renamed.co_name, renamed.co_filename, renamed == function.__code__, types.FunctionType(renamed, {})(1))
try:
    function.__code__.replace(co_name=1)
except TypeError as error:
    print(error)
