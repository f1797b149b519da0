"""Twelve downloads, three at a time; a watcher prints the progress until all are done."""
import asyncio


async def download(number, limit, progress):
    async with limit:
        progress["running"] += 1
        progress["most"] = max(progress["most"], progress["running"])
        await asyncio.sleep(0.05 + number % 3 * 0.02)
        progress["running"] -= 1
        progress["done"] += 1
    return number * number


async def watch(progress, total):
    shown = -1
    while shown < total:
        if progress["done"] != shown:
            shown = progress["done"]
            print(f"[{'#' * shown}{'.' * (total - shown)}] {shown}/{total}")
        await asyncio.sleep(0.005)


async def main(total=12):
    progress = {"running": 0, "done": 0, "most": 0}
    limit = asyncio.Semaphore(3)
    watcher = asyncio.create_task(watch(progress, total))
    results = await asyncio.gather(*(download(number, limit, progress) for number in range(total)))
    await watcher
    print(f"sum of the results: {sum(results)}; never more than {progress['most']} at a time")


asyncio.run(main())
