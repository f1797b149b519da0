"""count() and index() of a memoryview compare its items by value."""
import array

print(memoryview(b"a").count(97), memoryview(b"abca").index(97, 1), memoryview(array.array("d", [1, 2, 1])).count(True))
print(memoryview(b"abca")[::-1].index(98), memoryview(b"abca").cast("c").index(b"c"), 98 in memoryview(b"abc"))
for arguments in ((1,), (97, 4), (97, 1, 3), ("a",)):
    try:
        print(memoryview(b"abca").index(*arguments))
    except ValueError as error:
        print(error)
none = memoryview(bytearray(4)).cast("i", [])
cube = memoryview(bytearray(8)).cast("B", [2, 2, 2])
for action in (lambda: len(none), lambda: iter(none), lambda: none.index(0), lambda: none.count(0), lambda: iter(cube), lambda: cube.index(0), lambda: cube.count(0)):
    try:
        print(action())
    except (TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
