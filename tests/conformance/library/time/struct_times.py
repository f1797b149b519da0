"""struct_time, mktime, asctime, ctime, strptime and the clocks of the system."""
import os
import pickle
import time

os.environ["TZ"] = "Europe/Berlin"
time.tzset()
print(time.timezone, time.altzone, time.daylight, time.tzname)
for seconds in (0, 1e9, 1_751_328_000, -1.5):
    utc, local = time.gmtime(seconds), time.localtime(seconds)
    print(utc)
    print(tuple(local), local.tm_zone, local.tm_gmtoff, utc.tm_zone, utc.tm_gmtoff)
    print(time.mktime(local), time.asctime(utc), time.ctime(seconds))
    print(time.strftime("%Y-%m-%d %H:%M:%S %Z %z %j", local))
moment = time.strptime("2024-02-29 23:59:58", "%Y-%m-%d %H:%M:%S")
print(moment, pickle.loads(pickle.dumps(moment)) == moment, moment.n_fields, moment.n_sequence_fields)
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff)
for wrong in (lambda: time.mktime((1, 2)), lambda: time.asctime(5), lambda: time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0)),
              lambda: time.struct_time((1, 2)), lambda: time.strptime("x", "%Y"), lambda: time.gmtime(float("nan")),
              lambda: time.gmtime(1e30), lambda: time.mktime((2**31 - 1,) * 9), lambda: time.clock_gettime(999),
              lambda: time.get_clock_info("no"), lambda: time.sleep(-1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, info.implementation, info.resolution)
print(time.clock_gettime(time.CLOCK_MONOTONIC) <= time.monotonic(), time.clock_getres(time.CLOCK_REALTIME), time.thread_time_ns() > 0)
