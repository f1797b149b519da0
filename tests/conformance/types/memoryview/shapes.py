"""cast() gives a memoryview other shapes, whose items are named by as many indices."""


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


cube = memoryview(bytearray(range(24))).cast("B", [2, 3, 4])
print(cube.ndim, cube.shape, cube.strides, cube.suboffsets, cube.nbytes, len(cube), cube.contiguous)
print(cube.tolist(), cube[1, 2, 3], cube[-1, -1, 0])
cube[0, 1, 2] = 99
print(cube.tobytes(), cube.tobytes("F"), cube.tobytes(order="A"), cube.tobytes(None), cube.hex("-", 4))
for part in (cube[1:], cube[::-1], cube[:0]):
    print(part.shape, part.strides, part.tolist(), part.c_contiguous, part.f_contiguous, part.tobytes("F"))
for key in (0, (0, 1), (0, 5, 2), (0, 1, 2, 3), (slice(1), slice(1)), (slice(1), 1), "a", ..., ()):
    print(key, attempt(lambda: cube[key]), attempt(lambda: cube.__setitem__(key, 1)))
print(attempt(lambda: cube.__setitem__(slice(1), b"")), attempt(lambda: list(cube)), attempt(lambda: 1 in cube))
print(cube.cast("B").shape, cube.cast("I", (6,)).shape, attempt(lambda: cube.cast("B", [4, 6])))
print(cube == cube, cube == cube[::-1], cube == cube.cast("B"), cube == cube.tobytes())

none = memoryview(bytearray(4)).cast("i", [])
print(none.ndim, none.shape, none.strides, none.nbytes, none[()], none[...] is none, none.tolist(), none.tobytes())
none[...] = 7
none[()] += 1
print(none[()], none.hex(), none == none, none.contiguous)
print(attempt(lambda: none[0]), attempt(lambda: none[:]))
print(attempt(lambda: none.__setitem__(0, 1)))

plain = memoryview(b"12345678")
for arguments in (("ii",), ("<i",), ("",), ("@",), (5,), ("b", 5), ("b", [3]), ("b", ["a"]), ("b", [-1]), ("b", [0]),
                  ("b", [1] * 65), ("b", [1 << 62, 16]), ("h", [2, 2]), ("b", []), ("b", (True, 8)), ("é",)):
    print(arguments, attempt(lambda: plain.cast(*arguments).shape))
print(attempt(lambda: plain[:7].cast("i")), attempt(lambda: plain[::2].cast("b")), plain[::8].cast("b").shape)
print(attempt(lambda: plain.cast("h").cast("i")), plain.cast("h").cast("b").cast("i").tolist())
print(attempt(lambda: plain[:0].cast("b", [0])), plain[:0].cast("i").shape)
print(attempt(lambda: plain.tobytes("X")), attempt(lambda: plain.tobytes(1)), plain.cast(format="i", shape=[2]).tolist())
