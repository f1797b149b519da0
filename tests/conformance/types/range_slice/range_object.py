"""range is a lazy sequence with arithmetic membership, indexing, slicing and equality by contents."""
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[2], 5 in r, 6 in r, r.index(8), r.count(8), r.count(9), r.start, r.stop, r.step, list(reversed(r)), bool(r), bool(range(0)))
print(r[1:3], r[::-1], r[::2], r[-2:], r[10:], range(5)[::-1][::-1], range(10)[2:8:3], range(0)[::2], range(10, 0, -2)[1:])
print(range(3), range(1, 4), range(0, 3, 1), range(5, 0), list(range(5, 0)), list(range(5, 0, -2)), list(range(-3, 3)), repr(range(0, 10, 2)))
print(range(0) == range(5, 5), range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(1, 1, 5) == range(9, 0), range(3) == [0, 1, 2], hash(range(0, 3, 2)) == hash(range(0, 4, 2)), range(2) != range(3), range(5) in [range(5)])
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(list(big), big[2], big[-1], 10 ** 20 + 3 in big, big.index(10 ** 20 + 6), len(range(2 ** 62)), range(2 ** 70)[-1], 2 ** 69 in range(2 ** 70), range(-2 ** 70, 2 ** 70, 2 ** 69)[1], list(range(2 ** 63 - 1, 2 ** 63 + 2)))
print(2.0 in range(5), 2.5 in range(5), 'a' in range(5), True in range(2), None in range(3), range(5).index(True), range(3).count(1.0))
for code in ("range(1.5)", "range('a')", "range(1, 2, 0)", "range()", "range(1, 2, 3, 4)", "r[10]", "r[-10]", "r['a']", "len(range(2 ** 70))", "range(5) + range(3)", "r < r", "range(stop=5)"):
    try:
        print(eval(code))
    except (TypeError, ValueError, IndexError, OverflowError) as e:
        print(code, '->', type(e).__name__, e)
try:
    r.start = 5
except AttributeError as e:
    print(e)
it = iter(range(3))
print(next(it), list(it), next(it, 'end'), sum(range(101)), max(range(3, 9)), [i for i in range(0, -6, -2)], *range(3), type(iter(range(1))).__name__, [range(i) for i in range(3)])
