"""What sys.breakpointhook does."""

import os
import sys
import warnings
from importlib import import_module


def hook(*args, **kws):
    """Calls what PYTHONBREAKPOINT names, pdb.set_trace when it names nothing, and nothing for 0."""
    name = "" if getattr(sys.flags, "ignore_environment", False) else os.environ.get("PYTHONBREAKPOINT", "")
    if name == "0":
        return None
    name = name or "pdb.set_trace"
    module, _, attribute = name.rpartition(".")
    try:
        function = getattr(import_module(module or "builtins"), attribute)
    except (ImportError, AttributeError, ValueError):
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning, stacklevel=2)
        return None
    return function(*args, **kws)
