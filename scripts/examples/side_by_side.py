"""Five tasks on one thread: what each does, drawn as it happened."""
import asyncio
import time

CELL = 0.1          # seconds that one character of the picture stands for
start = time.monotonic()


def now():
    return time.monotonic() - start


async def brew(name, steps, log):
    """Works in short steps and waits in between, as programs that talk to a network do."""
    for step in steps:
        begun = now()
        await asyncio.sleep(step * CELL)
        log.append((name, begun, now()))
    return f"{name} is ready"


def draw(names, log):
    width = round(max(end for _, _, end in log) / CELL)
    for name in names:
        line = [" "] * width
        for number, (_, begun, end) in enumerate(sorted(row for row in log if row[0] == name)):
            for cell in range(round(begun / CELL), round(end / CELL)):
                line[cell] = "#=+-"[number % 4]
        print(f"  {name:8}|{''.join(line)}|")


async def main():
    work = {
        "tea": [3, 5, 2],
        "coffee": [2, 2, 4, 1],
        "toast": [6],
        "soup": [1, 7, 1],
        "porridge": [4, 4, 2],
    }
    log = []
    results = await asyncio.gather(*(brew(name, steps, log) for name, steps in work.items()))
    for result in results:
        print(result)
    draw(work, log)
    in_turn = sum(sum(steps) for steps in work.values()) * CELL
    print(f"one after the other: {in_turn:.1f} s; side by side: {now():.1f} s")


asyncio.run(main())
