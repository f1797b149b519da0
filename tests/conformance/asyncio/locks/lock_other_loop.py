"""A lock that one loop waited on cannot be waited on in another."""
import asyncio

lock = asyncio.Lock()

async def contend():
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    await task
    lock.release()
    return "fine"

async def main():
    try:
        return await contend()
    except RuntimeError as error:
        return "bound to a different event loop" in str(error)

print(asyncio.run(contend()))
async def second():
    await lock.acquire()
    try:
        await lock.acquire()
    except RuntimeError as error:
        print("is bound to a different event loop" in str(error))
    lock.release()
asyncio.run(second())
