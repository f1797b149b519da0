"""A loop over lines notices what the file meets meanwhile: it is closed, detached, written, moved; and lines of every kind of end."""
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "text")
    with open(name, "w", encoding="utf-8", newline="") as file:
        file.write("one\ntwo\r\nthree\rfour\nfünf\nsix\n" + "x" * 300_000 + "\nlast")

    for newline in (None, "", "\n", "\r", "\r\n"):
        with open(name, encoding="utf-8", newline=newline) as file:
            print(repr(newline), [line if len(line) < 100 else len(line) for line in file], file.newlines)

    def during(happens, mode="r", **options):
        print(happens.__name__, mode)
        file = open(name, mode, **options)
        lines = []
        try:
            for number, line in enumerate(file):
                lines.append(line[:4])
                if number == 1:
                    print(happens(file))
            print(lines)
        except (ValueError, OSError) as error:
            print(lines, type(error).__name__, error)

    def close(file):
        file.close()

    def close_below(file):
        file.buffer.close()

    def close_raw(file):
        (file.buffer.raw if hasattr(file, "buffer") else file.raw).close()

    def detach(file):
        return type(file.detach()).__name__

    def tell(file):
        return file.tell()

    def read_some(file):
        return file.read(3)

    def read_line(file):
        return file.readline(2), file.readline()

    def write(file):
        return file.write("new\n")

    def seek(file):
        return file.seek(0)

    def change(file):
        file.reconfigure(newline="\r")

    def next_one(file):
        return next(file)

    for happens in (close, close_below, close_raw, detach, tell, read_some, read_line, next_one):
        during(happens, encoding="utf-8")
    for happens in (close, close_raw, tell, read_some, read_line, next_one):
        during(happens, "rb")
    during(change, encoding="utf-8")
    with open(name, encoding="utf-8") as file:
        print(next(file), end="")
        try:
            file.tell()
        except OSError as error:
            print(error)
        print(repr(file.readline()), len(file.readlines()), file.tell())

    class Counting(io.TextIOWrapper):
        closed_asked = 0

        @property
        def closed(self):
            self.closed_asked += 1
            return super().closed

    with open(name, "rb") as below:
        wrapped = Counting(below, encoding="utf-8")
        print(sum(1 for _ in wrapped))
