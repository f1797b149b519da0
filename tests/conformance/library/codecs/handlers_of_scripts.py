"""Error handlers of scripts get an exception, and say what stands for the range and where to go on."""
import codecs

ENCODINGS = "ascii latin-1 utf-8 utf-16-le utf-32-be cp1252 utf-7 unicode_escape raw_unicode_escape".split()


def try_all(handler):
    codecs.register_error("tests.handler", handler)
    for encoding in ENCODINGS:
        for convert in (
            lambda: "a\xe9\u1234\udc80b".encode(encoding, "tests.handler"),
            lambda: b"a\xe9\xff\\u12 \x81 +AB+ \xd8".decode(encoding, "tests.handler"),
        ):
            try:
                print(encoding, ascii(convert()))
            except (ValueError, TypeError, IndexError) as error:
                print(encoding, type(error).__name__, str(error).rpartition("Error: ")[2].rstrip(")"))


def mark(error):
    shown = ascii(error.object[error.start : error.end])
    return f"<{type(error).__name__[7:10]} {shown} {error.reason}>", error.end


try_all(mark)
print("positions from the end, and of one")
try_all(lambda error: ("?", -1) if error.start < len(error.object) - 1 else ("!", error.end))
print("outside")
try_all(lambda error: ("?", 100))
try_all(lambda error: ("?", -100))
print("not of the encoding")
try_all(lambda error: ("\u4567", error.end))
print("bytes")
try_all(lambda error: (b"12345678", error.end))
print("nonsense")
for nonsense in (None, (1, 2), ("x",), ("x", "y"), ["x", 1], (bytearray(b"x"), 1)):
    codecs.register_error("tests.handler", lambda error: nonsense)
    for convert in (lambda: "\xe9".encode("ascii", "tests.handler"), lambda: b"\xe9".decode("ascii", "tests.handler")):
        try:
            print(convert())
        except TypeError as error:
            print(error)


def other_object(error):
    error.object = b"other \xe9 bytes"
    return ("*", 0) if error.start == 1 else ("*", error.end)


codecs.register_error("tests.object", other_object)
print(b"a\xe9".decode("ascii", "tests.object"))
