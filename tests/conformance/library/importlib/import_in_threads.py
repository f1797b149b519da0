"""Threads that import the same module: one loads it, the others wait; circles of waiting threads end."""
import importlib
import os
import sys
import tempfile
import threading

with tempfile.TemporaryDirectory() as folder:
    def write(name, text):
        with open(os.path.join(folder, name + ".py"), "w") as file:
            file.write(text)

    sys.path.insert(0, folder)
    write("slow", "import time\nruns = globals().get('runs', 0) + 1\ntime.sleep(0.2)\nready = True\n")
    write("left", "import threading, sys, time\nsys.barrier.wait()\nimport right\nready = True\n")
    write("right", "import threading, sys, time\nsys.barrier.wait()\nimport left\nready = True\n")
    write("failing", "import time\ntime.sleep(0.1)\nimport sys\nsys.attempts.append(1)\nraise ValueError('at attempt', len(sys.attempts))\n")
    importlib.invalidate_caches()

    def in_threads(*functions):
        threads = [threading.Thread(target=each) for each in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    seen = []

    def use():
        import slow
        seen.append((slow.ready, slow.runs))

    def use_name():
        from slow import ready
        seen.append((ready, 1))

    in_threads(use, use_name, use, use_name)
    print(seen)

    sys.barrier = threading.Barrier(2)
    in_threads(lambda: importlib.import_module("left"), lambda: importlib.import_module("right"))
    print(sys.modules["left"].ready, sys.modules["right"].ready)

    sys.attempts, seen = [], []

    def fail():
        try:
            import failing
        except ValueError as error:
            seen.append(error.args)

    in_threads(fail, fail, fail)
    print(sorted(seen), "failing" in sys.modules)
