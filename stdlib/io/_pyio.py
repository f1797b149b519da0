"""io in Python: CPython's, with the protocols that came later."""

import sys

import _py_io as _module
from io import Reader, Writer

_module.Reader, _module.Writer = Reader, Writer
sys.modules[__name__] = _module
