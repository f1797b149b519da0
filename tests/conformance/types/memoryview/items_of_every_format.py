"""Items of a memoryview are read and written by its format, with errors for what does not fit."""
import array


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


values = (b"a", b"ab", "a", 1, 1.5, -1, 300, None, 1 << 70, True)
for code in "cbBhHiIlLqQnN?fdP":
    view = memoryview(bytearray(16)).cast(code)
    print(code, view.format, view.itemsize, view.nbytes, len(view), view.shape, view.strides)
    for value in values:
        if code == "P" and value == -1:
            continue
        print("  ", value, attempt(lambda: view.__setitem__(0, value)), view[0])

view = memoryview(bytearray(bytes(range(16)))).cast("@H")
print(view.format, view[0], view[-1], view[1:3].tolist(), view[::-2].tolist(), view[::-2].strides)
print(attempt(lambda: view[8]), attempt(lambda: view[-9]), attempt(lambda: view["a"]), attempt(lambda: view[1 << 70]))
view[1:3] = memoryview(array.array("H", [7, 8])).cast("B").cast("@H")
print(view.tolist())
print(attempt(lambda: view.__setitem__(slice(0, 2), b"abcd")))
print(attempt(lambda: view.__setitem__(slice(0, 2), 5)))
print(attempt(lambda: view.__delitem__(0)), attempt(lambda: view.toreadonly().__setitem__(0, 1)))
text = memoryview(array.array("u", "abc"))
print(text.format, text.itemsize, attempt(lambda: text[0]), attempt(text.tolist), text == text)

overlapping = memoryview(bytearray(b"0123456789"))
overlapping[2:8] = overlapping[:6]
print(bytes(overlapping))
overlapping[::-1] = overlapping[:]
print(bytes(overlapping))
overlapping[1::2] = overlapping[::2]
print(bytes(overlapping))
