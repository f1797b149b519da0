"""Conway's game of life on a set of cells: no event loop, only the language. `life.py 30` shows 30 generations."""
import sys
import time

GLIDER_AND_BLINKER = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (12, 3), (13, 3), (14, 3)}


def neighbours(cell):
    x, y = cell
    return ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))


def step(cells):
    counts = {}
    for cell in cells:
        for near in neighbours(cell):
            counts[near] = counts.get(near, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in cells}


def show(cells, width=20, height=10):
    return "\n".join("".join("o" if (x, y) in cells else "." for x in range(width)) for y in range(height))


class Stopwatch:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *exception):
        self.seconds = time.perf_counter() - self.start


generations = int(sys.argv[1]) if len(sys.argv) > 1 else 12
cells = GLIDER_AND_BLINKER
with Stopwatch() as watch:
    for generation in range(generations):
        cells = step(cells)
print(show(cells))
print(f"{len(cells)} cells after {generations} generations")
print(f"{watch.seconds * 1e6 / generations:.0f} us each", file=sys.stderr)
