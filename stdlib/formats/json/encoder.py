"""Python values to JSON text."""
from _json import (encode_basestring as c_encode_basestring, encode_basestring_ascii as c_encode_basestring_ascii,
                   make_encoder as c_make_encoder)

INFINITY = float("inf")

encode_basestring = c_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii


class JSONEncoder:
    """Writes dict, list and tuple, str, int and float with their subclasses, True, False and None. For other objects
    a subclass extends default()."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        """skipkeys: leave items out whose keys are not str, int, float, bool or None, instead of a TypeError.
        ensure_ascii: write everything beyond ASCII as \\uXXXX.
        check_circular: a ValueError for a container that holds itself.
        allow_nan: write NaN, Infinity and -Infinity, beyond the standard, instead of a ValueError.
        sort_keys: write the items of dicts in the order of their keys.
        indent: the spaces, or the text, by which each level is indented; None is for all in one line.
        separators: between items, and between a key and its value.
        default: what to make of other objects."""
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """A value that can be written in place of the object; a TypeError where there is none."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of a value."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        """The JSON text of a value, piece by piece."""
        markers = {} if self.check_circular else None
        encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        if _one_shot:
            return c_make_encoder(markers, self.default, encoder, indent, self.key_separator, self.item_separator,
                                  self.sort_keys, self.skipkeys, self.allow_nan)(o, 0)
        return _Pieces(self, markers, encoder, indent).value(o, "\n")


class _Pieces:
    """Makes the text of a value piece by piece. `line` is the line end and the indent of the value."""

    def __init__(self, options, markers, encoder, indent):
        self.options = options
        self.markers = markers
        self.encoder = encoder
        self.indent = indent

    def value(self, value, line):
        scalar = self.scalar(value)
        if scalar is not None:
            yield scalar
        elif isinstance(value, (list, tuple)):
            yield from self.array(value, line)
        elif isinstance(value, dict):
            yield from self.object(value, line)
        else:
            self.enter(value)
            made = self.options.default(value)
            try:
                yield from self.value(made, line)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(value).__name__} object")
                raise
            self.leave(value)

    def scalar(self, value):
        """The text of what is no container; None for those."""
        if isinstance(value, str):
            return self.encoder(value)
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self.number(value)
        return None

    def number(self, value):
        if value - value == 0:
            return float.__repr__(value)
        if not self.options.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(value))
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"

    def enter(self, value):
        if self.markers is not None:
            if id(value) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(value)] = value

    def leave(self, value):
        if self.markers is not None:
            del self.markers[id(value)]

    def array(self, values, line):
        if not values:
            yield "[]"
            return
        self.enter(values)
        inner = line if self.indent is None else line + self.indent
        start = "[" if self.indent is None else "[" + inner
        between = self.options.item_separator if self.indent is None else self.options.item_separator + inner
        for index, value in enumerate(values):
            try:
                scalar = self.scalar(value)
                if scalar is not None:
                    yield start + scalar
                else:
                    yield start
                    yield from self.value(value, inner)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing {type(values).__name__} item {index}")
                raise
            start = between
        if self.indent is not None:
            yield line
        yield "]"
        self.leave(values)

    def key(self, key):
        """The text of a key; None for one that is skipped."""
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self.scalar(key)
        if self.options.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def object(self, values, line):
        if not values:
            yield "{}"
            return
        self.enter(values)
        yield "{"
        inner = line if self.indent is None else line + self.indent
        between = self.options.item_separator if self.indent is None else self.options.item_separator + inner
        first = True
        for key, value in sorted(values.items()) if self.options.sort_keys else values.items():
            name = self.key(key)
            if name is None:
                continue
            if not first:
                yield between
            elif self.indent is not None:
                yield inner
            first = False
            yield self.encoder(name)
            yield self.options.key_separator
            try:
                yield from self.value(value, inner)
            except GeneratorExit:
                raise
            except BaseException as error:
                error.add_note(f"when serializing dict item {name!r}")
                raise
        if not first and self.indent is not None:
            yield line
        yield "}"
        self.leave(values)
