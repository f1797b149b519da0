"""A JSONDecodeError tells what is wrong with a document, and where."""
import json

for text in ("", " ", "{", "[", '{"a"', '{"a":', '{"a":1', '{"a" 1}', "{1:2}", "{,}", "[1", "[1,", "[,]", "[1 2]", '"abc', '"a\\', '"a\\x"', '"a\\u12"', '"\\u12g4"', '"\\ud834\\u"', '"\\ud834\\u12x4"', '"a\nb"', "nul", "true1", "1 2", "01", "-", "-x", "1.", "1e", "-Inf", "\ufeff[]", "[1]x", "\x0b1", "ü", '["ü", x]', '{"a":1 "b"}', '{"a":1, 2:3}', '{"a":1,,}', "[\n1,\n\n  x]", "[1\uff11]"):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(ascii(text), error, (error.msg, error.pos, error.lineno, error.colno), error.doc == text)
for value in (3, None, [], memoryview(b"1")):
    try:
        json.loads(value)
    except TypeError as error:
        print(error)
error = json.JSONDecodeError("what", "a\nbc", 3)
print(repr(error), error.__reduce__(), json.JSONDecodeError.__mro__[1])
for call in (lambda: json.JSONDecoder().raw_decode("[1]", -1), lambda: json.JSONDecoder().raw_decode("[1]", 9), lambda: json.loads("1" * 5000), lambda: json.loads("{}", unknown=1), lambda: json.loads("[1]", parse_int=lambda text: 1 / 0)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
for text in ("[" * 200000, '{"a":' * 200000):
    try:
        json.loads(text)
    except RecursionError as error:
        print("RecursionError")
