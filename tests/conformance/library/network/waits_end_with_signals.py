"""Whatever a socket waits for, handlers of signals run, and what they raise ends the wait."""
import signal
import socket

a, b = socket.socketpair()
listener = socket.create_server(("127.0.0.1", 0))
handled = []


class Enough(Exception):
    pass


def handler(number, frame):
    handled.append(number)
    raise Enough


signal.signal(signal.SIGALRM, handler)
for name, wait in (("recv", lambda: a.recv(1)), ("accept", listener.accept), ("recvmsg", lambda: a.recvmsg(1)),
                   ("sendall", lambda: a.sendall(bytes(50_000_000))), ("into", lambda: a.recv_into(bytearray(4)))):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        wait()
    except Enough:
        print(name, "was ended")

signal.signal(signal.SIGALRM, lambda *details: handled.append("went on") or b.send(b"now"))
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(a.recv(10), handled[-1], len(handled))
for each in (a, b, listener):
    each.close()
