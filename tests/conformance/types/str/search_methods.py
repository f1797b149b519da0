"""find, index, count, startswith, endswith and in search with bounds counted in code points."""
s = 'banana ☃ banana'
print(s.find('an'), s.find('an', 2), s.find('an', 2, 4), s.find('zz'), s.find(''), s.find('', 5), s.find('', 100), s.rfind('an'), s.rfind('an', 0, 10), s.rfind(''), s.find('☃'), s.find('b', 1), s.find('a', -3), s.find('n', None, None))
print(s.index('nan'), s.rindex('ban'), s.count('an'), s.count('ana'), s.count(''), s.count('a', 3), s.count('a', 3, 5), s.count('☃'), ''.count(''), 'abc'.count('', 1), 'aaaa'.count('aa'))
print(s.startswith('ban'), s.startswith(('x', 'ba')), s.startswith('na', 2), s.startswith('', 100), s.startswith('', 15), s.startswith(()), s.endswith('na'), s.endswith(('x', 'ana')), s.endswith('ba', 0, 2), s.endswith(''))
print('an' in s, 'xx' in s, '' in s, '' in '', 'ana ☃' in s, 'A' not in s)
for code in ("s.index('zz')", "s.rindex('zz')", "s.find(5)", "s.startswith(5)", "s.startswith(['a'])", "s.endswith(('a', 5))", "5 in s", "s.count()", "s.find('a', 'b')", "s.count(None)"):
    try:
        print(eval(code))
    except (ValueError, TypeError) as e:
        print(code, '->', type(e).__name__, e if 's.count()' != code and 'find(5)' not in code and 'None' not in code else '')
print('abcabc'.rfind('c', 0, -1), 'abcabc'.find('c', -3), 'aXbX'.index('X', 2), 'x' * 100 + 'yx' in 'x' * 200 + 'yx', ('ab' * 50 + 'c').find('bc'))
