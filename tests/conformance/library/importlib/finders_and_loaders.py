"""Finders in sys.meta_path and sys.path_hooks, loaders, specs, reload, and modules made by hand."""
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import tempfile
import types


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print("create", spec.name)

    def exec_module(self, module):
        print("exec", module.__name__, module.__package__, module.__spec__.origin)
        module.value = module.__name__.upper()


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        print("find", name, path)
        if name.startswith("virtual"):
            return importlib.util.spec_from_loader(name, Loader(), origin="nowhere", is_package=name == "virtual")


finder = Finder()
sys.meta_path.insert(0, finder)
import virtual
import virtual.inner
from virtual import other
print(virtual.value, virtual.inner.value, other.value, virtual.__path__, type(virtual.__loader__).__name__)
try:
    from virtual_not import missing
except ImportError as error:
    print(type(error).__name__, error)
try:
    import entirely.missing
except ImportError as error:
    print(type(error).__name__, error, error.name)
import colorsys
print(colorsys.__name__, colorsys.__spec__.name, colorsys.__spec__.parent)
sys.meta_path.remove(finder)
print(importlib.import_module(".inner", "virtual") is virtual.inner, importlib.util.find_spec("virtual.inner").origin)
for wrong in (lambda: importlib.import_module(".x"), lambda: importlib.import_module(""), lambda: importlib.import_module("...x", "virtual"),
              lambda: importlib.reload("json"), lambda: importlib.reload(types.ModuleType("loose"))):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "counted.py")
    with open(path, "w") as file:
        file.write("count = globals().get('count', 0) + 1\nkept = True\n")
    spec = importlib.util.spec_from_file_location("counted", path)
    print(spec.name, spec.origin == path, spec.has_location, spec.submodule_search_locations, type(spec.loader).__name__)
    module = importlib.util.module_from_spec(spec)
    print(hasattr(module, "count"), module.__file__ == path)
    spec.loader.exec_module(module)
    print(module.count, "counted" in sys.modules, spec.loader.get_source("counted").splitlines()[1], spec.loader.is_package("counted"))
    sys.path.insert(0, folder)
    import counted
    print(counted.count, counted is module, counted.__spec__.origin == path, counted.__spec__.loader is counted.__loader__)
    print(importlib.reload(counted) is counted, counted.count)
    os.mkdir(os.path.join(folder, "parts"))
    import parts
    print(list(parts.__path__) == [os.path.join(folder, "parts")], parts.__spec__.origin, hasattr(parts, "__file__"))

    loader = importlib.util.LazyLoader(importlib.machinery.SourceFileLoader("lazy", path))
    spec = importlib.util.spec_from_loader("lazy", loader)
    lazy = importlib.util.module_from_spec(spec)
    loader.exec_module(lazy)
    print("count" in object.__getattribute__(lazy, "__dict__"), lazy.count, type(lazy) is types.ModuleType)
    sys.path.remove(folder)


class EntryFinder:
    def __init__(self, entry):
        if not entry.startswith("hooked:"):
            raise ImportError
        self.entry = entry

    def find_spec(self, name, target=None):
        if name == "from_hook":
            return importlib.machinery.ModuleSpec(name, Loader(), origin=self.entry)


sys.path_hooks.append(EntryFinder)
sys.path.append("hooked:somewhere")
import from_hook
print(from_hook.value)
sys.path_hooks.remove(EntryFinder)
print(json.__spec__.name, json.__spec__.parent, json.decoder.__spec__.parent, json.__spec__.submodule_search_locations is not None)
print(sys.__spec__.origin, sys.__spec__.has_location, types.ModuleType("made").__spec__, __spec__)
print(importlib.util.resolve_name("..a", "b.c.d"), importlib.util.find_spec("no_such_module_there"))
print(isinstance(json.__loader__, object), importlib.machinery.all_suffixes()[0], importlib.machinery.SOURCE_SUFFIXES)
importlib.invalidate_caches()
