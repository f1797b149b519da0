"""Threads run their targets; join waits for them; names, idents and daemon flags are theirs."""
import threading

results = []
def work(number, *, factor=1):
    results.append(number * factor)
    assert threading.current_thread().ident == threading.get_ident()

threads = [threading.Thread(target=work, args=(i,), kwargs={"factor": 10}) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results), [thread.is_alive() for thread in threads])
print(threading.current_thread().name, threading.current_thread() is threading.main_thread())

named = threading.Thread(target=lambda: print(threading.current_thread().name), name="worker")
named.start()
named.join()
print(named.name, named.daemon, named.ident is not None)
try:
    named.start()
except RuntimeError as error:
    print(error)
try:
    threading.Thread().join()
except RuntimeError as error:
    print(error)
