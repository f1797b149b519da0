"""Errors in patterns are reported at the pattern's line."""
import traceback


class Bad:
    def __eq__(self, other):
        raise ValueError("eq")

    def __len__(self):
        raise ValueError("len")


class Listed:
    __match_args__ = ["x"]


def compared():
    match Bad():
        case [1]:
            pass
        case {"a": 2}:
            pass
        case 5:
            pass


def class_pattern():
    match Listed():
        case 1 | 2:
            pass
        case (
            Listed(1)
        ):
            pass


def guard():
    match 1:
        case (2 |
              1) if (
                missing):
            pass


def subject():
    match (
            1 / 0):
        case _:
            pass


for function in [compared, class_pattern, guard, subject]:
    try:
        function()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        print(function.__name__, error, [frame.lineno for frame in frames if frame.name == function.__name__])
