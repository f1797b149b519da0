"""A pipeline of async generators: each stage pulls from the one before it, and nothing is kept that is not needed."""
import asyncio
import math


async def sensor(count):
    """A reading now and then, one of them far off."""
    for step in range(count):
        await asyncio.sleep(0.01)
        yield 1000.0 if step == 17 else 20 + 5 * math.sin(step / 5)


async def sane(readings, low, high):
    async for value in readings:
        if low <= value <= high:
            yield value
        else:
            print(f"  dropped {value}")


async def batches(readings, size):
    batch = []
    async for value in readings:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def main():
    stages = batches(sane(sensor(44), -50, 50), 8)
    means = [(len(batch), sum(batch) / len(batch)) async for batch in stages]
    for count, mean in means:
        print(f"{count} readings, mean {mean:5.2f} " + "*" * round(mean))
    print("warmest:", max(f"{mean:.2f}" for _, mean in means))


asyncio.run(main())
