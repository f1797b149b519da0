"""KeyboardInterrupt raised by the main coroutine comes out of asyncio.run."""
import asyncio

async def main():
    try:
        raise KeyboardInterrupt
    finally:
        print("finally")

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
