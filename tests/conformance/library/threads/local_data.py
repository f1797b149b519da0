"""threading.local gives each thread its own attributes."""
import threading

class Own(threading.local):
    kind = "own"
    def __init__(self, start):
        self.count = start

data = Own(5)
data.count += 1
plain = threading.local()
plain.x = "main"
def work():
    data.count += 10
    print("worker", data.count, data.kind, hasattr(plain, "x"))
thread = threading.Thread(target=work)
thread.start()
thread.join()
print("main", data.count, plain.x, sorted(plain.__dict__))
