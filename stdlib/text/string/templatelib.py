"""Templates: what t-strings give. Their texts and values are kept apart, for who makes something of them."""

from _templates import Interpolation, Template


def convert(obj, /, conversion):
    """What a field of an f-string with that conversion would show: None, 'r', 's' or 'a'."""
    if conversion is None:
        return obj
    if conversion == "r":
        return repr(obj)
    if conversion == "s":
        return str(obj)
    if conversion == "a":
        return ascii(obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")


def _template_unpickle(*args):
    """A template again, of its strings and interpolations."""
    if len(args) != 2:
        raise ValueError("Template expects tuple of length 2 to unpickle")
    strings, interpolations = args
    parts = []
    for index, string in enumerate(strings):
        parts.append(string)
        parts += interpolations[index:index + 1]
    return Template(*parts)
