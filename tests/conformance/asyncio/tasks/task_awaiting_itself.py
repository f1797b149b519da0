"""A task cannot await itself."""
import asyncio

async def main():
    task = asyncio.current_task()
    try:
        await task
    except RuntimeError as error:
        print(str(error).startswith("Task cannot await on itself: <Task pending name='Task-1'"))

asyncio.run(main())
