"""A class gives its bytes by __buffer__, and is told by __release_buffer__ when nobody uses them any more."""


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Shown:
    def __init__(self, data=b"abcd"):
        self.data = data

    def __buffer__(self, flags):
        print("given", flags)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print("back", bytes(view))


class Quiet(Shown):
    def __buffer__(self, flags):
        return memoryview(self.data)

    def __release_buffer__(self, view):
        pass


shown = Shown()
with memoryview(shown) as view:
    other = view[1:]
    print(view.readonly, view.shape, view.obj is shown, type(view.obj).__name__)
print("still")
other.release()
shown = Quiet()
print(bytes(shown), bytearray(shown), b"".join([shown, shown]), b"abcd" == shown, memoryview(b"abcd") == shown)
print(b"x" + shown, b"xabcdx".find(shown), b"xabcd".replace(shown, b"y"), b"abcd".startswith(shown))
print(int(Quiet(b"12")), float(Quiet(b"1.5")), int.from_bytes(Quiet(b"\1\2")))
data = bytearray(4)
memoryview(data)[:] = shown
print(data)

own = Quiet(bytearray(b"wxyz"))
with memoryview(own) as view:
    view[0] = 65
    print(attempt(lambda: own.data.append(1)))
own.data.append(1)
print(own.data)


class Told(bytearray):
    def __release_buffer__(self, view):
        print("told", len(view), attempt(lambda: memoryview(view)), attempt(lambda: view[:1]))
        super().__release_buffer__(view)


with memoryview(Told(b"ab")) as view:
    print(list(view))


class Wrong:
    def __init__(self, result):
        self.result = result

    def __buffer__(self, flags):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


for result in (5, None, b"", ValueError("no")):
    print(attempt(lambda: memoryview(Wrong(result))), attempt(lambda: bytes(Wrong(result))))


class Array(bytearray):
    def __buffer__(self, flags):
        print("array given")
        return super().__buffer__(flags)

    def __release_buffer__(self, view):
        print("array back")
        super().__release_buffer__(view)


array = Array(b"hello")
with memoryview(array) as view:
    view[0] = 106
    print(attempt(lambda: array.append(1)))
array.append(33)
print(len(array))

data = bytearray(b"abc")
view = data.__buffer__(1)
print(view.obj is data, view.readonly, attempt(lambda: data.append(1)))
print(data.__release_buffer__(view), attempt(lambda: view[0]), data.append(100), data)
for wrong in (view, 5, memoryview(b"s")):
    print(attempt(lambda: data.__release_buffer__(wrong)))
print(attempt(lambda: b"abc".__buffer__(1)), attempt(lambda: b"abc".__buffer__("x")), bytes(b"abc".__buffer__(0)))

view = memoryview(bytearray(b"abc"))
first, second = view.__buffer__(0), view.__buffer__(284)
print(attempt(view.release))
first.release()
print(attempt(view.release))
second.release()
print(attempt(view.release), attempt(lambda: view.tobytes()))
print(memoryview[int], attempt(lambda: memoryview(b"a").toreadonly().__buffer__(1)), memoryview(b"\0<").cast("e")[0])
