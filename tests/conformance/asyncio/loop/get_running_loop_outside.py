"""Without a running loop get_running_loop and what needs it raise RuntimeError."""
import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
coroutine = asyncio.sleep(0)
for call in (lambda: asyncio.create_task(coroutine), asyncio.current_task, asyncio.all_tasks, lambda: asyncio.timeout(1)):
    try:
        call()
    except RuntimeError as error:
        print(error)
coroutine.close()
