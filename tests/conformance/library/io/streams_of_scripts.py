"""Raw streams and buffers that scripts write are read and written through the layers above."""
import io


class Source(io.RawIOBase):
    def __init__(self, data, step):
        self.data, self.step = data, step

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.data[: min(self.step, len(buffer))]
        buffer[: len(part)] = part
        self.data = self.data[len(part):]
        return len(part)


class Sink(io.RawIOBase):
    def __init__(self):
        self.parts = []

    def writable(self):
        return True

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)


TEXT = "erste\r\nzweite é\nlast ✓".encode()
print(Source(TEXT, 3).read(), Source(TEXT, 3).read(2), Source(TEXT, 4).readline())
reader = io.BufferedReader(Source(TEXT, 5), 8)
print(reader.peek(), reader.read(3), reader.readline(), reader.read1(), reader.read())
for step in (1, 2, 7, 100):
    print(list(io.TextIOWrapper(io.BufferedReader(Source(TEXT, step)), "utf-8")))
print(io.TextIOWrapper(io.BufferedReader(Source(TEXT, 1)), "utf-8", newline="").readlines())
print(io.TextIOWrapper(io.BufferedReader(Source(TEXT, 3)), "utf-8", newline="\r\n").readlines())

sink = Sink()
writer = io.BufferedWriter(sink, 4)
for part in (b"ab", b"c", b"defgh", b"", b"i"):
    writer.write(part)
print(sink.parts)
writer.flush()
print(b"".join(sink.parts))
text = io.TextIOWrapper(io.BufferedWriter(sink), "latin-1", errors="replace", newline="\r\n", write_through=True)
print(text.write("é✓\n"), sink.parts[-1])
text.flush()
print(sink.parts[-1])


class Upper(io.TextIOWrapper):
    def write(self, text):
        return super().write(text.upper())


target = io.BytesIO()
upper = Upper(target, "utf-8")
print("shout", file=upper)
upper.writelines(["a", "b"])
upper.flush()
print(target.getvalue(), upper.detach() is target)


class Wrong(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        return len(buffer) + 1


try:
    io.BufferedReader(Wrong(), 16).read(3)
except OSError as error:
    print(error)


class Reenters(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        return len(self.above.read(4))


raw = Reenters()
raw.above = io.BufferedReader(raw)
try:
    raw.above.read(4)
except RuntimeError as error:
    print(str(error)[:22])
print(isinstance(raw, io.IOBase), isinstance(io.BytesIO(), io.BufferedIOBase), issubclass(io.StringIO, io.TextIOBase))
