"""run_forever runs until stop(); what is scheduled in the same tick still runs."""
import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "one")
loop.call_soon(loop.stop)
loop.call_soon(print, "two, after stop")
loop.run_forever()
print("stopped", loop.is_running(), loop.is_closed())
loop.stop()
loop.call_soon(print, "once more")
loop.run_forever()
loop.close()
print(loop.is_closed())
