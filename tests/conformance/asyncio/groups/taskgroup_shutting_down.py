"""A group that is being cancelled takes no new tasks."""
import asyncio

async def fail():
    raise ValueError

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            finally:
                coroutine = asyncio.sleep(0)
                try:
                    group.create_task(coroutine)
                except RuntimeError as error:
                    print(error)
                coroutine.close()
    except* ValueError:
        print("ValueError")

asyncio.run(main())
