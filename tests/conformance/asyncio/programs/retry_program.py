"""A small whole program: retries with a timeout around an operation that fails at first."""
import asyncio

class Flaky:
    def __init__(self, failures):
        self.failures = failures

    async def call(self):
        self.failures -= 1
        if self.failures == 1:
            await asyncio.sleep(10)
        if self.failures >= 0:
            raise ConnectionError(f"failures left: {self.failures}")
        return "connected"

async def retry(operation, attempts):
    for attempt in range(attempts):
        try:
            return await asyncio.wait_for(operation(), 0.005)
        except (ConnectionError, TimeoutError) as error:
            print("attempt", attempt, type(error).__name__, error)
    raise RuntimeError("gave up")

async def main():
    print(await retry(Flaky(3).call, 5))
    try:
        await retry(Flaky(100).call, 2)
    except RuntimeError as error:
        print(error)

asyncio.run(main())
