"""AsyncExitStack leaves what it entered in reverse order, synchronous and not."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

@contextmanager
def plain(name):
    print("enter", name)
    yield name
    print("exit", name)

@asynccontextmanager
async def slow(name):
    print("enter", name)
    yield name
    await asyncio.sleep(0)
    print("exit", name)

async def goodbye(text):
    print("callback", text)

async def main():
    async with AsyncExitStack() as stack:
        print(stack.enter_context(plain("a")), await stack.enter_async_context(slow("b")))
        stack.callback(print, "sync callback")
        stack.push_async_callback(goodbye, "async")
        print("body")
    print("end")

asyncio.run(main())
