"""An __await__ that yields None gives up the turn for one tick."""
import asyncio

class Pause:
    def __await__(self):
        yield
        return "paused"

async def other():
    print("other")

async def main():
    asyncio.create_task(other())
    print(await Pause())

asyncio.run(main())
