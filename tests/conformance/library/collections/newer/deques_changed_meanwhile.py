"""Who walks or searches a deque notices when it is changed meanwhile."""
from collections import deque


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Changing:
    """Compares as False, and changes the deque."""

    def __init__(self, change):
        self.change = change

    def __eq__(self, other):
        self.change()
        return False


def searched(search, change):
    queue = deque(range(10))
    queue[3] = Changing(lambda: change(queue))
    return search(queue)


for search in (lambda queue: queue.count(99), lambda queue: queue.index(99), lambda queue: 99 in queue,
               lambda queue: queue.remove(99), lambda queue: queue == deque(range(10)),
               lambda queue: queue < deque(range(10))):
    for change in deque.clear, deque.pop, lambda queue: queue.append(1), lambda queue: queue.extend(range(100)):
        attempt(lambda: searched(search, change))


def walked(change, walk=iter):
    queue = deque(range(4))
    for item in walk(queue):
        change(queue)
    return queue


for change in deque.clear, deque.pop, lambda queue: queue.append(1), deque.rotate, lambda queue: queue.insert(1, 1):
    attempt(lambda: walked(change))
    attempt(lambda: walked(change, reversed))
attempt(lambda: walked(lambda queue: queue.__setitem__(0, 5)))
queue = deque("ab")
iterator = iter(queue)
print(list(iterator), iterator.__length_hint__())
queue.append("c")
attempt(lambda: next(iterator))
