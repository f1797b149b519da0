"""f-strings evaluate expressions in place, with conversions, specs, = and nesting."""
x, name, d, l = 42, 'World', {'key': 'v', 'a b': 1}, [1, 2, 3]
print(f'Hello {name}! {x} {x + 1} {x:5d}| {x!r} {name!r:>10} {name!s} {"é"!a} {{}} {{{x}}} {x}{x}')
print(f"{d['key']} {l[0]} {l[1:]} {len(l)} {x if x else 0} {(lambda y: y * 2)(3)} {[i for i in l]} { {'a': 1}['a'] } {x=} {x = } {name=} {name=!s} {x=:>5} {l[0]=} {x+1=}")
print(f'{x!r:>5}|{3.14159:.2f}|{x:{5}}|{x:{"0"}{5}}|{name:{"*"}^{len(name) + 4}}|{1e10:,}|{True}|{None}|{...}')
print(f'a' f'{x}' 'b{x}' f'{{x}}', rf'\n{x}', fr'{x}\t', F'{x}', f'''multi
{x}
line''', f'{x}' * 2, f'', f'{""}', f'{f"{x}"}', f'{x:{f"{5}"}}')
def f():
    y = 'local'
    return f'{y} {x} {f"{y!r}"}', [f'{i}{y}' for i in range(2)], (lambda z: f'{z}{y}')(1)
print(f())
log = []
def t(n):
    log.append(n)
    return n
print(f'{t(1)}{t(2):{t(3)}}{t(4)}', log)
print(f'{x,}', f'{x, name}', f'{*l,}', f'{x == 42}', f'{x != 1}', f'{x >= 1}', f'{(y := 5)} {y}', f'{not x}', f'{x:=5}', f'{"a" "b"}', f'{-x:+}', f'{x!s:^6}|', f'{{{{', f'{name[0]}{name[-1]}')
class A:
    v = 1
    text = f'{v} in class'
print(A.text, f'{A.v}{A().v}', f'{"nested {braces}"}', f'{ x }', f'{x :4}|', f'{"%d" % x}')
for bad in ("f'{}'", "f'{x'", "f'}'", "f'{x!q}'", "f'{a b}'", "f'{x!}'"):
    try:
        compile(bad, 's', 'eval')
    except SyntaxError as e:
        print(bad, 'SyntaxError')
try:
    f'{undefined_name}'
except NameError as e:
    print(e)
