"""struct says what is wrong with a format, a value, a count or a buffer."""
import struct


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(f"{type(error).__module__}.{type(error).__name__}: {error}")


class Broken:
    def __index__(self):
        raise KeyError("index")

    def __float__(self):
        raise KeyError("float")

    def __bool__(self):
        raise KeyError("bool")


for format in ("z", "3", "i3", "3 i", "<P", "<n", "i\0", "99999999999999999999i", "9223372036854775807q", "\u1234"):
    attempt(struct.calcsize, format)
for format, value in [("<h", "x"), ("<h", 1.5), ("<i", None), ("c", "x"), ("c", b"ab"), ("s", "x"), ("p", 3), ("d", "x"), ("<f", 1e40), ("i", Broken()), ("?", Broken()), ("d", Broken())]:
    attempt(struct.pack, format, value)
attempt(struct.pack, "2i", 1)
attempt(struct.Struct("2i").pack, 1, 2, 3)
attempt(struct.unpack, "<i", b"123")
attempt(struct.unpack, "<i", "1234")
attempt(struct.unpack_from, "<i", b"1234", 1)
attempt(struct.unpack_from, "<i", b"1234", -3)
attempt(struct.unpack_from, "<i", b"1234", -5)
attempt(struct.iter_unpack, "<i", b"123")
attempt(struct.iter_unpack, "", b"123")
buffer = bytearray(4)
attempt(struct.pack_into, "<i")
attempt(struct.pack_into, "<i", buffer)
attempt(struct.pack_into, "<i", buffer, 0)
attempt(struct.pack_into, "<i", buffer, 1, 1)
attempt(struct.pack_into, "<i", buffer, -3, 1)
attempt(struct.pack_into, "<i", buffer, -5, 1)
attempt(struct.pack_into, "<i", buffer, "0", 1)
attempt(struct.pack_into, "<i", buffer, 2**70, 1)
print(buffer)
