"""Pairs of sockets carry bytes both ways, in parts and as files, until one side is closed."""
import socket

a, b = socket.socketpair()
print(a.family == socket.AF_UNIX, a.type == socket.SOCK_STREAM, a.proto)
print(a.send(b"hello"), b.recv(3), b.recv(100))
print(a.sendall(bytearray(b"one")), a.sendall(memoryview(b"two")[1:]), b.recv(10))
buffer = bytearray(8)
a.sendall(b"abcdef")
print(b.recv_into(buffer, 2), b.recv_into(memoryview(buffer)[4:]), buffer)
a.sendall(b"peeked")
print(b.recv(4, socket.MSG_PEEK), b.recv(10))
print(a.sendall(b""), a.send(b""))
a.sendall(b"x" * 100000 + b"end")
got = b.recv(100003, socket.MSG_WAITALL)
print(len(got), got[-3:])
a.sendall(b"y" * 50000)
part = b.recv(1 << 20)
while len(part) < 50000:
    part += b.recv(1 << 20)
print(len(part), set(part))

with a.makefile("rwb") as writer, b.makefile("r", encoding="utf-8") as reader:
    writer.write("first\nsécond\n".encode())
    writer.flush()
    print(reader.readline(), reader.readline(), sep="", end="")

a.shutdown(socket.SHUT_WR)
print(b.recv(10), b.recv_into(buffer))
b.sendall(b"still")
print(a.recv(10))
b.close()
print(a.recv(10))
try:
    a.send(b"x")
except BrokenPipeError as error:
    print(error)
fd = a.detach()
print(fd >= 0, a.fileno(), repr(a).startswith("<socket.socket [closed] fd=-1, family="))
again = socket.socket(fileno=fd)
print(again.family.name, again.type.name, again.proto)
copy = again.dup()
again.close()
print(copy.fileno() != -1, again.fileno())
copy.close()
for call in (lambda: copy.recv(1), lambda: copy.send(b""), lambda: copy.getsockname(), lambda: copy.settimeout(1)):
    try:
        call()
    except OSError as error:
        print(type(error).__name__, error)
