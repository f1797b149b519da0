"""Lock, RLock, Condition, Event, Semaphore and Barrier between threads."""
import threading

lock = threading.Lock()
total = 0
def add():
    global total
    for _ in range(2000):
        with lock:
            value = total
            total = value + 1
threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total, lock.locked(), lock.acquire(False), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)

again = threading.RLock()
with again:
    with again:
        print("twice")
try:
    again.release()
except RuntimeError as error:
    print(error)

changed = threading.Condition()
items = []
def consume():
    with changed:
        changed.wait_for(lambda: len(items) == 3)
        print("consumed", items)
consumer = threading.Thread(target=consume)
consumer.start()
for i in range(3):
    with changed:
        items.append(i)
        changed.notify()
consumer.join()

event = threading.Event()
print(event.wait(0.01), event.is_set())
setter = threading.Timer(0.01, event.set)
setter.start()
print(event.wait(10), event.is_set())

gate = threading.Semaphore(1)
print(gate.acquire(), gate.acquire(False), gate.acquire(timeout=0.01))
gate.release()
print(gate.acquire())

barrier = threading.Barrier(3)
numbers = []
def meet():
    numbers.append(barrier.wait())
threads = [threading.Thread(target=meet) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(numbers))
