"""Iteration, reversal, membership and methods treat astral and combining characters as code points."""
s = 'a\u0301😀\ud83d\U0010FFFF'
print(len(s), [hex(ord(c)) for c in s], [ascii(c) for c in reversed(s)])
print('😀' in 'x😀y', '\ud83d' in '😀', '😀'[0] == '😀', '😀😀'.count('😀'), 'a😀b'.split('😀'), 'a😀b'.replace('😀', '-'), 'a😀b'.find('b'), 'a😀b'.partition('😀'))
print('😀é'.encode('utf-8'), ascii('😀é'), '%5s|%-4s|' % ('😀', 'é'), f'{"😀":>3}|{"é":*^5}', '😀'.ljust(3, '☃'), 'é😀'.upper(), '😀' * 3)
text = 'zażółć gęślą jaźń'
print(text.title(), text.upper(), text[::-1], sorted(text)[-3:], {c for c in text if ord(c) > 300} == set('ąćęłńśźż') & set(text), text.encode('utf-8').decode() == text)
positions = {c: i for i, c in enumerate('αβγ😀δ')}
print(positions, 'αβγ😀δ'[3:], 'αβγ😀δ'[-1], 'αβγ😀δ'.index('δ'), 'αβγ😀δ'.rindex('β'))
rebuilt = ''.join(chr(ord(c) + 1) for c in 'HAL☃')
print(rebuilt, list(zip('añ', 'ñ☃')), max('a☃'), dict.fromkeys('éaé'))
mixed = 'é' * 50 + 'a' * 50
print(mixed[49:51], mixed.index('a'), mixed.rindex('é'), mixed[::10], mixed.count('é', 25, 75))
