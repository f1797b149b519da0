"""A loop's exception handler is called with the context of a callback that failed; the loop goes on."""
import asyncio

def broken():
    raise ZeroDivisionError("in callback")

async def main():
    loop = asyncio.get_running_loop()
    seen = []

    def handler(of, context):
        print(of is loop, repr(context["exception"]), context["message"].startswith("Exception in callback broken"))
        print(sorted(context))

    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(broken)
    await asyncio.sleep(0)
    print("goes on")

asyncio.run(main())
