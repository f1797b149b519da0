"""BaseExceptionGroup of Exceptions only makes an ExceptionGroup; ExceptionGroup holds no other exceptions."""
class Group(ExceptionGroup):
    pass


class BaseGroup(BaseExceptionGroup):
    pass


class Mixed(BaseExceptionGroup, ValueError):
    pass


for cls in (BaseExceptionGroup, ExceptionGroup, Group, BaseGroup, Mixed):
    for inner in (ValueError(), KeyboardInterrupt(), BaseExceptionGroup("i", [SystemExit()]), BaseExceptionGroup("i", [OSError()])):
        try:
            group = cls("m", [inner])
        except TypeError as error:
            print(cls.__name__, type(inner).__name__, "TypeError:", error)
        else:
            print(cls.__name__, type(inner).__name__, type(group).__name__, isinstance(group, Exception), isinstance(group, cls))
