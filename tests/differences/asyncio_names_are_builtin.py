"""asyncio, sleep, gather, create_task and Queue are builtin names; in CPython they are NameErrors until they are imported.

Reason: a program whose point is its tasks, and every line at the prompt, can use them at once.
Way round: none is needed, as a script's own names hide them: `sleep = time.sleep` or `from time import sleep` are what they say.
"""
async def work(name):
    await sleep(0)
    return name

async def main():
    print(await gather(work("a"), create_task(work("b"))))
    queue = Queue()
    await queue.put("c")
    print(await queue.get())

asyncio.run(main())
from time import sleep
print(sleep(0))
