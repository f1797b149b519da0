"""An ExceptionGroup crosses a task and can be taken apart with except*."""
import asyncio

async def child():
    raise ExceptionGroup("several", [ValueError(1), TypeError(2), ValueError(3)])

async def main():
    try:
        await asyncio.create_task(child())
    except* ValueError as group:
        print("values", [str(error) for error in group.exceptions])
    except* TypeError as group:
        print("types", [str(error) for error in group.exceptions])

asyncio.run(main())
