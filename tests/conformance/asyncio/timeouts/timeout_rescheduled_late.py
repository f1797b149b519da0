"""A timeout can be rescheduled only inside its block."""
import asyncio

async def main():
    scope = asyncio.timeout(10)
    async with scope:
        pass
    try:
        scope.reschedule(None)
    except RuntimeError as error:
        print(error)

asyncio.run(main())
