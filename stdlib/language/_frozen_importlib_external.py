"""importlib._bootstrap_external as the one that import is built on."""

import _importer

exec(_importer.library_code("importlib._bootstrap_external"), globals())
del _importer


def _begin():
    import _frozen_importlib
    _set_bootstrap_module(_frozen_importlib)
    _frozen_importlib._bootstrap_external = sys.modules["_frozen_importlib_external"]


_begin()
del _begin
