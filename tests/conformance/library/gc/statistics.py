"""gc.get_stats() has a row for each generation, whose counts grow with collections."""
import gc

rows = gc.get_stats()
print(len(rows) in (1, 2, 3), all({"collections", "collected", "uncollectable"} <= row.keys() for row in rows))
before = sum(row["collections"] for row in gc.get_stats())
for _ in range(3):
    gc.collect()
after = sum(row["collections"] for row in gc.get_stats())
print(after - before >= 3)


class Node:
    pass


for _ in range(100):
    node = Node()
    node.self = node
node = None
print(gc.collect() >= 0, isinstance(gc.collect(), int))
