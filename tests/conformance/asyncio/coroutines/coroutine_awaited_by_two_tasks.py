"""A coroutine that is being awaited by one task cannot be awaited by another."""
import asyncio

async def slow():
    await asyncio.sleep(0)

async def waiter(coroutine):
    try:
        await coroutine
        return "ok"
    except RuntimeError as error:
        return str(error)

async def main():
    coroutine = slow()
    print(await asyncio.gather(waiter(coroutine), waiter(coroutine)))

asyncio.run(main())
