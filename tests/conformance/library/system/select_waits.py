"""select, poll and epoll tell which descriptors are ready, and wait until some are."""

import os
import select
import threading


def says(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Holder:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


reader, writer = os.pipe()
held = Holder(reader)
print(select.select([reader], [writer], [], 0) == ([], [writer], []), select.select([held], [], [], 0.01))
threading.Timer(0.03, os.write, (writer, b"x")).start()
print(select.select([held], [], []) == ([held], [], []))
print(says(select.select, [], [], [], -1), says(select.select, 1, [], []), says(select.select, ["a"], [], []), says(select.select, [5000], [], []))

polling = select.poll()
polling.register(reader)
polling.register(writer, select.POLLOUT)
print([(fd == reader, event) for fd, event in polling.poll()])
polling.modify(reader, 0)
polling.unregister(writer)
print(polling.poll(10), says(polling.unregister, 1000), says(polling.modify, 1000, 1), says(polling.register, "a"), says(polling.register, 1, -1))

with select.epoll() as events:
    events.register(reader, select.EPOLLIN)
    print(events.poll() == [(reader, select.EPOLLIN)], events.fileno() >= 0, events.closed)
    os.read(reader, 1)
    print(events.poll(0.01))
    threading.Timer(0.03, os.write, (writer, b"y")).start()
    print(events.poll(5) == [(reader, select.EPOLLIN)])
    events.modify(reader, 0)
    print(events.poll(0), says(events.register, reader))
    events.unregister(reader)
    print(says(events.unregister, reader))
print(events.closed, says(events.poll), says(events.fileno))
os.close(reader)
print(says(select.select, [reader], [], [], 0))
