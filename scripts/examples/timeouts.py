"""What happens to work that takes too long: wait_for, timeout, shield and clean-up."""
import asyncio


async def answer(question, seconds):
    try:
        await asyncio.sleep(seconds)
        return f"the answer to {question}"
    except asyncio.CancelledError:
        print(f"  ({question}: told to stop, tidying up)")
        raise


async def with_limit(question, seconds, limit):
    try:
        print(await asyncio.wait_for(answer(question, seconds), limit))
    except asyncio.TimeoutError:
        print(f"{question}: no answer within {limit} s")


async def whole_block():
    done = []
    try:
        async with asyncio.timeout(0.25):
            for question in ("tea?", "rain?", "luck?"):
                done.append(await answer(question, 0.1))
    except TimeoutError:
        print(f"the block ended with {len(done)} of 3 answers")


async def shielded():
    saving = asyncio.create_task(answer("saving", 0.2))
    try:
        await asyncio.wait_for(asyncio.shield(saving), 0.1)
    except asyncio.TimeoutError:
        print("nobody waits any longer, but the work goes on")
    print(await saving)


async def main():
    await with_limit("6 times 7", 0.05, 0.2)
    await with_limit("everything", 5, 0.1)
    await whole_block()
    await shielded()
    slow = asyncio.create_task(answer("life", 10), name="slow one")
    await asyncio.sleep(0)
    slow.cancel()
    await asyncio.wait([slow])
    print(f"{slow.get_name()}: cancelled is {slow.cancelled()}")


asyncio.run(main())
