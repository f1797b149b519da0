"""UnicodeErrors check what they are made of, and say what failed where, whatever their attributes have become."""

CLASSES = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
for arguments in (
    ("a", "b", 0, 1, "r"), (1, "b", 0, 1, "r"), ("a", 1, 0, 1, "r"), ("a", "b", "x", 1, "r"), ("a", "b", 0, 1, 3), ("a", b"b", 0, 1, "r"),
    ("a", "b"), (), ("g\xfcrk", 1, 2, "ouch"), ("g\xfcrk", 1, 4, "ouch"), ("g\U00010000rk", 1, 2, "ouch"), (1, 0, 1, "r"),
):
    for cls in CLASSES:
        try:
            print(cls(*arguments))
        except TypeError as error:
            print(cls.__name__, error)
for text, start, end in (("abc", -5, 10), ("abc", 1, 1), ("abc", 5, 6), ("", 0, 1), ("abc", 2, 1)):
    print(UnicodeEncodeError("enc", text, start, end, "why"))
    print(UnicodeDecodeError("enc", text.encode(), start, end, "why"))
    print(UnicodeTranslateError(text, start, end, "why"))
error = UnicodeDecodeError("enc", bytearray(b"abc"), 0, 1, "why")
print(type(error.object), error.args, error.start, error.end)
error = UnicodeEncodeError("enc", "abc", 0, 1, "why")
error.reason = None
error.encoding = 5
print(error)
error.object = b"bytes"
try:
    print(error)
except TypeError as problem:
    print(problem)
error.__init__("other", "xyz", 1, 2, "z")
print(error, repr(error))
del error.reason
print(error)
