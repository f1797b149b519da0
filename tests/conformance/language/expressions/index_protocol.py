"""__index__ makes an object usable as an index, a slice bound, a repeat count and in bin, hex and range."""
class I:
    def __init__(self, n): self.n = n
    def __index__(self):
        return self.n
data = [10, 20, 30, 40]
print(data[I(1)], data[I(-1)], data[I(1):I(3)], 'abc'[I(2)], (1, 2)[I(0)])
print([0] * I(3), I(2) * 'ab', bin(I(5)), hex(I(255)), oct(I(8)), list(range(I(3))))
print(int(I(7)), float(I(2)), round(2.567, I(1)), 'x'.ljust(I(3)) + '|', chr(I(65)))
data[I(0)] = 'set'
del data[I(3)]
print(data, [1, 2, 3].pop(I(0)), b'abc'[I(1)])
class Bad:
    def __index__(self): return 'no'
word, pair, raw, key = 'abc', (1,), b'a', 'x'
for code in ('data[Bad()]', 'data[1.0]', 'data[key]', 'word[None]', 'pair[key]', 'data[key:]', 'raw[1.5]'):
    try:
        eval(code)
    except TypeError as e:
        print(code, '->', e)
