"""Source becomes a tree that can be shown, with its places, walked, changed and compared."""
import ast
import copy

SOURCE = '''
import os.path as p, sys
from ..pkg import (a, b as c)
@deco(1)
class A(B, metaclass=M):
    """doc"""
    x: int = 1
    async def f(self, /, a, *args, k=1, **kw) -> "r":
        async with a as b, c: await d
        return [i async for i in a if i]
def g():
    global q
    try: x = y = (1, *z); del x[1:2, ::3]
    except* (E, F) as e: raise X from e
    else: pass
    finally: yield from q
for (i, [j]) in k: break
else: continue_ = i if not j else lambda *, z: -z ** 2
while 1 < a <= b is not c: x += f"é{a!r:>{w}}é" u"b"
match v:
    case {"k": [1, *_], **rest} | A(x, y=-1+2j) as n if n: ...
    case None: f(a, *b, c=1, **d); (w := {1: 2, **m})
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree, indent=1))
print(ast.dump(tree, include_attributes=True))
print(ast.dump(ast.parse("a.b[c]", mode="eval"), annotate_fields=False), ast.dump(ast.parse("f()"), show_empty=True))
print(ast.unparse(tree))
print(ast.compare(tree, ast.parse(ast.unparse(tree))), ast.compare(ast.parse("a"), ast.parse("b")))
print(repr(tree.body[2])[:300])
print(sorted({type(node).__name__ for node in ast.walk(tree)}))


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(ast.unparse(Doubler().visit(ast.parse("x = 1 + f('a', 2.5)"))))
print(ast.get_docstring(tree.body[2]), ast.get_source_segment(SOURCE, tree.body[1]))
print(ast.literal_eval("{'a': [1, -2.5, 3+4j], (): {1}, None: b'x'}"))
print(ast.dump(copy.deepcopy(ast.parse("a + b"))), ast.dump(ast.Name("a").__replace__(id="b")))
print(ast.unparse(ast.parse('''f"{x!r:{y}} {{'{z["k"]}'" '\\n'; (a, b)[c, d]; x = yield; -(-1); not (a or b) and c''')))
