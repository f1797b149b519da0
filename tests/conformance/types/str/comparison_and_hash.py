"""Strings compare by code point and equal ones are one dict key however they were made."""
print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', '' < 'a', 'é' > 'z', '\uffff' < '\U00010000', 'Z' < 'a', 'a' == 'a', 'a' != 'b', 'abc' >= 'abc')
built = ''.join(['a', 'b', 'c'])
print(built == 'abc', {built: 1}['abc'], built in {'abc'}, hash(built) == hash('abc'), 'x' + built[0:2] == 'xab', 'é' == 'e\u0301', len('é'), len('e\u0301'))
print(sorted(['b', 'A', 'a', 'B', '', 'aa', '☃', '1', ' ', '_']), max('hello'), min('hello'), sorted('ζαβ'))
for code in ("'a' < 1", "'a' > None", "'a' <= b'a'", "['a'] < [1]", "'a' < ('a',)"):
    try:
        eval(code)
    except TypeError as e:
        print(e)
print('a' == 1, 'a' != 1, 'a' == b'a', 'a'.__eq__(5), 'a'.__lt__('b'), 'a'.__lt__(5))
d = {}
for i in range(100):
    d['k' + str(i)] = i
print(all(d['k' + str(i)] == i for i in range(100)), 'k100' in d, d['k' + '50'])
class S(str):
    def __eq__(self, o): return 'custom eq'
    __hash__ = str.__hash__
print(S('a') == 'a', 'a' == S('a'), {S('a'): 1}.get('b'), len({'a', S('a')}))
s = 'x'
t = s
s += 'y'
print(s, t, s is t)
