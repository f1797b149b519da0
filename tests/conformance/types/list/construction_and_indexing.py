"""Lists are built from any iterable and indexed by anything with __index__."""
print(list(), list('abc'), list((1, 2)), list({1: 'a', 2: 'b'}), list(range(3)), list(x for x in 'xy'), list(list([1])), [*'ab', *[1]], [1, [2, [3]]], [None] * 3)
l = [10, 20, 30]
print(l[0], l[-1], l[True], l[-3], len(l))
l[1] = 'set'
l[-1] = 'last'
del l[0]
print(l)
for code in ("l[5]", "l[-3]", "l['x'.upper()]", "l[None.__class__()]", "l[2 ** 70]", "l[5] = 1", "del l[5]", "l[float(1)] = 2", "del l['a'.upper()]", "list(5)", "list(a=1)"):
    try:
        exec(code)
    except (IndexError, TypeError) as e:
        print(code, '->', type(e).__name__, e)
class L(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.tag = 'tagged'
x = L('ab')
x.append('c')
print(x, x.tag, type(x[:]).__name__, type(x * 2).__name__, type(x.copy()).__name__, x == ['a', 'b', 'c'])
x.__init__('reset')
print(x, list.__len__(x), list.__getitem__(x, 0), x.__contains__('e'))
matrix = [[0] * 3 for _ in range(2)]
matrix[0][1] = 5
print(matrix, [row[1] for row in matrix], list(map(list, zip(*matrix))))
stack = []
for c in '({[]})':
    stack.append(c) if c in '({[' else stack.pop()
print(stack, [1, 2, 3].__repr__(), str([1, 'a', None, 1.5, [2]]), [[]].__len__())
queue = list(range(5))
while len(queue) > 1:
    queue.append(queue.pop(0) + queue.pop(0))
print(queue, [0] * 3 + [1], sum([[1], [2]], []), [i for i in reversed([1, 2])])
