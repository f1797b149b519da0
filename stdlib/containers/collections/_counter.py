"""Counter."""

from _collections import _count_elements


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    # What has no items is none, and needs no abstract class to say so.
    if not hasattr(value, "items"):
        return False
    from collections.abc import Mapping
    return isinstance(value, Mapping)


class Counter(dict):
    """Counts things: Counter("hello")["l"] is 2. What was not seen has the count 0."""

    __module__ = "collections"

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        """The (element, count) pairs with the highest counts, highest first."""
        from operator import itemgetter
        if n is None:
            return sorted(self.items(), key=itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=itemgetter(1))

    def elements(self):
        """An iterator of every element, as often as it was counted."""
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Adds the counts of another mapping, or counts the items of an iterable."""
        if iterable is not None:
            if not _is_mapping(iterable):
                _count_elements(self, iterable)
            elif self:
                get = self.get
                for element, more in iterable.items():
                    self[element] = more + get(element, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Like update, but takes away. Counts may go below zero."""
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for element, less in iterable.items():
                    self[element] = get(element, 0) - less
            else:
                for element in iterable:
                    self[element] = get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A new Counter with the same counts."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """As of a dict, but of what is not there nothing is deleted."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:  # counts that have no order
            shown = dict(self)
        return f"{self.__class__.__name__}({shown!r})"

    def __eq__(self, other):
        """Whether all counts are equal. What one has not got it counts 0 times, as with all comparisons."""
        if not isinstance(other, Counter):
            return NotImplemented
        for elements in (self, other):
            for element in elements:
                if not self[element] == other[element]:
                    return False
        return True

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        """Whether no count is above the other's."""
        if not isinstance(other, Counter):
            return NotImplemented
        for elements in (self, other):
            for element in elements:
                if not self[element] <= other[element]:
                    return False
        return True

    def __lt__(self, other):
        """Whether no count is above the other's, and one is below."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        """Whether no count is below the other's."""
        if not isinstance(other, Counter):
            return NotImplemented
        for elements in (self, other):
            for element in elements:
                if not self[element] >= other[element]:
                    return False
        return True

    def __gt__(self, other):
        """Whether no count is below the other's, and one is above."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __add__(self, other):
        """The sums of the counts; like the operators below, only those above zero."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, mine in self.items():
            if (count := mine + other[element]) > 0:
                result[element] = count
        for element, theirs in other.items():
            if element not in self and theirs > 0:
                result[element] = theirs
        return result

    def __sub__(self, other):
        """The counts without the other's."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, mine in self.items():
            if (count := mine - other[element]) > 0:
                result[element] = count
        for element, theirs in other.items():
            if element not in self and theirs < 0:
                result[element] = 0 - theirs
        return result

    def __or__(self, other):
        """The higher counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, mine in self.items():
            theirs = other[element]
            if (count := theirs if mine < theirs else mine) > 0:
                result[element] = count
        for element, theirs in other.items():
            if element not in self and theirs > 0:
                result[element] = theirs
        return result

    def __and__(self, other):
        """The lower counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, mine in self.items():
            theirs = other[element]
            if (count := mine if mine < theirs else theirs) > 0:
                result[element] = count
        return result

    def __pos__(self):
        """The counts above zero."""
        result = Counter()
        for element, count in self.items():
            if count > 0:
                result[element] = count
        return result

    def __neg__(self):
        """The counts below zero, turned round."""
        result = Counter()
        for element, count in self.items():
            if count < 0:
                result[element] = 0 - count
        return result

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        for element, theirs in other.items():
            self[element] += theirs
        return self._keep_positive()

    def __isub__(self, other):
        for element, theirs in other.items():
            self[element] -= theirs
        return self._keep_positive()

    def __ior__(self, other):
        for element, theirs in other.items():
            if theirs > self[element]:
                self[element] = theirs
        return self._keep_positive()

    def __iand__(self, other):
        for element, mine in self.items():
            theirs = other[element]
            if theirs < mine:
                self[element] = theirs
        return self._keep_positive()
