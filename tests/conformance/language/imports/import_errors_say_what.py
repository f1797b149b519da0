"""What import raises has msg, name and path, and its text is msg whatever becomes of args."""
import importlib

for wrong in (lambda: __import__("no.such"), lambda: importlib.import_module("no_such"), lambda: exec("import os.path.nothing"), lambda: exec("from ast import nope"), lambda: exec("from sys import nope")):
    try:
        wrong()
    except ImportError as error:
        print(type(error).__name__, error.msg.split(" (")[0], error.name, str(error.path).rpartition("/")[2], len(error.args), error.msg == error.args[0])
        error.args = ("changed",)
        print(str(error).split(" (")[0], repr(error))
        error.msg = "new"
        print(error)
