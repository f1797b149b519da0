"""More containers: deque, namedtuple, defaultdict, OrderedDict, Counter, ChainMap, and some to derive from."""

from _collections import _count_elements, deque

__all__ = (
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"
)  # fmt: skip


def __getattr__(name):
    if name == "Counter":
        module = "collections._counter"
    elif name in ("ChainMap", "OrderedDict", "defaultdict"):
        module = "collections._mappings"
    elif name in ("UserDict", "UserList", "UserString"):
        module = "collections._user"
    elif name == "namedtuple":
        module = "collections._namedtuple"
    elif name == "abc":
        return __import__("collections.abc", None, None, ("*",))
    else:
        raise AttributeError(f"module 'collections' has no attribute '{name}'")
    value = globals()[name] = getattr(__import__(module, None, None, (name,)), name)
    return value
