"""Lists, dicts, sets, sorting, comprehensions and what iterates over them."""


def run(n):
    numbers = [(i * 7919) % 10007 for i in range(n)]
    by_rest = {}
    for x in numbers:
        by_rest.setdefault(x % 97, []).append(x)
    total = 0
    for key, group in by_rest.items():
        total += sum(group) + max(group) - min(group) + len(group)
    words = [f"w{x % 500}" for x in numbers]
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]
    evens = {x for x in numbers if x % 2 == 0}
    thirds = set(range(0, 10007, 3))
    total += len(evens & thirds) + len(evens | thirds) + len(evens - thirds)
    for x in range(1000):
        if x in evens:
            total += 1
    grid = [[i * j for j in range(30)] for i in range(30)]
    for i, row in enumerate(grid):
        for a, b in zip(row, reversed(row)):
            total += a - b + i
    squares = list(map(abs, (x - 5000 for x in numbers)))
    numbers.sort(reverse=True)
    first, *rest = numbers
    total += first + len(rest) + numbers[5] + sum(numbers[10:20]) + sum(x for x in squares if x > 100)
    stack = []
    for x in numbers:
        stack.append(x)
        if len(stack) > 50:
            stack.pop()
    t = tuple(stack)
    return total + len(t) + t.index(stack[3]), top, any(x < 0 for x in squares), all(squares[:5])


for _ in range(6):
    run(20000)
