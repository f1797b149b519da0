"""tell() of text gives a place that seek() finds again, also within characters and line ends of many bytes."""
import io

TEXT = "eins\r\nzwei ä\rdrei €\n𝄞 ende"
for encoding in ("utf-8", "latin-1", "utf-16", "utf-8-sig", "utf-32-be"):
    for newline in (None, "", "\r\n"):
        data = TEXT.encode(encoding, "replace")
        file = io.TextIOWrapper(io.BytesIO(data), encoding, newline=newline)
        places = [file.tell()]
        read = []
        while piece := file.read(1):
            read.append(piece)
            places.append(file.tell())
        good = all(file.seek(place) == place and file.read() == "".join(read[i:]) for i, place in enumerate(places))
        print(encoding, repr(newline), len(read), good)

file = io.TextIOWrapper(io.BytesIO(), "utf-16")
file.write("ab")
file.flush()
print(file.buffer.getvalue())
file.seek(0, 2)
file.write("c")
file.seek(0)
print(file.read())
file = io.TextIOWrapper(io.BytesIO(b"one\ntwo\n"), "ascii")
next(file)
try:
    file.tell()
except OSError as error:
    print(error)
print(list(file), file.tell())
for arguments in ((1, 1), (1, 2), (-1,), (0, 7)):
    try:
        file.seek(*arguments)
    except ValueError as error:
        print(type(error).__name__, error)
decoder = io.IncrementalNewlineDecoder(None, translate=True)
print([decoder.decode(part) for part in ("a\r", "\nb\r", "c")], decoder.newlines, decoder.getstate())
