"""Namespace packages: parts that come and go with sys.path and a parent's path, in folders and archives, and resources in them."""
import importlib
import importlib.resources
import importlib.util
import os
import sys
import tempfile
import zipfile


def write(path, text=""):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


with tempfile.TemporaryDirectory() as base:
    def short(path):
        return [each.replace(base, "BASE") for each in path]

    write(f"{base}/one/space/first.py", "name = 'first'\n")
    write(f"{base}/two/space/second.py", "name = 'second'\n")
    write(f"{base}/two/space/below/third.py", "name = 'third'\n")
    write(f"{base}/three/space/below/fourth.py", "name = 'fourth'\n")
    write(f"{base}/three/resources/data.txt", "some text")
    write(f"{base}/one/resources/other.txt", "other text")
    write(f"{base}/whole/taken/__init__.py", "name = 'a package'\n")
    write(f"{base}/one/taken/part.py")
    with zipfile.ZipFile(f"{base}/four.zip", "w") as archive:
        archive.writestr("space/", "")
        archive.writestr("space/zipped.py", "name = 'zipped'\n")
        archive.writestr("archived/__init__.py", "name = 'archived'\n")
        archive.writestr("archived/inner.py", "from . import name as above\nname = __name__\n")
        archive.writestr("archived/data/text.txt", "text in an archive")
        archive.writestr("archived/data/__init__.py", "")
        archive.writestr("single.py", "where = __file__\n")

    sys.path.append(f"{base}/one")
    import space.first
    print(space.first.name, short(space.__path__), space.__spec__.origin, space.__spec__.loader is space.__loader__, hasattr(space, "__file__"))
    print(type(space.__path__).__name__, len(space.__path__), f"{base}/one/space" in space.__path__, type(space.__loader__).__name__)
    show(importlib.import_module, "space.second")
    sys.path.append(f"{base}/two")
    importlib.invalidate_caches()
    import space.second
    import space.below.third
    print(space.second.name, short(space.__path__), space.below.third.name, short(space.below.__path__))
    sys.path += [f"{base}/three", f"{base}/four.zip"]
    import space.below.fourth
    import space.zipped
    print(space.below.fourth.name, short(space.below.__path__), space.zipped.name, short(space.__path__), short([space.zipped.__file__]))
    sys.path.remove(f"{base}/one")
    print(importlib.util.find_spec("space.absent"), short(space.__path__))
    sys.path.insert(0, f"{base}/one")
    sys.path.append(f"{base}/whole")
    import taken
    print(taken.name, short(taken.__path__))
    show(importlib.import_module, "taken.part")
    space.__path__.append("more")
    print(short(space.__path__))

    print("-- created while running")
    write(f"{base}/two/space/late.py", "name = 'late'\n")
    importlib.invalidate_caches()
    import space.late
    print(space.late.name)

    print("-- archives")
    import archived.inner
    import single
    print(archived.inner.name, archived.inner.above, short([archived.__file__, single.where]), short(archived.__path__))
    print(type(archived.__loader__).__name__, archived.__spec__.name, archived.inner.__spec__.parent)
    print(archived.__loader__.get_data(f"{base}/four.zip/archived/data/text.txt"))
    show(importlib.import_module, "archived.absent")

    print("-- resources")
    import resources
    for package in resources, archived.__name__ + ".data":
        files = importlib.resources.files(package)
        print(sorted(each.name for each in files.iterdir() if not each.name.startswith("__")))
    print(importlib.resources.files(resources).joinpath("data.txt").read_text())
    print(importlib.resources.files("archived.data").joinpath("text.txt").read_bytes())
    with importlib.resources.as_file(importlib.resources.files("archived.data") / "text.txt") as path:
        print(path.read_text())

    print("-- what only has its compiled file")
    import py_compile
    write(f"{base}/one/compiled.py", "name = 'compiled'\n")
    py_compile.compile(f"{base}/one/compiled.py", cfile=f"{base}/one/compiled.pyc")
    os.remove(f"{base}/one/compiled.py")
    importlib.invalidate_caches()
    import compiled
    print(compiled.name, type(compiled.__loader__).__name__, short([compiled.__file__]))

    print("-- the current folder in sys.path")
    os.chdir(f"{base}/one")
    write(f"{base}/one/beside.py")
    sys.path.insert(0, ".")
    importlib.invalidate_caches()
    import beside
    print(short([beside.__file__]), short([os.path.dirname(beside.__cached__)]), beside.__cached__ == importlib.util.cache_from_source(beside.__file__))
    os.chdir("/")
