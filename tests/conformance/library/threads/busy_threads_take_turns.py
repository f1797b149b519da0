"""A thread that never blocks does not keep the others from running."""
import threading
import time

stop = False
def spin():
    while not stop:
        pass
threads = [threading.Thread(target=spin) for _ in range(2)]
for thread in threads: thread.start()
began = time.monotonic()
for _ in range(10):
    time.sleep(0.001)
stop = True
for thread in threads: thread.join()
print(time.monotonic() - began < 5)
