"""run_until_complete takes coroutines and futures, gives the result and can be called again."""
import asyncio

async def value(x):
    await asyncio.sleep(0)
    return x

loop = asyncio.new_event_loop()
print(loop.run_until_complete(value(1)), loop.run_until_complete(value(2)))
future = loop.create_future()
loop.call_soon(future.set_result, "future")
print(loop.run_until_complete(future))
loop.close()
