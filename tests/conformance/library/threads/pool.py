"""ThreadPoolExecutor runs calls in named threads: submit, map, exceptions, cancellation, shutdown."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
    print(sorted({name.rpartition("_")[0] for name in pool.map(lambda _: threading.current_thread().name, range(8))}))
    print(list(pool.map(pow, [2, 3, 4], [3, 2, 1])))
    failing = pool.submit(lambda: 1 / 0)
    print(type(failing.exception()).__name__)
    futures = [pool.submit(lambda n: n * n, n) for n in range(5)]
    print(sorted(future.result() for future in as_completed(futures)))
    done, pending = wait(futures)
    print(len(done), len(pending))
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)

pool = ThreadPoolExecutor(1)
first = pool.submit(time.sleep, 0.02)
second = pool.submit(print, "never")
print(second.cancel(), second.cancelled())
pool.shutdown()
print(first.done())

left_open = ThreadPoolExecutor(2)
left_open.submit(print, "at the end")
