"""asyncio.run cancels the tasks that are left when main returns, and lets them clean up."""
import asyncio

async def background(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(0)
        print(name, "cleaned up")
        raise

async def main():
    asyncio.create_task(background("only"))
    await asyncio.sleep(0)
    print("main returns")
    return "result"

print(asyncio.run(main()))
