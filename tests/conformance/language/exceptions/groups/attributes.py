"""message and exceptions can't be set; assigning args does not change them."""
group = ExceptionGroup("m", [ValueError(1), KeyError(2)])
for change in (lambda: setattr(group, "message", "n"), lambda: setattr(group, "exceptions", ()), lambda: delattr(group, "message")):
    try:
        change()
    except AttributeError as error:
        print("AttributeError:", error)
group.args = ("other", 5)
print(str(group), group.message, group.exceptions, group.args)
group.extra = "kept"
print(group.__dict__)
group = ExceptionGroup("m", [ValueError(1)])
group.add_note("first")
print(group.__notes__, group.__cause__, group.__context__, group.__traceback__)
try:
    raise group from OSError("cause")
except ExceptionGroup as caught:
    print(caught is group, repr(caught.__cause__), caught.__suppress_context__, caught.__traceback__ is not None)
print(group.with_traceback(None) is group, group.__traceback__)
