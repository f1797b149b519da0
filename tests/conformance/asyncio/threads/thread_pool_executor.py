"""run_in_executor takes a ThreadPoolExecutor of the program's own."""
import asyncio
from concurrent.futures import ThreadPoolExecutor

def work(number):
    return number * 10

async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, work, number) for number in range(5)]))
        print(list(pool.map(work, [7, 8])), pool.submit(work, 9).result())

asyncio.run(main())
