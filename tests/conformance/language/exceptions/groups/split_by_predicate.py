"""A predicate sees the group first, then what it holds, and its truth decides; what it raises is passed on."""
group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
seen = []


def odd(exception):
    seen.append(str(exception))
    return not isinstance(exception, ExceptionGroup) and exception.args[0] % 2


print(group.split(odd), seen)
seen.clear()
print(group.subgroup(odd), seen)
seen.clear()
print(group.split(lambda exception: seen.append(str(exception)) or "yes") == (group, None), seen)
print(group.split(lambda exception: 0)[0], group.subgroup(lambda exception: []))
try:
    group.split(lambda exception: 1 // (len(exception.args) - 1) - 1)
except ZeroDivisionError:
    print("ZeroDivisionError")
for matcher in (5, int, "text", [ValueError], (ValueError, 5), (ValueError, int), None):
    for method in (group.split, group.subgroup):
        try:
            print(method(matcher))
        except TypeError:
            print("TypeError", matcher)
