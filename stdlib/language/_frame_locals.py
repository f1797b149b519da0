"""The variables of a running function's frame as a mapping that writes through to them."""


class FrameLocalsProxy:
    """What f_locals of a function's frame gives."""

    __slots__ = ("_frame",)
    __hash__ = None

    def __init__(self, frame):
        self._frame = frame

    def __getitem__(self, name):
        return self._frame._variables()[name]

    def __setitem__(self, name, value):
        self._frame._set_variable(name, value)

    def __delitem__(self, name):
        if name in self:
            raise ValueError("cannot remove local variables from FrameLocalsProxy")
        raise KeyError(name)

    def __contains__(self, name):
        return name in self._frame._variables()

    def __iter__(self):
        return iter(self._frame._variables())

    def __reversed__(self):
        return reversed(self._frame._variables())

    def __len__(self):
        return len(self._frame._variables())

    def __eq__(self, other):
        if isinstance(other, FrameLocalsProxy):
            return self._frame._variables() == other._frame._variables()
        if isinstance(other, dict):
            return self._frame._variables() == other
        return NotImplemented

    def __or__(self, other):
        return self._frame._variables() | dict(other)

    def __repr__(self):
        return repr(self._frame._variables())

    def get(self, name, default=None):
        return self._frame._variables().get(name, default)

    def keys(self):
        return self._frame._variables().keys()

    def values(self):
        return self._frame._variables().values()

    def items(self):
        return self._frame._variables().items()

    def copy(self):
        return self._frame._variables()

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, other=(), /):
        for name, value in dict(other).items():
            self[name] = value
