"""json.dumps writes every kind of value, with all its options."""
import enum
import json


class Whole(int):
    def __repr__(self):
        return "whole"


class Real(float):
    def __repr__(self):
        return "real"


class Text(str):
    pass


class Colour(enum.IntEnum):
    RED = 3


class Ordered(dict):
    def items(self):
        return [("first", 1), ("second", 2)]


values = [None, True, False, 0, -5, 2**70, 1.5, -0.0, 1e100, float("nan"), float("inf"), float("-inf"), "", 'a"b\\\n\r\t\b\f\0\x1f\x7f', "ü€😀\ud800", "a long text that has nothing in it to escape", "a long text with a quote \" and an umlaut ü in it", [], (), {}, [1, [2, []]], {"a": 1, "b": {}}, {1: 2, 1.5: 3, None: 5, Whole(5): 6, Real(2.5): 7, False: 8}, Whole(3), Real(3.5), Text("x"), Colour.RED, {Colour.RED: 1}, (1, 2), Ordered(a=1)]
for value in values:
    for options in ({}, {"ensure_ascii": False}, {"indent": 2}, {"separators": (",", ":")}):
        print(ascii(json.dumps(value, **options)))
        print(ascii("".join(json.JSONEncoder(**options).iterencode(value))) == ascii(json.dumps(value, **options)))
nested = {"b": [1, {"c": 2, "a": []}], "a": {"z": 1.5, "y": {}}}
for options in ({"indent": 0}, {"indent": "\t"}, {"indent": -1}, {"indent": 3, "separators": ("; ", " = ")}, {"sort_keys": True}, {"sort_keys": True, "indent": 1}):
    print(json.dumps(nested, **options))
    print("".join(json.JSONEncoder(**options).iterencode(nested)) == json.dumps(nested, **options))
print(json.dumps({(1, 2): 3, "a": 4, (5,): 6}, skipkeys=True, indent=1), json.dumps({(1,): 2}, skipkeys=True))
print(json.dumps({"a": {1, 2}, "b": 1j}, default=lambda value: sorted(value) if isinstance(value, set) else str(value)))
print(list(json.JSONEncoder().iterencode([1, {"a": 2.5}])), list(json.JSONEncoder(indent=1).iterencode([1, {"a": [2]}])))


class Encoder(json.JSONEncoder):
    def default(self, value):
        return "default" if value is ... else super().default(value)


print(json.dumps([...], cls=Encoder), Encoder().encode({"a": ...}))


class File:
    def write(self, text):
        print("|" + text, end="")


json.dump({"a": [1, "x"]}, File(), indent=1)
print()
print(json.dumps("x" * 10000 + "\n" + "ü" * 5000) == '"' + "x" * 10000 + "\\n" + "\\u00fc" * 5000 + '"')
