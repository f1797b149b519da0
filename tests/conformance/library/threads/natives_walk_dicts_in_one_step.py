"""What walks a dict or set to its end natively does so in one step, whatever other threads do to it meanwhile."""
import threading
shared, numbers, stop = {i: i for i in range(300)}, set(range(300)), False
def change():
    i = 0
    while not stop:
        i += 1
        shared[1000 + i % 100] = 1
        shared.pop(1000 + (i + 50) % 100, None)
        numbers.add(1000 + i % 100)
        numbers.discard(1000 + (i + 50) % 100)
def extend():
    items = [1]
    items.extend(shared)
    items += shared.keys()
def update():
    found = {1}
    found.update(shared, numbers)
    found |= numbers
walks = [lambda: list(shared), lambda: tuple(shared), lambda: list(shared.items()), lambda: sorted(shared.values()), lambda: set(shared),
         lambda: sum(shared.values()), lambda: max(shared), lambda: [*shared], lambda: {**shared}, lambda: dict(shared.items()), lambda: repr(shared),
         lambda: list(numbers), lambda: frozenset(numbers), lambda: shared.copy(), lambda: shared == dict(shared), lambda: {}.update(shared), extend, update]
thread = threading.Thread(target=change)
thread.start()
try:
    for walk in walks:
        for _ in range(60): walk()
finally:
    stop = True
    thread.join()
print('done')
