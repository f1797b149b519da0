"""StringIO and BytesIO read, write, seek and are cut off like files."""
import copy
import io

text = io.StringIO("añb\nsecond\r\nthird")
print(repr(text.read(2)), text.tell(), repr(text.readline()), text.readlines())
text.seek(1)
print(text.write("XY"), text.getvalue(), text.tell())
text.seek(30)
text.write("!")
print(repr(text.getvalue()))
text.seek(4)
print(text.truncate(), repr(text.getvalue()), text.tell())
for newline in (None, "", "\n", "\r", "\r\n"):
    file = io.StringIO("a\nb\rc\r\nd", newline)
    print(repr(newline), list(file), repr(file.getvalue()), file.newlines)

data = io.BytesIO(b"abc\ndef\n")
print(data.read1(2), data.readline(), data.tell(), list(data), data.read())
data.seek(2)
print(data.write(bytearray(b"--")), data.getvalue())
data.seek(12)
data.write(b"end")
print(data.getvalue(), data.seek(-3, 2), data.read())
room = bytearray(5)
data.seek(0)
print(data.readinto(room), room)
with data.getbuffer() as view:
    view[0] = 65
print(data.getvalue()[:3])
print(data.truncate(4), data.getvalue())

for stream in (text, data):
    again = copy.copy(stream)
    print(again.getvalue(), again.tell(), again is stream)
    stream.close()
    for what in (stream.read, stream.getvalue, stream.tell, lambda: stream.write("x")):
        try:
            what()
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
