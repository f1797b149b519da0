"""type.__call__, called as a function, does what a call of the class does."""


class Meta(type):
    pass


class Plain(metaclass=Meta):
    def __init__(self, x=0):
        self.x = x


print(type.__call__(type, 5), type.__call__(str, 5), type.__call__(int, "3"), type.__call__(list, "ab"), type.__call__(dict, a=1))
print(type.__call__(Plain, 4).x, type.__call__(Plain, x=5).x, Meta.__call__(Plain, 6).x, type.__call__(Meta, "Made", (), {}).__name__)
print(type(5), type(type), type(Plain), type("Made", (), {}).__name__)
for wrong in (lambda: Meta(5), lambda: type(), lambda: type(1, 2), lambda: type.__call__(int, "x"), lambda: type.__call__(5)):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
