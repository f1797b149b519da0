"""JSON text to Python values."""
from _json import _skip_space, scanstring as c_scanstring
from json import scanner

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")
_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}

scanstring = c_scanstring


class JSONDecodeError(ValueError):
    """What is wrong with a JSON document, and where.

    msg: the message without the place
    doc: the document
    pos: the index in it
    lineno, colno: the line and the column of that, both counted from 1
    """

    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Reads JSON: objects as dict, arrays as list, strings as str, numbers as int or float, true, false and null as
    True, False and None. NaN, Infinity and -Infinity are read as floats too, beyond the standard."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        """object_hook(dict) gives what an object becomes; object_pairs_hook(list of pairs) too, and is preferred.
        parse_float, parse_int and parse_constant are called with the text of a number, an integer, and one of
        "NaN", "Infinity" and "-Infinity". Without strict, control characters may stand in strings."""
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        """The value of a str that holds one JSON document."""
        value, end = self.raw_decode(s, idx=_skip_space(s, 0))
        end = _skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value of the JSON document that begins at an index, and the index where it ends."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None
