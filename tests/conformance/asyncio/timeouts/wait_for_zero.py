"""wait_for with no time left gives the result of what is done and cancels anything else."""
import asyncio

async def main():
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    await done
    for timeout in (0, -1):
        print(await asyncio.wait_for(done, timeout))
        pending = asyncio.create_task(asyncio.sleep(10))
        try:
            await asyncio.wait_for(pending, timeout)
        except TimeoutError:
            print("TimeoutError", pending.cancelled())

asyncio.run(main())
