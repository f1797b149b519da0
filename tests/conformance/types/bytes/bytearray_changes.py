"""bytearray's methods and slices change it in place, also from itself."""
a = bytearray(b'abcdef')
a[1:3] = b'XYZ'; print(a)
a[::2] = bytearray(b'....'); print(a)
del a[::3]; print(a)
a[2:2] = [1, 2]; print(a)
a[:] = a + a; print(a, len(a))
a[3:5] = a; print(a)
a.extend(a); print(len(a))
a += bytes(a); print(len(a))
a *= 0; print(a)
a.extend(range(3)); a.extend(b'z'); a.extend(bytearray()); print(a)
for index, byte in ((0, 65), (-1, 66), (99, 67), (-99, 68)):
    a.insert(index, byte)
print(a, a.pop(-2), a.pop(0), a)
a.reverse(); print(a)
a.remove(1); print(a)
c = a.copy(); c.clear(); print(c, a, c == b'', bytearray(b"it's"), str(bytearray(b'"\'')))
c.reverse(); del c[:]; del c[5:2]; c[9:] = b'end'; print(c)
c *= 3; print(c)
def show(code):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(code, '->', type(e).__name__, e)
for code in ("c.append(256)", "c.append('a')", "c.append(1.5)", "c.extend([300])", "c.extend(5)", "c.extend([1, 'a'])", "c.insert('a', 1)", "c.insert(0, -1)", "c.pop(99)", "c.pop(-99)", "c.remove(1)", "c.remove('a')",
             "c.__setitem__(slice(0, 9, 2), b'x')", "c.__setitem__(0, 'a')", "c.__setitem__('a', 0)", "c.__setitem__(slice(0, 1), 'abc')", "c.__delitem__(99)", "c.__iadd__(5)", "c", "hash(c)", "b'a'.append",
             "c + 'x'", "c * 1.5", "1.5 * c", "c < 'x'"):
    show(code)
class Clearing:
    def __init__(self, array): self.array = array
    def __index__(self):
        self.array.clear()
        return 7
d = bytearray(b'0123456789')
for code in ("d.append(Clearing(d)) or d", "d.__setitem__(0, Clearing(d))", "d", "d.extend([Clearing(d), 1]) or d", "d.find(b'1', Clearing(d))", "d.insert(Clearing(d), 5) or d"):
    d[:] = b'0123456789'
    show(code)
