"""Priority queues in lists: the smallest item is always the first, or in a max-heap the largest."""

__all__ = ("heapify", "heapify_max", "heappop", "heappop_max", "heappush", "heappush_max", "heappushpop",
           "heappushpop_max", "heapreplace", "heapreplace_max", "merge", "nlargest", "nsmallest")

_length = list.__len__


def _refused(where, heap):
    return TypeError(f"{where} must be list, not {type(heap).__name__}")


def _first_of(heap, function):
    """The first item of what has to be a list."""
    try:
        if _length(heap):
            return heap[0]
    except (TypeError, AttributeError):
        raise _refused(f"{function}() argument 1", heap) from None
    raise IndexError("index out of range")


def heappush(heap, item, /):
    """Adds an item."""
    try:
        heap.append(item)
    except (TypeError, AttributeError):
        raise _refused("heappush() argument 1", heap) from None
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Takes the smallest item out."""
    try:
        last = heap.pop()
    except (TypeError, AttributeError):
        raise _refused("heappop() argument", heap) from None
    except IndexError:
        raise IndexError("index out of range") from None
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return first


def heapreplace(heap, item, /):
    """Takes the smallest item out, then adds one."""
    first = _first_of(heap, "heapreplace")
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item, /):
    """Adds an item, then takes the smallest out."""
    if not isinstance(heap, list):
        raise _refused("heappushpop() argument 1", heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    """Makes a heap of a list, in place."""
    if not isinstance(heap, list):
        raise _refused("heapify() argument", heap)
    for position in reversed(range(len(heap) // 2)):
        _sink(heap, position)


def _rise(heap, start, position):
    """Moves the item at `position` towards the root at `start` until its parent is not larger."""
    item = heap[position]
    try:
        while position > start:
            parent = position - 1 >> 1
            above = heap[parent]
            if not item < above:
                break
            heap[position] = above
            position = parent
    finally:
        # Also when a comparison raises all items are to be in the list.
        heap[position] = item


def _sink(heap, position):
    """Moves the item at `position` down to a leaf along the smaller children, then up to where it belongs."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    try:
        while child < end:
            right = child + 1
            if right < end and not heap[child] < heap[right]:
                child = right
            heap[position] = heap[child]
            position = child
            child = 2 * position + 1
    finally:
        heap[position] = item
    _rise(heap, start, position)


def heappush_max(heap, item, /):
    """Adds an item to a max-heap."""
    try:
        heap.append(item)
    except (TypeError, AttributeError):
        raise _refused("heappush_max() argument 1", heap) from None
    _rise_max(heap, 0, len(heap) - 1)


def heappop_max(heap, /):
    """Takes the largest item out of a max-heap."""
    try:
        last = heap.pop()
    except (TypeError, AttributeError):
        raise _refused("heappop_max() argument", heap) from None
    except IndexError:
        raise IndexError("index out of range") from None
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink_max(heap, 0)
    return first


def heapreplace_max(heap, item, /):
    """Takes the largest item out of a max-heap, then adds one."""
    first = _first_of(heap, "heapreplace_max")
    heap[0] = item
    _sink_max(heap, 0)
    return first


def heappushpop_max(heap, item, /):
    """Adds an item to a max-heap, then takes the largest out."""
    if not isinstance(heap, list):
        raise _refused("heappushpop_max() argument 1", heap)
    if heap and item < heap[0]:
        item, heap[0] = heap[0], item
        _sink_max(heap, 0)
    return item


def heapify_max(heap, /):
    """Makes a max-heap of a list, in place."""
    if not isinstance(heap, list):
        raise _refused("heapify_max() argument", heap)
    for position in reversed(range(len(heap) // 2)):
        _sink_max(heap, position)


def _rise_max(heap, start, position):
    item = heap[position]
    try:
        while position > start:
            parent = position - 1 >> 1
            above = heap[parent]
            if not above < item:
                break
            heap[position] = above
            position = parent
    finally:
        # Also when a comparison raises all items are to be in the list.
        heap[position] = item


def _sink_max(heap, position):
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    try:
        while child < end:
            right = child + 1
            if right < end and not heap[right] < heap[child]:
                child = right
            heap[position] = heap[child]
            position = child
            child = 2 * position + 1
    finally:
        heap[position] = item
    _rise_max(heap, start, position)


_NOTHING = object()


def _has_at_most(iterable, n):
    """Whether an iterable is known to have no more than n items."""
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        return False
    return n >= size


def nsmallest(n, iterable, key=None):
    """The n smallest items, smallest first."""
    if n == 1:
        least = min(iterable, default=_NOTHING, key=key)
        return [] if least is _NOTHING else [least]
    if _has_at_most(iterable, n):
        return sorted(iterable, key=key)[:n]
    return _selected(n, iterable, key, heapify_max, heapreplace_max, lambda rank, worst: rank < worst, 1)


def nlargest(n, iterable, key=None):
    """The n largest items, largest first."""
    if n == 1:
        most = max(iterable, default=_NOTHING, key=key)
        return [] if most is _NOTHING else [most]
    if _has_at_most(iterable, n):
        return sorted(iterable, key=key, reverse=True)[:n]
    return _selected(n, iterable, key, heapify, heapreplace, lambda rank, worst: worst < rank, -1)


def _selected(n, iterable, key, make_heap, replace, is_better, direction):
    """The n best items, best first. The heap of those so far has the worst at its head; of equal ones the later."""
    rest = iter(iterable)
    chosen = []
    for number, item in zip(range(0, n * direction, direction), rest):
        chosen.append((item if key is None else key(item), number, item))
    if not chosen:
        return chosen
    make_heap(chosen)
    worst, number = chosen[0][0], n * direction
    for item in rest:
        rank = item if key is None else key(item)
        if is_better(rank, worst):
            replace(chosen, (rank, number, item))
            worst = chosen[0][0]
            number += direction
    chosen.sort(reverse=direction < 0)
    return [item for _, _, item in chosen]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, sorted, one at a time."""
    # Ranks first, then numbers, which differ: items and iterators are never compared.
    direction, make_heap, replace, pop = (-1, heapify_max, heapreplace_max, heappop_max) if reverse else \
        (1, heapify, heapreplace, heappop)
    heads = []
    for number, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            heads.append((item if key is None else key(item), number * direction, item, iterator))
            break
    make_heap(heads)
    while len(heads) > 1:
        _, number, item, iterator = heads[0]
        yield item
        for item in iterator:
            replace(heads, (item if key is None else key(item), number, item, iterator))
            break
        else:
            pop(heads)
    if heads:
        _, _, item, iterator = heads[0]
        yield item
        yield from iterator
