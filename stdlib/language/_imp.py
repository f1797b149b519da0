"""What CPython's importlib asks of the machine. Modules that CPython calls frozen are found by importlib._library instead."""

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


def is_frozen(name):
    """False: there are none."""
    return False


def find_frozen(name, /, *, withdata=False):
    """None: there are none."""


def init_frozen(name):
    """None: there are none."""


def get_frozen_object(name, data=None, /):
    raise ImportError(f"No such frozen object named {name}", name=name)


def is_frozen_package(name):
    raise ImportError(f"No such frozen object named {name}", name=name)


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


def _override_frozen_modules_for_tests(override):
    """Nothing: there are no frozen modules."""
