"""What can't be reached is compiled all the same: what is wrong with it is told."""
STATEMENTS = [
    "f(a=1, a=2)", "*a = 1", "x = *a", "a, *b, *c = d", "await x", "async with a: pass", "async for a in b: pass",
    "[x async for x in y]", "__debug__ = 1", "break", "continue", "from __future__ import division",
    "match x:\n  case _: pass\n  case 1: pass", "match x:\n  case {'a': 1, 'a': 2}: pass", "match x:\n  case [*a, *b]: pass",
    "match x:\n  case a | b: pass", "try: pass\nexcept: pass\nexcept A: pass", "class A:\n  return 1",
    "class A(metaclass=1, metaclass=2): pass", "def g():\n  break", "lambda: f(a=1, a=2)", "return 5",
]
PLACES = [
    "return\n{}", "raise x\n{}", "if 0:\n {}", "if 1: pass\nelse:\n {}", "if 1: pass\nelif x:\n {}", "while 0:\n {}", "while 1: pass\n{}",
    "while 1: return\nelse:\n {}", "try:\n raise x\nexcept A: raise\nelse:\n {}", "try: return\nfinally: pass\n{}",
    "try: return\nexcept* A: pass\nelse:\n {}", "with a: return\n{}", "for x in y:\n if 0:\n  {}", "match x:\n case _: return\n{}",
]


def indented(text, by):
    return text.replace("\n", "\n" + by)


for statement in STATEMENTS:
    for place in PLACES:
        line = next(line for line in place.split("\n") if "{}" in line)
        body = place.format(indented(statement, line[: line.index("{}")]))
        try:
            compile("def f():\n " + indented(body, " "), "source", "exec")
            print(repr(place), repr(statement), "compiles")
        except SyntaxError as error:
            print(repr(place), repr(statement), error.msg, error.lineno)
for value in ("1 if 1 else f(a=1, a=2)", "f(a=1, a=2) if 0 else 1", "1 or f(a=1, a=2)", "0 and f(a=1, a=2)"):
    try:
        print(repr(value), compile(value, "source", "eval") and "compiles")
    except SyntaxError as error:
        print(repr(value), error.msg)


def whole(x):
    """Nothing of the unreachable is left: not its handlers, its ways out or what it binds."""
    result = []
    for each in x:
        try:
            if 0:
                try:
                    result.append("never")
                    continue
                except ValueError as error:
                    break
                finally:
                    error = each
            while 0:
                with each as other:
                    break
                each = other = None
            result.append(each / (each - 2))
            if 1:
                continue
            else:
                del result
        except ZeroDivisionError as error:
            result.append(str(error))
            continue
            for result in result:
                return result
        finally:
            result.append("finally")
            if 0:
                unbound = 1
    try:
        unbound
    except UnboundLocalError as error:
        result.append(str(error))
    return result


print(whole([1, 2, 3]))
print([line for _, _, line in whole.__code__.co_lines() if line and line - whole.__code__.co_firstlineno in range(7, 14)])
