"""What CPython's importlib asks of the machine.

Frozen are what CPython has for programs that want to see how that works, and importlib's own core. The rest of the library, which is frozen
in CPython in part, is found by importlib._library.
"""

import _importer
from _thread import RLock as _RLock

check_hash_based_pycs = "default"
pyc_magic_number_token = 0
_lock = _RLock()


def acquire_lock():
    """Takes the import lock, which a thread may do several times."""
    _lock.acquire()


def release_lock():
    """Gives it back."""
    if not _lock._is_owned():
        raise RuntimeError("not holding the import lock")
    _lock.release()


def lock_held():
    """Whether a thread holds it."""
    return _lock.locked()


def is_builtin(name):
    """1 for a module that is written in C++, else 0."""
    return int(_importer.is_native(name))


def create_builtin(spec):
    """Makes such a module."""
    return _importer.make_native(spec.name)


def exec_builtin(module):
    """0: it is complete."""
    return 0


# The module that each is, and whether it is a package.
_frozen = {
    "_frozen_importlib": ("importlib._bootstrap", False), "_frozen_importlib_external": ("importlib._bootstrap_external", False),
    "__hello__": ("__hello__", False), "__hello_alias__": ("__hello__", False), "__hello_only__": (None, False),
    "__phello_alias__": ("__hello__", True), "__phello_alias__.spam": ("__hello__", False),
    "__phello__": ("__phello__", True), "__phello__.__init__": ("<__phello__", False), "__phello__.spam": ("__phello__.spam", False),
    "__phello__.ham": ("__phello__.ham", True), "__phello__.ham.__init__": ("<__phello__.ham", False),
    "__phello__.ham.eggs": ("__phello__.ham.eggs", False),
}


def _frozen_module_names():
    """The names of all frozen modules."""
    return list(_frozen)


_override = 0


def _override_frozen_modules_for_tests(override):
    """With -1, programs find no frozen modules but those that import needs."""
    global _override
    _override = override


def is_frozen(name):
    """Whether there is a frozen module of that name."""
    return name in _frozen and (_override >= 0 or name.startswith("_frozen_"))


def find_frozen(name, /, *, withdata=False):
    """(data, is a package, name of the module that it is) or None. There is no data but the module itself."""
    if not is_frozen(name):
        return None
    original, package = _frozen[name]
    return memoryview(name.encode()) if withdata else None, package, original


def init_frozen(name):
    """A new module whose frozen code was run; None when there is none."""
    if name not in _frozen:
        return None
    import sys
    module = sys.modules[name] = type(sys)(name)
    exec(get_frozen_object(name), module.__dict__)
    return module


def get_frozen_object(name, data=None, /):
    """The code of a frozen module."""
    if name not in _frozen:
        raise ImportError(f"No such frozen object named {name!r}", name=name)
    return _importer.library_code((_frozen[name][0] or "__hello__").lstrip("<"))


def is_frozen_package(name):
    """Whether a frozen module is a package."""
    if name not in _frozen:
        raise ImportError(f"No such frozen object named {name!r}", name=name)
    return _frozen[name][1]


def extension_suffixes():
    """None: there are no modules in shared objects."""
    return []


def create_dynamic(spec, file=None, /):
    raise ImportError("coil has no extension modules for CPython's C API", name=spec.name, path=spec.origin)


def exec_dynamic(module):
    return 0


source_hash = _importer.source_hash


def _fix_co_filename(code, path):
    """Nothing: code that was kept knows its file."""


def _set_up(bootstrap, sys):
    """Calls _setup of a copy of importlib._bootstrap, which would not find in the library's modules what CPython's frozen ones have."""
    global is_frozen
    import _thread, _warnings, _weakref
    bootstrap.sys, bootstrap._imp = sys, sys.modules[__name__]
    # What modules have of importlib is asked for below: then it is there, should somebody have begun with one of its parts.
    import importlib
    kept, is_frozen = is_frozen, lambda name: False
    try:
        bootstrap._setup(sys, sys.modules[__name__])
    finally:
        is_frozen = kept
