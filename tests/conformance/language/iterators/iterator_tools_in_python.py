"""Common iterator recipes written with generators give the expected sequences."""
def count(start=0, step=1):
    while True:
        yield start
        start += step
def islice(it, n):
    it = iter(it)
    for _ in range(n):
        try:
            yield next(it)
        except StopIteration:
            return
def cycle(it):
    saved = list(it)
    while saved: yield from saved
def chain(*its):
    for it in its: yield from it
def accumulate(it, f=lambda a, b: a + b):
    it = iter(it)
    for total in it:
        yield total
        for x in it:
            total = f(total, x)
            yield total
def groupby(it, key=lambda x: x):
    group, current = [], object()
    for x in it:
        if group and key(x) != current:
            yield current, group
            group = []
        current = key(x)
        group.append(x)
    if group: yield current, group
def product(*pools):
    if not pools: yield ()
    else:
        for x in pools[0]:
            for rest in product(*pools[1:]): yield (x, *rest)
def tee(it):
    it, queue = iter(it), ([], [])
    def gen(mine, other):
        while True:
            if mine: yield mine.pop(0)
            else:
                try: x = next(it)
                except StopIteration: return
                other.append(x)
                yield x
    return gen(*queue), gen(*queue[::-1])
def pairwise(it):
    a = None
    for i, b in enumerate(it):
        if i: yield a, b
        a = b
print(list(islice(count(10, 5), 4)), ''.join(islice(cycle('abc'), 7)), list(chain('ab', [1], range(2))), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)))
print(list(groupby('aaabbc')), [(k, ''.join(g)) for k, g in groupby('AaBb', str.lower)], list(product('ab', range(2))), list(product()))
a, b = tee(range(4))
print(next(a), next(a), list(b), list(a), list(pairwise('abcd')), list(zip(count(), 'xyz')), list(islice([], 3)), next(cycle([]), 'empty'))
