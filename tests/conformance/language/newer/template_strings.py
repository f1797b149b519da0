"""A t-string keeps its texts and the values of its fields apart."""

import pickle
from string.templatelib import Interpolation, Template, convert

x = 3


def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError, NameError) as error:
        print(type(error).__name__, error)


t = t"a{x}b{x!r:>{x}}{x = }"
print(t)
print(list(t), t.values, t.strings, type(t))
print(t"".strings, list(t""), t"a" t"b{x}", t"{ x }{x  !s}{{}}".strings)
print(t + t"!{x}?")
order = []
t"{order.append(1)}{order.append(2):{order.append(3)}}{order.append(4)}"
print(order)
nested = t"{t'{x}'!s:{'<'}{x}}"
print(nested.interpolations[0].value, nested.interpolations[0].format_spec)
print(rt"\n{x}".strings, t"\n{x}".strings, t"""{
    x}""".interpolations)
for make in (lambda: Template(1), lambda: Template(a=1), lambda: Template("a", "b", Interpolation(1), "c"),
             lambda: Interpolation(), lambda: Interpolation(1, conversion=3), lambda: Interpolation(1, "x", "z"),
             lambda: Interpolation(1, 2), lambda: Interpolation(1, "x", None, 3), lambda: Interpolation(1, "x", "r", "s"),
             lambda: t + "s", lambda: Template[int], lambda: Template(Interpolation(1), Interpolation(2)).strings,
             lambda: t"{undefined}", lambda: format(t, ""), lambda: t == t"a{x}b{x!r:>{x}}{x = }"):
    attempt(make)
match Interpolation(1, "e", "r", "f"):
    case Interpolation(value, expression, conversion, format_spec):
        print(value, expression, conversion, format_spec)
print([pickle.loads(pickle.dumps(t, protocol)).strings == t.strings for protocol in range(6)])
for conversion in ("r", "s", "a", None, "x"):
    attempt(lambda: convert("é", conversion))


def render(template):
    return "".join([part if isinstance(part, str) else format(convert(part.value, part.conversion), part.format_spec)
                    for part in template])


print(render(t"{1.5:>8.2f}|{'é'!a}|{x}"))
for source in ("t'{}'", "t'{x!z}'", "t'{x'", "t'a' 'b'", "t'a' f'b'", "b'' t''", "t'{x:{y}'", "bt''"):
    try:
        compile(source, "", "eval")
    except SyntaxError as error:
        print(source, error.msg)
