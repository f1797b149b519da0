"""to_thread passes positional and keyword arguments and exceptions."""
import asyncio

def work(a, b=2, *, c=3):
    if a is None:
        raise LookupError("none")
    return a, b, c

async def main():
    print(await asyncio.to_thread(work, 1))
    print(await asyncio.to_thread(work, 1, 5, c=6))
    try:
        await asyncio.to_thread(work, None)
    except LookupError as error:
        print(error)

asyncio.run(main())
