"""Awaiting a task raises the very exception that its coroutine raised."""
import asyncio

async def child(error):
    raise error

async def main():
    error = KeyError("k")
    task = asyncio.create_task(child(error))
    try:
        await task
    except KeyError as caught:
        print(caught is error, task.exception() is error)
    try:
        task.result()
    except KeyError as again:
        print(again is error)

asyncio.run(main())
