# Loops and threads need no descriptors: many run where hardly any may be open, closed or not.
ulimit -n 12
"$COIL" -c '
import asyncio, threading
async def main():
    asyncio.create_task(asyncio.sleep(1000))
    await asyncio.sleep(0)
for _ in range(30):
    asyncio.run(main())
loops = [asyncio.new_event_loop() for _ in range(20)]
for loop in loops:
    loop.run_until_complete(main())
threads = [threading.Thread(target=asyncio.run, args=(main(),)) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
with open("/dev/null") as file:
    print("opened", file.name)
' || echo "status $?"
