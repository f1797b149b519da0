"""wait_for awaits a coroutine in the task that called it (since 3.12)."""
import asyncio

async def who():
    return asyncio.current_task()

async def main():
    print(await asyncio.wait_for(who(), 1) is asyncio.current_task())

asyncio.run(main())
