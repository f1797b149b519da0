"""What is compared with a class's __dict__ gets a copy: in CPython its methods get the dict itself, and may change the class."""


class Taker:
    def __eq__(self, other):
        self.taken = other
        return True

    def __ror__(self, other):
        self.taken = other
        return 1


class C:
    def m(self):
        return "called"


for operate in (lambda t: C.__dict__ == t, lambda t: C.__dict__ | t):
    taker = Taker()
    operate(taker)
    taken = taker.taken
    print(type(taken).__name__, "m" in taken)
    del taken["m"]
    print(C().m())
