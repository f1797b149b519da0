"""bisect finds where an item belongs, also by a key, and insort puts it there."""
from bisect import bisect, bisect_left, bisect_right, insort, insort_left

numbers = [1, 2, 2, 2, 3, 5.5, 2 ** 70]
for number in 0, 1, 2, 2.5, 3, 6, 2 ** 70, 2 ** 71:
    print(number, bisect(numbers, number), bisect_left(numbers, number), bisect_right(numbers, number, 2, 4))
print(bisect(range(2 ** 63 - 1), 2 ** 63 - 4), bisect_left("abd", "c"), bisect([], 1))
words = ["a", "bb", "cccc"]
print(bisect(words, 3, key=len), bisect_left(words, 2, key=len))
insort(words, "ddd", key=len)
insort_left(words, "ee", key=len)
print(words)


class Shrinking:
    def __init__(self, items):
        self.items = items

    def __lt__(self, other):
        self.items.clear()
        return False


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


items = [1] * 8
attempt(bisect, items, Shrinking(items))
attempt(bisect, [1], 1, -1)
attempt(bisect, [1], "a")
attempt(bisect, 1, 1)
attempt(bisect, [1, 2], 1, 0, 10)
attempt(bisect, [1])


class Recorded(list):
    def insert(self, index, item):
        print("insert", index, item)
        super().insert(index, item)


recorded = Recorded([1, 3])
insort(recorded, 2)
print(recorded)
