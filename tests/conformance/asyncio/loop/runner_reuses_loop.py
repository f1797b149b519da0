"""A Runner runs several coroutines in one loop and closes it at the end."""
import asyncio

async def loop_of():
    return asyncio.get_running_loop()

with asyncio.Runner() as runner:
    first = runner.run(loop_of())
    second = runner.run(loop_of())
    print(first is second is runner.get_loop(), first.is_closed())
print(first.is_closed())
try:
    runner.get_loop()
except RuntimeError as error:
    print(error)
