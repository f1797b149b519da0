"""The builtin error handlers are functions of an exception, which look at its bounds within its object."""
import codecs

exceptions = [
    UnicodeEncodeError("ascii", "a\xe9\u20ac\U0001f600\udc80\udcffb", 1, 4, "why"),
    UnicodeEncodeError("utf-8", "a\udc80\udcffb", 1, 3, "why"),
    UnicodeEncodeError("utf-16-be", "a\udc80\udcffb", 1, 3, "why"),
    UnicodeEncodeError("utf-32", "a\udc80", 1, 20, "why"),
    UnicodeDecodeError("ascii", b"a\xe9\xff\x80b", 1, 4, "why"),
    UnicodeDecodeError("utf-8", b"a\xed\xb2\x80b", 1, 2, "why"),
    UnicodeDecodeError("utf-16-le", b"a\0\x00\xdc", 2, 4, "why"),
    UnicodeTranslateError("a\xe9\u20acb", 1, 3, "why"),
    UnicodeEncodeError("ascii", "abc", -10, 10, "why"),
    UnicodeDecodeError("ascii", b"abc", 5, 2, "why"),
    ValueError("other"),
    "no exception",
]
names = "strict ignore replace xmlcharrefreplace backslashreplace namereplace surrogatepass surrogateescape".split()
for name in names:
    handler = codecs.lookup_error(name)
    for exception in exceptions:
        try:
            print(name, ascii(handler(exception)))
        except (TypeError, ValueError) as error:
            print(name, type(error).__name__, error)
