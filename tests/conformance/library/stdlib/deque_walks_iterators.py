"""A deque takes an iterator's items one by one: the iterator sees those taken, and maxlen bounds what is kept."""
from collections import deque
d = deque()
def lengths():
    for _ in range(3): yield len(d)
d.extend(lengths()); print(d)
d.extendleft(lengths()); print(d)
d.extend(d); print(d)
def many():
    for i in range(1000):
        assert len(short) <= 3
        yield i
short = deque(maxlen=3)
short.extend(many()); print(short)
short.extendleft([1, 2]); print(short)
print(deque(iter(range(10)), 2), deque('abc', 0))
def failing():
    yield 1
    raise ValueError('stop')
d = deque()
try: d.extend(failing())
except ValueError: print(d)
