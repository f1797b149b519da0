"""A closed loop refuses to run and to schedule."""
import asyncio

async def nothing():
    pass

loop = asyncio.new_event_loop()
loop.close()
loop.close()
print(loop.is_closed(), loop.is_running())
coroutine = nothing()
for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.run_forever(),
             lambda: loop.run_until_complete(coroutine), lambda: loop.create_task(coroutine),
             lambda: loop.call_soon_threadsafe(print)):
    try:
        call()
    except RuntimeError as error:
        print(error)
coroutine.close()
