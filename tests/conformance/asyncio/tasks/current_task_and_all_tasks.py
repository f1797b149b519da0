"""current_task is the task that runs; all_tasks are those that are not done."""
import asyncio

async def child():
    print("child", asyncio.current_task().get_name())
    await asyncio.sleep(0)

async def main():
    me = asyncio.current_task()
    tasks = {asyncio.create_task(child(), name=f"child {number}") for number in range(3)}
    print(me.get_name(), asyncio.all_tasks() == tasks | {me})
    await asyncio.gather(*tasks)
    print(asyncio.all_tasks() == {me})
    asyncio.get_running_loop().call_soon(lambda: print("in callback:", asyncio.current_task()))
    await asyncio.sleep(0)

asyncio.run(main())
