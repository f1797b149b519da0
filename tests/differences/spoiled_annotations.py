"""What notes the conditional annotations that were reached may be bound to anything: CPython raises a SystemError."""
for spoiled in (5, [1]):
    try:
        __conditional_annotations__ = spoiled
        if 1:
            second: int
    except AttributeError as error:
        print(error)


class Spoiled:
    __conditional_annotations__ = ()
    try:
        if 1:
            a: int
    except AttributeError as error:
        print(error)
