"""struct packs values of every code in either byte order, with the machine's sizes and alignment or the standard ones."""
import struct

for order in "@=<>!":
    for code, value in [("b", -5), ("B", 200), ("h", -300), ("H", 60000), ("i", -70000), ("I", 4000000000), ("l", -7), ("L", 7), ("q", -2**63), ("Q", 2**64 - 1), ("?", [1]), ("c", b"x"), ("e", 1.5), ("f", 0.1), ("d", -1e300)]:
        packed = struct.pack(order + code, value)
        print(order + code, struct.calcsize(order + code), packed, struct.unpack(order + code, packed))
print(struct.calcsize("bhilqP"), struct.calcsize("=bhilq"), struct.calcsize("b0q"), struct.calcsize("3xnN"))
print(struct.pack("<3s 2s 4p 300p".replace("300p", "6p"), b"ab", bytearray(b"xyz"), b"abcdef", b"a"))
print(struct.unpack("<3s2s4p6p", struct.pack("<3s2s4p6p", b"ab", b"xyz", b"abcdef", b"a")), struct.pack("0s0p", b"abc", b""))
print(struct.pack("<2h x 3B", 1, 2, 3, 4, 5), struct.unpack("<2hx3B", b"\1\0\2\0\0\3\4\5"))
for half in (0.0, -0.0, 65504.0, 2.0**-24, 2.0**-25, 2.0**-26, 1.0009765625, 1.00048828125, float("inf"), float("-inf"), 65519.0):
    packed = struct.pack("<e", half)
    print(half, packed, struct.unpack("<e", packed))


class Number:
    def __index__(self):
        return 77

    def __float__(self):
        return 7.5


print(struct.pack("<hd", Number(), Number()))

layout = struct.Struct("<hI")
print(layout.size, layout.format, layout.pack(1, 2), layout.unpack(memoryview(layout.pack(3, 4))))
buffer = bytearray(16)
layout.pack_into(buffer, 2, -1, 5)
layout.pack_into(memoryview(buffer)[8:], -6, -2, 6)
print(buffer, layout.unpack_from(buffer, 2), layout.unpack_from(buffer=buffer, offset=-6))
walk = layout.iter_unpack(bytes(range(18)))
print(walk.__length_hint__(), next(walk), walk.__length_hint__(), list(walk), next(walk, "end"))
print(list(struct.iter_unpack(">h", b"\0\1\0\2")))


class Named(struct.Struct):
    def __init__(self):
        super().__init__(">h")


print(Named().pack(258), struct.error.__module__, struct.error.__mro__[1])
