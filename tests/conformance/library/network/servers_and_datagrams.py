"""Servers accept connections on the loopback interface; datagrams come with the address of their sender."""
import socket
import threading

server = socket.create_server(("127.0.0.1", 0))
host, port = server.getsockname()
print(host, port > 0, server.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


seen = []


def serve():
    connection, address = server.accept()
    with connection:
        seen.append((address[0], connection.gettimeout()))
        while data := connection.recv(4096):
            connection.sendall(data.upper())


thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection((host, port), timeout=30) as client:
    print(client.getpeername() == (host, port), client.gettimeout())
    client.sendall(b"hello")
    print(client.recv(100))
thread.join()
print(seen)
server.close()

refused = socket.socket()
try:
    refused.connect((host, port))
except ConnectionRefusedError as error:
    print(error)
print(refused.connect_ex((host, port)) == 111)
refused.close()

one, two = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
one.bind(("127.0.0.1", 0))
two.bind(("localhost", 0))
print(two.sendto(b"datagram", one.getsockname()), two.sendto(b"more", 0, one.getsockname()))
data, sender = one.recvfrom(100)
print(data, sender == two.getsockname())
buffer = bytearray(10)
count, sender = one.recvfrom_into(buffer, 3)
print(count, buffer, sender == two.getsockname())
two.connect(one.getsockname())
print(two.send(b"cut off"), one.recv(3))
one.settimeout(0.02)
for call in (lambda: one.recv(1), lambda: one.recvfrom(1)):
    try:
        call()
    except TimeoutError as error:
        print(repr(error), error.errno)
one.setblocking(False)
print(one.gettimeout(), one.getblocking())
try:
    one.recv(1)
except BlockingIOError as error:
    print(error.errno == 11)
one.close()
two.close()

with socket.socket(socket.AF_INET6) as six:
    six.bind(("::1", 0))
    print(six.getsockname()[0], six.getsockname()[2:])
for name in ("\0coil-test-abstract", b"\0coil-test-bytes"):
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as caller:
        listener.bind(name)
        listener.listen()
        caller.connect(name)
        accepted, address = listener.accept()
        print(listener.getsockname(), repr(address), caller.getpeername())
        accepted.close()
