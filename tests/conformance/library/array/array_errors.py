"""Arrays say what is wrong with a type code, an item, an index or an operand."""
from array import array


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)


numbers = array("i", [1, 2, 3])
for text in ("array('i', 1)", "array('i', 'abc')", "array('i', array('u', 'a'))", "array('i', b'abc')", "array('i', None)", "array('i', x=1)", "array('d', ['x'])", "array('i', [1.5])", "numbers[3]", "numbers[-4]", "numbers['x']", "numbers[1.5]", "numbers[1 << 70]", "numbers + array('d', [5])", "numbers + [1]", "numbers * 'x'", "numbers.index(9)", "numbers.index(1, 1)", "numbers.pop(9)", "array('i').pop()", "numbers.remove(77)", "numbers.append('x')", "numbers.extend(array('d', [1]))", "numbers.extend(3)", "numbers.extend([4, 'x'])", "numbers", "numbers.fromlist((1,))", "numbers.fromlist([7, 'x'])", "numbers", "numbers.frombytes(b'123')", "numbers.frombytes('1234')", "numbers.insert('x', 1)", "numbers.__setitem__(9, 1)", "numbers.__setitem__(0, 'x')", "numbers.__setitem__('x', 1)", "numbers.__setitem__(slice(0, 1), [1])", "numbers.__setitem__(slice(0, 3, 2), array('i', [1]))", "numbers.__delitem__(9)", "numbers.__iadd__([1])"):
    attempt(text)
for code in "bBhHiIlLqQ":
    for value in (-1, 127, 128, -129, 255, 256, 32768, -32769, 65536, 2**31, 2**32, 2**63, -(2**63) - 1, 2**64, None):
        attempt(f"array({code!r}, [{value}])")
for code in "fd":
    for value in ("10**400", "None", "'x'", "1j"):
        attempt(f"array({code!r}, [{value}])")
