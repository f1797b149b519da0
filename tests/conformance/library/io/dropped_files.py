"""A file that is dropped is written out and closed, whatever of its layers is still referred to."""
import gc
import io
import weakref

NAME = "/tmp/coil_dropped_files.txt"


class Traced(io.RawIOBase):
    def __init__(self, log):
        self.log = log

    def writable(self):
        return True

    def write(self, data):
        self.log.append(bytes(data))
        return len(data)

    def close(self):
        if not self.closed:
            self.log.append("closed")
        super().close()


def drop_all():
    file = open(NAME, "w")
    file.write("text\n")
    return weakref.ref(file)


def keep_raw(raw):
    file = io.BufferedWriter(raw)
    file.write(b"bytes")
    return weakref.ref(file)


gone = drop_all()
gc.collect()
gc.collect()
print(gone(), open(NAME).read())
raw = io.FileIO(NAME, "w")
gone = keep_raw(raw)
gc.collect()
gc.collect()
print(gone(), raw.closed, open(NAME).read())


def traced():
    log = []
    file = io.TextIOWrapper(io.BufferedWriter(Traced(log)), "utf-8")
    file.write("ä")
    return log


log = traced()
gc.collect()
gc.collect()
gc.collect()
print(log)
