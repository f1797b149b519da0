"""The frame of a traceback shows the variables that its function has now, not those of the time of the raise."""
import sys


def failing():
    before = 1
    try:
        {}["missing"]
    except KeyError as error:
        raise ValueError("bad") from error
    finally:
        after = 2


def handler():
    number = 5
    try:
        failing()
    except ValueError as caught:
        later = 1
        at = caught.__traceback__
        while at:
            print(at.tb_frame.f_code.co_name, sorted(at.tb_frame.f_locals))
            at = at.tb_next
        frame = caught.__traceback__.tb_frame
        print(frame is sys._getframe(), frame.f_locals["later"])
        del later
        print(sorted(frame.f_locals))
    number = 6
    print(frame.f_locals["number"])
    return frame


print(sorted(handler().f_locals))
