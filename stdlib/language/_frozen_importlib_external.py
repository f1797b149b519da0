"""The name under which CPython knows importlib._bootstrap_external."""

import sys

from importlib import _bootstrap_external

sys.modules[__name__] = _bootstrap_external
