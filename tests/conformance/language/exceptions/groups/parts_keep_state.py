"""The parts of a group have its traceback, cause, context and a copy of its notes; other attributes are not copied."""
try:
    try:
        raise KeyError("context")
    except KeyError:
        raise ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])]) from OSError("cause")
except ExceptionGroup as caught:
    group = caught
group.add_note("note")
group.extra = 1
group.exceptions[1].add_note("inner note")
match, rest = group.split(ValueError)
for part in (match, rest, group.subgroup(TypeError)):
    print(part.__traceback__ is group.__traceback__, part.__cause__ is group.__cause__, part.__context__ is group.__context__)
    print(part.__notes__, part.__notes__ is group.__notes__, part.__suppress_context__, hasattr(part, "extra"))
print(match.exceptions[1].__notes__, rest.exceptions[0].__notes__, rest.exceptions[0].__traceback__)
match.add_note("of the match")
print(group.__notes__, rest.__notes__, match.__notes__)
derived = group.derive([OSError()])
print(repr(derived), derived.__traceback__, derived.__cause__, derived.__context__, hasattr(derived, "__notes__"))
print(type(group.derive([KeyboardInterrupt()])).__name__)
group.__notes__ = ("a", "tuple")
print(group.subgroup(ValueError).__notes__)
group.__notes__ = 5
print(hasattr(group.subgroup(ValueError), "__notes__"))
plain = ExceptionGroup("plain", [ValueError(), TypeError()])
print(plain.subgroup(ValueError).__suppress_context__, plain.__suppress_context__)
