"""wait returns the sets of done and pending futures; by default all are done."""
import asyncio

async def value(x):
    await asyncio.sleep(0)
    return x

async def main():
    tasks = [asyncio.create_task(value(x)) for x in range(4)]
    done, pending = await asyncio.wait(tasks)
    print(type(done).__name__, type(pending).__name__, len(pending))
    print(sorted(task.result() for task in done))
    print(done == set(tasks))

asyncio.run(main())
