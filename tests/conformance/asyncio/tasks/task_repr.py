"""A task's repr tells its state, name, coroutine, result, exception and what it waits for."""
import asyncio

async def child(fail=False):
    await asyncio.sleep(0)
    if fail:
        raise ValueError("x")
    return "value"

def show(thing):
    print(*[word.split("/")[-1] for word in repr(thing).split() if not word.startswith("0x")])

async def main():
    tasks = [asyncio.create_task(child(fail), name=name) for name, fail in (("fine", False), ("bad", True))]
    victim = asyncio.create_task(child(), name="victim")
    show(tasks[0])
    await asyncio.sleep(0)
    victim.cancel()
    await asyncio.wait([*tasks, victim])
    for task in (*tasks, victim):
        show(task)
    tasks[1].exception()

asyncio.run(main())
