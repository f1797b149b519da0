"""Nodes are made by their constructors, which give optional fields their values and warn of missing ones."""
import ast
import warnings

warnings.simplefilter("always")


def attempt(make, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(sorted(vars(make(*args, **kwargs)).items(), key=str))
        except Exception as error:
            print(type(error).__name__, error)
        for warning in caught:
            print(" ", warning.category.__name__, warning.message)


attempt(ast.Name, "a")
attempt(ast.Name)
attempt(ast.Name, "a", foo=1)
attempt(ast.Name, "a", ast.Store(), 3)
attempt(ast.Name, "a", id="b")
attempt(ast.Return)
attempt(ast.FunctionDef, "f", ast.arguments(), lineno=3)
print(ast.Return().value, ast.alias.asname, ast.stmt.end_lineno, ast.Name("a").ctx is ast.parse("b").body[0].value.ctx)


class Mine(ast.AST):
    _fields = ("a", "b")
    _field_types = {"a": list[int]}


attempt(Mine)
attempt(Mine, 1, b=2)
print(ast.FunctionDef._fields, ast.FunctionDef.__match_args__, ast.expr._attributes, ast.arguments._attributes)
print(ast.FunctionDef._field_types)
print(ast.Name.__doc__, ast.boolop.__doc__, ast.Name.__module__, ast.Name.__mro__)
for name, change in (("a", {"id": "b"}), ("a", {"idd": 1}), ("a", {"lineno": 4})):
    try:
        print(vars(ast.Name(name).__replace__(**change)))
    except TypeError as error:
        print(error)
match ast.parse("f(x)", mode="eval"):
    case ast.Expression(ast.Call(ast.Name(name), [argument])):
        print(name, ast.unparse(argument))
