"""Comparisons that change the heap are noticed; all items stay in it when one raises."""
import heapq


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Changing:
    def __init__(self, change):
        self.change = change

    def __lt__(self, other):
        self.change()
        return True

    __gt__ = __lt__


for function in heapq.heappush, heapq.heapreplace, heapq.heappushpop:
    for change in list.clear, list.pop, lambda heap: heap.extend([1] * 50):
        heap = [0, 1, 2, 3, 4]
        heap += [Changing(lambda: change(heap)) for _ in range(4)]
        attempt(function, heap, Changing(lambda: change(heap)))
for function in heapq.heappop, heapq.heapify:
    heap = list(range(5))
    heap += [Changing(heap.clear) for _ in range(6)]
    attempt(function, heap)
    attempt(function, [])


class Bad:
    def __lt__(self, other):
        raise ValueError("no order")


heap = [Bad() for _ in range(7)]
kept = set(map(id, heap))
attempt(heapq.heapify, heap)
print(kept == set(map(id, heap)))
attempt(heapq.heapify, (1, 2))
attempt(heapq.heappush, 1, 2)
