"""heapq's max-heaps: the largest item is the first, and only < compares."""
from heapq import heapify_max, heappop_max, heappush_max, heappushpop_max, heapreplace_max


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


numbers = [(index * 7919) % 101 for index in range(60)]
heap = []
for number in numbers:
    heappush_max(heap, number)
print(heap[:12], heap[0])
print([heappop_max(heap) for _ in range(60)] == sorted(numbers, reverse=True), heap)
heap = numbers[:]
print(heapify_max(heap), heap)
print(heapreplace_max(heap, 50), heappushpop_max(heap, -1), heappushpop_max(heap, 200), heap[:8], len(heap))
print(heappushpop_max([], 3), heappushpop_max([5], 5), heappushpop_max([5], 6), heappushpop_max([5], 4))
attempt(lambda: heappop_max([]))
attempt(lambda: heapreplace_max([], 1))
attempt(lambda: heappush_max((), 1))
attempt(lambda: heapify_max(5))
attempt(lambda: heapify_max([1, "x", 2]))
attempt(lambda: heappush_max([1], "x"))


class Item:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"I{self.rank}"


items = [Item(number) for number in numbers[:9]]
heapify_max(items)
heappush_max(items, Item(400))
print(items, heappop_max(items), items)
