"""deque: a list that is quick at both ends."""

from _abc import mark_sequence

_MISSING = object()


def _walkable(iterable):
    """What is walked while items are added: a copy of what is there already, an iterator as it goes on."""
    return list(iterable) if hasattr(type(iterable), "__len__") else iterable


class deque:
    """A double-ended queue, of at most `maxlen` items where that is given.

    The items are `_items[_head:]`; what is in front of them is room for appendleft, or what popleft left.
    """

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._maxlen = maxlen
        self._changes = 0
        self.extend(iterable)

    maxlen = property(lambda self: self._maxlen, doc="The largest number of items, or None.")

    def append(self, item):
        """Adds an item on the right."""
        self._items.append(item)
        self._changes += 1
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.popleft()

    def appendleft(self, item):
        """Adds an item on the left."""
        if not self._head:
            room = len(self._items) + 8
            self._items[0:0] = [None] * room
            self._head = room
        self._head -= 1
        self._items[self._head] = item
        self._changes += 1
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.pop()

    def pop(self):
        """Takes the rightmost item out."""
        items = self._items
        if len(items) == self._head:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return items.pop()

    def popleft(self):
        """Takes the leftmost item out."""
        items, head = self._items, self._head
        if len(items) == head:
            raise IndexError("pop from an empty deque")
        item = items[head]
        items[head] = None
        self._changes += 1
        self._head = head = head + 1
        if head > 32 and head * 2 > len(items):
            del items[:head]
            self._head = 0
        return item

    def extend(self, iterable):
        """Adds items on the right."""
        for item in _walkable(iterable):
            self.append(item)

    def extendleft(self, iterable):
        """Adds items on the left, one after the other."""
        for item in _walkable(iterable):
            self.appendleft(item)

    def clear(self):
        """Takes all items out."""
        self._items = []
        self._head = 0
        self._changes += 1

    def copy(self):
        """A new deque with the same items."""
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def count(self, value):
        """How many items are equal to a value."""
        return sum([1 for item in self if item is value or item == value])

    def index(self, value, start=0, stop=_MISSING):
        """The place of the first item equal to a value."""
        size = len(self)
        stop = size if stop is _MISSING else stop
        start, stop, _ = slice(start, stop).indices(size)
        for place in range(start, stop):
            item = self[place]
            if item is value or item == value:
                return place
        raise ValueError(f"{value!r} is not in deque")

    def remove(self, value):
        """Takes the first item that is equal to a value out."""
        items, head = self._items, self._head
        if head < len(items) and items[head] is value:
            self.popleft()
            return
        for place in range(head, len(items)):
            item = items[place]
            if item is value or item == value:
                if items is not self._items or len(items) <= place:
                    raise IndexError("deque mutated during remove().")
                del items[place]
                self._changes += 1
                return
        raise ValueError(f"{value!r} is not in deque")

    def insert(self, index, item):
        """Puts an item in front of the one at `index`."""
        size = len(self)
        if self._maxlen is not None and size >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        if index < 0:
            index = max(index + size, 0)
        self._items.insert(self._head + min(index, size), item)
        self._changes += 1

    def reverse(self):
        """Turns the order round."""
        self._items = self._items[:self._head - 1 if self._head else None:-1]
        self._head = 0
        self._changes += 1

    def rotate(self, n=1):
        """Moves n items from the right end to the left, or the other way for a negative n."""
        size = len(self)
        if size > 1:
            n %= size
            items = self._items[self._head:]
            self._items = items[size - n:] + items[:size - n]
            self._head = 0
        self._changes += 1

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _place(self, index):
        size = len(self._items) - self._head
        if not isinstance(index, int):
            index = _as_index(index)
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError("deque index out of range")
        return self._head + index

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, item):
        self._items[self._place(index)] = item

    def __delitem__(self, index):
        del self._items[self._place(index)]
        self._changes += 1

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __iter__(self):
        changes = self._changes
        place = 0
        while place < len(self._items) - self._head:
            yield self._items[self._head + place]
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
            place += 1

    def __reversed__(self):
        changes = self._changes
        for place in range(len(self._items) - 1, self._head - 1, -1):
            yield self._items[place]
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")

    def __repr__(self):
        if id(self) in _being_shown:
            return "[...]"
        _being_shown.add(id(self))
        try:
            limit = "" if self._maxlen is None else f", maxlen={self._maxlen}"
            return f"{type(self).__name__}({list(self)!r}{limit})"
        finally:
            _being_shown.discard(id(self))

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return list(self) < list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return list(self) <= list(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return list(self) > list(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return list(self) >= list(other) if isinstance(other, deque) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        new = self.copy()
        new.extend(other)
        return new

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return type(self)(list(self) * times, self._maxlen)

    __rmul__ = __mul__

    def __imul__(self, times):
        items = list(self) * times
        self.clear()
        self.extend(items)
        return self

    def __reduce__(self):
        return type(self), (list(self), self._maxlen)

    @classmethod
    def __class_getitem__(cls, item):
        return cls


deque.__module__ = "collections"
_being_shown = set()


mark_sequence(deque)


def _as_index(value):
    try:
        return type(value).__index__(value)
    except AttributeError:
        raise TypeError(f"sequence index must be integer, not '{type(value).__name__}'") from None
