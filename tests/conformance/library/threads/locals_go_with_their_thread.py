"""What a thread keeps in a local goes when it ends; subclasses are initialised in every thread."""
import _thread
import gc
import threading
import weakref

made = []


class Kept:
    pass


class Counted(threading.local):
    shared = "of the class"
    __slots__ = ("slot",)

    def __init__(self, first, *, second=2):
        made.append(first + second)
        self.own = [first]

    @property
    def doubled(self):
        return self.own * 2


plain, counted = threading.local(), Counted(1, second=3)
plain.name = "main"
counted.slot = "for all"
counted.own.append("main")
references = []


def work():
    print(hasattr(plain, "name"), plain.__dict__, counted.own, counted.doubled, counted.shared, counted.slot)
    plain.kept = Kept()
    references.append(weakref.ref(plain.kept))
    del counted.own
    print(hasattr(counted, "own"))


for _ in range(2):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
gc.collect()
print([reference() for reference in references], made, plain.name, counted.own, vars(plain))
print(threading.local is _thread._local, issubclass(Counted, threading.local))
for statement in ("plain.__dict__ = {}", "counted.doubled = 1", "threading.local(1)"):
    try:
        exec(statement)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class Fails(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("not here")
        self.value = 1


fails = Fails()


def try_twice():
    for _ in range(2):
        try:
            fails.value
        except ValueError as error:
            print(error)


thread = threading.Thread(target=try_twice)
thread.start()
thread.join()
print(fails.value)
