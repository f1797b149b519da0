"""The reprs of locks tell their state and how many wait."""
import asyncio

async def main():
    def show(thing):
        print(*[word for word in repr(thing).split() if not word.startswith("0x")])
    lock, event, semaphore, condition = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()
    for thing in (lock, event, semaphore, condition, asyncio.BoundedSemaphore()):
        show(thing)
    await lock.acquire()
    event.set()
    await semaphore.acquire()
    await semaphore.acquire()
    await condition.acquire()
    tasks = [asyncio.create_task(thing.acquire()) for thing in (lock, semaphore)]
    await asyncio.sleep(0)
    for thing in (lock, event, semaphore, condition):
        show(thing)
    for task in tasks:
        task.cancel()

asyncio.run(main())
