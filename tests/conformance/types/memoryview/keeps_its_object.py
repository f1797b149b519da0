"""An object whose bytes a memoryview shows is not resized until the view is released or gone."""
import array
import gc
import io


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def changes(data):
    yield lambda: data.append(1)
    yield lambda: data.extend(b"ab")
    yield lambda: data.pop()
    yield lambda: data.insert(0, 1)
    yield lambda: data.remove(data[0])
    yield lambda: data.__delitem__(0)
    yield lambda: data.__delitem__(slice(0, 2))
    yield lambda: data.__delitem__(slice(0, 4, 2))
    yield lambda: data.__setitem__(slice(0, 1), data[:0])
    yield lambda: data.__iadd__(data[:2])
    yield lambda: data.__imul__(2)
    yield lambda: data.__imul__(0)


for data in (bytearray(b"abcdef"), array.array("B", b"abcdef")):
    view = memoryview(data)
    part = view[1:3]
    print([attempt(change) for change in changes(data)])
    view.release()
    print(attempt(lambda: data.append(1)))
    data[0:2] = data[2:4]
    data[0] = 120
    data.reverse()
    print(data, bytes(part))
    part.release()
    print([type(attempt(change)).__name__ for change in changes(data)], data)

data = bytearray(b"abc")
with memoryview(data) as view:
    print(attempt(data.clear), attempt(lambda: data.__init__(b"x")))
data.clear()
print(data)

data = bytearray(b"abc")


def look():
    return memoryview(data)[1:].tobytes()


print(look())
gc.collect()
data.append(100)
print(data)

file = io.BytesIO(b"abcdef")
view = file.getbuffer()
view[0] = 120
print(attempt(lambda: file.write(b"x")), attempt(file.truncate), attempt(file.close), file.getvalue(), file.read(2))
view.release()
print(file.write(b"yy"), file.getvalue(), file.close())

view = memoryview(bytearray(b"abcdef"))
view.release()
view.release()
print([attempt(lambda: getattr(view, name)) for name in ("obj", "shape", "format", "nbytes", "readonly")])
print([attempt(action) for action in (view.tobytes, view.tolist, view.hex, view.__enter__, lambda: view[0], lambda: len(view))])
print(view == view, view == b"abcdef", attempt(lambda: memoryview(view)), attempt(lambda: bytes(view)))

view = memoryview(b"abcdef")
print(hash(view) == hash(b"abcdef"), hash(view[::2]) == hash(b"ace"), hash(view.cast("c")) == hash(b"abcdef"))
view.release()
print(hash(view) == hash(b"abcdef"))
for view in (memoryview(bytearray(1)), memoryview(bytearray(1)).toreadonly(), memoryview(b"ab").cast("h")):
    print(attempt(lambda: hash(view)))
