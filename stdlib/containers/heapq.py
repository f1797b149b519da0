"""Priority queues in lists: the smallest item is always the first, or in a max-heap the largest."""

from _heapq import heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, \
    heapreplace, heapreplace_max

__all__ = ("heapify", "heapify_max", "heappop", "heappop_max", "heappush", "heappush_max", "heappushpop",
           "heappushpop_max", "heapreplace", "heapreplace_max", "merge", "nlargest", "nsmallest")

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
