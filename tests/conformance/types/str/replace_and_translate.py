"""replace changes from the left up to a count, translate maps code points."""
print('aaaa'.replace('a', 'b'), 'aaaa'.replace('aa', 'b'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), ''.replace('a', 'b'), 'abc'.replace('b', ''), 'abc'.replace('x', 'y'), 'aXbX'.replace('X', '☃'), '☃a☃'.replace('☃', 'é'), 'aaa'.replace('a', 'b', 0), 'aaa'.replace('a', 'b', -1))
t = str.maketrans('abc', 'xyz', 'd')
print(t, 'aabbccdd e'.translate(t))
print(str.maketrans({'a': 'AA', 98: None, 'c': 67}), 'abc'.translate({97: 'AA', 98: None, 99: 67}), 'x☃'.translate({0x2603: 'snow'}), 'abc'.translate({}))
class Upper:
    def __getitem__(self, k):
        if chr(k) in 'ae': return chr(k).upper()
        raise LookupError
print('abcde'.translate(Upper()), 'abc'.translate({97: 'b'}))
for code in ("str.maketrans('ab', 'c')", "str.maketrans({'ab': 1})", "str.maketrans(5)", "'a'.translate({97: 0x110000})", "'a'.translate({97: 1.5})", "'a'.replace(1, 'b')", "'a'.replace('a', None)", "str.maketrans('a', 5)", "'a'.translate(5)"):
    try:
        print(eval(code))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e if 'replace' not in code and 'maketrans(\'a\', 5' not in code else '')
s = 'one two'
for old, new in (('one', 'two'), ('two', 'three')):
    s = s.replace(old, new)
print(s)
