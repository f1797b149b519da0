"""Errors of json.dumps carry notes of where they happened; a trailing comma is told as such."""
import json


class Bad:
    pass


for value, options in [([1, {"k": (0, Bad())}], {}), ([Bad()], {"default": lambda value: value}), ([Bad()], {"default": lambda value: 1 / 0}), ({(1, 2): 3}, {}), ({"a": [float("nan")]}, {"allow_nan": False}), ({"a": float("-inf")}, {"allow_nan": False}), ({float("inf"): 1}, {"allow_nan": False}), ([{1: Bad()}], {"indent": 1, "sort_keys": True})]:
    for run in (json.dumps, lambda value, **options: list(json.JSONEncoder(**options).iterencode(value))):
        try:
            print(run(value, **options))
        except Exception as error:
            print(type(error).__name__, error, getattr(error, "__notes__", None))
for text in ("[1,]", '{"a":1,}', '{"a":1 , \n }', "[1,\n\n]", "[[1],[2,]]"):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error)
for arguments in ({"separators": (1, 2)}, {"indent": 2.5}):
    try:
        json.dumps([1], **arguments)
    except TypeError as error:
        print(error)
