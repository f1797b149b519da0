"""Text is encoded and decoded by the codecs of the package encodings, which are found by any spelling of their names."""
import codecs

for name in "cp1252 CP1252 windows_1252 iso8859-15 koi8-r mac-roman cp437 utf-7 punycode unicode_escape utf-8-sig".split():
    try:
        encoded = "caf\xe9 \u20ac1".encode(name, "replace")
        print(name, encoded, ascii(encoded.decode(name)), ascii(str(encoded, name)), ascii(bytearray(encoded).decode(name)))
    except UnicodeError as error:
        print(name, error)

print(codecs.lookup("L1").name, codecs.lookup("UTF8").name, codecs.lookup("iso_8859_15").name)
print(b"".decode("no such encoding") == "")
for attempt in (
    lambda: "x".encode("no such encoding"),
    lambda: b"x".decode("no such encoding"),
    lambda: "x".encode("rot13"),
    lambda: b"x".decode("hex"),
    lambda: b"x".decode("rot13"),
    lambda: "x".encode("utf-8", "no such handler"),
    lambda: "\udc80".encode("utf-8", "no such handler"),
    lambda: "x".encode("a\0b"),
):
    try:
        print(attempt())
    except (LookupError, ValueError) as error:
        print(type(error).__name__, error)
print(codecs.encode("Hello", "rot13"), codecs.decode(b"c3a9", "hex"), codecs.encode(b"\xff", "hex"))
print(bytes("\u20ac", "cp1252"), bytearray("\u20ac", "cp1252"))
