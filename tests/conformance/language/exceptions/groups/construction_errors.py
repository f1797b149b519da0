"""What is no message or no sequence of exceptions is refused."""
def attempt(make):
    try:
        print(repr(make()))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: ExceptionGroup())
attempt(lambda: ExceptionGroup("m"))
attempt(lambda: ExceptionGroup("m", [ValueError()], 3))
attempt(lambda: ExceptionGroup("m", exceptions=[ValueError()]))
attempt(lambda: ExceptionGroup("m", [ValueError()], extra=1))
attempt(lambda: ExceptionGroup(5, [ValueError()]))
attempt(lambda: ExceptionGroup(None, [ValueError()]))
attempt(lambda: BaseExceptionGroup(b"m", []))
attempt(lambda: ExceptionGroup("m", 5))
attempt(lambda: ExceptionGroup("m", None))
attempt(lambda: ExceptionGroup("m", {ValueError()}))
attempt(lambda: ExceptionGroup("m", {0: ValueError()}))
attempt(lambda: ExceptionGroup("m", iter([ValueError()])))
attempt(lambda: ExceptionGroup("m", []))
attempt(lambda: ExceptionGroup("m", ()))
attempt(lambda: ExceptionGroup("m", ""))
attempt(lambda: ExceptionGroup("m", "text"))
attempt(lambda: ExceptionGroup("m", range(3)))
attempt(lambda: ExceptionGroup("m", [ValueError(), ValueError]))
attempt(lambda: BaseExceptionGroup.__new__(int, "m", [ValueError()]))
