"""The names of keyword arguments in a class's body stay as they are; parameters are mangled."""


class C:
    def f(self, __x=1, **rest):
        return __x, rest

    def g(self):
        return self.f(__x=5), dict(__k=1), dict(**{"a": 0}, __k=2), self.f(_C__x=7)


print(C().g())
