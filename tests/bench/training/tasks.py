"""asyncio: tasks, queues, locks, timeouts, async generators and context managers."""
import asyncio


class Resource:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc):
        return False


async def leaf(n):
    return n


async def tree(depth):
    if depth == 0:
        return await leaf(1)
    left, right = await asyncio.gather(tree(depth - 1), tree(depth - 1))
    return left + right


async def ticks(n):
    for i in range(n):
        if i % 10 == 0:
            await asyncio.sleep(0)
        yield i


async def produce(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)


async def consume(queue, lock):
    total = 0
    while (item := await queue.get()) is not None:
        async with lock:
            total += item
    return total


async def main():
    total = await tree(9)
    queue, lock = asyncio.Queue(maxsize=10), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue, 5000))
        result = group.create_task(consume(queue, lock))
    total += result.result()
    async for i in ticks(5000):
        total += i
    for i in range(1000):
        async with Resource():
            total += await leaf(i)
        try:
            async with asyncio.timeout(5):
                await asyncio.sleep(0)
        except TimeoutError:
            total = 0
    total += sum([await task for task in [asyncio.create_task(leaf(i)) for i in range(3000)]])
    await asyncio.gather(*(asyncio.sleep(i % 10 / 10000) for i in range(2000)))
    return total


for _ in range(3):
    asyncio.run(main())
