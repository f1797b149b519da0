"""heapq: pushing, popping, replacing, heapify; errors of arguments and of comparisons, and what they leave."""
import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


numbers = [(index * 7919) % 101 for index in range(60)]
heap = []
for number in numbers:
    heappush(heap, number)
print(heap[:12], heap[0])
print([heappop(heap) for _ in range(60)] == sorted(numbers), heap)
heap = numbers[:]
print(heapify(heap), heap)
print(heapreplace(heap, 50), heappushpop(heap, -1), heappushpop(heap, 200), heap[:8], len(heap))
print(heappushpop([], 3), heappushpop([5], 5), heappushpop([5], 6))
attempt(lambda: heappop([]))
attempt(lambda: heapreplace([], 1))
for function in (heappush, heapreplace, heappushpop):
    attempt(lambda: function((), 1))
attempt(lambda: heappop((1, 2)))
attempt(lambda: heapify((1, 2)))
attempt(lambda: heapify(5))
attempt(lambda: heapify([1, "x", 2]))
attempt(lambda: heappush([1], "x"))


class Item:
    """Counts comparisons; only < is used."""

    count = 0

    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        Item.count += 1
        if Item.count == Item.limit:
            raise ValueError("compared")
        return self.rank < other.rank

    def __repr__(self):
        return f"I{self.rank}"


for limit in (1, 3, 7, 0):
    Item.count, Item.limit = 0, limit
    items = [Item(number) for number in numbers[:9]]
    attempt(lambda: heapify(items))
    print(sorted(item.rank for item in items) == sorted(numbers[:9]), Item.count)
Item.limit = 0
Item.count = 0
heapify(items)
print(items, Item.count)
heappush(items, Item(1))
print(items, Item.count)
print(heappop(items), items, Item.count)
Item.limit = Item.count + 1
attempt(lambda: heappush(items, Item(0)))
print(len(items))
Item.limit = Item.count + 1
attempt(lambda: heappop(items))
print(len(items))


class Clearing(Item):
    def __lt__(self, other):
        work.clear()
        return True


Item.limit = -1
work = [Clearing(1), Clearing(2), Clearing(3), Clearing(4)]
for function in (heapify, heappop, lambda heap: heappush(heap, Clearing(1)), lambda heap: heapreplace(heap, Clearing(1)),
                 lambda heap: heappushpop(heap, Clearing(9))):
    work = [Clearing(1), Clearing(2), Clearing(3), Clearing(4)]
    try:
        function(work)
        print("done")
    except (RuntimeError, IndexError) as error:
        print("an error")


class Sub(list):
    pass


sub = Sub([3, 1, 2])
heapify(sub)
heappush(sub, 0)
print(sub, type(sub).__name__, heappop(sub))
pairs = []
for number, word in ((2, "b"), (1, "z"), (1, "a")):
    heappush(pairs, (number, word))
print([heappop(pairs) for _ in range(3)], sorted(name for name in heapq.__all__ if "max" not in name))
