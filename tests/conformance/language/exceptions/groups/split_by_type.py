"""split and subgroup take exception types and keep the nesting of what they pick."""
group = ExceptionGroup("top", [
    ValueError(1),
    ExceptionGroup("middle", [TypeError(2), ExceptionGroup("low", [ValueError(3), OSError(4)])]),
    KeyError(5),
])


def show(group, level=0):
    if group is None:
        print("  " * level + "None")
    elif isinstance(group, BaseExceptionGroup):
        print("  " * level + f"{type(group).__name__}: {group}")
        for each in group.exceptions:
            show(each, level + 1)
    else:
        print("  " * level + repr(group))


for matcher in (ValueError, OSError, LookupError, (TypeError, KeyError), (), ZeroDivisionError, (OSError, (ValueError)), Exception):
    print("==", matcher)
    match, rest = group.split(matcher)
    show(match)
    show(rest)
    subgroup = group.subgroup(matcher)
    print(repr(subgroup) == repr(match), match is group, rest is group)
print(group.split(ExceptionGroup) == (group, None), group.subgroup(BaseException) is group)
inner = group.subgroup(lambda e: not isinstance(e, ExceptionGroup) and e.args[0] > 2)
show(inner)
print(group.subgroup(KeyError).exceptions[0] is group.exceptions[2])
base = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(1)])
match, rest = base.split(ValueError)
print(type(match).__name__, type(rest).__name__)
