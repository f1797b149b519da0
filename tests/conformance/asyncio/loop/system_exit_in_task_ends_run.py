"""SystemExit in a task leaves the loop at once, through asyncio.run."""
import asyncio

async def child():
    raise SystemExit(3)

async def main():
    asyncio.create_task(child())
    await asyncio.sleep(1)
    print("must not be reached")

try:
    asyncio.run(main())
except SystemExit as error:
    print("exit", error.code)
