"""strip removes characters from the ends, removeprefix and removesuffix whole affixes."""
print(repr('  a b \n\t'.strip()), repr('  x '.lstrip()), repr('  x '.rstrip()), repr('\u2003x\xa0'.strip()), repr('\x1fx\x85'.strip()), repr(''.strip()), repr('   '.strip()))
print('xxaxx'.strip('x'), 'abcba'.strip('ab'), 'abcba'.lstrip('ab'), 'abcba'.rstrip('ab'), 'hello'.strip(''), '☃é☃'.strip('☃'), 'www.example.com'.strip('cmow.'), 'a'.strip('a') == '', repr(' x '.strip(None)))
print('TestCase'.removeprefix('Test'), 'TestCase'.removesuffix('Case'), 'x'.removeprefix('y'), 'aaa'.removeprefix('a'), 'aaa'.removesuffix('a'), 'abc'.removeprefix(''), 'abc'.removesuffix(''), 'abc'.removeprefix('abc') == '', 'ab'.removeprefix('abc'))
for code in ("'a'.strip(5)", "'a'.removeprefix(5)", "'a'.removesuffix()", "'a'.lstrip('a', 'b')", "'a'.rstrip(b'a')"):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e if 'prefix(5)' not in code else 'TypeError')
s = 'unchanged'
print(s.strip() is s or s.strip() == s, s.strip('xyz') == s, '\n'.join(l.strip() for l in ' a \n b '.split('\n')))
