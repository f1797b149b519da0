"""Loops that are closed, or just forgotten, are freed with the tasks that were pending in them."""
import asyncio
import gc
import weakref

class Marker: pass
markers = []
async def wait(marker):
    await asyncio.sleep(1000)
async def begin():
    marker = Marker()
    markers.append(weakref.ref(marker))
    task = asyncio.create_task(wait(marker))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(1000, task.cancel)

def run(closes):
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)
    loop.run_until_complete(begin())
    if closes:
        loop.close()

for closes in (True, False):
    markers.clear()
    for _ in range(20):
        run(closes)
    gc.collect()
    print(sum([marker() is None for marker in markers]) > 15)
