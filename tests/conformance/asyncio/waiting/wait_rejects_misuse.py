"""wait refuses a bare future, an empty set, coroutines and unknown conditions, with CPython's messages."""
import asyncio

async def attempt(*args, **options):
    try:
        await asyncio.wait(*args, **options)
    except Exception as error:
        print(type(error).__name__, error)

async def main():
    task = asyncio.create_task(asyncio.sleep(0))
    await attempt(task)
    await attempt([])
    await attempt([task], return_when="sometime")
    coroutine = asyncio.sleep(0)
    await attempt(coroutine)
    await attempt([coroutine])
    coroutine.close()
    await task

asyncio.run(main())
