"""A kitchen: waiters put orders into a queue of limited size, cooks take them out."""
import asyncio

DISHES = ["soup", "salad", "pasta", "pie", "cake"]


async def waiter(name, orders, queue):
    for number in range(orders):
        dish = DISHES[number % len(DISHES)]
        if queue.full():
            print(f"{name} waits: {queue.qsize()} orders are on the board")
        await queue.put((name, dish))
        await asyncio.sleep(0.02)


async def cook(name, seconds, queue, served):
    while True:
        who, dish = await queue.get()
        await asyncio.sleep(seconds)
        served[name] = served.get(name, 0) + 1
        print(f"{name} cooked {dish} for {who}")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=3)
    served = {}
    cooks = [asyncio.create_task(cook("Anna", 0.05, queue, served)), asyncio.create_task(cook("Ben", 0.12, queue, served))]
    await asyncio.gather(waiter("Carla", 5, queue), waiter("Dan", 4, queue))
    await queue.join()                  # every order that was put has been cooked
    for task in cooks:
        task.cancel()
    await asyncio.gather(*cooks, return_exceptions=True)
    print(f"{sum(served.values())} dishes:", ", ".join(f"{name} {count}" for name, count in sorted(served.items())))


asyncio.run(main())
