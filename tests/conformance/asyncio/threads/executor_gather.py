"""Many calls in threads at once all give their results."""
import asyncio

def square(number):
    return number * number

async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*[loop.run_in_executor(None, square, number) for number in range(20)]))

asyncio.run(main())
