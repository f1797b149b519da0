"""Addresses, options and other arguments of sockets are checked, with CPython's messages."""
import socket

tcp, unix, six = (socket.socket(family) for family in (socket.AF_INET, socket.AF_UNIX, socket.AF_INET6))
netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
print(netlink.getsockname())


def show(function, *arguments):
    try:
        print(function.__name__, "->", function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__module__, type(error).__name__, error.args)


for address in (1, "x", ("",), ("", 1, 2), (1, 2), ("", 70000), ("", -1), ("", 2**40), ("", "x"), ("a\0b", 1), None, ("\udc80.x", 1)):
    show(tcp.bind, address)
    show(tcp.connect_ex, address)
for address in (1, None, "x" * 200, b"\0" + b"x" * 200):
    show(unix.bind, address)
for address in (1, ("",), ("", 1, 2, 3, 4), ("::1", 1, 2**20), ("::1", 70000)):
    show(six.bind, address)
for address in (1, (1,)):
    show(netlink.bind, address)
show(tcp.recv, -1)
show(tcp.recvfrom, -1)
show(tcp.recv_into, bytearray(2), -1)
show(tcp.recv_into, bytearray(2), 3)
show(tcp.recvfrom_into, bytearray(2), 3)
show(tcp.recv_into, b"")
show(tcp.sendto, b"")
show(tcp.sendto, b"", 1)
show(tcp.sendto, b"", 0, ("", -1))
show(tcp.send, "text")
show(tcp.sendall, "text")
show(tcp.recv, 1)
show(tcp.getpeername)
show(tcp.shutdown, 0)
for timeout in (-1, "x", float("nan"), 1e30, 3e6):
    show(tcp.settimeout, timeout)
show(tcp.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR)
show(tcp.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
show(tcp.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 4)
show(tcp.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, b"\0\0\0\0")
show(tcp.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR)
show(tcp.setsockopt, 1, 2, "x")
show(tcp.setsockopt, 1, 2, b"x")
show(tcp.setsockopt, 1, 2, 3, 4)
show(tcp.setsockopt, 1, 2, None, 4)
show(tcp.getsockopt, 1, 2, 2000)
show(socket.socket, 99, 99, 99)
for fileno in (-1, 42.5, "x", 987):
    show(lambda: socket.socket(fileno=fileno))
show(socket.close, 987)
show(socket.dup, 987)
for each in (tcp, unix, six, netlink):
    each.close()
print(socket.gaierror.__mro__[1] is OSError, socket.herror.__module__, socket.timeout is TimeoutError, socket.error is OSError)
socket.setdefaulttimeout(2.5)
with socket.socket() as patient:
    print(patient.timeout, socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
show(socket.setdefaulttimeout, -1)
