"""Task can be subclassed and used by a task factory."""
import asyncio

class MyTask(asyncio.Task):
    def describe(self):
        return f"my {self.get_name()}"

def factory(loop, coroutine, **options):
    return MyTask(coroutine, loop=loop, **options)

async def main():
    asyncio.get_running_loop().set_task_factory(factory)
    task = asyncio.create_task(asyncio.sleep(0, "result"), name="task")
    print(type(task).__name__, task.describe(), await task)
    print(asyncio.get_running_loop().get_task_factory() is factory)

asyncio.run(main())
