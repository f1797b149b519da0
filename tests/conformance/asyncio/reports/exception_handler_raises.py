"""An exception handler that raises is itself reported, on stderr, and the loop goes on; but not when it ends the program."""
import asyncio
import sys


class Lines:
    text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


errors = sys.stderr = Lines()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: 1 / 0)
    loop.call_soon(lambda: [].pop())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("still running")

    def leave(loop, context):
        raise SystemExit("left")

    loop.set_exception_handler(leave)
    loop.call_soon(lambda: [].pop())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("never printed")


class Current:
    def __await__(self):
        yield asyncio.current_task()


async def awaits_itself():
    try:
        await Current()
    except RuntimeError as error:
        print(str(error).partition(":")[0])


asyncio.run(awaits_itself())
try:
    asyncio.run(main())
except SystemExit as error:
    print(error)
print([line for line in errors.text.splitlines() if line.startswith(("Unhandled", "ZeroDivision"))])
