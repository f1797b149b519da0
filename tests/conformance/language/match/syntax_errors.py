"""Patterns that can't work are SyntaxErrors."""

patterns = [
    "case _:\n  pass\n case 1", "case x:\n  pass\n case 1", "case (x):\n  pass\n case _", "case x | 1", "case 1 | x | 2",
    "case _ as y:\n  pass\n case 1", "case 1 | y", "case [x] | [y]", "case [x] | 5", "case [a, b] | [b, a, c]",
    "case [x, x]", "case [x, *x]", "case {1: x, **x}", "case x as x", "case [(x | [x]), x]", "case C(x, a=x)",
    "case [*a, b, *c]", "case *a, *_", "case C(a=1, a=2)", "case C(a=1, 2)", "case {1: _, 1: _}", "case {1: _, 1.0: _}",
    "case {0: _, 0j: _}", "case {1e30: _, 1e30: _}", "case {b'x': _, b'x': _}", "case {'\\u00e9': 1, 'é': 2}",
    "case {'a': _, 'b': 1, 'a': _}", "case {-1: _, -1: 2}", "case f'x'", "case {f'x': 1}", "case {x: 1}", "case {**_}",
    "case {**a, 'b': 1}", "case 1 as _", "case 1 + 1", "case 1j + 1j", "case *a", "case -x", "case x()()",
    "case __debug__", "case C(__debug__=1)",
]
for pattern in patterns:
    try:
        compile(f"match v:\n {pattern}:\n  pass\n", "<text>", "exec")
    except SyntaxError as error:
        print(pattern.replace("\n", " "), "->", error.msg, error.lineno)
    else:
        print(pattern.replace("\n", " "), "compiles")
