"""Sequence patterns match sequences of their length, with a star of at least it; never text or bytes."""


def shape(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return "one", x
        case 1, *rest:
            return "starts with 1", rest
        case (2, x, 3):
            return "2 to 3", x
        case [*_, 9]:
            return "ends with 9"
        case [[a, b], c]:
            return "nested", a, b, c
        case [first, *middle, last]:
            return "some", first, middle, last
    return "no sequence"


values = [[], (), range(0), [7], (7,), range(5, 6), [1], [1, 2], (1, 2, 3), [2, "x", 3], [4, 9], range(10), [[1, 2], 3],
          [(1, 2), 3], [[1, 2, 3], 4], memoryview(b"abc"), "", "a", b"", b"a", bytearray(b"ab"), {}, {1: 2}, {1}, None,
          iter([1]), (n for n in [1])]
for value in values:
    print(type(value).__name__, shape(value))


class Words(list):
    pass


class Text(str):
    pass


print(shape(Words("ab")), shape(Text("ab")))

match range(10**6):
    case [0, _, x, *_, y, _]:
        print(x, y)
match [1, 2]:
    case [*everything]:
        print(everything)
match 5:
    case [*_]:
        print("wrong")
    case _:
        print("5 is no sequence")
match 1, *[2, 3]:
    case [_, _, _] as three:
        print(three)
