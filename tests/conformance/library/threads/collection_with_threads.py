"""What parked threads hold survives collections that other threads make."""
import gc
import threading
import time

def keep(number, out):
    held = [[number, i] for i in range(200)]
    for _ in range(5):
        time.sleep(0.001)
        churn = [[i] for i in range(3000)]
        gc.collect()
    out.append(sum(pair[0] for pair in held) == number * 200 and all(pair[1] == i for i, pair in enumerate(held)))

out = []
threads = [threading.Thread(target=keep, args=(i, out)) for i in range(4)]
for thread in threads: thread.start()
for _ in range(10):
    gc.collect()
    time.sleep(0.001)
for thread in threads: thread.join()
print(out)
