"""An exit status may be a member of an IntEnum; bound methods have the __dict__ and the name of their functions."""
import enum
import sys
import types


class Code(enum.IntEnum):
    OK = 0
    FAILED = 3


class C:
    def method(self):
        pass

    method.mark = 1


print(C().method.__dict__, "mark" in C().method.__dict__)


class Named:
    def __call__(self):
        pass


named = Named()
named.__name__ = "name"
print(repr(types.MethodType(named, "object")))
sys.exit(Code.FAILED)
