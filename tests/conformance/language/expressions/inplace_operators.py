"""In-place operators use the in-place method, else the binary one, and always assign the result."""
class A:
    def __init__(self, v): self.v = v
    def __iadd__(self, o):
        self.v += o
        return self
    def __add__(self, o): return 'never'
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return 'fell back'
    def __imul__(self, o): return 'replaced'
a = b = A(1)
a += 5
print(a is b, b.v)
a -= 1
print(a, b.v)
b *= 2
print(b)
x = y = [1]
x += (2, 3)
print(x is y, y)
x = x + [4]
print(x is y, y)
t = u = (1,)
t += (2,)
print(t, u)
s = {1}; r = s
s |= {2}; s -= {1}; s ^= {5}
print(r is s, s)
n = 7
n += 1; n -= 2; n *= 3; n //= 4; n **= 2; n %= 10; n <<= 3; n >>= 1; n |= 1; n &= 0xF; n ^= 2
print(n)
n /= 2
print(n)
tup = ([],)
try:
    tup[0] += [1]
except TypeError as e:
    print(e, tup)
try:
    z = 1
    z += 'a'
except TypeError as e:
    print(e)
