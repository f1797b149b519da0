"""Warnings: messages to the user of a program, written to sys.stderr and filtered."""

import sys

__all__ = ("catch_warnings", "deprecated", "filterwarnings", "formatwarning", "resetwarnings", "showwarning",
           "simplefilter", "warn", "warn_explicit")

# (action, message prefix or None, category, module or None, line), the first that matches decides.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 0


class WarningMessage:
    """A warning and where it came from."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning: where, what, and the line of source."""
    if line is None:
        from _traceback import source_line
        line = source_line(filename, lineno)
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{text}  {line.strip()}\n" if line and line.strip() else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, sys.stderr by default."""
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


_showwarning = showwarning


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns, at the place of the caller or `stacklevel` - 1 callers further out."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(max(stacklevel, 1))
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    except (ValueError, AttributeError):
        names, filename, lineno = sys.__dict__, "<sys>", 0
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, names.get("__name__", "<string>"), registry, names, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warns about a place in a file; `registry` remembers what was shown there."""
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    registry = {} if registry is None else registry
    if registry.get("version") != _version:
        registry.clear()
        registry["version"] = _version
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters")
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _show(shown):
    if _record is not None:
        _record.append(shown)
    else:
        showwarning(shown.message, shown.category, shown.filename, shown.lineno, shown.file, shown.line)


def _action(text, category, module, lineno):
    for action, message, kind, where, line in filters:
        if (message is None or _matches(message, text)) and issubclass(category, kind) \
                and (where is None or where == module) and (line == 0 or line == lineno):
            return action
    return defaultaction


def _matches(pattern, text):
    """Whether a filter's message, a regular expression where it uses one, matches the start of a text."""
    if not any([mark in pattern for mark in ".^$*+?{}[]\\|()"]):
        return text.lower().startswith(pattern.lower())
    import re
    return re.match(pattern, text, re.I) is not None


_record = None
_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


def _add_filter(action, message, category, module, lineno, append):
    global _version
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    item = (action, message, category, module, lineno)
    if item in filters and not append:
        filters.remove(item)
    if append:
        if item not in filters:
            filters.append(item)
    else:
        filters.insert(0, item)
    _version += 1


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Says what happens to warnings whose text starts like `message`, of a category, in a module, at a line."""
    _add_filter(action, message or None, category, module or None, lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Says what happens to warnings of a category."""
    _add_filter(action, None, category, None, lineno, append)


def resetwarnings():
    """Forgets all filters."""
    global _version
    filters.clear()
    _version += 1


class catch_warnings:
    """Puts filters and showwarning back at the end of the block; record=True collects the block's warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._wanted = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global filters, _version, _record, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters, showwarning, _record
        filters = filters[:]
        _version += 1
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._wanted:
            return None
        _record = []
        showwarning = _showwarning
        return _record

    def __exit__(self, *error):
        global filters, _version, _record, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _record = self._saved
        _version += 1

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._wanted else ''})"


class deprecated:
    """Marks a function or class as deprecated: using it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        arg.__deprecated__ = message
        if category is None:
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **keywords):
                if cls is arg:
                    warn(message, category, stacklevel=level + 1)
                if original is not object.__new__:
                    return original(cls, *args, **keywords)
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            return arg
        if not callable(arg):
            raise TypeError(f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}")
        from functools import wraps

        @wraps(arg)
        def wrapper(*args, **keywords):
            warn(message, category, stacklevel=level + 1)
            return arg(*args, **keywords)

        wrapper.__deprecated__ = message
        return wrapper


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warns that something will be removed in the version `remove`; RuntimeError in a later one."""
    shown = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {remove[0]}.{remove[1] - 1} alpha")
    warn(message.format(name=name, remove=shown), DeprecationWarning, stacklevel=3)
