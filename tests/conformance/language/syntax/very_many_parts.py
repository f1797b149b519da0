"""Displays, f-strings, chains and calls of more than 65,536 parts."""


def result_of(source):
    names = {}
    exec(source, names)
    return names['result']


count = 70_000
print(result_of('x = "a"\nresult = len(f"' + '{x}' * count + '")'))
print(result_of('x = "a"\nresult = f"' + '{x}-{x!r:>4}' * (count // 2) + '"') == "a- 'a'" * (count // 2))
print(result_of("x = '0'\nresult = f'{1:" + '{x}' * 3 + "}'"))
print(result_of('x = "a"\nresult = ' + 'f"{x}." ' * count)[-4:])
print(result_of('x = 1\nresult = len([' + 'x, ' * count + '])'))
print(result_of('x = 1\nresult = len((' + 'x, ' * count + '))'))
print(result_of('x = 1\nresult = sum({' + ', '.join(f'x + {i}' for i in range(count)) + '})'))
print(result_of('x = 1\nresult = len({' + ', '.join(f'x + {i}: x' for i in range(count)) + '})'))
print(result_of('x = 1\nresult = x' + ' <= x' * count))
print(result_of('x = 1\nresult = x' + ' <= x' * count + ' < x'))
print(result_of('x, y = 1, 2\nresult = 0\nif x' + ' < y >= x' * (count // 2) + ': result = 1'))
print(result_of('def count(*all, **named): return len(all), all[-1], len(named)\nresult = count(' + ', '.join(map(str, range(count))) + ')'))
print(result_of(''.join(f'a{i} = {i}.5\n' for i in range(count)) + f'result = a{count - 1}'))
