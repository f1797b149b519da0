"""wait_for cancels what takes too long, lets it clean up and raises TimeoutError."""
import asyncio

async def slow():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("cleaned up")

async def main():
    task = asyncio.create_task(slow())
    try:
        await asyncio.wait_for(task, 0.005)
    except TimeoutError as error:
        print(repr(error), task.cancelled())
    print(asyncio.TimeoutError is TimeoutError)

asyncio.run(main())
