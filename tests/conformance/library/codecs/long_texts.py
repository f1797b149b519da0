"""Long texts, with what can't be encoded or decoded here and there, come out as short ones do."""
import zlib

pieces = ["plain ", "caf\xe9 ", "\u0434\u0430 ", "\u20ac\u65e5\u672c", "\U0001f600", "\ud800", "\udc80", "\x00"]
text = "".join(pieces[i * i % 7 + i % 2] * (i % 300) for i in range(400))
clean = text.replace("\ud800", "").replace("\udc80", "")
for encoding in "utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 cp1252 koi8-r latin-1 ascii unicode_escape".split():
    for errors in ("replace", "ignore", "backslashreplace", "xmlcharrefreplace"):
        data = text.encode(encoding, errors)
        print(encoding, errors, len(data), zlib.crc32(data))
    if "utf" in encoding:
        data = clean.encode(encoding)
        print(data.decode(encoding) == clean)
        for broken in (data[:-1], data[1:], data[: len(data) // 2] + b"\xff\xd8\xff" + data[len(data) // 2 :]):
            for errors in ("replace", "ignore", "backslashreplace"):
                decoded = broken.decode(encoding, errors)
                print(encoding, errors, len(decoded), zlib.crc32(decoded.encode("utf-8", "surrogatepass")))
every = bytes(range(256)) * 100
for encoding in "cp1252 koi8-r cp437 iso8859-3 latin-1 mac-roman".split():
    for errors in ("replace", "ignore", "backslashreplace"):
        decoded = every.decode(encoding, errors)
        print(encoding, errors, len(decoded), zlib.crc32(decoded.encode()), zlib.crc32(decoded.encode(encoding, "replace")))
