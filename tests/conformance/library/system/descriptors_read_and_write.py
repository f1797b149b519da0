"""Descriptors are read, written, copied and closed; buffers are filled as far as they go."""

import os
import threading


def says(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


reader, writer = os.pipe()
print(os.get_inheritable(reader), os.get_blocking(reader), os.isatty(reader))
print(os.write(writer, b"hello"), os.read(reader, 3), os.read(reader, 100))
print(os.write(writer, bytearray(b"abc")), os.write(writer, memoryview(b"0123456789")[2:5]), os.read(reader, 100))
print(says(os.write, writer, "text"), says(os.write, writer, 3))
print(os.writev(writer, [b"one", bytearray(b"two")]))
first, second = bytearray(4), bytearray(4)
print(os.readv(reader, [first, second]), first, second)
print(says(os.readv, reader, [b"x"]).split(":")[0], says(os.writev, writer, 3).split(":")[0])
os.set_blocking(reader, False)
print(says(os.read, reader, 1))
os.set_blocking(reader, True)
# A read waits for what another thread writes.
threading.Timer(0.05, os.write, (writer, b"later")).start()
print(os.read(reader, 100))
os.close(writer)
print(os.read(reader, 10))
os.close(reader)
print(says(os.close, reader), says(os.read, reader, 1))

file = os.memfd_create("name")
print(os.write(file, b"0123456789"), os.lseek(file, 0, os.SEEK_CUR), os.lseek(file, -3, os.SEEK_END), os.read(file, 10))
print(os.pread(file, 3, 2), os.pwrite(file, b"xy", 4), os.pread(file, 100, 0), os.fstat(file).st_size)
os.ftruncate(file, 4)
copy = os.dup(file)
print(os.pread(copy, 100, 0), os.get_inheritable(copy), os.dup2(file, copy, inheritable=False) == copy, os.get_inheritable(copy))
os.set_inheritable(copy, True)
print(os.get_inheritable(copy))
target = os.memfd_create("other")
print(os.sendfile(target, file, 1, 10), os.pread(target, 10, 0))
for fd in file, copy, target:
    os.close(fd)

event = os.eventfd(3)
print(os.eventfd_read(event))
os.eventfd_write(event, 2**40)
print(os.eventfd_read(event))
os.close(event)
master, slave = os.openpty()
print(os.isatty(slave), os.ttyname(slave).startswith("/dev/"))
