"""All errors of a group's tasks are in the ExceptionGroup, in the order in which they happened."""
import asyncio

async def fail(text):
    raise ValueError(text)

async def fail_in_cleanup():
    try:
        await asyncio.sleep(10)
    finally:
        raise KeyError("cleanup")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail_in_cleanup())
            group.create_task(fail("one"))
            group.create_task(fail("two"))
    except ExceptionGroup as error:
        print(error.message, error.exceptions)

asyncio.run(main())
