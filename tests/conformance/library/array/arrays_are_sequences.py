"""Arrays of every type code index, slice, compare, grow and shrink as lists do."""
from array import array, typecodes

print(sorted(typecodes.replace("w", "")))
for code in "bBhHiIlLqQfd":
    numbers = array(code, [1, 2, 3])
    print(numbers, numbers.itemsize, numbers.typecode, numbers.tobytes(), list(numbers), len(numbers), array(code))
    print(numbers == array("d", [1, 2, 3]), numbers < array(code, [1, 3]), numbers >= array(code, [1, 2]), numbers != array(code, [1]), numbers == [1, 2, 3])
letters = array("u", 'a"ü')
print(repr(letters), letters[2], letters.tounicode(), list(letters), letters == array("u", 'a"ü'))
print(array("i", b"abcd"), array("i", bytearray(b"abcdefgh")), array("i", (1, 2)), array("i", range(3)), array("d", array("i", [1, 2])), array("q", iter([2**62, -(2**63)])), array("Q", [2**64 - 1]), array("f", [0.1, 1e40]))
numbers = array("i", range(6))
print(numbers[0], numbers[-1], numbers[1:3], numbers[::2], numbers[::-1], numbers[4:1], numbers[-100:100])
for change in ("numbers[1:3] = array('i', [9])", "numbers[::2] = array('i', [7, 8, 9])", "numbers[4:1] = array('i', [5])", "numbers[0:0] = numbers", "numbers[::-1] = numbers", "del numbers[1]", "del numbers[::2]", "del numbers[4:0:-3]", "del numbers[9:]", "numbers += array('i', [4])", "numbers *= 2", "numbers.extend(numbers)", "numbers.append(-5)", "numbers.insert(-1, 11)", "numbers.insert(99, 12)", "numbers.insert(-99, 13)", "numbers.reverse()", "numbers.pop()", "numbers.pop(0)", "numbers.pop(-2)", "numbers.remove(11)", "numbers.fromlist([1, 2])", "numbers.frombytes(b'abcd')", "numbers.byteswap()", "numbers.extend(x for x in (1, 2))", "numbers *= 0", "del numbers[:]"):
    exec(change)
    print(change, numbers)
numbers = array("h", [3, 1, 3, 2])
print(numbers + array("h", [5]), numbers * 2, 2 * numbers, numbers * -1, 3 in numbers, 3.0 in numbers, "x" in numbers)
print(numbers.index(3), numbers.index(3, 1), numbers.index(3, -2, 3), numbers.count(3), numbers.count("x"), numbers.tolist(), numbers.buffer_info()[1])
print(bytes(numbers), bytearray(numbers), b"".join([numbers]), numbers.__copy__(), numbers.__deepcopy__({}))
print(list(map(lambda x: x + 1, numbers)), sum(numbers), max(numbers), [*reversed(numbers)], sorted(numbers), tuple(zip(numbers, "ab")))
match numbers:
    case [first, *rest]:
        print(first, rest)


class Named(array):
    def __new__(cls, name, items=()):
        made = super().__new__(cls, "i", items)
        made.name = name
        return made


named = Named("x", [4])
print(named, named.name, named + named, named[:])
walk = iter(numbers)
print(next(walk), type(walk).__name__)
numbers.append(9)
print(list(walk), next(walk, "end"))
big = array("i", range(10000))
for _ in range(5000):
    big.pop(0) if _ % 2 else big.append(_)
print(len(big), big[0], big[-1], sum(big))
import struct, binascii
struct.pack_into("<i", big, 4, 77)
print(big[1], binascii.hexlify(array("B", b"ab")), struct.unpack("<2i", array("i", [5, 6])))
empty = array("i")
del empty[:]
empty[:] = array("i")
empty += empty
print(empty, empty * 3, empty[:], empty.tolist(), empty.tobytes(), empty + empty)
