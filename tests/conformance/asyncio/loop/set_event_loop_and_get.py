"""get_event_loop gives what set_event_loop set, and the running loop inside a coroutine."""
import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)

async def main():
    return asyncio.get_event_loop() is asyncio.get_running_loop() is loop

print(loop.run_until_complete(main()))
loop.close()
asyncio.set_event_loop(None)
