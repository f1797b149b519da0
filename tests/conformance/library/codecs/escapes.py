"""The escapes of literals as codecs."""
import codecs
import warnings

warnings.simplefilter("ignore")
texts = [
    b"", b"plain", b"\\", b"\\\\", b"\\n\\t\\r\\a\\b\\f\\v\\'\\\"", b"\\\nx", b"\\0\\07\\007\\0077\\8", b"\\x41\\xe9\\x4", b"\\u20ac\\u20a",
    b"\\U0001f600\\U0011000", b"\\U00110000", b"\\N{EURO SIGN}\\N{euro sign}", b"\\N{NOBODY}", b"\\N{", b"\\N", b"\\N{}", b"\\q", b"\xe9\xff",
    b"\\xg0\\ug\\Ug",
]
for data in texts:
    for name in ("unicode_escape", "raw_unicode_escape"):
        for errors in ("strict", "replace", "backslashreplace"):
            try:
                print(data, name, errors, ascii(data.decode(name, errors)))
            except UnicodeDecodeError as error:
                print(data, name, error)
    for errors in ("strict", "replace", "ignore", "other"):
        try:
            print(data, errors, codecs.escape_decode(data, errors))
        except ValueError as error:
            print(data, error)
every = "".join(map(chr, [*range(0x20), 39, 34, 92, 0x7F, 0x80, 0xFF, 0x100, 0xD800, 0xFFFF, 0x10000, 0x10FFFF]))
print(every.encode("unicode_escape"))
print(every.encode("raw_unicode_escape"))
print(codecs.escape_encode(bytes(range(256))))
print(codecs.unicode_escape_decode("text \\x41"), codecs.raw_unicode_escape_decode("\\u0041"), codecs.escape_decode("\\x41"))
print(codecs.readbuffer_encode("\xe9"), codecs.readbuffer_encode(bytearray(b"x")))
