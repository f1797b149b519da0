"""Parts of the core of asyncio that are written in Python."""


async def wrap_awaitable(awaitable):
    return await awaitable
