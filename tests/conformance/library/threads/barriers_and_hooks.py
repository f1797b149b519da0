"""Barriers that are reset or broken, threads that were not started here, hooks for exceptions, and signals for the main thread."""
import _thread
import signal
import sys
import threading

barrier = threading.Barrier(3)
results = []


def wait():
    try:
        results.append(barrier.wait())
    except threading.BrokenBarrierError:
        results.append("broken")


def run(count, then):
    threads = [threading.Thread(target=wait) for _ in range(count)]
    for thread in threads:
        thread.start()
    while barrier.n_waiting < count:
        pass
    then()
    for thread in threads:
        thread.join()
    print(sorted(results, key=str), barrier.n_waiting, barrier.broken)
    results.clear()


run(2, wait)
run(2, barrier.reset)
run(2, wait)
run(1, barrier.abort)
wait()
print(results, barrier.broken, barrier.parties)
barrier.reset()
results.clear()
run(2, wait)

lock = threading._PyRLock()
with lock, lock:
    print(repr(lock).split(" at ")[0])
for release in (lock.release, threading.RLock().release):
    try:
        release()
    except RuntimeError as error:
        print(error)
for each in (threading.Semaphore(3), threading.BoundedSemaphore(), threading.Event(), threading.Barrier(2)):
    print(repr(each).split(" at ")[0], repr(each).partition(": ")[2])


seen, done = [], threading.Event()


def foreign():
    me = threading.current_thread()
    seen.append((type(me).__name__, me.daemon, me is threading.current_thread(), me.is_alive()))
    done.set()


_thread.start_new_thread(foreign, ())
done.wait()
print(seen)


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name, len(args))


threading.excepthook = hook
thread = threading.Thread(target=lambda: 1 / 0, name="divides")
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=sys.exit)
thread.start()
thread.join()
print(thread.is_alive(), thread in threading._dangling, threading.stack_size())

for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: print("handled", number))
    _thread.interrupt_main(number)
signal.signal(signal.SIGINT, signal.SIG_IGN)
print(_thread.interrupt_main())
try:
    _thread.interrupt_main(1000)
except ValueError as error:
    print(error)


class Incomplete(threading.Thread):
    def __init__(self):
        pass


for use in (Incomplete().start, lambda: Incomplete().name, threading.current_thread().join, threading.Thread().join):
    try:
        use()
    except RuntimeError as error:
        print(error)
    except AssertionError as error:
        print("refused")
