"""A condition calls a comparison method written in Python, falls back when it declines, and takes the truth of any result."""


class Answer:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        return self.truth


class Left:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return Answer(self.value == other.value) if isinstance(other, Left) else NotImplemented

    def __lt__(self, other):
        return NotImplemented

    def __ge__(self, other):
        raise ValueError("never")


class Right(Left):
    def __eq__(self, other):
        return "right"

    def __gt__(self, other):
        return ""


def check(a, b):
    found = []
    if a == b:
        found.append("==")
    if a != b:
        found.append("!=")
    while not a == b:
        found.append("while")
        break
    try:
        if a < b:
            found.append("<")
        else:
            found.append("not <")
    except TypeError as error:
        found.append(str(error))
    try:
        if a >= b:
            found.append(">=")
    except ValueError as error:
        found.append(str(error))
    return found


print(check(Left(1), Left(1)))
print(check(Left(1), Left(2)))
print(check(Left(1), Right(1)))
print(Left(1) == 3, 3 == Left(1))


class Deep:
    def __eq__(self, other):
        if self == other:
            return True
        return False


try:
    if Deep() == Deep():
        print("equal")
except RecursionError as error:
    print("RecursionError")


async def heap_frame():
    return check(Left(1), Left(1)), check(Left(2), Right(1))


try:
    heap_frame().send(None)
except StopIteration as stop:
    print(stop.value)
