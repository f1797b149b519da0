"""Handlers that change or release what is being decoded, or what maps characters, change nothing under the codec."""
import codecs


def empty(data):
    try:
        data.clear()
        data.extend(b"x" * 7)
    except BufferError:
        # CPython does not let it happen.
        pass


for encoding in ("ascii", "utf-8", "utf-16-le", "utf-32-le", "utf-7", "unicode_escape", "cp1252", "raw_unicode_escape"):
    data = bytearray((b"\xff\\x\xff+\x81" * 5000) + b"\x81")

    def shrink(error):
        empty(data)
        return "", error.end

    codecs.register_error("tests.shrink", shrink)
    print(encoding, len(codecs.getdecoder(encoding)(data, "tests.shrink")[0]))


class Mapping:
    def __getitem__(self, key):
        empty(data)
        if key > 100:
            raise LookupError(key)
        return "mapped"


data = bytearray(b"ab\xff" * 1000)
print(len(codecs.charmap_decode(data, "replace", Mapping())[0]))
view = memoryview(bytearray(b"\xff" * 100))


def release(error):
    view.release()
    return "x", error.end


codecs.register_error("tests.release", release)
try:
    print(codecs.ascii_decode(view, "tests.release")[0] == "x" * 100)
except (ValueError, BufferError) as error:
    print(True)


def without(error):
    del error.object
    return "x", error.end


codecs.register_error("tests.without", without)
try:
    b"\xff".decode("ascii", "tests.without")
except (AttributeError, TypeError) as error:
    print(type(error).__name__)
