"""A subclass keeps its class in split when it overrides derive, and may take more arguments with __new__."""
class Plain(ExceptionGroup):
    pass


class Coded(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        group = super().__new__(cls, message, exceptions)
        group.code = code
        return group

    def derive(self, exceptions):
        return Coded(self.message, exceptions, self.code)


class Wrong(ExceptionGroup):
    def derive(self, exceptions):
        return exceptions


class Failing(ExceptionGroup):
    def derive(self, exceptions):
        raise RuntimeError("no parts")


plain = Plain("p", [ValueError(1), TypeError(2)])
print(type(plain).__name__, repr(plain), [type(part).__name__ for part in plain.split(ValueError)], plain.subgroup(Plain) is plain)
coded = Coded("c", [ValueError(1), Coded("d", [TypeError(2), ValueError(3)], 8)], 7)
match, rest = coded.split(ValueError)
print(type(match).__name__, match.code, match, [getattr(each, "code", None) for each in match.exceptions])
print(type(rest).__name__, rest.code, rest, rest.exceptions[0].code)
print(len(coded.args), coded.args[2])
for cls in (Wrong, Failing):
    try:
        cls("w", [ValueError(), TypeError()]).split(ValueError)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
print(Wrong("w", [ValueError()]).split(Wrong)[1])
try:
    raise coded
except Coded as caught:
    print(caught is coded)
try:
    Coded("c", [ValueError()])
except TypeError as error:
    print(error)
