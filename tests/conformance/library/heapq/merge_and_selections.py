"""heapq.merge, nlargest and nsmallest: order, stability, keys, laziness, errors."""
from heapq import merge, nlargest, nsmallest


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print(list(merge([1, 4, 7], [2, 5], [], [3, 6, 9])), list(merge()), list(merge([1])), list(merge([7, 3], [8, 2], reverse=True)))
print(list(merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)))
print(list(merge(["horse", "dog"], ["kangaroo", "fish", "cat"], key=len, reverse=True)))
print(list(merge([(1, "a"), (1, "b")], [(1, "c")], key=lambda pair: pair[0])))


def counting(name, items):
    for item in items:
        print("pull", name, item)
        yield item


lazy = merge(counting("x", [1, 3]), counting("y", [2]))
print(next(lazy), next(lazy), list(lazy))
attempt(lambda: list(merge([1], ["x"])))
attempt(lambda: list(merge(5)))
print(type(merge([1])).__name__)


def failing():
    yield 1
    raise ValueError("source")


attempt(lambda: list(merge(failing(), [5])))
words = "the quick brown fox jumps over the lazy dog".split()
print(nlargest(3, words, key=len), nsmallest(3, words, key=len), nlargest(2, words), nsmallest(2, words))
for count in (-1, 0, 1, 3, 9, 20):
    print(nlargest(count, words, key=len), nsmallest(count, words, key=len), nlargest(count, [3, 1, 2]), nsmallest(count, iter([3, 1, 2])))
print(nsmallest(1, []), nlargest(1, []), nsmallest(1, [], key=len), nlargest(2, [(1, "a"), (1, "b")], key=lambda pair: pair[0]))
attempt(lambda: nsmallest("x", [1, 2]))
attempt(lambda: nlargest(2, 5))
attempt(lambda: nlargest(2, [1, "x", 2]))
attempt(lambda: nsmallest(2, [1, 2, 3], key=lambda value: 1 / 0))
attempt(lambda: nsmallest(1, [object(), object()], key=None) and "compared")
same = [1, 1.0, True]
print(nsmallest(1, same), nlargest(1, same), nsmallest(2, same), nlargest(2, same))

