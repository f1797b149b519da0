"""Timeouts that are NaN, infinite, negative or beyond the clock are refused, or have passed at once."""
import threading
import time

values = [float("nan"), float("inf"), float("-inf"), 2**63, 2**1000, -2**1000, -1, -0.5, -1e-30, 1e10, 0, 0.0, True, None, "a"]

def show(call, *arguments):
    try:
        outcome = call(*arguments)
    except (TypeError, ValueError) as error:
        outcome = f"{type(error).__name__}: {error}"
    except OverflowError:
        outcome = "OverflowError"
    print(call.__name__, str(arguments[-1])[:12], outcome)

lock, recursive, event, condition = threading.Lock(), threading.RLock(), threading.Event(), threading.Condition()
lock.acquire()
held, done = threading.Event(), threading.Event()
def hold():
    with recursive:
        held.set()
        done.wait()
holder = threading.Thread(target=hold)
holder.start()
held.wait()
for value in values:
    if value is not True:
        show(time.sleep, value)
    if value not in (-1, -0.5, -1e-30, -2**1000, float("-inf"), True):
        show(lock.acquire, True, value)
        show(recursive.acquire, True, value)
    show(lock.acquire, False, value) if value in (-1, 0) else None
    if value is not None and value is not True and value != "a":
        show(event.wait, value)
        with condition:
            show(condition.wait, value)
        if value <= 0:
            show(holder.join, value)
done.set()
holder.join()
print(threading.TIMEOUT_MAX)
