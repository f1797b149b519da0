"""The part of warnings that CPython writes in C."""

import sys
import warnings as _module


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """warnings.warn()."""
    _module.warn(message, category, stacklevel + 1, source, skip_file_prefixes=skip_file_prefixes)


warn_explicit = _module.warn_explicit
