"""A group can be entered once and takes tasks only while it is open."""
import asyncio

async def main():
    group = asyncio.TaskGroup()
    coroutine = asyncio.sleep(0)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print(error)
    coroutine.close()
    async with group:
        pass
    coroutine = asyncio.sleep(0)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print(str(error).endswith("is finished"))
    coroutine.close()
    try:
        async with group:
            pass
    except RuntimeError as error:
        print(str(error).endswith("has been already entered") or str(error).endswith("has already been entered"))

asyncio.run(main())
