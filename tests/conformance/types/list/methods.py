"""List methods change the list in place and report errors as CPython."""
l = [3, 1, 2]
print(l.append(4), l, l.extend('ab'), l, l.insert(0, 'first'), l.insert(100, 'last'), l.insert(-1, 'before last'), l)
print(l.pop(), l.pop(0), l.pop(-2), l, l.remove(1), l, l.index(2), l.count(2), l.reverse(), l, l.copy() is l, l.copy() == l)
print(l.clear(), l, [1, 2, 1].index(1, 1), [1, 2, 3].index(3, -2), [1, 1.0, True].count(1))
a = [1, 2]
a.extend(a)
print(a)
a.extend(x for x in (5, 6))
a.extend({7: 'x'})
print(a)
for code in ("[].pop()", "[1].pop(5)", "[1].remove(2)", "[].extend(5)", "[].insert('a', 1)", "[].append()", "[].append(1, 2)", "[1].pop('a')", "[].clear(1)", "[].sort(5)", "list(1, 2)", "[1].copy(2)"):
    try:
        print(eval(code))
    except (IndexError, ValueError, TypeError) as e:
        print(code, '->', type(e).__name__, e)
class Eq:
    def __eq__(self, o): return o == 'wanted'
e = Eq()
print(['a', 'wanted'].index(e), ['wanted', 'b'].count(e), e in ['wanted'])
x = ['wanted', 'rest']
x.remove(e)
print(x)
b = [1, 2, 3]
b.insert(-100, 0)
b.insert(2, 'mid')
print(b, len(b), b == [0, 1, 'mid', 2, 3])
