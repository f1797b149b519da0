"""Memoryviews are equal when they have the same shape and equal items, whatever their formats."""
import array

views = [
    memoryview(b"\1\2"),
    memoryview(bytearray(b"\1\2")),
    memoryview(b"\1\2").cast("b"),
    memoryview(b"\1\2").cast("c"),
    memoryview(b"\1\2").cast("B", [1, 2]),
    memoryview(b"\1\2").cast("h"),
    memoryview(array.array("i", [1, 2])),
    memoryview(array.array("d", [1, 2])),
    memoryview(array.array("d", [1, 0, 2]))[::2],
    memoryview(array.array("q", [2, 1]))[::-1],
    memoryview(array.array("f", [1, float("nan")])),
    memoryview(b"\1\2").cast("?"),
    memoryview(b""),
    memoryview(array.array("d")),
]
for left in views:
    print("".join(str(int(left == right)) for right in views), left == b"\1\2", b"\1\2" == left, left != bytearray(b"\1\2"),
          left == array.array("i", [1, 2]), left == 5, left == [1, 2])
print(list(memoryview(array.array("d", [1.5, -2]))), list(reversed(memoryview(b"abc"))))
