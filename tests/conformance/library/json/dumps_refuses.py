"""json.dumps says what can't be written; what default() does to a container meanwhile is harmless."""
import json


def attempt(*arguments, **options):
    for name, run in (("dumps", json.dumps), ("iter", lambda value, **options: "".join(json.JSONEncoder(**options).iterencode(value)))):
        try:
            print(name, run(*arguments, **options))
        except Exception as error:
            print(name, type(error).__name__, error)


class Bad:
    pass


attempt(Bad())
attempt([1, {"k": Bad()}])
attempt({(1, 2): 3})
attempt(float("inf"), allow_nan=False) if False else None
attempt({1: 1, "a": 2}, sort_keys=True)
attempt([Bad()], default=lambda value: value)
attempt([Bad()], default=lambda value: 1 / 0)
loop = []
loop.append(loop)
attempt(loop)
table = {}
table["a"] = [table]
attempt(table)
attempt(table, check_circular=False) if False else None
for options in ({"unknown": 1}, {"separators": 3}):
    try:
        json.dumps([1], **options)
    except Exception as error:
        print(type(error).__name__, error)
deep = []
for _ in range(200000):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError:
    print("RecursionError")
while deep:
    deep = deep.pop()

items = [Bad(), 1, 2, 3]
print(json.dumps(items, default=lambda value: items.clear()))
pairs = {"a": Bad(), **{str(i): i for i in range(100)}}


def empty(value):
    pairs.clear()
    pairs["z"] = 5


try:
    print(json.dumps(pairs, default=empty).startswith('{"a": null'))
except RuntimeError:
    print(True)
