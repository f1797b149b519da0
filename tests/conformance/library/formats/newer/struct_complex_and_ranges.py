"""struct packs complex numbers, and names the range that an integer must be in."""
import struct


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(f"{type(error).__module__}.{type(error).__name__}: {error}")


for format in ("<F", ">D"):
    print(struct.pack(format, 1.5 - 2j), struct.unpack(format, struct.pack(format, 1.5 - 2j)), struct.pack(format, 3))
    attempt(struct.pack, format, "1j")
print(struct.calcsize("bF"), struct.calcsize("bD"), struct.calcsize("<bD"))
for code in "bBhHiIqQ":
    for value in (-2**63 - 1, 2**64, -1 if code.isupper() else 2**63):
        attempt(struct.pack, "<" + code, value)
attempt(struct.pack, "<e", 1e6)
attempt(struct.pack, "<e", 10**6)
for code in "efd":
    attempt(struct.pack, code, 10**400)
attempt(struct.pack)
attempt(struct.pack_into, "<i", b"1234", 0, 1)
attempt(struct.pack_into, "<i", "1234", 0, 1)
attempt(struct.pack, 3)
print(repr(struct.Struct(b"<2i")))
