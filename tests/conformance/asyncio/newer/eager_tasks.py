"""With the eager task factory a task runs until its first suspension when it is made (3.12)."""
import asyncio

async def child(name, steps):
    print("start", name)
    for _ in range(steps):
        await asyncio.sleep(0)
    print("end", name)
    return name

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    quick = asyncio.create_task(child("quick", 0))
    print(quick.done(), quick.result())
    slow = asyncio.create_task(child("slow", 1))
    print(slow.done())
    print(await slow)

asyncio.run(main())
