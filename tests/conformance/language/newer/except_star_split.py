"""A split() that returns no pair is an error of except*."""


class Torn(ExceptionGroup):
    def split(self, condition):
        return 42


class Short(ExceptionGroup):
    def split(self, condition):
        return (1,)


for error in (Torn("torn", [ValueError(1), KeyError(2)]), Short("short", [ValueError(1), KeyError(2)])):
    try:
        try:
            raise error
        except* ValueError:
            print("caught")
    except TypeError as refused:
        print(refused)
