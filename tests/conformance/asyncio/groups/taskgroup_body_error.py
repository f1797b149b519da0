"""An error of the body cancels the tasks and is part of the ExceptionGroup."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("child ends")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(0)
            raise LookupError("body")
    except* LookupError as error:
        print(error.exceptions)

asyncio.run(main())
