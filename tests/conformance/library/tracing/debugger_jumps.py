"""frame.f_lineno = n in a trace function: jumps, and what is refused."""
import sys
import warnings

warnings.simplefilter("ignore")


def jump(function, at, to, event="line"):
    base = function.__code__.co_firstlineno
    output = []
    done = False

    def trace(frame, what, argument):
        nonlocal done
        if frame.f_code is not function.__code__:
            return None
        if not done and what == event and frame.f_lineno == base + at:
            done = True
            frame.f_lineno = base + to
        return trace

    sys.settrace(trace)
    try:
        function(output)
        result = "ok"
    except Exception as error:
        result = f"{type(error).__name__}: {str(error).replace(str(base + to), 'N')}"
    sys.settrace(None)
    print(function.__name__, at, to, output, result, sys.exception())


def lines(output):
    output.append(1)
    output.append(2)
    output.append(3)


def loop(output):
    output.append(1)
    for i in 1, 2:
        output.append(3)
        output.append(4)
    output.append(5)


def handler(output):
    try:
        1 / 0
        output.append(3)
    except ZeroDivisionError as error:
        output.append(5)
        output.append(6)
    output.append(7)
    output.append(sys.exception())


def blocks(output):
    with open(__file__):
        output.append(2)
        output.append(3)
    output.append(4)
    try:
        output.append(6)
    finally:
        output.append(8)
    output.append(9)


jump(lines, 1, 3)
jump(lines, 3, 1)
jump(lines, 1, 9)
jump(lines, 1, -1)
jump(lines, 0, 2, "call")
jump(lines, 3, 2, "return")
jump(loop, 3, 5)
jump(loop, 1, 3)
jump(loop, 3, 4)
jump(loop, 5, 2)
jump(handler, 5, 7)
jump(handler, 7, 5)
jump(handler, 5, 3)
jump(blocks, 2, 4)
jump(blocks, 4, 2)
jump(blocks, 2, 3)
jump(blocks, 4, 6)
jump(blocks, 6, 9)
jump(blocks, 9, 6)
try:
    sys._getframe().f_lineno = 1
except ValueError as error:
    print(error)


# A jump is forgotten when the function raises, and is none of what it has traced meanwhile.
def after(output):
    output.append("after 1")
    output.append("after 2")
    output.append("after 3")


def forgetful(frame, event, argument):
    if frame.f_code is lines.__code__ and event == "line":
        frame.f_lineno = lines.__code__.co_firstlineno + 3
        raise LookupError("and raises")
    return forgetful


output = []
sys.settrace(forgetful)
try:
    lines(output)
except LookupError as error:
    print(error)
sys.settrace(lambda *arguments: lambda *arguments: None)
after(output)
sys.settrace(None)
print(output)


def nesting(frame, event, argument):
    if frame.f_code is lines.__code__ and event == "line" and frame.f_lineno == lines.__code__.co_firstlineno + 1:
        frame.f_lineno = lines.__code__.co_firstlineno + 3
        sys.call_tracing(after, (output,))
    return nesting


output = []
sys.settrace(nesting)
lines(output)
sys.settrace(None)
print(output)
