"""sendmsg and recvmsg carry several buffers, descriptors and credentials; what is malformed is refused."""
import array
import os
import socket
import struct

a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
print(a.sendmsg([b"one", bytearray(b"two"), memoryview(b"three")]))
print(b.recvmsg(100))
first, second = bytearray(4), bytearray(4)
a.sendmsg([b"abcdefg"])
print(b.recvmsg_into([first, second]), first, second)

reader, writer = os.pipe()
socket.send_fds(a, [b"here"], [reader, writer])
data, descriptors, flags, address = socket.recv_fds(b, 100, 2)
os.write(descriptors[1], b"through")
print(data, len(descriptors), flags, address, os.read(reader, 100))
for fd in descriptors + [reader, writer]:
    os.close(fd)

b.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
a.sendmsg([b"who"])
data, beside, flags, address = b.recvmsg(10, socket.CMSG_SPACE(struct.calcsize("iii")))
level, kind, credentials = beside[0]
print(data, level == socket.SOL_SOCKET, kind == socket.SCM_CREDENTIALS, struct.unpack("iii", credentials)[0] == os.getpid())
a.close()
print(b.recvmsg(10)[0])
b.close()

one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
one.send(b"too long for this")
data, beside, flags, address = two.recvmsg(4)
print(data, bool(flags & socket.MSG_TRUNC))
for call in (lambda: one.recvmsg(-1), lambda: one.recvmsg(1, -1), lambda: one.recvmsg_into([b"x"]), lambda: one.recvmsg_into(5),
             lambda: one.sendmsg(5), lambda: one.sendmsg(["text"]), lambda: one.sendmsg([b""], 5), lambda: one.sendmsg([b""], [5]),
             lambda: one.sendmsg([b""], [(1, 2)]), lambda: one.sendmsg([b""], [(1, 2, 3)]),
             lambda: one.sendmsg([b""], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [-1]))])):
    try:
        print(call())
    except (ValueError, TypeError, OSError) as error:
        print(type(error).__name__, error)
one.close()
two.close()
print([socket.CMSG_LEN(n) for n in (0, 1, 8)], [socket.CMSG_SPACE(n) for n in (0, 1, 8)])
