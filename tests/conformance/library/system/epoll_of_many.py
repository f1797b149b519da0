"""An epoll object tells of as many descriptors at once as are asked for."""
import os
import resource
import select

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
wanted = 2500
if soft < wanted and hard >= wanted:
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
reader, writer = os.pipe()
os.write(writer, b"x")
copies = [os.dup(reader) for _ in range(1200)]
with select.epoll() as poll:
    for fd in copies:
        poll.register(fd, select.EPOLLIN)
    print(len(poll.poll(0, 1200)), len(poll.poll(0, 5)), len(poll.poll(0)) <= 1200)
for fd in copies:
    os.close(fd)
