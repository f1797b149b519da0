"""await, async for and async with work at a script's top level; in CPython they are SyntaxErrors outside functions.

Reason: a script is often one coroutine, and the fragments of lessons are pasted as they stand.
Way round: put the script's body in `async def main()` and call asyncio.run(main()), which works in both.
"""
import asyncio

async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number

async def value(x):
    return x

print(await asyncio.gather(value(1), value(2)))
async for number in numbers(2):
    print(number)
async with asyncio.Lock() as nothing:
    print(nothing, [number async for number in numbers(3)])
