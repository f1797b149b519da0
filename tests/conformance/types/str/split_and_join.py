"""split, rsplit, splitlines, partition and join cut and glue text."""
print('a b  c'.split(), ' a b '.split(), ''.split(), '   '.split(), 'a,b,,c'.split(','), ''.split(','), ','.split(','), 'a b c d'.split(None, 2), 'a,b,c'.split(',', 1), 'a  b c'.split(' '))
print('a b c'.rsplit(None, 1), 'a,b,c'.rsplit(',', 1), ' a b  c '.rsplit(maxsplit=1), 'a--b--c'.split('--'), 'aXXbX'.split('XX'), 'abc'.split('abc'), 'a,b,c'.split(',', 0), 'a b'.split(maxsplit=0), ' a b '.split(None, 1), 'a,b,c'.split(',', -1))
print('a\tb\nc\u2003d\x1ce'.split(), 'a\nb\r\nc\rd\x0be\x0cf\x85g\u2028h'.splitlines(), 'a\n\nb\n'.splitlines(), 'a\nb'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'a\r\nb\n'.splitlines(keepends=True))
print('key=value=x'.partition('='), 'key=value=x'.rpartition('='), 'none'.partition('='), 'none'.rpartition('='), 'a::b'.partition('::'))
print(','.join(['a', 'b']), ''.join('abc'), '-'.join([]), '-'.join(['one']), ', '.join({'k': 1, 'j': 2}), ''.join(c * 2 for c in 'ab'), '☃'.join('é😀'), 'ab'.join(('x', 'y', 'z')))
for code in ("'a'.split('')", "'a'.rsplit('')", "'a'.partition('')", "'a'.split(5)", "','.join([1])", "','.join(['a', None])", "','.join(5)", "'a'.join(b'b')", "'a'.split(',', 'x')", "'a'.partition(5)", "','.join('a', 'b')"):
    try:
        print(eval(code))
    except (ValueError, TypeError) as e:
        print(code, '->', type(e).__name__, e if 'partition(5)' not in code and 'rsplit' not in code else '')
text = 'the quick  brown fox'
print(' '.join(text.split()), text.split(' '), '|'.join(reversed(text.split())), [w[0] for w in text.split()])
