"""Tasks go on from one run of a Runner to the next and are cancelled when it closes."""
import asyncio

async def background():
    try:
        number = 0
        while True:
            number += 1
            print("background", number)
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("background cancelled")
        raise

async def start():
    asyncio.create_task(background())
    await asyncio.sleep(0)

async def again():
    print("again")
    await asyncio.sleep(0)

with asyncio.Runner() as runner:
    runner.run(start())
    runner.run(again())
    print("closing")
