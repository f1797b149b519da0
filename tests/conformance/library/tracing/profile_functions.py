"""sys.setprofile: calls and returns of functions and builtins; exceptions of builtins; threading's hooks."""
import sys
import threading


def profiled(function):
    events = []

    def profile(frame, event, argument):
        if event.startswith("c_"):
            argument = argument.__name__
        if argument != "setprofile":
            events.append((frame.f_code.co_name, event, argument))

    sys.setprofile(profile)
    try:
        function()
    except ValueError as error:
        pass
    sys.setprofile(None)
    print(function.__name__, sys.getprofile())
    for event in events:
        print("   ", event)


def builtin():
    items = []
    items.append(len("abc"))
    return sorted(items, key=negative)


def negative(x):
    return -x


def fails():
    int("x")


def generator():
    return sum(numbers())


def numbers():
    yield 1
    yield 2


profiled(builtin)
profiled(fails)
profiled(generator)


def in_thread():
    return 1


seen = []
threading.setprofile(lambda frame, event, argument: seen.append((event, frame.f_code.co_name)))
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
threading.setprofile(None)
print([each for each in seen if each[1] == "in_thread"])
traced = []
threading.settrace(lambda frame, event, argument: traced.append((event, frame.f_code.co_name)))
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
threading.settrace(None)
print([each for each in traced if each[1] == "in_thread"])
