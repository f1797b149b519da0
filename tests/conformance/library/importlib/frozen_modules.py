"""Frozen modules, reprs of modules, and what importlib and modules say of each other."""
import _imp
import importlib
import importlib.machinery
import importlib.util
import json
import sys
import types

finder = importlib.machinery.FrozenImporter
for name in "__hello__", "__phello__", "__phello__.spam", "__phello__.ham", "__phello__.ham.eggs", "__phello_alias__", "no_such_module":
    spec = finder.find_spec(name)
    print(name, _imp.is_frozen(name), spec and (spec.name, spec.loader is finder, spec.origin, spec.has_location, spec.parent,
                                                spec.submodule_search_locations is not None, spec.loader_state.origname))
print(_imp.find_frozen("__hello__"), _imp.find_frozen("__phello__.__init__"), _imp.find_frozen("__hello_only__"), _imp.find_frozen("nothing"))
for ask in _imp.get_frozen_object, _imp.is_frozen_package, finder.get_code, finder.is_package:
    try:
        ask("no_such_module")
    except ImportError as error:
        print(type(error).__name__, error, error.name)
import __hello__
import __phello__.ham.eggs
import __phello__.spam
__hello__.main()
__phello__.spam.main()
print(__hello__, __phello__.spam, __hello__.__spec__.loader is finder, __phello__.ham.eggs.__package__)

print("-- what modules have")
print([name for name in dir(types) if name.startswith("__") and name not in ("__cached__", "__builtins__", "__all__", "__getattr__")])
for module in json, types, sys, importlib._bootstrap:
    names = vars(module)
    print(names["__spec__"].name, names["__loader__"] is names["__spec__"].loader, names["__package__"])
import colorsys
del sys.modules["colorsys"]
print(colorsys.__spec__.name, colorsys.__loader__ is colorsys.__spec__.loader, colorsys.rgb_to_hsv.__globals__ is vars(colorsys))
print("__spec__" in globals(), "__loader__" in globals(), __spec__, type(__loader__).__name__)
print(importlib.__spec__.name, importlib.machinery.BuiltinImporter.__module__, importlib.machinery.SourceFileLoader.__module__)
print(importlib._bootstrap is sys.modules["_frozen_importlib"])


class Loader:
    def __repr__(self):
        return "<a loader>"


print("-- reprs")
module = types.ModuleType("made")
print(module, types.ModuleType.__new__(types.ModuleType))
module.__loader__ = Loader()
print(module)
module.__file__ = "some/file.py"
print(module)
module.__spec__ = importlib.machinery.ModuleSpec("spoken of", None)
print(module)
module.__spec__ = importlib.machinery.ModuleSpec("spoken of", Loader())
print(module)
module.__spec__ = importlib.machinery.ModuleSpec("spoken of", Loader(), origin="crafted")
print(module)
module.__spec__.has_location = True
print(module)
del module.__name__
module.__spec__ = module.__loader__ = None
print(module)
del module.__file__
print(module, sys)

print("-- a copy of importlib for oneself")
kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "importlib"}
sys.modules["_frozen_importlib"], frozen = None, sys.modules["_frozen_importlib"]
copy = importlib.import_module("importlib.machinery")
print(copy.BuiltinImporter is importlib.machinery.BuiltinImporter, copy.BuiltinImporter.__module__)
sys.modules["_frozen_importlib"] = frozen
sys.modules.update(kept)
spec = importlib.util.find_spec("errno")
module = importlib.util.module_from_spec(spec)
print(module.__spec__ is spec, module.__loader__ is importlib.machinery.BuiltinImporter, module)

errno = sys.modules.pop("errno", None)
fresh = importlib.util.module_from_spec(copy.BuiltinImporter.find_spec("errno"))
print(fresh.__loader__ is copy.BuiltinImporter, fresh is errno, importlib.util.module_from_spec(importlib.util.find_spec("sys")) is sys)
_imp._override_frozen_modules_for_tests(-1)
print(finder.find_spec("__hello__"), _imp.is_frozen("__hello__"), _imp.is_frozen("_frozen_importlib"))
_imp._override_frozen_modules_for_tests(0)

print("-- where compiled files are")
tag = sys.implementation.cache_tag
print("." in tag, importlib.util.cache_from_source("a/b.py") == f"a/__pycache__/b.{tag}.pyc", importlib.util.source_from_cache(f"a/__pycache__/b.{tag}.opt-1.pyc"))
print(type(sys.implementation) is types.SimpleNamespace)
