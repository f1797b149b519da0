"""wait_for of a shield stops waiting and leaves the work going on."""
import asyncio

async def main():
    gate = asyncio.Event()
    work = asyncio.create_task(gate.wait())
    try:
        await asyncio.wait_for(asyncio.shield(work), 0.001)
    except TimeoutError:
        print("gave up, done:", work.done())
    gate.set()
    print(await work)

asyncio.run(main())
