"""What __prepare__ returns must be a mapping: anything that has __getitem__."""


class Names:
    def __init__(self):
        self.kept = {}

    def __getitem__(self, name):
        return self.kept[name]

    def __setitem__(self, name, value):
        self.kept[name] = value


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return made

    def __new__(mcls, name, bases, namespace):
        print(type(namespace).__name__)
        return type.__new__(mcls, name, bases, dict(getattr(namespace, "kept", ())))


def attempt(metaclass):
    try:
        class Made(metaclass=metaclass):
            x = 1
        print(Made.x if hasattr(Made, "x") else "no x")
    except TypeError as error:
        print(error)


for made in (None, 3, Names(), object()):
    attempt(Meta)


class NoClass:
    def __prepare__(self, *arguments):
        return made

    def __call__(self, *arguments):
        print("called")


for made in (None, {}):
    attempt(NoClass())
