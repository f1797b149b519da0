"""Import as functions and objects: finders, loaders, specs (PEP 451).

The machine's own import needs none of this: it finds and loads modules by itself as long as sys.meta_path and sys.path_hooks hold what
they begin with (see _library). The rest of the package is CPython's.
"""

import _imp
import _importer
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

_is_first = "meta_path" not in sys.__dict__
if _is_first:
    sys.meta_path, sys.path_hooks, sys.path_importer_cache = [], [], {}
try:
    import _frozen_importlib as _bootstrap
    import _frozen_importlib_external as _bootstrap_external
except ImportError:
    # A program blocks them, to have a copy of importlib for itself.
    from importlib import _bootstrap, _bootstrap_external
    _imp._set_up(_bootstrap, sys)
    _bootstrap_external._set_bootstrap_module(_bootstrap)
    _bootstrap._bootstrap_external = _bootstrap_external
else:
    for _module, _name in (_bootstrap, "_bootstrap"), (_bootstrap_external, "_bootstrap_external"):
        _module.__name__, _module.__package__ = f"importlib.{_name}", "importlib"
        _module.__file__ = __file__.replace("__init__", _name)
        sys.modules[_module.__name__] = _module
    del _module, _name
_pack_uint32, _unpack_uint32 = _bootstrap_external._pack_uint32, _bootstrap_external._unpack_uint32
from importlib import _library

_library.set_up()
if _is_first:
    # A copy that a program makes afterwards leaves those finders in force that are there.
    _library.install()

from importlib._bootstrap import __import__

_RELOADING = {}


def invalidate_caches():
    """Lets finders look again at what they remember of folders."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def import_module(name, package=None):
    """The module of that name, imported if it is not yet. `package`: where a name that begins with dots starts from."""
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        _bootstrap._sanity_check(name[level:], package, level)
        name = _bootstrap._resolve_name(name[level:], package, level)
    elif not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    elif not name:
        raise ValueError("Empty module name")
    return _importer.import_name(name)


def reload(module):
    """Runs the module's code again, in the same namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent = name.rpartition(".")[0]
        if parent:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError(f"parent {parent!r} not in sys.modules", name=parent) from None
        else:
            path = None
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
