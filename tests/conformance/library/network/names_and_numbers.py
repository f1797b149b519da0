"""Hosts and services by name and number, and addresses as bytes and text."""
import socket

print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("127.0.0.1", "80", 0, socket.SOCK_DGRAM))
print(socket.getaddrinfo(b"::1", b"443", proto=socket.IPPROTO_TCP))
print(socket.getaddrinfo(None, 0, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV), socket.getnameinfo(("::1", 80, 0, 0), 3))
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname(""), socket.gethostbyname("<broadcast>"))
print(socket.gethostbyname_ex("127.0.0.1"), isinstance(socket.gethostname(), str))
print(socket.getservbyname("http"), socket.getservbyname("domain", "udp"), socket.getservbyport(443, "tcp"), socket.getprotobyname("tcp"))
print(socket.inet_aton("1.2.3.4"), socket.inet_aton("127.1"), socket.inet_ntoa(b"\x7f\0\0\x01"))
print(socket.inet_pton(socket.AF_INET6, "fe80::1"), socket.inet_ntop(socket.AF_INET6, b"\xfe\x80" + bytes(13) + b"\1"))
print(socket.htons(1), socket.ntohs(256), socket.htonl(1), socket.ntohl(2**31))
print(dict(map(reversed, socket.if_nameindex()))["lo"] == socket.if_nametoindex("lo"), socket.if_indextoname(socket.if_nametoindex("lo")))


def show(function, *arguments):
    try:
        print(function.__name__, "->", function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__module__, type(error).__name__, error.args)


show(socket.getaddrinfo, 1, 2)
show(socket.getaddrinfo, "127.0.0.1", 1.5)
show(socket.getaddrinfo, None, None)
show(socket.getaddrinfo, "127.0.0.1", 80, 99)
show(socket.getaddrinfo, "127.0.0.1", "80", 0, 0, 0, socket.AI_NUMERICSERV | 2**20)
show(socket.getnameinfo, ("127.0.0.1",), 3)
show(socket.getnameinfo, 1, 3)
show(socket.getnameinfo, ("127.0.0.1", 80, 1), 3)
show(socket.getnameinfo, ("127.0.0.1", 80, 2**20), 3)
show(socket.gethostbyname, 1)
show(socket.getservbyname, "no such service")
show(socket.getservbyport, -1)
show(socket.getservbyport, 1, "nosuch")
show(socket.getprotobyname, "nosuch")
show(socket.inet_aton, "x")
show(socket.inet_ntoa, b"1")
show(socket.inet_pton, socket.AF_INET, "x")
show(socket.inet_pton, 99, "x")
show(socket.inet_ntop, socket.AF_INET, b"1")
show(socket.inet_ntop, 99, b"")
show(socket.htons, -1)
show(socket.htons, 70000)
show(socket.htonl, -1)
show(socket.htonl, 2**32)
show(socket.htonl, "x")
show(socket.if_indextoname, -1)
show(socket.CMSG_LEN, -1)
