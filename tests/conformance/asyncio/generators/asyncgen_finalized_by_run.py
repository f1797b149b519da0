"""asyncio.run closes async generators that were left suspended."""
import asyncio

async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("finalized")

kept = []

async def main():
    generator = numbers()
    kept.append(generator)
    print(await anext(generator))

asyncio.run(main())
print("end")
