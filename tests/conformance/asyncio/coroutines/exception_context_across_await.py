"""An exception raised while another is handled keeps it as context, across awaits and other tasks' handling."""
import asyncio

async def fail(text):
    await asyncio.sleep(0)
    raise ValueError(text)

async def work(name):
    try:
        await fail(name + " first")
    except ValueError:
        await asyncio.sleep(0)
        await fail(name + " second")

async def main():
    for result in await asyncio.gather(work("a"), work("b"), return_exceptions=True):
        print(result, "<-", result.__context__, "<-", result.__context__.__context__)

asyncio.run(main())
