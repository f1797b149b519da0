"""Coroutines in data structures: functions that make them are called when they are needed."""
import asyncio

async def upper(text):
    return text.upper()

async def main():
    actions = {"upper": upper, "sleep": lambda text: asyncio.sleep(0, text * 2)}
    for name, action in actions.items():
        print(name, await action("ab"))
    pending = [action("x") for action in actions.values()]
    print([await coroutine for coroutine in pending])

asyncio.run(main())
