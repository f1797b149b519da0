"""Literal patterns compare with ==, None, True and False by identity."""


def kind(value):
    match value:
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1.5 | -2.5:
            return "fraction"
        case 3 - 4j:
            return "complex"
        case -2j:
            return "imaginary"
        case "a" "b":
            return "text"
        case b"bytes":
            return "bytes"
        case 1000 | 123456789012345678901234567890:
            return "large"
    return "other"


values = [None, True, False, 0, 0.0, -1, -1.0, 1, 1.5, -2.5, 3 - 4j, -2j, "ab", "a", b"bytes", "bytes", 1000,
          123456789012345678901234567890, (), []]
for value in values:
    print(repr(value), kind(value))


class EqualToAll:
    def __eq__(self, other):
        print("compared with", other)
        return other == "ab"


print(kind(EqualToAll()))
