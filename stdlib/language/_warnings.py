"""The part of warnings that CPython writes in C: the filters to begin with, and what decides about a warning."""

import sys

_onceregistry = {}
_defaultaction = "default"
_version = 1
# (action, message or None, category, module or None, line or 0); the first that matches decides. Texts are to be equal, patterns to match.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]


def _filters_mutated():
    """Lets what registries remember be asked anew."""
    global _version
    _version += 1


_filters_mutated_lock_held = _filters_mutated


def _of_warnings(name, fallback):
    """What the module warnings has now under the name, for programs change it; `fallback` while it is not imported."""
    return getattr(sys.modules.get("warnings"), name, fallback)


def _matches(wanted, text):
    return wanted is None or (wanted == text if type(wanted) is str else bool(wanted.match(text)))


def _action_for(category, text, line, module):
    for number, item in enumerate(_of_warnings("filters", filters)):
        if type(item) is not tuple or len(item) != 5:
            raise ValueError(f"_warnings.filters item {number} isn't a 5-tuple")
        action, message, kind, where, number_of_line = item
        if not isinstance(action, str):
            raise TypeError(f"action must be a string, not '{type(action).__name__}'")
        if (_matches(message, text) and issubclass(category, kind) and _matches(where, module)
                and (number_of_line == 0 or number_of_line == line)):
            return action, item
    action = _of_warnings("defaultaction", _defaultaction)
    if not isinstance(action, str):
        raise TypeError(f"_warnings.defaultaction must be a string, not '{type(action).__name__}'")
    return action, None


def _already_warned(registry, key, remembers=True):
    if registry.get("version") != _version:
        registry.clear()
        registry["version"] = _version
    elif registry.get(key):
        return True
    if remembers:
        registry[key] = True
    return False


def _show(message, category, filename, lineno, source):
    import warnings
    show = warnings._showwarnmsg
    if not callable(show):
        raise TypeError("warnings._showwarnmsg() must be set to a callable")
    show(warnings.WarningMessage(message, category, filename, lineno, source=source))


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warns about a place in a file. `registry` remembers what was shown there."""
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if module_globals is not None and type(module_globals) is not dict:
        raise TypeError(f"module_globals must be a dict, not '{type(module_globals).__name__}'")
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = text, category, lineno
    if registry is not None and _already_warned(registry, key, False):
        return
    action, item = _action_for(category, text, lineno, module)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if registry is not None and action not in ("always", "all"):
        registry[key] = True
        if action == "once":
            if _already_warned(_of_warnings("onceregistry", _onceregistry), (text, category)):
                return
        elif action == "module":
            if _already_warned(registry, (text, category, 0)):
                return
        elif action != "default":
            raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item!r}")
    _show(message, category, filename, lineno, source)


def _is_internal(frame):
    name = frame.f_code.co_filename
    return "importlib" in name and "_bootstrap" in name


def _place(level, skipped):
    """The frame to blame: of the caller at level 1; None beyond the outermost."""
    frame = sys._getframe(2)
    if level <= 0 or _is_internal(frame):
        for _ in range(level - 1):
            frame = frame and frame.f_back
        return frame
    while level > 1 and frame is not None:
        frame = frame.f_back
        while frame is not None and (_is_internal(frame) or (skipped and frame.f_code.co_filename.startswith(skipped))):
            frame = frame.f_back
        level -= 1
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns at the place of the caller, or `stacklevel` - 1 callers further out. Callers in files whose names begin with one of
    `skip_file_prefixes` do not count."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError(f"warn() argument 'skip_file_prefixes' must be tuple, not {type(skip_file_prefixes).__name__}")
    if skip_file_prefixes:
        if not all(isinstance(each, str) for each in skip_file_prefixes):
            raise TypeError("skip_file_prefixes must be a tuple of strs.")
        stacklevel = max(stacklevel, 2)
    frame = _place(stacklevel, skip_file_prefixes)
    if frame is None:
        names, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = names.setdefault("__warningregistry__", {})
    module = names.get("__name__")
    if type(module) is not str:
        module = "<string>"
    warn_explicit(message, category, filename, lineno, module, registry, names, source)
