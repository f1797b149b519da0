"""A generator that is dropped in the middle of a try or with ends it; at the end of the program too."""
import gc


class Manager:
    def __init__(self, record):
        self.record = record

    def __enter__(self):
        self.record.append("enter")

    def __exit__(self, kind, error, traceback):
        self.record.append(("exit", kind and kind.__name__))


def guarded(record):
    with Manager(record):
        try:
            yield
        finally:
            record.append("finally")


def catching(record):
    try:
        yield
    except GeneratorExit:
        record.append("GeneratorExit")
        raise


def delegating(record):
    try:
        yield from guarded(record)
    finally:
        record.append("outer finally")


def begin(make, records):
    for record in records:
        next(make(record))


def run(make, records):
    for record in records:
        list(make(record))
        make([])


def deep(function, *arguments, depth=0):
    """Calls it far from here, so that little is left of it on the stack that is looked at."""
    if depth < 10:
        return deep(function, *arguments, depth=depth + 1)
    return function(*arguments)


for make in (guarded, catching, delegating):
    records = [[] for _ in range(20)]
    deep(begin, make, records)
    deep(gc.collect)
    ended = [record for record in records if record and record[-1] != "enter"]
    print(make.__name__, len(ended) > 10, *sorted(set(map(str, ended))))
records = [[] for _ in range(3)]
run(guarded, records)
deep(gc.collect)
print(records)


class Printing:
    def append(self, what):
        print("at the end:", what)


kept = guarded(Printing())
next(kept)
