"""Tasks are numbered names unless they are given one."""
import asyncio

async def nothing():
    pass

async def main():
    first, second = asyncio.create_task(nothing()), asyncio.create_task(nothing(), name="special")
    names = [task.get_name() for task in (asyncio.current_task(), first, second)]
    print(names[0].startswith("Task-"), int(names[1][5:]) == int(names[0][5:]) + 1, names[2])
    second.set_name(7)
    print(repr(second.get_name()))
    await asyncio.gather(first, second)

asyncio.run(main())
