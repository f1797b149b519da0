"""bytes() and bytearray() take an object whose __index__ raises TypeError for what else it is."""


class Odd(bytes):
    def __index__(self):
        raise TypeError


class Items:
    def __init__(self, error):
        self.error = error

    def __index__(self):
        raise self.error

    def __iter__(self):
        return iter((1, 2))


print(bytearray(Odd(b"ab")), bytes(Items(TypeError)), bytearray(Items(TypeError())))
for make in (bytes, bytearray):
    try:
        make(Items(ValueError("no")))
    except ValueError as error:
        print(error)
