"""Methods of packed values may initialise the Struct anew and resize the buffer."""
import struct


class Meddler:
    def __init__(self, action):
        self.action = action

    def __index__(self):
        self.action()
        return 5


layout = struct.Struct("<4i")
print(layout.pack(1, Meddler(lambda: layout.__init__("<400q")), 2, 3)[:16])
print(layout.size)
layout = struct.Struct("<2i")
buffer = bytearray(100)


def shrink():
    try:
        buffer.clear()
    except BufferError:
        pass


try:
    layout.pack_into(buffer, 50, Meddler(shrink), 7)
except struct.error:
    pass
for format in ("<i", "<100i"):
    struct.pack(format, *[Meddler(struct._clearcache)] * struct.Struct(format).unpack(bytes(struct.calcsize(format))).__len__())
source = bytearray(b"\1\0\2\0\3\0")
walk = struct.iter_unpack("<h", source)
print(next(walk))
