"""What stands in sys.meta_path and sys.path_hooks for the machine's own import.

    sys.meta_path    BuiltinImporter     modules written in C++
                     FrozenImporter      CPython's examples of frozen modules (see _imp), which the library has, too
                     LibraryFinder       the language's own modules, and what is in packages of the library
                     PathFinder          sys.path, in it "<coil>" for the rest of the library
    sys.path_hooks   LibraryEntry, zipimporter, FileFinder

As long as both hold just that, the machine finds modules without asking them, and finds the same; but what is neither the library's nor
plain files it leaves to them.
"""

import _importer
import sys
from importlib import _bootstrap, _bootstrap_external

BuiltinImporter, FrozenImporter, ModuleSpec = _bootstrap.BuiltinImporter, _bootstrap.FrozenImporter, _bootstrap.ModuleSpec
PathFinder, SourceFileLoader = _bootstrap_external.PathFinder, _bootstrap_external.SourceFileLoader


class LibraryLoader:
    """Loads a module of the library that is part of the program."""

    def __init__(self, name, path, package):
        self.name, self.path, self._package = name, path, package

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __eq__(self, other):
        return type(self) is type(other) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def create_module(self, spec):
        """None: a plain module."""

    def exec_module(self, module):
        exec(_importer.library_code(self.name), module.__dict__)

    def get_code(self, fullname):
        return _importer.library_code(fullname)

    def get_filename(self, fullname):
        return self.path

    def get_source(self, fullname):
        """The text, where the file that the module was made from is there."""
        try:
            return _bootstrap_external.decode_source(_bootstrap_external.FileLoader(fullname, self.path).get_data(self.path))
        except OSError:
            return None

    def is_package(self, fullname):
        return self._package


def _library_spec(name):
    path, package, _ = _importer.find_library(name)
    spec = ModuleSpec(name, LibraryLoader(name, path, package), origin=path, is_package=package)
    spec.has_location = True
    spec.cached = None
    return spec


class LibraryFinder:
    """Finds what belongs to the language, and what is in packages of the library."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        found = _importer.find_library(fullname)
        if found is None:
            return None
        parent = fullname.rpartition(".")[0]
        in_package = parent and isinstance(getattr(getattr(sys.modules.get(parent), "__spec__", None), "loader", None), LibraryLoader)
        return _library_spec(fullname) if found[2] or in_package else None

    @staticmethod
    def invalidate_caches():
        """Nothing is remembered."""


class LibraryEntry:
    """What "<coil>" in sys.path stands for: the modules of the library at the top."""

    def __init__(self, entry):
        if entry != "<coil>":
            raise ImportError("only for the library's entry of sys.path", path=entry)

    @staticmethod
    def find_spec(fullname, target=None):
        return _library_spec(fullname) if "." not in fullname and _importer.find_library(fullname) else None

    @staticmethod
    def invalidate_caches():
        """Nothing is remembered."""


_get_code = _bootstrap_external.SourceLoader.get_code


def _get_kept_code(self, fullname):
    """The code of the file, kept as `import` keeps it."""
    cls = type(self)
    plain = (cls.get_data is _bootstrap_external.FileLoader.get_data and
             cls.source_to_code is _bootstrap_external.SourceLoader.source_to_code and
             cls.path_stats is SourceFileLoader.path_stats)
    code = _importer.file_code(self.get_filename(fullname)) if plain else None
    return _get_code(self, fullname) if code is None else code


class _ZipHook:
    """zipimport.zipimporter, imported when a file stands in sys.path, or what would be in it."""

    def __call__(self, path):
        from posix import stat
        place = path
        while place:
            try:
                mode = stat(place).st_mode
            except (OSError, ValueError):
                place = place.rpartition("/")[0]
            else:
                if mode & 0o170000 == 0o100000:
                    from zipimport import zipimporter
                    return zipimporter(path)
                break
        raise ImportError("not a file", path=path)


def _spec_of_main(module):
    """What there is to say of the program: of a script nothing, of a module that is run its name."""
    file, package = getattr(module, "__file__", None), getattr(module, "__package__", None)
    if not isinstance(package, str) or not isinstance(file, str):
        loader = SourceFileLoader("__main__", file) if isinstance(file, str) else BuiltinImporter
        return None, loader
    stem = file.rpartition("/")[2].rpartition(".")[0]
    name = f"{package}.{stem}" if package else stem
    spec = _library_spec(name) if _importer.find_library(name) else _bootstrap_external.spec_from_file_location(name, file)
    return spec, spec and spec.loader


def spec_of(module):
    """The (spec, loader, `__cached__` or None) of a module that the machine loaded by itself, whatever a script made of it since."""
    name, file, path = getattr(module, "__name__", None), getattr(module, "__file__", None), getattr(module, "__path__", None)
    if not isinstance(name, str):
        return None, None, None
    if name == "__main__":
        spec, loader = _spec_of_main(module)
        return spec, loader, spec and spec.cached
    found = _importer.find_library(name)
    if not isinstance(file, str):
        # Of a module that was not imported there is nothing to say.
        spec = _bootstrap.spec_from_loader(name, BuiltinImporter, origin="built-in") if _importer.is_native(name) else None
    elif found and found[0] == file:
        spec = FrozenImporter.find_spec(name) or _library_spec(name)
    else:
        places = list(path) if hasattr(type(path), "__iter__") else None
        spec = _bootstrap_external.spec_from_file_location(
            name, file, loader=SourceFileLoader(name, file), submodule_search_locations=places)
    return spec, spec and spec.loader, spec and spec.cached


def module_repr(module):
    """repr() of a module that has a spec or a loader."""
    spec, loader = getattr(module, "__spec__", None), getattr(module, "__loader__", None)
    if spec:
        name, place, loader = "?" if spec.name is None else spec.name, spec.origin, spec.loader
        if place is not None:
            return f"<module {name!r} from {place!r}>" if spec.has_location else f"<module {spec.name!r} ({place})>"
        if isinstance(loader, _bootstrap_external.NamespaceLoader):
            return f"<module {name!r} (namespace) from {list(loader._path)!r}>"
    else:
        name = getattr(module, "__name__", "?")
        if hasattr(module, "__file__"):
            return f"<module {name!r} from {module.__file__!r}>"
    return f"<module {name!r}>" if loader is None else f"<module {name!r} ({loader!r})>"


def set_up():
    """What is ours in CPython's classes."""
    SourceFileLoader.get_code = _get_kept_code


def install():
    """Makes the finders, and tells the machine of them."""
    _importer.read_site_folders()
    sys.path_hooks[:] = [
        LibraryEntry, _ZipHook(), _bootstrap_external.FileFinder.path_hook(*_bootstrap_external._get_supported_file_loaders())]
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, LibraryFinder, PathFinder]
    for module, name in (_bootstrap, "_frozen_importlib"), (_bootstrap_external, "_frozen_importlib_external"):
        module.__spec__, module.__loader__ = FrozenImporter.find_spec(name), FrozenImporter
    _importer.set_finders(tuple(sys.meta_path), tuple(sys.path_hooks), (LibraryEntry, _bootstrap_external.FileFinder),
                          _find_and_load, _bootstrap._lock_unlock_module, spec_of)


def _find_and_load(name):
    """Imports a module by the finders of sys.meta_path, as CPython does."""
    return _bootstrap._find_and_load(name, _importer.import_name)
