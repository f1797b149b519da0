"""f_trace, f_trace_lines and f_trace_opcodes; a trace function that raises; frames keep their identity while traced."""
import sys

events = []


def quiet(frame, event, argument):
    events.append((event, frame.f_code.co_name))
    frame.f_trace_lines = False
    return quiet


def two():
    a = 1
    return a


sys.settrace(quiet)
two()
sys.settrace(None)
print(events)

# None from the global function: the frame is left alone.
calls = []
sys.settrace(lambda frame, event, argument: calls.append(event))
two()
sys.settrace(None)
print(calls)

# The local function is what the call event returned, then what each event returned.
log = []


def first(frame, event, argument):
    log.append(("first", event))
    return second


def second(frame, event, argument):
    log.append(("second", event))
    return third


def third(frame, event, argument):
    log.append(("third", event))


sys.settrace(first)
two()
sys.settrace(None)
print(log)


def failing(frame, event, argument):
    if event == "line" and frame.f_code is two.__code__:
        raise RuntimeError("from the trace function")
    return failing


sys.settrace(failing)
try:
    two()
except RuntimeError as error:
    print("raised", error, sys.gettrace())
sys.settrace(None)

# A frame that runs already is traced when it is given a function.
late = []


def local(frame, event, argument):
    late.append((event, frame.f_lineno - start))
    return local


def running():
    global start
    frame = sys._getframe()
    start = frame.f_lineno
    frame.f_trace = local
    sys.settrace(lambda *args: None)
    x = 1
    y = 2
    sys.settrace(None)
    return frame.f_trace is local, x + y


print(running(), late)
print(sys._getframe().f_trace, sys._getframe().f_trace_lines, sys._getframe().f_trace_opcodes)

# One object for a frame.
seen = []


def identity(frame, event, argument):
    if frame.f_code is two.__code__:
        seen.append(frame)
    return identity


sys.settrace(identity)
two()
sys.settrace(None)
print(len(seen), len(set(map(id, seen))))

# Locals, all of them.
shown = []


def locals_of(frame, event, argument):
    if frame.f_code is many.__code__:
        shown.append((event, dict(frame.f_locals)))
    return locals_of


def many(a, *, b=2):
    c = a + b
    d = [c]
    return d


sys.settrace(locals_of)
many(1)
sys.settrace(None)
for each in shown:
    print(each)
for wrong in (1, "x"):
    sys.settrace(None)
    try:
        sys._getframe().f_trace_lines = wrong
    except TypeError as error:
        print(error)
