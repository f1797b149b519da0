"""Patterns of very many items, names and cases work."""
names = ", ".join(f"n{i}" for i in range(300))
space = {"subject": list(range(300))}
exec(f"match subject:\n case [{names}]:\n  total = {names.replace(', ', ' + ')}", space)
print(space["total"])

keys = ", ".join(f"'k{i}': v{i}" for i in range(300))
space = {"subject": {f"k{i}": i for i in range(301)}}
exec(f"def f(subject):\n match subject:\n  case {{{keys}, **rest}}:\n   return v0, v299, rest", space)
print(space["f"](space["subject"]))

attributes = ", ".join(f"a{i}=v{i}" for i in range(300))


class Many:
    pass


for i in range(300):
    setattr(Many, f"a{i}", i)
space = {"Many": Many}
exec(f"def f(subject):\n match subject:\n  case Many({attributes}):\n   return v0, v255, v299", space)
print(space["f"](Many()))

cases = "".join(f"  case {i}:\n   return {i * 2}\n" for i in range(2000))
exec(f"def f(subject):\n match subject:\n{cases}", space)
print(space["f"](0), space["f"](1999), space["f"](2000))
