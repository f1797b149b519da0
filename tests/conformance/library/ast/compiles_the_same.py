"""Code compiled from a tree is the code compiled from the source, and its frames have the tree's places."""
import ast
import traceback

SOURCE = '''"doc"
from __future__ import annotations
def f(a: int | None, b: 'x' = 1) -> list[int]:
    "inner"
    def g(): return a, b
    return [y for y in (a, b)], g
class C:
    z: dict[str, int]
async def h():
    async for i in j: yield i
if 1: pass
elif 2: pass
elif 3: pass
'''
tree = ast.parse(SOURCE)
one, other = compile(SOURCE, "a", "exec"), compile(tree, "a", "exec")
print(one == other, hash(one) == hash(other), one == compile("1", "a", "exec"), one == 1)
space = {}
exec(other, space)
print(space["f"].__annotations__, space["C"].__annotations__, space["f"].__doc__, space["__doc__"])
broken = ast.parse("\n\nx = 1 / 0")
ast.increment_lineno(broken, 5)
try:
    exec(compile(broken, "<moved>", "exec"))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno)
