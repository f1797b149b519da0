"""importlib._bootstrap as the one that import is built on: copies of importlib that a program makes share it."""

import _importer

exec(_importer.library_code("importlib._bootstrap"), globals())
del _importer


def _begin():
    import _imp
    import sys as machine
    _imp._set_up(machine.modules["_frozen_importlib"], machine)


_begin()
del _begin
