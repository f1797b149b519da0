"""The classes of constants that ast had before 3.14 (Num, Str, Bytes, NameConstant, Ellipsis) are there, and Constant.s and .n.

CPython 3.14 has removed them. Packages of 3.11's age (pytest's rewriting of assertions, pyflakes) are built on them. Nothing
lists them, and a tree never holds them: they make a Constant, and isinstance() looks at its value.
"""
import ast

tree = ast.parse("1; 2.5; 3j; True; None; 'text'; b'bytes'; ...")
kinds = ast.Num, ast.Str, ast.Bytes, ast.NameConstant, ast.Ellipsis
for statement in tree.body:
    print(ast.unparse(statement), type(statement.value).__name__, [kind.__name__ for kind in kinds if isinstance(statement.value, kind)])
print(tree.body[0].value.n, tree.body[5].value.s)
for made in ast.Num(7), ast.Num(n=8), ast.Str("made"), ast.Str(s="named"), ast.Bytes(b"made"), ast.NameConstant(False), ast.Ellipsis():
    print(ast.dump(made), type(made) is ast.Constant, made.lineno if hasattr(made, "lineno") else "")
print(ast.Str("a", lineno=3).lineno)
made.s = "changed"
print(made.value, isinstance(made, ast.Str), isinstance(1, ast.Num))
try:
    ast.Str("a", s="b")
except TypeError as error:
    print(error)


class Mine(ast.Str):
    pass


print(isinstance(Mine("mine"), Mine), isinstance(ast.Str("other"), Mine), type(Mine("mine")).__name__)
print("Str" in dir(ast), ast.Str is ast.Str, ast.Str, issubclass(ast.Num, ast.Constant))
try:
    ast.Repr
except AttributeError as error:
    print(error)
