"""time's clocks go forward, and sleep waits at least as long as asked."""
import time
a = time.time()
p = time.perf_counter()
m = time.monotonic()
n = time.monotonic_ns()
time.sleep(0.02)
print(time.perf_counter() - p >= 0.02, time.monotonic() - m >= 0.02, time.monotonic_ns() - n >= 20_000_000, time.perf_counter() - p < 5)
print(type(a).__name__, a > 1.6e9, type(time.time_ns()).__name__, abs(time.time_ns() / 1e9 - time.time()) < 1, type(time.perf_counter_ns()).__name__, time.process_time() >= 0)
time.sleep(0)
time.sleep(0.0)
time.sleep(False)
for bad in (-1, 'x', None, float('nan')):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
samples = [time.monotonic() for _ in range(100)]
print(samples == sorted(samples))
samples = [time.perf_counter_ns() for _ in range(100)]
print(samples == sorted(samples))
start = time.process_time()
sum(range(100000))
print(time.process_time() >= start)
