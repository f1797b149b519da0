"""Sources of any depth and length compile, or are refused with an error: nothing overflows the native stack."""


def is_settled(source):
    try:
        compile(source, 'source', 'exec')
    except (SyntaxError, MemoryError, RecursionError):
        pass
    return True


count = 30_000
print(is_settled('with ' + 'a, ' * count + 'b: pass'))
print(is_settled('with (' + 'a as b, ' * count + 'b as c): pass'))
print(is_settled('async def f():\n async with ' + 'a, ' * count + 'b: pass'))
for left, right in ('[]', '()', '{}'):
    print(is_settled(left + 'a ' + 'for b in c ' * count + right))
print(is_settled('[a for b in c ' + 'if d ' * count + ']'))
for prefix, suffix in (
    ('lambda x=', '1' + ': 0' * count), ('lambda: ', 'a'), ('not ', 'a'), ('-', '1'), ('a if b else ', 'c'), ('a ** ', 'b'),
    ('a + ', 'b'), ('await ', 'a'), ('f(', ')' * count), ('[', ']' * count), ('{1:', '1' + '}' * count), ('a = ', 'b'), ("f'{", "a"),
):
    print(is_settled(prefix * count + suffix))
for start, part in (('a', '.b'), ('a', '[b]'), ('a', '(b)'), ('a', ' < b'), ('a', ' and b'), ('if a: pass\n', 'elif b: pass\n')):
    print(is_settled(start + part * count))
for prefix, suffix in (('[', ']'), ('(', ')'), ('C(', ')'), ('{1:', '}')):
    print(is_settled('match a:\n case ' + prefix * count + '1' + suffix * count + ': pass'))
print(is_settled(''.join(' ' * i + 'if a:\n' for i in range(99)) + ' ' * 99 + 'pass'))
