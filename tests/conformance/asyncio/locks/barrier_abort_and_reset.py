"""abort breaks a barrier for those that wait; reset makes it whole again."""
import asyncio

async def party(barrier):
    try:
        return await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        return f"broken: {error}"

async def main():
    barrier = asyncio.Barrier(2)
    task = asyncio.create_task(party(barrier))
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    await barrier.abort()
    print(await task, barrier.broken)
    print(await party(barrier))
    await barrier.reset()
    print(barrier.broken, sorted(await asyncio.gather(party(barrier), party(barrier))))
    try:
        asyncio.Barrier(0)
    except ValueError:
        print("at least one party")

asyncio.run(main())
