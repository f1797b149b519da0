"""A running loop cannot be closed."""
import asyncio

async def main():
    try:
        asyncio.get_running_loop().close()
    except RuntimeError as error:
        print(error)

asyncio.run(main())
