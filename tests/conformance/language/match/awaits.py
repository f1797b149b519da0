"""await works in the subject, the guard and the body of a match."""
import asyncio


async def later(value):
    await asyncio.sleep(0)
    return value


async def check(request):
    match await later(request):
        case [name, *items] if await later(len(items)) > 1:
            return name, await later(items)
        case {"name": name, **rest} if await later(False):
            return "wrong"
        case {"name": name, **rest}:
            await asyncio.sleep(0)
            return name, rest
        case str(text) | [text]:
            return await later(text)
        case other if not await later(other):
            return "nothing"
    return "unmatched"


async def main():
    requests = [["a", 1, 2], ["b"], {"name": "c", "d": 1}, "e", 0, 1]
    print(await asyncio.gather(*[check(request) for request in requests]))


asyncio.run(main())
