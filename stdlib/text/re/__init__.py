"""Regular expressions: patterns that are searched for in texts.

compile() gives a Pattern, whose methods search(), match(), fullmatch(), findall(), finditer(), split(), sub() and
subn() are here as functions too; those keep the patterns that they compiled last.
"""
import _sre
import copyreg
import enum
from _sre import Match, Pattern

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]


@enum.global_enum
@enum._simple_enum(enum.IntFlag, boundary=enum.KEEP)
class RegexFlag:
    """The flags of patterns."""
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class PatternError(Exception):
    """What is wrong with a pattern or a replacement: `msg`, and `pattern`, `pos`, `lineno` and `colno` where it is."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


def _warn(message, category):
    import warnings
    warnings.warn(message, category, stacklevel=4)


_sre.configure(PatternError, _warn)

_cache = {}
_MAXCACHE = 512


def match(pattern, string, flags=0):
    """The match of the pattern at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The match of the pattern with all of the string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match of the pattern in the string, or None."""
    return _compile(pattern, flags).search(string)


class _Unset:
    pass


def _legacy(function, args, names, values):
    """Arguments that were given by place and should have been by name."""
    given = len(args)
    if given > len(names):
        positional = {"sub": 5, "subn": 5, "split": 4}[function]
        raise TypeError(f"{function}() takes from {positional - len(names)} to {positional} positional arguments"
                        f" but {positional - len(names) + given} were given")
    for name, value in zip(names, values[:given]):
        if value is not _Unset:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
    import warnings
    listed = {"count": "'count'", "maxsplit": "'maxsplit'", "flags": "'flags'"}
    warnings.warn(f"{listed[names[0]]} is passed as positional argument", DeprecationWarning, stacklevel=3)
    return [args[i] if i < given else values[i] for i in range(len(names))]


def sub(pattern, repl, string, *args, count=_Unset, flags=_Unset):
    """The string with the matches of the pattern replaced by `repl`: a text, in which \\1 and \\g<name> stand for
    groups, or a function of the match."""
    if args:
        count, flags = _legacy("sub", args, ("count", "flags"), (count, flags))
    return _compile(pattern, 0 if flags is _Unset else flags).sub(repl, string, 0 if count is _Unset else count)


def subn(pattern, repl, string, *args, count=_Unset, flags=_Unset):
    """What sub() gives, and how many matches were replaced."""
    if args:
        count, flags = _legacy("subn", args, ("count", "flags"), (count, flags))
    return _compile(pattern, 0 if flags is _Unset else flags).subn(repl, string, 0 if count is _Unset else count)


def split(pattern, string, *args, maxsplit=_Unset, flags=_Unset):
    """The pieces of the string between the matches of the pattern, and what its groups took."""
    if args:
        maxsplit, flags = _legacy("split", args, ("maxsplit", "flags"), (maxsplit, flags))
    return _compile(pattern, 0 if flags is _Unset else flags).split(string, 0 if maxsplit is _Unset else maxsplit)


def findall(pattern, string, flags=0):
    """What all matches of the pattern took, or their groups where it has some."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches of the pattern."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The pattern as a Pattern."""
    return _compile(pattern, flags)


def purge():
    """Forgets the patterns that were compiled last."""
    _cache.clear()


_special_characters = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The text with a backslash before all that is special in patterns."""
    if isinstance(pattern, str):
        return pattern.translate(_special_characters)
    return str(pattern, "latin1").translate(_special_characters).encode("latin1")


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    compiled = _sre.compile(pattern, flags)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[type(pattern), pattern, flags] = compiled
    return compiled


def _pickle(pattern):
    return _compile, (pattern.pattern, pattern.flags)


copyreg.pickle(Pattern, _pickle, _compile)


def __getattr__(name):
    if name == "Scanner":
        from re._scanner import Scanner
        return Scanner
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
