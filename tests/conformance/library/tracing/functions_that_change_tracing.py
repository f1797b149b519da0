"""Trace functions that set others, end tracing, close what is traced, and raise; tasks and threads meanwhile."""
import asyncio
import gc
import sys
import threading


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def gen():
    try:
        for i in range(3):
            yield i
    finally:
        work(1)


count = 0


def switching(frame, event, argument):
    global count
    count += 1
    if count % 3 == 0:
        sys.settrace(None)
        sys.settrace(switching)
    if count % 5 == 0:
        sys.settrace(None)
    if count % 7 == 0:
        gc.collect()
    return switching


for i in range(20):
    sys.settrace(switching)
    work(3)
    list(gen())
sys.settrace(None)
print("switched", count > 20)

g = None


def closing(frame, event, argument):
    if frame.f_code is gen.__code__ and event == "line":
        try:
            g.close()
        except ValueError as error:
            print(error)
        sys.settrace(None)
    return closing


g = gen()
sys.settrace(closing)
next(g)
sys.settrace(None)
g.close()


async def child(n):
    await asyncio.sleep(0)
    for i in range(n):
        await asyncio.sleep(0)
    return n


async def main():
    tasks = [asyncio.create_task(child(n)) for n in range(4)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    return [type(each).__name__ for each in done]


names = set()


def naming(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        names.add((frame.f_code.co_name, event))
        gc.collect()
        return naming


sys.settrace(naming)
result = asyncio.run(main())
sys.settrace(None)
print(result, sorted(each for each in names if each[0] in ("child", "main") and each[1] != "exception"))


def raising(frame, event, argument):
    if event == "return" and frame.f_code is work.__code__:
        raise LookupError("at the return")
    return raising


for attempt in range(3):
    sys.settrace(raising)
    try:
        work(2)
    except LookupError as error:
        print(error, sys.gettrace())

profiled = []


def profile(frame, event, argument):
    profiled.append(event)
    if len(profiled) == 4:
        raise KeyError("profile")


sys.setprofile(profile)
try:
    work(1)
    work(2)
    work(3)
except KeyError as error:
    print(repr(error), sys.getprofile())

seen = []


def in_thread():
    sys.settrace(lambda frame, event, argument: seen.append(frame.f_code.co_name))
    work(1)
    sys.settrace(None)
    work(1)


threads = [threading.Thread(target=in_thread) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seen.count("work"), sys.gettrace())


def deep(n):
    return n and deep(n - 1)


sys.settrace(lambda *arguments: None)
try:
    deep(10 ** 6)
except RecursionError as error:
    print(type(error).__name__)
sys.settrace(None)
