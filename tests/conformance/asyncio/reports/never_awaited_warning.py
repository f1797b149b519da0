"""A coroutine that is dropped without being awaited gives a RuntimeWarning that names it."""
import asyncio
import gc
import warnings

async def forgotten():
    pass

async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        forgotten()
        gc.collect()
        await asyncio.sleep(0)
        gc.collect()
    print([(w.category.__name__, str(w.message)) for w in caught])

asyncio.run(main())
