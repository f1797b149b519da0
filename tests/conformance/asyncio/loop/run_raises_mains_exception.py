"""asyncio.run raises what the main coroutine raised, and returns what it returned."""
import asyncio

async def fail():
    raise LookupError("main failed")

async def value():
    return {"answer": 42}

print(asyncio.run(value()))
try:
    asyncio.run(fail())
except LookupError as error:
    print(repr(error))
