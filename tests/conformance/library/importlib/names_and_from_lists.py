"""What __import__, relative names, from-lists and stars take, and what they refuse."""
import json
import sys
import types
import warnings


def show(function, *arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(function(*arguments))
        except BaseException as error:
            print(type(error).__name__, error)
    for each in caught:
        print("   ", each.category.__name__, each.message)


def run(text):
    names = {}
    exec(text, names)
    return sorted(name for name in names if name != "__builtins__")


print("-- names of __import__")
spec = types.SimpleNamespace
for arguments in [
        (5,), ("",), ("a", None, None, None, -1), (b"x",), ("sys", {}, None, None, 1), ("sys", [], None, None, 1),
        ("x", {"__package__": 5}, None, None, 1), ("x", {"__package__": ""}, None, None, 1), ("x", {"__name__": 5}, None, None, 1),
        ("x", {"__name__": "alone"}, None, None, 1), ("x", {"__spec__": 5}, None, None, 1), ("x", {"__spec__": spec(parent=4)}, None, None, 1),
        ("x", {"__package__": "a"}, None, None, 2), ("json.tool_", {}), ("json..tool", {}), ("json.decoder.x", {})]:
    show(lambda: __import__(*arguments))
show(lambda: __import__("sys", level=1))
import email.mime.text
for arguments, name in [
        (("email.mime.text",), "email"), (("email.mime.text", None, None, ("x",)), "email.mime.text"),
        (("mime.text", {"__package__": "email"}, None, (), 1), "email.mime"), (("mime", {"__package__": "email"}, None, (), 1), "email.mime"),
        (("", {"__package__": "email.mime"}, None, ["x"], 2), "email"), (("charset", {"__name__": "email", "__path__": []}, None, ["x"], 1), "email.charset"),
        (("mime", {"__name__": "email.message"}, None, ["x"], 1), "email.mime"), (("mime", {"__spec__": spec(parent="email")}, None, ["x"], 1), "email.mime")]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(__import__(*arguments).__name__ == name, [str(each.message) for each in caught])

print("-- from-lists")
for names in 5, [1], ["*", 1], (b"x",), "ab", ["", "missing"], iter([b"x"]), 0, [], {"parser": 1}:
    show(lambda: __import__("email", None, None, names).__name__)
package = sys.modules["package"] = types.ModuleType("package")
package.__path__ = []
for names in [b"x"], ["a", "b"], 7:
    package.__all__ = names
    show(lambda: __import__("package", fromlist=["*"]).__name__)
sys.modules["package.blocked"] = None
for name in "blocked", "absent":
    show(lambda: __import__("package", fromlist=[name]).__name__)
    show(run, f"from package import {name}")
    show(run, f"import package.{name}")
sys.modules["package.there"] = "anything"
show(run, "from package import there")
show(run, "import package.there as other")

print("-- stars")
module = sys.modules["module"] = types.ModuleType("module")
module.a, module.b, module._c = 1, 2, 3
for names in {"a"}, {"a": 1}, 5, "ab", ["a", b"x"], (1,), iter(["a"]), [], ("_c",), ["a", "absent"]:
    module.__all__ = names
    show(run, "from module import *")
del module.__all__
show(run, "from module import *")
module.__dict__[5] = 6
show(run, "from module import *")
del module.__dict__[5]


class Anything:
    def __getitem__(self, index):
        return "ab"[index]


class Listed(list):
    def __getitem__(self, index):
        return super().__getitem__(index).lower()


module.__all__ = Listed("AB")
show(run, "from module import *")
module.__all__ = Anything()
show(run, "from module import *")
sys.modules["module"] = Anything()
sys.modules["module"].attribute = 1
show(run, "from module import *")
show(run, "from module import attribute")
sys.modules["module"] = 5
for text in "from module import *", "from module import absent", "import module.absent", "import module":
    show(run, text)

print("-- None in sys.modules")
sys.modules["nothing"] = None
for text in "import nothing", "import nothing.inner", "from nothing import inner":
    show(run, text)

print("-- modules with strange names")
module = sys.modules["module"] = types.ModuleType("module")
module.__name__ = 5
show(lambda: module.absent)
show(run, "from module import absent")
module.__all__ = [5]
show(run, "from module import *")
del module.__name__
show(lambda: module.absent)
show(run, "from module import absent")
show(lambda: json.absent)
show(run, "import json.absent")

print("-- a module's own __getattr__ is asked for __path__, and twice for names in packages")
asked = []


def asks(name):
    asked.append(name)
    raise AttributeError(name)


module = sys.modules["module"] = types.ModuleType("module")
module.__getattr__ = asks
show(run, "from module import absent")
print(asked)

print("-- sys.path of something else")
kept = sys.path
for path in 5, ("no_such_folder", None, b"bytes"), iter([]):
    sys.path = path
    show(run, "import no_such_module")
sys.path = kept
