"""A deque takes and gives items at both ends, within maxlen, and says what it can't do."""
import copy
from collections import deque


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


queue = deque("abc")
queue.append("d")
queue.appendleft("z")
print(queue, len(queue), queue[0], queue[-1], "c" in queue, "x" in queue)
print(queue.pop(), queue.popleft(), queue)
queue.extend(queue)
queue.extendleft("12")
print(queue, queue.count("a"), queue.index("b"), queue.index("b", 4), queue.maxlen)
queue.rotate(2)
print(queue)
queue.rotate(-3)
print(queue)
queue.rotate(10 ** 15)
print(queue)
queue.insert(2, "i")
queue.insert(-1, "j")
queue.insert(100, "k")
queue.insert(-100, "l")
del queue[3]
queue[1] = "m"
queue.remove("a")
queue.reverse()
print(queue, list(reversed(queue)))
queue.clear()
print(queue, bool(queue), queue.copy())

short = deque(range(10), 3)
print(short, short.maxlen)
short.append(10)
short.appendleft(0)
print(short, short * 2, short + deque([1]), short.copy(), copy.copy(short), deque([1, 2], maxlen=0))
short *= 5
print(short)
short *= 0
print(short, deque([1]) * 3, 2 * deque("ab"))

many = deque()
for number in range(1000):
    many.append(number)
    if number % 3 == 0:
        many.popleft()
    if number % 7 == 0:
        many.appendleft(-number)
print(len(many), sum(many), many[0], many[300], many[-1])
for place in (5, 300, len(many) - 5):
    del many[place]
    many.insert(place + 1, "x")
print(len(many), [index for index, item in enumerate(many) if item == "x"])

print(deque("ab") == deque("ab"), deque("ab") == ["a", "b"], deque("ab") != deque("ac"), deque([1, 2]) < deque([1, 3]),
      deque([1]) >= deque([1, 0]), deque() <= deque())
for case in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[1], lambda: deque([1])["a"],
             lambda: deque([1, 2], -1), lambda: deque([], "a"), lambda: deque(1), lambda: deque([1]) + [1],
             lambda: deque("a", 1).insert(0, "b"), lambda: deque([1])[2 ** 70],
             lambda: deque([1]).index(1, "a"), lambda: deque([1]).rotate("a")):
    attempt(case)

cycle = deque([1])
cycle.append(cycle)
print(cycle)


class Named(deque):
    pass


named = Named([1, 2], 2)
named.name = "n"
print(named, named.copy(), type(named + deque()), copy.copy(named).name, copy.deepcopy(named).name)
match deque([1, 2]):
    case [first, second]:
        print(first, second)
