"""Priority queues in lists: the smallest item is always the first."""

__all__ = ("heapify", "heapify_max", "heappop", "heappop_max", "heappush", "heappush_max", "heappushpop",
           "heappushpop_max", "heapreplace", "heapreplace_max", "merge", "nlargest", "nsmallest")


def heappush(heap, item):
    """Adds an item."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Takes the smallest item out."""
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return first


def heapreplace(heap, item):
    """Takes the smallest item out, then adds one."""
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item):
    """Adds an item, then takes the smallest out."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap):
    """Makes a heap of a list, in place."""
    for position in reversed(range(len(heap) // 2)):
        _sink(heap, position)


def _rise(heap, start, position):
    """Moves the item at `position` towards the root at `start` until its parent is not larger."""
    item = heap[position]
    while position > start:
        parent = position - 1 >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[position] = above
        position = parent
    heap[position] = item


def _sink(heap, position):
    """Moves the item at `position` down to a leaf along the smaller children, then up to where it belongs."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, start, position)


class _Reversed:
    """An item that compares the other way round."""

    __slots__ = ("item",)

    def __init__(self, item):
        self.item = item

    def __lt__(self, other):
        return other.item < self.item


def _with_reversed(function, heap, *items):
    """Runs a min-heap function on a max-heap."""
    wrapped = [_Reversed(item) for item in heap]
    result = function(wrapped, *[_Reversed(item) for item in items])
    heap[:] = [one.item for one in wrapped]
    return result.item if result is not None else None


def heapify_max(heap):
    """Makes a max-heap of a list, in place."""
    _with_reversed(heapify, heap)


def heappush_max(heap, item):
    """Adds an item to a max-heap."""
    heap.append(item)
    position = len(heap) - 1
    while position and heap[position - 1 >> 1] < item:
        heap[position] = heap[position - 1 >> 1]
        position = position - 1 >> 1
    heap[position] = item


def heappop_max(heap):
    """Takes the largest item out of a max-heap."""
    last = heap.pop()
    return heapreplace_max(heap, last) if heap else last


def heapreplace_max(heap, item):
    """Takes the largest item out of a max-heap, then adds one."""
    first = heap[0]
    position, child, end = 0, 1, len(heap)
    while child < end:
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if not item < heap[child]:
            break
        heap[position] = heap[child]
        position, child = child, 2 * child + 1
    heap[position] = item
    return first


def heappushpop_max(heap, item):
    """Adds an item to a max-heap, then takes the largest out."""
    return heapreplace_max(heap, item) if heap and item < heap[0] else item


def nsmallest(n, iterable, key=None):
    """The n smallest items, smallest first."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, largest first."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, sorted, one at a time."""
    heap = []
    for number, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            rank = item if key is None else key(item)
            heappush(heap, (_Reversed(rank) if reverse else rank, number, item, iterator))
            break
    while heap:
        _, number, item, iterator = heap[0]
        yield item
        for item in iterator:
            rank = item if key is None else key(item)
            heapreplace(heap, (_Reversed(rank) if reverse else rank, number, item, iterator))
            break
        else:
            heappop(heap)
