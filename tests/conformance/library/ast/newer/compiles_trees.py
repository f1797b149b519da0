"""Trees that a script made or changed are compiled, and what the parser could not have made is refused."""
import ast


def attempt(tree, mode="exec", **names):
    try:
        code = compile(ast.fix_missing_locations(tree), "<tree>", mode)
        exec(code, names)
        print({name: value for name, value in names.items() if name not in ("__builtins__", "f")})
    except Exception as error:
        print(type(error).__name__, error)


def expression(node):
    attempt(ast.Expression(node), "eval")


def statement(*nodes):
    attempt(ast.Module(list(nodes), []))


load, store = ast.Load(), ast.Store()
one, x = ast.Constant(1), ast.Name("x", load)
attempt(ast.parse("def f(a, *b, c=2): return [a + i for i in b] + [c]\nx = f(1, 2, 3)"), f=None)
attempt(ast.Module([ast.Assign([ast.Name("x", store)], ast.Constant((1, 2.5, -3, 2**70, -2**70, 1 - 2j, frozenset({1}), b"")))]))
attempt(ast.Interactive([ast.Expr(ast.Constant(5))]), "single")
statement(ast.Expr(ast.Name("x", store)))
statement(ast.Assign([x], one))
statement(ast.Assign([one], one))
statement(ast.Assign([], one))
statement(ast.Delete([ast.Call(x, [], [])]))
statement(ast.For(ast.Name("i", store), x, [], []))
statement(ast.Try([ast.Pass()], [], [], []))
statement(ast.Raise(None, x))
statement(ast.ImportFrom("a", [ast.alias("b")], -1))
statement(ast.Import([]))
statement(1)
statement(ast.Expr(1))
statement(ast.Expr(None))
statement(None)
attempt(ast.Module(1, []))
attempt(ast.Module([], []), "eval")
expression(ast.BoolOp(ast.And(), [x]))
expression(ast.Compare(x, [ast.Lt()], []))
expression(ast.Compare(x, [ast.Lt(), ast.Gt()], [x]))
expression(ast.Dict([x], []))
expression(ast.ListComp(x, []))
expression(ast.Name(3, load))
expression(ast.Name("None", load))
expression(ast.Name("x", 1))
expression(ast.Constant([1]))
expression(ast.Constant((1, {})))
expression(ast.NamedExpr(x, x))
expression(ast.Lambda(ast.arguments([], [], None, [ast.arg("a")], [], None, []), one))
expression(ast.FormattedValue(one, 5))
expression(ast.List([None], load))
expression(ast.Call(x, [], [1]))
for pattern in (ast.MatchValue(x), ast.MatchSingleton(1), ast.MatchOr([]), ast.MatchAs(ast.MatchAs()), ast.MatchStar(),
                ast.MatchMapping([one], []), ast.MatchClass(one), ast.MatchAs(None, "_"), ast.MatchValue(ast.Constant(...))):
    statement(ast.Match(one, [ast.match_case(pattern, None, [ast.Pass()])]))
name = ast.Name("x", load)
for places in ((1, 2, 1, 1), (2, 0, 1, 0), (-1, 0, 2, 0), ("a", 0, 1, 1)):
    name.lineno, name.col_offset, name.end_lineno, name.end_col_offset = places
    expression(name)


class Shrinking:
    def __getattr__(self, name):
        body.clear()
        raise AttributeError(name)


body = [ast.Pass(), Shrinking(), ast.Pass()]
attempt(ast.fix_missing_locations(ast.Module(body, [])))


class Clearing(ast.Pass):
    @property
    def lineno(self):
        body.clear()
        return 1
    col_offset = end_col_offset = 0
    end_lineno = 1


body = [Clearing(), ast.Pass()]
try:
    compile(ast.Module(body, []), "", "exec")
except RuntimeError as error:
    print(error)
try:
    compile("x", "", "nothing")
except ValueError as error:
    print(error)
for arguments in ((1, "", "exec"), (compile("1", "", "eval"), "", "eval"), ("1", "", "func_type"), ("1", "", "exec", 1 << 30)):
    try:
        compile(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for flags in (0, ast.PyCF_ONLY_AST):
    try:
        compile("1", "", "bad", flags)
    except ValueError as error:
        print(error)
