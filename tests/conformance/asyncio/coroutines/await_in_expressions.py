"""await stands anywhere in an expression and its operands are evaluated from left to right."""
import asyncio

async def value(x):
    print("value", x)
    await asyncio.sleep(0)
    return x

async def main():
    print(await value(1) + await value(2) * await value(3))
    print([await value(4), (await value(5),)], {await value("k"): await value("v")})
    print(f"{await value(6)}" if await value(True) else "no")
    print(max(await value(7), await value(8)))

asyncio.run(main())
