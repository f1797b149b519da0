"""f-strings nest with the same quotes, span lines and hold backslashes and comments."""
names = ['a', 'b']
d = {'key': 'value'}
print(f'{d['key']}', f"{"nested"}", f'{f'{f'{1 + 1}'}'}', f'{', '.join(names)}', f'{'\n'.join(names)!r}')
print(f'{
    d['key']   # a comment
}', f'{names[0]:{'>'}{5}}', f'{'\t'!r}', f"{'x' 'y'}", f'{d['key']=}', f'''{
    1 +
    2
}''')
print(f'{"\N{BULLET}"}', f'{lambda_(1)}' if (lambda_ := (lambda x: x)) else '', f'{(lambda: 'in lambda')()}', f'{ {'a': 1}['a'] }', f'{names!r:>12}')
for bad in ("f'{'", "f'{a b}'", "f'{}'", "f'}'", "f'{a!x}'", "f'{a:{b'", "f'{lambda x: 1}'", "f'{*a}'", "f'{a = b}'", "f'{a['b}'", "f'{a $ b}'", "f'{a!r b}'", "f'{!r}'", "f'{:x}'"):
    try:
        compile(bad, 's', 'eval')
        print(bad, 'fine')
    except SyntaxError as e:
        print(bad, '->', e.msg)
