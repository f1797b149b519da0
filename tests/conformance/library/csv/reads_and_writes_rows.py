"""Rows of CSV are read and written by what a dialect says."""
import _csv


class File:
    def __init__(self):
        self.written = []

    def write(self, text):
        self.written.append(text)
        return len(text)


def attempt(function):
    try:
        return function()
    except (_csv.Error, ValueError) as error:
        return type(error).__name__, str(error)


for lines, options in (
    (["a,b"], {}), (['"a""b",c'], {}), (['"a\n', 'b",c'], {}), (['a"b"'], {}), (['"a"b'], {}), (['"a"b'], {"strict": 1}), (['"a'], {}),
    (['"a'], {"strict": 1}), (["a\r\n"], {}), ([""], {}), (["\n"], {}), ([","], {}), (['1,"2",x'], {"quoting": 2}),
    (['1,"2",'], {"quoting": 2}), (["a\\,b"], {"escapechar": "\\"}), (["a\\"], {"escapechar": "\\"}), (["a\\", "b"], {"escapechar": "\\"}),
    ([" a, b"], {"skipinitialspace": 1}), ([' "a", "b"'], {"skipinitialspace": 1}), (['"a"'], {"quoting": 3}), ([5], {}), ([b"a"], {}),
    (["a\n\n"], {}), (['"a\n\n'], {}), (['\xe9,"\u65e5\u672c"'], {}), (["a  b"], {"delimiter": " "}),
    (["'a','b'"], {"quotechar": "'"}), (['"a""b"'], {"doublequote": 0}), (['"a\\"b"'], {"escapechar": "\\", "doublequote": 0}),
    (['a,"b" '], {}), (["1.5,-3,\"z\""], {"quoting": 2}), (["\\\n", "b"], {"escapechar": "\\"}), (["a\xe9b\xe9\xe9c"], {"delimiter": "\xe9"}),
    (["\u65e5a\u65e5,b"], {"quotechar": "\u65e5"}), (["", "a"], {}),
):
    print(ascii(lines), options, ascii(attempt(lambda: list(_csv.reader(lines, **options)))))
for row, options in (
    (["a", "b"], {}), (["a,b", 'c"d', "e\nf", "g\rh"], {}), ([""], {}), (["", ""], {}), ([None, 1, 1.5, True], {}), ([], {}),
    (["a", "1", 1], {"quoting": 1}), (["a", "1", 1, 1.5, None], {"quoting": 2}), (["a,b"], {"quoting": 3}),
    (["a,b"], {"quoting": 3, "escapechar": "\\"}), (['a"b'], {"quoting": 3, "escapechar": "\\"}), (['a"b'], {"doublequote": 0}),
    (['a"b'], {"doublequote": 0, "escapechar": "\\"}), (["a\\b,c"], {"escapechar": "\\"}), (5, {}), ("abc", {}), ([[1]], {}),
    (["x y"], {"delimiter": " "}), ([""], {"quoting": 3}), (["a!"], {"lineterminator": "!\n"}), (["\xe9\u65e5", "a\xe9"], {"delimiter": "\xe9"}),
    ([1.0, 10**30, 1e300], {}),
):
    file = File()
    print(ascii(row), options, attempt(lambda: _csv.writer(file, **options).writerow(row)), ascii(file.written))
file = File()
writer = _csv.writer(file)
writer.writerows([[1], [2, 3]])
print(file.written)
reader = _csv.reader(["a", '"b\n', 'c"'])
print(reader.line_num, next(reader), reader.line_num, next(reader), reader.line_num, reader.dialect.delimiter)
_csv.register_dialect("tests", delimiter=";", quoting=_csv.QUOTE_ALL)
print(_csv.list_dialects(), list(_csv.reader(["a;b"], "tests")), list(_csv.reader(["a|b"], "tests", delimiter="|")))


class Dialect:
    delimiter = "\t"
    lineterminator = "\n"


print(list(_csv.reader(["a\tb"], Dialect)), _csv.Dialect(Dialect).lineterminator == "\n")
_csv.unregister_dialect("tests")
print(attempt(lambda: _csv.get_dialect("tests")), _csv.field_size_limit(3), attempt(lambda: list(_csv.reader(["abc,abcd"]))))
